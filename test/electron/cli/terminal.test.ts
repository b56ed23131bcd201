import { PassThrough, Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { openTerminal } from '../../../electron/cli/terminal.ts';
import { knownPassphrase, newPassphrase } from '../../../electron/cli/passphrase.ts';

/** A terminal with somebody at it: what they type, and what they see. */
function atTerminal(isTTY = true) {
  let echoes = true;
  const setRawMode = (isRaw: boolean) => {
    echoes = !isRaw;
  };
  const stdin = Object.assign(new PassThrough(), { isTTY, setRawMode });
  const stdout = new PassThrough();
  const stderr = Object.assign(new PassThrough(), { isTTY });
  /** `echoed`: a question was seen while the terminal itself still showed what is typed. */
  const seen = { stdout: '', stderr: '', echoed: false };
  stdout.on('data', (chunk: Buffer) => (seen.stdout += chunk.toString()));
  stderr.on('data', (chunk: Buffer) => {
    seen.stderr += chunk.toString();
    if (chunk.toString().endsWith(': ')) seen.echoed = seen.echoed || echoes;
  });
  return {
    terminal: openTerminal({ stdin, stdout, stderr }),
    type: (keys: string) => stdin.write(keys),
    seen,
  };
}

test('what is asked is shown on standard error, and what is typed too', async () => {
  const { terminal, type, seen } = atTerminal();

  const answer = terminal.ask('Type its name:');
  type('web\r');

  expect(await answer).toBe('web');
  expect(seen.stderr).toContain('Type its name: ');
  expect(seen.stderr).toContain('web');
  expect(seen.stdout).toBe('');
});

test('what is asked stays on the screen while it is answered, and corrected', async () => {
  const { terminal, type, seen } = atTerminal();

  const answer = terminal.ask('All of it will be deleted.\nType its name:');
  type('wen');
  type('\u007F');
  type('b\r');

  expect(await answer).toBe('web');
  expect(screenOf(seen.stderr)).toEqual(['All of it will be deleted.', 'Type its name: web', '']);
});

test('a bar is never over what is said or asked, and goes on below it', async () => {
  const { terminal, type, seen } = atTerminal();
  terminal.screen?.write('### 1/3');
  terminal.note('Instance in us-east-1a: i-1');
  terminal.screen?.write('### 2/3');

  const answer = terminal.ask('r = try again:');
  terminal.screen?.write('\u001B[1G### 3/3');
  type('r\r');

  expect(await answer).toBe('r');
  expect(screenOf(seen.stderr)).toEqual(['Instance in us-east-1a: i-1', 'r = try again: r', '']);
});

test('there is no place for a bar where standard error is no terminal', () => {
  expect(atTerminal(false).terminal.screen).toBeUndefined();
});

test('a passphrase is not shown', async () => {
  const { terminal, type, seen } = atTerminal();

  const answer = terminal.askHidden('Passphrase:');
  type('hunter2');
  type('\r');

  expect(await answer).toBe('hunter2');
  expect(seen.stderr).toBe('Passphrase: \n');
  expect(seen.echoed).toBe(false);
});

test('one question after the other is answered, hidden or not', async () => {
  const { terminal, type, seen } = atTerminal();

  for (const [hidden, text] of [
    [false, 'one'],
    [true, 'two'],
    [false, 'three'],
  ] as const) {
    const answer = hidden ? terminal.askHidden('?') : terminal.ask('?');
    type(`${text}\r`);
    expect(await answer).toBe(text);
  }
  expect(seen.stderr).not.toContain('two');
  expect(seen.stderr).toContain('three');
});

test.each([
  ['Ctrl-C', '\u0003'],
  ['Ctrl-D', '\u0004'],
])('%s is no answer, and the next question can be', async (_, key) => {
  const { terminal, type } = atTerminal();

  const first = terminal.askHidden('Passphrase:');
  type(key);
  expect(await first).toBeNull();

  const second = terminal.ask('Again:');
  type('web\r');
  expect(await second).toBe('web');
});

test('where there is no terminal nobody is asked', async () => {
  const { terminal, seen } = atTerminal(false);

  expect(await terminal.ask('Type its name:')).toBeNull();
  expect(seen.stderr).toBe('');
  expect(await knownPassphrase('web', null, terminal)).toMatchObject({
    ok: false,
    problem: { code: 'passphrase-needed' },
  });
});

test('a new passphrase is asked for until it is typed twice alike', async () => {
  const { terminal, type, seen } = atTerminal();
  const answer = newPassphrase(null, terminal);
  for (const [question, text] of [
    ['New passphrase:', 'one'],
    ['The same again:', 'other'],
    ['New passphrase:', 'two'],
    ['The same again:', 'two'],
  ] as const) {
    await until(() => seen.stderr.endsWith(`${question} `));
    type(`${text}\r`);
  }

  expect(await answer).toEqual({ ok: true, value: 'two' });
  expect(seen.stderr).toContain('These two are not the same.');
  expect(seen.stderr).not.toMatch(/one|other|two(?! )/);
});

test('who gives up a passphrase has cancelled', async () => {
  const { terminal, type } = atTerminal();

  const answer = newPassphrase(null, terminal);
  type('\u0003');

  expect(await answer).toMatchObject({ ok: false, problem: { code: 'cancelled' } });
});

test('a reader that has gone, or a terminal that was closed, ends nothing and answers nothing', async () => {
  const gone = () => {
    throw Object.assign(new Error('setRawMode EIO'), { code: 'EIO' });
  };
  const stdin = Object.assign(new PassThrough(), { isTTY: true, setRawMode: gone });
  const failing = () =>
    new Writable({
      write: (_chunk, _coding, done) => done(Object.assign(new Error('EPIPE'), { code: 'EPIPE' })),
    });
  const terminal = openTerminal({
    stdin,
    stdout: failing(),
    stderr: Object.assign(failing(), { isTTY: true }),
  });

  terminal.note('progress');
  expect(await terminal.print('the result')).toBe(false);
  expect(await terminal.ask('Type its name:')).toBeNull();
  expect(await terminal.askHidden('Passphrase:')).toBeNull();
});

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setImmediate(resolve));
}

/** What a terminal would show of this, line by line; it understands what Node and the bar send. */
function screenOf(text: string): readonly string[] {
  const lines = [''];
  let [row, column] = [0, 0];
  for (const [part] of text.matchAll(/[^\P{Cc}\r\n]\[(\d*)([A-Z])|[\r\n]|\P{Cc}+/gu)) {
    const [, count = '', command = ''] = /^\p{Cc}\[(\d*)([A-Z])$/u.exec(part) ?? [];
    if (part === '\r') column = 0;
    else if (part === '\n') row += 1;
    else if (command === 'G') column = Number(count) - 1;
    else if (command === 'A') row -= Number(count);
    else if (command === 'K' || command === 'J') lines[row] = (lines[row] ?? '').slice(0, column);
    else if (command === '') {
      lines[row] =
        `${(lines[row] ?? '').padEnd(column).slice(0, column)}${part}${(lines[row] ?? '').slice(column + part.length)}`;
      column += part.length;
    } else throw new Error(`not known: ${part}`);
    lines[row] ??= '';
    if (part === '\n') column = 0;
  }
  return lines;
}
