import { expect, test } from 'vitest';
import { launchFrom } from '../../../electron/launch/record/launch-view.ts';
import { isCosting, whatIsRunning } from '../../../electron/launch/what-is-running.ts';
import { MACHINE, RECORD, withMachine } from './record-fixture.ts';

function launchOf(states: readonly string[]) {
  const machines = states.map((state, at) => ({ ...MACHINE, instanceId: `i-0000000${at}`, state }));
  return launchFrom({ ...RECORD, machines, ended: 'partly' }, null);
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
  [[], 'Nothing is running and nothing costs money.'],
  [['terminated', 'shutting-down'], 'Nothing is running and nothing costs money.'],
  [['running', 'terminated'], 'One instance is running and costs money.'],
  [['running', 'pending'], '2 instances are running and cost money.'],
])('of instances %j it is said: %s', (states, sentence) => {
  expect(whatIsRunning(launchOf(states))).toBe(sentence);
});

test('where an answer was lost, an instance may be running', () => {
  const asked = withMachine(RECORD, MACHINE);
  const lost = {
    ...asked,
    ended: 'partly' as const,
    placements: asked.placements.map((placement, at) =>
      at === 1
        ? {
            ...placement,
            attempts: [
              { clientToken: 't', askedAt: 1, state: 'asked' as const, instanceId: null, problem: null },
            ],
          }
        : placement,
    ),
  };
  expect(whatIsRunning(launchFrom(lost, null))).toBe(
    'An instance may be running: Keyport could not find out.',
  );
});

test('in practice nothing costs', () => {
  const launch = launchOf(['running']);
  const account = { ...launch.account, sourceId: 'practice' };
  expect(whatIsRunning({ ...launch, account })).toBe('One practice machine is running. It costs nothing.');
});
