import { Fragment, useCallback, useEffect, useReducer, type ReactNode } from 'react';
import LiveRegion from '@cloudscape-design/components/live-region';
import type { Mode } from '../../shared/practice/practice-api.ts';
import { words } from '../../shared/words/en.ts';
import { ProblemAlert } from '../components/problem-alert.tsx';
import { problemOfThrow } from '../use-outcome.ts';
import { ModeContext, type ModeNews } from './mode-context.ts';
import { MODE_UNKNOWN, modeReducer } from './mode-state.ts';
import './mode-root.css';

const said = words.practice;

/** Nothing is shown before it is known whether one practises; a change of that makes everything below anew. */
export function ModeRoot({ children }: { readonly children: ReactNode }) {
  const { round, problem, ask, turn } = useRound();
  useEffect(() => {
    document.title = round?.mode === 'practice' ? said.windowTitle : words.app.title;
  }, [round?.mode]);
  if (problem !== null) {
    return (
      <main className="mode-unknown">
        <ProblemAlert problem={problem} on={{ retry: ask }} />
      </main>
    );
  }
  if (round === null) return null;
  return (
    <ModeContext value={{ mode: round.mode, news: round.news, turn }}>
      <LiveRegion hidden>{round.news === null ? '' : said.news[round.news]}</LiveRegion>
      <Fragment key={round.count}>{children}</Fragment>
    </ModeContext>
  );
}

function useRound() {
  const [state, dispatch] = useReducer(modeReducer, MODE_UNKNOWN);
  const ask = useCallback(() => {
    window.keyport.readMode().then(
      (outcome) => dispatch({ type: 'answered', outcome }),
      (cause: unknown) =>
        dispatch({ type: 'answered', outcome: { ok: false, problem: problemOfThrow(cause) } }),
    );
  }, []);
  useEffect(ask, [ask]);
  const turn = useCallback((mode: Mode, news: ModeNews) => {
    dispatch({ type: 'turned', mode, news });
    window.scrollTo(0, 0);
  }, []);
  return { ...state, ask, turn };
}
