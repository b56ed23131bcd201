import { expect, test } from 'vitest';
import { PRACTICE_SOURCE } from '../../../shared/account.ts';
import { aliasOf, namedMachines } from '../../../shared/connect/ssh-aliases.ts';
import type { Launch, LaunchedInstance } from '../../../shared/launch.ts';
import { sketchLaunch } from '../../renderer/launch-fixtures.ts';

const WEB = sketchLaunch({ name: 'web', zoneStates: ['started', 'started'] });

const aliases = (...launches: readonly Launch[]) => namedMachines(launches).map(({ alias }) => alias);
const first = (launch: Launch): LaunchedInstance => {
  const [machine] = launch.instances;
  if (machine === undefined) throw new Error('no machine');
  return machine;
};
const withFirst = (change: Partial<LaunchedInstance>): Launch => ({
  ...WEB,
  instances: WEB.instances.map((machine, index) => (index === 0 ? { ...machine, ...change } : machine)),
});

test('each machine has the name of its launch and its number in the plan', () => {
  expect(namedMachines([WEB]).map(aliasOf)).toEqual(
    WEB.instances.map(({ instanceId }, index) => ({
      alias: `keyport-web-${String(index + 1)}`,
      launchId: WEB.launchId,
      instanceId,
    })),
  );
});

test.each([
  ['Web Server', 'keyport-web-server-1'],
  ['Ünïcødé', 'keyport-unic-de-1'],
  ['日本', 'keyport-launch-1'],
  ['*', 'keyport-launch-1'],
  ['a*?!b', 'keyport-a-b-1'],
  ['-oProxyCommand=id', 'keyport-oproxycommand-id-1'],
  ['a\nHost *', 'keyport-a-host-1'],
  ['%h ${HOME} "x" \\', 'keyport-h-home-x-1'],
  ['x'.repeat(300), `keyport-${'x'.repeat(40)}-1`],
  [`${'x'.repeat(39)} y`, `keyport-${'x'.repeat(39)}-1`],
])('the launch %j is said as a plain word', (name, alias) => {
  expect(aliases({ ...WEB, name })[0]).toBe(alias);
});

test('of two launches with one name the older keeps it, and no two machines have the same', () => {
  const older = { ...WEB, startedAt: 1 };
  const younger = { ...WEB, startedAt: 2, launchId: 'beef0000-1111-4222-8333-444444444444' };
  const third = { ...WEB, startedAt: 3, launchId: 'beefffff-1111-4222-8333-444444444444' };
  const named = aliases(third, younger, older);

  expect(named.slice(0, 4)).toEqual([
    'keyport-web-1',
    'keyport-web-2',
    'keyport-web-beef-1',
    'keyport-web-beef-2',
  ]);
  expect(named[4]).toBe(`keyport-web-${first(third).instanceId}`);
  expect(new Set(named).size).toBe(named.length);
});

test('a launch that is called as another one with its number is told apart', () => {
  const other = {
    ...WEB,
    name: 'web-1',
    startedAt: WEB.startedAt + 1,
    launchId: 'beef0000-1111-4222-8333-444444444444',
  };
  const alike = { ...WEB, instances: WEB.instances.map((machine) => ({ ...machine, placementId: 'p1' })) };

  expect(aliases(WEB, other)).toEqual([
    'keyport-web-1',
    'keyport-web-2',
    'keyport-web-1-1',
    'keyport-web-1-2',
  ]);
  expect(new Set(aliases(alike)).size).toBe(2);
});

test('a machine that was started anew in the same place has the name of the one before', () => {
  const anew = { ...first(WEB), instanceId: 'i-0fedcba9876543210' };
  const launch = { ...WEB, instances: [{ ...first(WEB), goneAt: 1 }, anew] };

  expect(namedMachines([launch]).map(aliasOf)).toEqual([
    { alias: 'keyport-web-1', launchId: WEB.launchId, instanceId: 'i-0fedcba9876543210' },
  ]);
});

test.each<[string, Launch]>([
  ['of practice', { ...WEB, account: { ...WEB.account, sourceId: PRACTICE_SOURCE } }],
  ['of an emulator', { ...WEB, account: { ...WEB.account, endpoint: 'http://127.0.0.1:5000' } }],
  ['with Windows', { ...WEB, plan: { ...WEB.plan, image: { ...WEB.plan.image, platform: 'windows' } } }],
  ['with an odd user', { ...WEB, connect: { ...WEB.connect, loginUser: '-oProxyCommand=id' } }],
])('no machine %s has a name', (_what, launch) => {
  expect(aliases(launch)).toEqual([]);
});

test.each<[string, Partial<LaunchedInstance>]>([
  ['without an address', { publicAddress: null }],
  ['with a name for an address', { publicAddress: 'face.cafe' }],
  ['with an option for an address', { publicAddress: '-oProxyCommand=id' }],
  ['that has ended', { goneAt: 1 }],
  ['that is ending', { state: 'shutting-down' }],
  ['that has just ended', { state: 'terminated' }],
  ['with an odd id', { instanceId: 'i-0123/../x' }],
])('a machine %s has no name, and its neighbour keeps its own', (_what, change) => {
  expect(aliases(withFirst(change))).toEqual(['keyport-web-2']);
});

test('a machine that was stopped and has kept its address has its name', () => {
  expect(aliases(withFirst({ state: 'stopped' }))).toEqual(['keyport-web-1', 'keyport-web-2']);
});
