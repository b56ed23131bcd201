import { expect, test } from 'vitest';
import { isCosting, whatIsRunning } from '../../../electron/launch/what-is-running.ts';
import type { Launch, LaunchLine } from '../../../shared/launch.ts';

const line: LaunchLine = {
  id: 'instance-az1',
  kind: 'instance',
  label: 'Instance',
  state: 'failed',
  startedAt: 1,
  finishedAt: 2,
  resourceId: null,
  note: null,
};

function launchOf(states: readonly string[], notes: readonly (string | null)[] = []): Launch {
  return {
    launchId: 'one',
    name: 'my-fleet',
    region: 'us-east-1',
    account: { sourceId: 'environment', accountId: '123456789012', endpoint: null },
    state: 'failed',
    lines: notes.map((note) => ({ ...line, note })),
    instances: states.map((state, at) => ({
      instanceId: `i-0000000${at}`,
      zoneName: 'us-east-1a',
      state,
      publicAddress: null,
      privateAddress: null,
    })),
    problem: null,
    connect: {
      loginUser: 'ec2-user',
      port: 22,
      keyName: 'k',
      adminAddress: null,
      keychainAccount: null,
      custodyId: null,
      loadKeyCommand: null,
      opensHttps: false,
      opensHttp: false,
      existingGroups: null,
    },
  };
}

test.each([
  ['pending', true],
  ['running', true],
  ['stopping', true],
  // Its disk still is.
  ['stopped', true],
  // A state that AWS adds some day is not taken for free.
  ['paused', true],
  ['shutting-down', false],
  ['terminated', false],
])('an instance that is %s costs money: %s', (state, isIt) => {
  expect(isCosting(state)).toBe(isIt);
});

test.each([
  [[], [], 'Nothing is running and nothing costs money.'],
  [['terminated', 'shutting-down'], [], 'Nothing is running and nothing costs money.'],
  [['running', 'terminated'], ['running', null], 'One instance is running and costs money.'],
  [['running', 'pending'], [], '2 instances are running and cost money.'],
  [[], ['unknown'], 'An instance may be running: Keyport could not find out.'],
  [['running'], ['running', 'unknown'], 'An instance may be running: Keyport could not find out.'],
])('of instances %j with notes %j it is said: %s', (states, notes, sentence) => {
  expect(whatIsRunning(launchOf(states, notes))).toBe(sentence);
});

test('a line of another kind is not an instance', () => {
  const launch = launchOf([]);
  const lines = [{ ...line, kind: 'undo' as const, note: 'unknown' }];
  expect(whatIsRunning({ ...launch, lines })).toBe('Nothing is running and nothing costs money.');
});
