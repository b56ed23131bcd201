import { useCallback, useEffect, useMemo, useReducer, useState, type ReactNode } from 'react';
import LiveRegion from '@cloudscape-design/components/live-region';
import { failed, type Outcome } from '../../shared/outcome.ts';
import type { Mode } from '../../shared/practice/practice-api.ts';
import { words } from '../../shared/words/en.ts';
import { ProblemAlert } from '../components/problem-alert.tsx';
import { ProblemHelpContext } from '../components/problem-help.ts';
import { problemHelpIn } from '../problem-help.ts';
import { problemOfThrow } from '../use-outcome.ts';
import { DrillRoot } from './drill-root.tsx';
import { ModeContext, type ModeHandle, type ModeNews } from './mode-context.ts';
import { MODE_UNKNOWN, modeReducer } from './mode-state.ts';
import './mode-root.css';
import { forgetPractice } from './remembered.ts';

const said = words.practice;

/** Nothing is shown before it is known whether one practises; a change of that makes everything below anew. */
export function ModeRoot({ children }: { readonly children: ReactNode }) {
  const { round, problem, ask, handle } = useRound();
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
  if (round === null || handle === null) return null;
  return (
    <ModeContext value={handle}>
      <LiveRegion hidden>{round.news === null ? '' : said.news[round.news]}</LiveRegion>
      <ProblemHelpContext value={problemHelpIn(round.mode)}>
        <DrillRoot key={round.count}>{children}</DrillRoot>
      </ProblemHelpContext>
    </ModeContext>
  );
}

function useRound() {
  const [{ round, problem }, dispatch] = useReducer(modeReducer, MODE_UNKNOWN);
  const [isExplained, explain] = useState(false);
  const ask = useCallback(() => {
    void readMode().then((outcome) => dispatch({ type: 'answered', outcome }));
  }, []);
  useEffect(ask, [ask]);
  const handle = useMemo((): ModeHandle | null => {
    if (round === null) return null;
    const turn = (mode: Mode, news: ModeNews) => {
      if (news === 'reset') forgetPractice(sessionStorage);
      explain(false);
      dispatch({ type: 'turned', mode, news });
      window.scrollTo(0, 0);
    };
    const check = async () => {
      const outcome = await readMode();
      if (outcome.ok && outcome.value !== round.mode) turn(outcome.value, 'closed');
    };
    return { mode: round.mode, news: round.news, turn, check, isExplained, explain };
  }, [round, isExplained]);
  return { round, problem, ask, handle };
}

async function readMode(): Promise<Outcome<Mode>> {
  try {
    return await window.keyport.readMode();
  } catch (cause) {
    return failed(problemOfThrow(cause));
  }
}
