import { expect, test } from 'vitest';
import { createBoard } from '../../../electron/launch/launch-board.ts';
import type { LaunchServices } from '../../../electron/launch/launch-services.ts';
import { launchFrom } from '../../../electron/launch/record/launch-view.ts';
import { runLaunch } from '../../../electron/launch/run-launch.ts';
import { createUnfinished } from '../../../electron/unfinished.ts';
import { memoryKeeper } from './record-fixture.ts';

test('a bug ends the launch in words: it is never at work for ever, and never an unhandled rejection', async () => {
  const record = memoryKeeper();
  const board = createBoard(record, 'launching', Date.now);
  const vault = {
    board: {
      vault: () => {
        throw new TypeError('a bug');
      },
    },
  };
  const services = { board, record, vault, unfinished: createUnfinished(), now: Date.now };
  await runLaunch(services as unknown as LaunchServices);

  expect(launchFrom(record.current(), null)).toMatchObject({
    state: 'failed',
    problem: { code: 'unexpected', whatIsRunning: 'Nothing is running and nothing costs money.' },
  });
  expect(record.written.at(-1)?.ended).toBe('failed');
});
