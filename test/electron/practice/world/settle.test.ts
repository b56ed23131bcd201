import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { settle } from '../../../../electron/practice/world/settle.ts';
import {
  draftOf,
  emptyRegion,
  INSTANCE_STATES,
  type Instance,
  type RegionTables,
} from '../../../../electron/practice/world/state.ts';
import { practiceInstance } from '../../../support/practice-instance.ts';

const START = Date.UTC(2026, 10, 23, 10);
const HOUR = 3_600_000;
const PACE = {
  pendingMs: 7_000,
  initializingMs: 60_000,
  stoppingMs: 15_000,
  shuttingDownMs: 20_000,
  passwordMs: 120_000,
  consoleMs: 30_000,
};

/** One machine in this state since the start, and the token that made it. */
function regionWith(state: Instance['state']): RegionTables {
  const region = emptyRegion('us-east-1');
  const instance = practiceInstance(START, { state, stateSince: START, clientToken: 'once' });
  region.instances.set(instance.instanceId, instance);
  region.tokens.set('once', {
    token: 'once',
    digest: '',
    reservationId: instance.reservationId,
    instanceIds: [instance.instanceId],
    usedAt: START,
    goneAt: null,
  });
  return region;
}

const stateIn = ({ instances }: RegionTables) => {
  const [instance] = instances.values();
  return instance === undefined ? null : [instance.state, instance.stateSince - START];
};

test.each([
  ['pending', 6_999, ['pending', 0]],
  ['pending', 7_000, ['running', 7_000]],
  ['pending', 1_000 * HOUR, ['running', 7_000]],
  ['running', 1_000 * HOUR, ['running', 0]],
  ['stopping', 14_999, ['stopping', 0]],
  ['stopping', 15_000, ['stopped', 15_000]],
  ['stopped', 1_000 * HOUR, ['stopped', 0]],
  ['shutting-down', 19_999, ['shutting-down', 0]],
  ['shutting-down', HOUR, ['terminated', 20_000]],
  ['shutting-down', HOUR + 20_000, null],
  ['terminated', HOUR - 1, ['terminated', 0]],
  ['terminated', HOUR, null],
] as const)('what is %s is, %i ms later, %o', (state, ms, after) => {
  const region = regionWith(state);
  const hasChanged = settle(region, START + ms, PACE);

  expect(stateIn(region)).toEqual(after);
  expect(hasChanged).toBe(after?.[0] !== state);
});

test('where nothing takes time, the next look sees it done', () => {
  const region = regionWith('pending');
  settle(region, START, { ...PACE, pendingMs: 0 });

  expect(stateIn(region)).toEqual(['running', 0]);
});

test('a token is kept for a day after its machine has vanished, and no longer', () => {
  const region = regionWith('terminated');
  settle(region, START + 25 * HOUR - 1, PACE);
  expect([...region.tokens.keys()]).toEqual(['once']);
  expect(settle(region, START + 25 * HOUR - 1, PACE)).toBe(false);
  settle(region, START + 25 * HOUR, PACE);

  expect(region.tokens.size).toBe(0);
});

test('it is the same whether one looks often or late', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...INSTANCE_STATES),
      fc.array(fc.nat(30 * HOUR), { maxLength: 8 }),
      (state, looks) => {
        const often = regionWith(state);
        const late = draftOf(often);
        const times = [...looks, 30 * HOUR].toSorted((one, other) => one - other);
        for (const time of times) settle(often, START + time, PACE);
        settle(late, START + 30 * HOUR, PACE);
        expect(often).toEqual(late);
      },
    ),
    { seed: 20_261_123, numRuns: 300 },
  );
});
