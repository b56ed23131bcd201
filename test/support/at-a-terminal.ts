import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { part } from '../../scripts/parts.ts';

/** How a terminal takes what is typed: makes Ctrl-C a signal, hands over whole lines, shows it. */
export type TerminalModes = { readonly signals: boolean; readonly lines: boolean; readonly echoes: boolean };

/** As a shell has it and leaves it. */
export const PLAIN_MODES: TerminalModes = { signals: true, lines: true, echoes: true };

export type AtTerminal = {
  /** Of the program itself. */
  readonly pid: Promise<number>;
  readonly type: (keys: string) => void;
  /** Resolves as soon as this stands on the screen, below what was waited for before; rejects where it never will. */
  readonly sees: (text: string) => Promise<void>;
  readonly modes: () => Promise<TerminalModes>;
  /** How the program ended, and all that was to be seen. A signal that ended it is a negative number. */
  readonly ended: Promise<Ended>;
  /** Ends it where it still runs. */
  readonly stop: () => Promise<void>;
};

type Ended = {
  readonly code: number;
  readonly screen: string;
  /** As it leaves the terminal to the shell. */
  readonly modes: TerminalModes;
};

/** Starts a program at a real terminal (a pty) of its own: standard input, output and error, and what Ctrl-C signals. */
export function startAtTerminal(
  command: readonly string[],
  options: { readonly env: NodeJS.ProcessEnv; readonly cwd: string },
): AtTerminal {
  const python = part('python3');
  if (python === undefined) throw new Error('python3 is not installed');
  const driver = path.join(import.meta.dirname, 'at-a-terminal.py');
  const child = spawn(python, [driver, ...command], { ...options, stdio: ['pipe', 'pipe', 'inherit'] });
  const pid = Promise.withResolvers<number>();
  const ended = Promise.withResolvers<Ended>();
  const modesAsked: ((modes: TerminalModes) => void)[] = [];
  const looking = new Set<() => void>();
  let [screen, seenUpTo, isOver] = ['', 0, false];
  const look = () => looking.forEach((each) => each());
  createInterface(child.stdout).on('line', (line) => {
    const said = JSON.parse(line) as Said;
    if (said.pid !== undefined) pid.resolve(said.pid);
    screen += said.seen ?? '';
    if (said.ended !== undefined) {
      ended.resolve({ code: said.ended, screen, modes: said.modes });
      isOver = true;
    } else if (said.modes !== undefined) modesAsked.shift()?.(said.modes);
    look();
  });
  child.once('close', () => {
    isOver = true;
    ended.reject(new Error(`nothing is known of how it ended:\n${screen}`));
    look();
  });
  const closed = once(child, 'close');
  ended.promise.catch(() => undefined);
  const tell = (document: unknown) => child.stdin.write(`${JSON.stringify(document)}\n`);
  return {
    pid: pid.promise,
    type: (keys) => tell({ type: keys }),
    sees: (text) =>
      new Promise((resolve, reject) => {
        const check = () => {
          const at = screen.indexOf(text, seenUpTo);
          if (at === -1 && !isOver) return;
          looking.delete(check);
          if (at === -1) return reject(new Error(`never seen: ${text}\n${screen}`));
          seenUpTo = at + text.length;
          resolve();
        };
        looking.add(check);
        check();
      }),
    modes: () =>
      new Promise((resolve) => {
        modesAsked.push(resolve);
        tell({ modes: true });
      }),
    ended: ended.promise,
    stop: async () => {
      child.stdin.end();
      await closed;
    },
  };
}

type Said = { readonly pid?: number; readonly seen?: string } & (
  | { readonly ended: number; readonly modes: TerminalModes }
  | { readonly ended?: never; readonly modes?: TerminalModes }
);
