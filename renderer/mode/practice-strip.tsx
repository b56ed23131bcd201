import { useId, useRef, useState } from 'react';
import { words } from '../../shared/words/en.ts';
import { useAct } from '../use-act.ts';
import { DrillStrip } from './drill-strip.tsx';
import { useMode } from './mode-context.ts';
import './practice-strip.css';

const said = words.practice.strip;

/** On every screen while one practises: that it is practice, what that means, and the way out. Else nothing. */
export function PracticeStrip() {
  const { mode, news } = useMode();
  if (mode === 'practice') return <Practising />;
  return news === 'closed' ? <Closed /> : null;
}

/** Practice ended by itself, and nobody must miss it. */
function Closed() {
  const [isSeen, setIsSeen] = useState(false);
  if (isSeen) return null;
  return (
    <section className="practice-strip" aria-label={said.label}>
      <div className="practice-strip-row">
        <span className="practice-strip-sentence">{words.practice.news.closed}</span>
        <button type="button" className="practice-strip-leave" onClick={() => setIsSeen(true)}>
          {said.dismiss}
        </button>
      </div>
    </section>
  );
}

function Practising() {
  const { turn, isExplained, explain } = useMode();
  const act = useAct();
  const meaningId = useId();
  const badge = useRef<HTMLButtonElement>(null);
  const leave = () =>
    act.run(
      () => window.keyport.stopPractice(),
      (next) => turn(next, 'stopped'),
    );
  return (
    <section className="practice-strip" aria-label={said.label}>
      <div className="practice-strip-row">
        <button
          ref={badge}
          type="button"
          className="practice-strip-badge"
          title={said.meaning}
          aria-expanded={isExplained}
          aria-controls={meaningId}
          onClick={() => explain(!isExplained)}
        >
          <Cone />
          {said.badge}
          <span aria-hidden="true">{isExplained ? '▴' : '▾'}</span>
        </button>
        <span className="practice-strip-sentence">{said.sentence}</span>
        <button type="button" className="practice-strip-leave" aria-disabled={act.isBusy} onClick={leave}>
          {said.leave}
        </button>
      </div>
      <div id={meaningId} hidden={!isExplained} className="practice-strip-more">
        <strong>{said.popoverTitle}</strong>
        <ul className="plain-list">
          {said.popover.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
        <button
          type="button"
          className="practice-strip-leave"
          onClick={() => {
            explain(false);
            badge.current?.focus();
          }}
        >
          {said.close}
        </button>
      </div>
      <DrillStrip />
      <div role="alert">
        {act.problem !== null && (
          <div className="practice-strip-more">
            <strong>{act.problem.title}</strong>
            <p>{act.problem.explanation}</p>
            <button type="button" className="practice-strip-leave" onClick={act.forget}>
              {said.dismiss}
            </button>
          </div>
        )}
      </div>
    </section>
  );
}

function Cone() {
  return (
    <svg width="18" height="18" viewBox="0 0 18 18" aria-hidden="true" focusable="false">
      <path d="M8 1h2l4.5 13h-11z" fill="#c24e00" />
      <path d="M6.3 6h5.4l1 3H5.3z" fill="#ffffff" />
      <path d="M1.5 14h15v2.5h-15z" fill="#0f1b2a" />
    </svg>
  );
}
