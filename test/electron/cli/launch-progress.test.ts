import { Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { createLaunchProgress } from '../../../electron/cli/launch-progress.ts';
import type { Globals } from '../../../electron/cli/globals.ts';
import type { Launch, LaunchLine } from '../../../shared/launch.ts';

const QUIET: Globals = { json: false, yes: false, quiet: true };
const LOUD: Globals = { ...QUIET, quiet: false };

const line = (id: string, change: Partial<LaunchLine> = {}): LaunchLine => ({
  id,
  kind: 'instance',
  label: `Instance ${id}`,
  state: 'waiting',
  startedAt: null,
  finishedAt: null,
  resourceId: null,
  note: null,
  ...change,
});
const launch = (...lines: readonly LaunchLine[]) => ({ lines }) as unknown as Launch;

/** `drawn`: what was written where a bar can be. */
function listening(globals: Globals, isTTY = false) {
  const notes: string[] = [];
  const drawn: string[] = [];
  const write = (chunk: Uint8Array, _: unknown, done: () => void) => {
    drawn.push(Buffer.from(chunk).toString());
    done();
  };
  const screen = Object.assign(new Writable({ write }), { isTTY: true as const, columns: 80 });
  const terminal = {
    isInteractive: false,
    print: async () => true,
    note: (text: string) => void notes.push(text),
    ask: async () => null,
    askHidden: async () => null,
    ...(isTTY ? { screen } : {}),
  };
  return { notes, drawn, machine: { terminal, globals } };
}

test('each thing is said when its id is known and when it is settled, and nothing twice', async () => {
  const { notes, machine } = listening(LOUD);
  const progress = await createLaunchProgress(machine, []);
  const known = { resourceId: 'i-1', note: 'pending' };

  progress.show(launch(line('a'), line('b')));
  progress.show(launch(line('a', { state: 'working' }), line('b')));
  progress.show(launch(line('a', { state: 'working', ...known }), line('b')));
  progress.show(
    launch(line('a', { state: 'working', ...known }), line('b', { state: 'failed', note: 'no room' })),
  );
  progress.show(
    launch(
      line('a', { state: 'done', resourceId: 'i-1', note: 'running' }),
      line('b', { state: 'failed', note: 'no room' }),
    ),
  );
  progress.end();

  expect(notes).toEqual([
    'Instance a: i-1, pending',
    'Instance b: failed, no room',
    'Instance a: i-1, running',
  ]);
});

test('what stood before is not said again, and not counted', async () => {
  const { notes, drawn, machine } = listening(LOUD, true);
  const old = line('old', { state: 'done', finishedAt: 1 });
  const progress = await createLaunchProgress(machine, [old]);

  progress.show(launch(old, line('new', { state: 'working' })));
  progress.show(launch(old, line('new', { state: 'done', finishedAt: 2 })));
  progress.end();

  expect(notes).toEqual(['Instance new: done']);
  expect(drawn.join('')).toContain(' 0/1 ');
  expect(drawn.join('')).not.toContain('/2');
});

test('what failed does not fill the bar, and is counted beside it', async () => {
  const { drawn, machine } = listening(LOUD, true);
  const progress = await createLaunchProgress(machine, []);

  progress.show(launch(line('a', { state: 'done' }), line('b', { state: 'failed' })));
  progress.end();

  expect(drawn.join('')).toContain('░');
  expect(drawn.join('')).toMatch(/ 1\/2 +1 failed/u);
  expect(drawn.join('')).not.toContain(' 2/2 ');
});

test('a name cannot steer the terminal, in what is said or in the bar', async () => {
  const { notes, drawn, machine } = listening(LOUD, true);
  const progress = await createLaunchProgress(machine, []);

  progress.show(launch(line('a', { label: 'web\u001B[2J', state: 'working', resourceId: 'i-1' })));
  progress.end();

  expect([...notes, ...drawn].join('')).not.toContain('\u001B[2J');
  expect(notes).toEqual(['web?[2J: i-1']);
});

test('the bar ends where it is, and never jumps back over what was said', async () => {
  const { drawn, machine } = listening(LOUD, true);
  const progress = await createLaunchProgress(machine, []);

  progress.show(launch(line('a', { state: 'working' })));
  progress.end();

  expect(drawn.join('')).toContain('░');
  for (const jump of ['\u001B7', '\u001B8']) expect(drawn.join('')).not.toContain(jump);
});

test('who wants no progress gets none', async () => {
  const { notes, drawn, machine } = listening(QUIET, true);
  const progress = await createLaunchProgress(machine, []);

  progress.show(launch(line('a', { state: 'done' })));
  progress.end();

  expect([notes, drawn]).toEqual([[], []]);
});
