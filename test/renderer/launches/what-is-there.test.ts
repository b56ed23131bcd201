import { expect, test } from 'vitest';
import { actsOfMachine } from '../../../renderer/launches/acts-of-machine.ts';
import { costOfLaunch, diskCostPerMonth } from '../../../renderer/launches/cost-of-launch.ts';
import { zonesOf } from '../../../renderer/launches/launch-map.tsx';
import { withLaunch } from '../../../renderer/launches/launches-root.tsx';
import {
  noteInWords,
  stateInWords,
  whatIsMissing,
  whatIsThere,
} from '../../../renderer/launches/what-is-there.ts';
import { datedPrices } from '../../../shared/price.ts';
import { sketchLaunch } from '../launch-fixtures.ts';

test('everything that is or may be there is named, and nothing that has ended', () => {
  const launch = sketchLaunch({
    name: 'fleet',
    state: 'unfinished',
    zoneStates: ['started', 'unknown', 'gone', 'waiting', 'failed'],
    made: {
      keyPair: { keyPairId: 'key-1', name: 'fleet', fingerprint: null },
      securityGroup: { groupId: null, name: 'fleet' },
      leftVolumes: [],
      snapshots: [{ snapshotId: 'snap-1', volumeId: 'vol-1', sizeGiB: 8 }],
    },
  });
  const text = whatIsThere(launch).join('\n');

  expect(text).toContain(launch.instances[0]?.instanceId);
  expect(text).not.toContain(launch.instances[1]?.instanceId);
  expect(text).toMatch(/us-east-1b: it was asked for, and no answer came/);
  expect(text).toMatch(/Security group “fleet”: asked for, and no answer came/);
  expect(text).toContain('Key pair “fleet”');
  expect(text).toContain('8 GiB (snap-1)');
  expect(whatIsMissing(launch)).toEqual([
    'Machine in us-east-1d: not asked for yet',
    'Machine in us-east-1e: AWS said no',
  ]);
});

test('a state that nobody knows is shown as AWS says it', () => {
  expect(stateInWords('shutting-down')).toBe('ending');
  expect(stateInWords('hibernating')).toBe('hibernating');
});

test.each([
  ['running', ['stop', 'terminate']],
  ['pending', ['stop', 'terminate']],
  ['stopped', ['start', 'terminate']],
  ['stopping', ['terminate']],
  ['shutting-down', []],
  ['terminated', []],
  ['', []],
])('of a machine that is %j may be asked: %j', (state, acts) => {
  expect(actsOfMachine(state)).toEqual(acts);
});

test('what practises costs nothing, what has ended costs nothing any more, what has no price says so', () => {
  const now = Date.now();

  expect(costOfLaunch(sketchLaunch({ name: 'fleet', isPractice: true }), now).now).toBe(
    'Practice costs nothing',
  );
  const prices = datedPrices('us-east-1');
  const practised = { name: 'fleet', isPractice: true, prices };
  const real = costOfLaunch(sketchLaunch({ name: 'fleet', prices }), now);
  expect(costOfLaunch(sketchLaunch(practised), now).forReal).toBe(real.now);
  expect(real.forReal).toBeNull();
  expect(costOfLaunch(sketchLaunch({ ...practised, zoneStates: ['gone'] }), now).forReal).toBeNull();
  expect(costOfLaunch(sketchLaunch({ name: 'fleet', zoneStates: ['gone'] }), now).now).toBe('Costs nothing');
  expect(costOfLaunch(sketchLaunch({ name: 'fleet', prices: null }), now).now).toBe('price unknown');
  expect(costOfLaunch(sketchLaunch({ name: 'fleet' }), now).now).toMatch(
    /^\$0\.\d{4} an hour, \$\d+\.\d\d a month$/,
  );
});

test('stopping everything leaves the price of the disks alone: three times 8 GiB at $0.08', () => {
  expect(diskCostPerMonth([sketchLaunch({ name: 'fleet' })])).toBe('$1.92 a month');
  expect(diskCostPerMonth([sketchLaunch({ name: 'fleet', prices: null })])).toBeNull();
});

test('two machines in one zone stand in one building, and zones in the order of their names', () => {
  const launch = sketchLaunch({ name: 'fleet', zoneStates: ['started', 'failed', 'started'] });
  const [first, second, third] = launch.zones;
  if (first === undefined || second === undefined || third === undefined) throw new Error('no zones');
  const moved = { ...second, zoneName: third.zoneName, zoneId: third.zoneId };
  const drawn = zonesOf({ ...launch, zones: [third, moved, first] });

  expect(drawn.map(({ zoneName, machines }) => [zoneName, machines.map(({ state }) => state)])).toEqual([
    ['us-east-1a', ['running']],
    ['us-east-1c', ['running', 'failed']],
  ]);
});

test('a machine that runs and fails the checks of EC2 is drawn and told as one that does not answer', () => {
  const launch = sketchLaunch({ name: 'fleet', zoneStates: ['started', 'silent'] });

  expect(zonesOf(launch).map(({ machines }) => machines.map(({ state }) => stateInWords(state)))).toEqual([
    ['running'],
    ['AWS says it does not answer'],
  ]);
  expect(whatIsThere(launch)[1]).toContain('us-east-1b: AWS says it does not answer');
});

test('a launch that is told again takes its place, a new one comes last', () => {
  const [one, two] = [sketchLaunch({ name: 'one' }), sketchLaunch({ name: 'two' })];
  const list = { launches: [one, two], damaged: [] };
  const changed = { ...one, state: 'changing' as const };

  expect(withLaunch(list, changed).launches).toEqual([changed, two]);
  expect(withLaunch(list, sketchLaunch({ name: 'three' })).launches.map(({ name }) => name)).toEqual([
    'one',
    'two',
    'three',
  ]);
});

test('EC2’s own words on a line are said plainly, and stand beside; all else is as it was written', () => {
  expect(noteInWords('shutting-down')).toBe('ending (EC2 calls it “shutting-down”)');
  expect(noteInWords('running')).toBe('running');
  expect(noteInWords('not-a-state of EC2')).toBe('not-a-state of EC2');
});
