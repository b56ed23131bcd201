import { once } from 'node:events';
import { createInterface, type Interface } from 'node:readline/promises';
import { Writable, type Readable } from 'node:stream';

/** Where a person, or a script, started Keyport. */
export type Terminal = {
  /** True where a person can be asked. */
  readonly isInteractive: boolean;
  /** A result: to standard output. Answers whether it got there. */
  readonly print: (text: string) => Promise<boolean>;
  /** Anything else: to standard error. */
  readonly note: (text: string) => void;
  /** The line that was typed; null where there will be none. */
  readonly ask: (question: string) => Promise<string | null>;
  /** The same, and what is typed is not shown. */
  readonly askHidden: (question: string) => Promise<string | null>;
  /** Where a bar can be drawn: standard error, where that is a terminal. What is written while a question is open is not seen. */
  readonly screen?: Screen;
};

export type Screen = Writable & { readonly isTTY: true; readonly columns: number };

export type Streams = {
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly stdout: Writable;
  readonly stderr: Writable & { readonly isTTY?: boolean; readonly columns?: number };
};

export function openTerminal({ stdin, stdout, stderr }: Streams): Terminal {
  const isInteractive = stdin.isTTY === true && stderr.isTTY === true;
  // A terminal that is closed, a reader that has gone, a full disk: none of them may end a run that has a private key in hand.
  for (const stream of [stdin, stdout, stderr]) stream.on('error', () => undefined);
  let isHidden = false;
  let isAsking = false;
  let hasBar = false;
  // Echoes what is typed. Its history would keep passphrases.
  const echo = Object.assign(
    new Writable({
      write: (chunk: Uint8Array, _, done) => {
        if (!isHidden) stderr.write(chunk);
        done();
      },
    }),
    { columns: stderr.columns },
  );

  const ask = async (question: string, hidden: boolean): Promise<string | null> => {
    if (!isInteractive) return null;
    isHidden = hidden;
    isAsking = true;
    const done = new AbortController();
    const { signal } = done;
    let asking: Interface | null = null;
    let answer: string | null = null;
    try {
      // Before the question is seen: until then the terminal itself shows what is typed.
      asking = createInterface({ input: stdin, output: echo, terminal: true, historySize: 0 });
      clearBar();
      // Where the line is shown, it is drawn again from its beginning: the question must be a part of it.
      const prompt = hidden ? '' : `${question} `;
      if (hidden) stderr.write(`${question} `);
      // In raw mode Ctrl-C is a key like any other.
      const ended = Promise.race([once(asking, 'close', { signal }), once(asking, 'SIGINT', { signal })]);
      // Ctrl-D rejects.
      const typed = asking.question(prompt, { signal }).catch(() => null);
      answer = await Promise.race([typed, ended.then(() => null)]);
    } catch {
      // The terminal itself is gone.
    }
    done.abort();
    // What is done between two questions can be interrupted: Ctrl-C has to be a signal again.
    asking?.close();
    isHidden = false;
    isAsking = false;
    if (hidden) stderr.write('\n');
    return answer;
  };
  /** What is said stands above it: it is drawn again below. */
  const clearBar = (): void => {
    if (hasBar) stderr.write('\r\u001B[K');
  };

  const drawn = new Writable({
    write: (chunk: Uint8Array, _, done) => {
      if (!isAsking) stderr.write(chunk);
      hasBar = true;
      done();
    },
  });
  const screen = Object.assign(drawn, { isTTY: true as const, columns: stderr.columns ?? 80 });

  return {
    isInteractive,
    ...(stderr.isTTY === true ? { screen } : {}),
    print: (text) => new Promise((resolve) => void stdout.write(text, (error) => resolve(!error))),
    note: (text) => {
      clearBar();
      stderr.write(`${text}\n`);
    },
    ask: (question) => ask(question, false),
    askHidden: (question) => ask(question, true),
  };
}
