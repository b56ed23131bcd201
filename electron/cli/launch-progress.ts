import { Writable } from 'node:stream';
import type { Launch, LaunchLine } from '../../shared/launch.ts';
import { words } from '../../shared/words/en.ts';
import type { Session } from './session.ts';
import { printable } from './shown.ts';
import type { Screen } from './terminal.ts';

export type LaunchProgress = {
  readonly show: (launch: Launch) => void;
  /** The bar goes away; what was said stays. */
  readonly end: () => void;
};

/**
 * Says on standard error what is made as it is made, once; with a bar below it where somebody looks on. What stood `before` this
 * work is not said again.
 */
export async function createLaunchProgress(
  { terminal, globals }: Pick<Session, 'terminal' | 'globals'>,
  before: readonly LaunchLine[],
): Promise<LaunchProgress> {
  if (globals.quiet) return { show: () => {}, end: () => {} };
  const { screen } = terminal;
  const said = new Map(before.map((line) => [line.id, textOf(line)]));
  const isOld = (line: LaunchLine) =>
    isSettled(line) && before.some(({ id, finishedAt }) => id === line.id && finishedAt === line.finishedAt);
  const bar = screen === undefined ? null : await barOn(screen);
  return {
    show: (launch) => {
      for (const line of launch.lines) {
        const text = textOf(line);
        if (text === null || said.get(line.id) === text) continue;
        said.set(line.id, text);
        terminal.note(text);
      }
      bar?.update(launch.lines.filter((line) => !isOld(line)));
    },
    end: () => bar?.stop(),
  };
}

/** Null while there is nothing to say of it. */
function textOf(line: LaunchLine): string | null {
  const { label, state, note } = line;
  const resourceId = line.resourceId !== null && label.includes(line.resourceId) ? null : line.resourceId;
  if (state === 'waiting' || (resourceId === null && !isSettled(line))) return null;
  const { progress } = words.cliLaunch;
  const isPlain = state === 'done' && (resourceId !== null || note !== null);
  const facts = [resourceId, isSettled(line) && !isPlain ? progress.settled[line.state] : null, note];
  return printable(progress.line(label, facts.filter((fact) => fact !== null).join(', ')));
}

function isSettled(line: LaunchLine): line is LaunchLine & { state: 'done' | 'failed' | 'skipped' } {
  return line.state === 'done' || line.state === 'failed' || line.state === 'skipped';
}

/** The package is for those who look on only. */
async function barOn(screen: Screen) {
  const { SingleBar } = await import('cli-progress');
  const bar = new SingleBar({
    format: '{bar} {value}/{total}  {title}',
    barCompleteChar: '█',
    barIncompleteChar: '░',
    barsize: 24,
    clearOnComplete: true,
    hideCursor: true,
    stream: withoutJumps(screen),
  });
  let hasStarted = false;
  return {
    update: (lines: readonly LaunchLine[]) => {
      const working = lines.find(({ state }) => state === 'working');
      // What failed is missing in the end: a full bar would say that all is there.
      const failed = lines.filter(({ state }) => state === 'failed').length;
      const settled = lines.filter(isSettled).length - failed;
      const { progress } = words.cliLaunch;
      const title = printable(
        [
          ...(failed === 0 ? [] : [progress.failed(failed)]),
          ...(working === undefined ? [] : [working.label]),
        ].join('  '),
      );
      if (lines.length === 0) return;
      if (!hasStarted) bar.start(lines.length, 0, { title });
      hasStarted = true;
      bar.setTotal(lines.length);
      bar.update(settled, { title });
    },
    stop: () => {
      if (hasStarted) bar.stop();
    },
  };
}

/** At its end the bar would go back to where it began, and what comes next would stand over all that was said since. */
function withoutJumps(screen: Screen): Screen {
  const below = new Writable({
    write: (chunk: Uint8Array, _, done) => {
      const text = Buffer.from(chunk).toString();
      if (text !== SAVE_CURSOR && text !== RESTORE_CURSOR) screen.write(text);
      done();
    },
  });
  return Object.assign(below, { isTTY: true as const, columns: screen.columns });
}

const SAVE_CURSOR = '\u001B7';
const RESTORE_CURSOR = '\u001B8';
