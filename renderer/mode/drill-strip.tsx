import { words } from '../../shared/words/en.ts';
import { useDrill } from './drill-context.ts';
import { drillTurn, nextInWords } from './drill-in-words.ts';

const said = words.drills;

/** Under the strip on every screen: which drill is on, what to do next, and its way out. Nothing while none is on. */
export function DrillStrip() {
  const { drill, progress, isBusy, problem, turn, end } = useDrill();
  if (drill === null || progress === null) return null;
  const turnLabel = progress.canTurn ? drillTurn(drill) : null;
  return (
    <div className="practice-strip-drill">
      <div className="practice-strip-step" role="status">
        <strong>{said.strip.on(said.of[drill.drill].title)}</strong>
        {!progress.isDone && ` · ${said.place(progress.place, progress.of)}`}
        <div>{progress.isDone ? said.strip.done : nextInWords(drill, progress)}</div>
        {problem !== null && <div>{problem.explanation}</div>}
      </div>
      {turnLabel !== null && (
        <button type="button" className="practice-strip-turn" aria-disabled={isBusy} onClick={turn}>
          {turnLabel}
        </button>
      )}
      <button
        type="button"
        className="practice-strip-leave"
        title={said.endWhy}
        aria-disabled={isBusy}
        onClick={() => end()}
      >
        {progress.isDone ? said.endDone : said.end}
      </button>
    </div>
  );
}
