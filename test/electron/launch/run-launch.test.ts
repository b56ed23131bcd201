import { expect, test } from 'vitest';
import { createBoard } from '../../../electron/launch/launch-board.ts';
import type { LaunchServices } from '../../../electron/launch/launch-services.ts';
import { runLaunch } from '../../../electron/launch/run-launch.ts';
import { createUnfinished } from '../../../electron/unfinished.ts';
import { PLAN } from '../../shared/plan-fixture.ts';

test('a bug ends the launch in words: it is never at work for ever, and never an unhandled rejection', async () => {
  const connect = {
    loginUser: 'ec2-user',
    port: 22,
    keyName: 'my-fleet',
    keychainAccount: null,
    custodyId: null,
    loadKeyCommand: null,
    adminAddress: null,
    opensHttps: true,
    opensHttp: false,
    existingGroups: null,
  };
  const board = createBoard(
    {
      launchId: 'one',
      name: 'my-fleet',
      region: 'us-east-1',
      account: { sourceId: 'environment', accountId: '123456789012', endpoint: null },
      connect,
    },
    () => {},
  );
  const record = {
    current: () => {
      throw new TypeError('a bug');
    },
  };
  // Nothing else is reached.
  const unfinished = createUnfinished();
  const vault = { board: { vault: () => ({ store: { kind: 'keychain' } }) } };
  await runLaunch({ board, record, unfinished, vault } as unknown as LaunchServices, PLAN);

  expect(board.launch()).toMatchObject({
    state: 'failed',
    problem: { code: 'unexpected', whatIsRunning: 'Nothing is running and nothing costs money.' },
  });
});
