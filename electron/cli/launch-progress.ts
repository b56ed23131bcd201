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

/** Says on standard error what is made as it is made, once; with a bar below it where somebody looks on. */
export async function createLaunchProgress({
  terminal,
  globals,
}: Pick<Session, 'terminal' | 'globals'>): Promise<LaunchProgress> {
  if (globals.quiet) return { show: () => {}, end: () => {} };
  const { screen } = terminal;
  const said = new Map<string, string>();
  const bar = screen === undefined ? null : await barOn(screen);
  const say = bar === null ? terminal.note : bar.above;
  return {
    show: (launch) => {
      for (const line of launch.lines) {
        const text = textOf(line);
        if (text === null || said.get(line.id) === text) continue;
        said.set(line.id, text);
        say(text);
      }
      bar?.update(launch);
    },
    end: () => bar?.stop(),
  };
}

/** Null while there is nothing to say of it. */
function textOf({ label, state, resourceId, note }: LaunchLine): string | null {
  const isSettled = state === 'done' || state === 'failed' || state === 'skipped';
  if (state === 'waiting' || (resourceId === null && !isSettled)) return null;
  const { progress } = words.cliLaunch;
  const isPlain = state === 'done' && (resourceId !== null || note !== null);
  const facts = [resourceId, isSettled && !isPlain ? progress.settled[state] : null, note];
  return printable(progress.line(label, facts.filter((fact) => fact !== null).join(', ')));
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
    stream: screen,
  });
  bar.start(1, 0, { title: '' });
  return {
    above: (text: string) => void screen.write(`\r\u001B[K${text}\n`),
    update: ({ lines }: Launch) => {
      const working = lines.find(({ state }) => state === 'working');
      const open = lines.filter(({ state }) => state === 'waiting' || state === 'working');
      bar.setTotal(Math.max(1, lines.length));
      bar.update(lines.length - open.length, { title: printable(working?.label ?? '') });
    },
    stop: () => {
      bar.stop();
    },
  };
}
