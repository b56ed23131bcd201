import { expect, test } from 'vitest';
import { PRACTICE_SOURCE } from '../../shared/account.ts';
import type { Launch } from '../../shared/launch.ts';
import type { DoorOpening } from '../../shared/security-group/launch-groups.ts';
import { isReachable, openWebPorts, siteOf, siteToOpen, waysIn } from '../../shared/ways-in.ts';
import { sketchLaunch } from '../renderer/launch-fixtures.ts';

const LAUNCH = sketchLaunch({ name: 'web', zoneStates: ['started'] });
const at = (address: string | null, change: Partial<Launch> = {}): Launch => ({
  ...LAUNCH,
  instances: LAUNCH.instances.map((machine) => ({ ...machine, publicAddress: address })),
  ...change,
});
const withPorts = (opensHttps: boolean, opensHttp: boolean): Launch =>
  at('198.51.100.7', { connect: { ...LAUNCH.connect, opensHttps, opensHttp } });
const pagesOf = (launch: Launch) => waysIn(launch).map(({ pages }) => pages);

test('a machine is logged in to by the user of its image, and seen at each of its open web ports', () => {
  expect(waysIn(withPorts(true, true))).toEqual([
    {
      zoneName: 'us-east-1a',
      address: '198.51.100.7',
      pages: ['http://198.51.100.7/', 'https://198.51.100.7/'],
      sshCommand: 'ssh ec2-user@198.51.100.7',
      isDesktop: false,
      sessionCommand: null,
    },
  ]);
  expect(pagesOf(withPorts(false, true))).toEqual([['http://198.51.100.7/']]);
  expect(pagesOf(withPorts(false, false))).toEqual([[]]);
  expect(pagesOf(at('2001:db8::7'))).toEqual([['https://[2001:db8::7]/']]);
});

test.each(['linux', 'windows'] as const)(
  '%s without a port is logged in to through Session Manager',
  (platform) => {
    const { plan } = LAUNCH;
    const access = { ...plan.access, adminAddress: null, instanceProfile: 'web' };
    const launch = at('198.51.100.7', { plan: { ...plan, image: { ...plan.image, platform }, access } });
    const [machine] = launch.instances;

    expect(waysIn(launch)).toMatchObject([
      {
        sshCommand: null,
        isDesktop: false,
        sessionCommand: `aws ssm start-session --region ${plan.account.region} --target ${machine?.instanceId}`,
      },
    ]);
  },
);

test('Windows is reached by its desktop', () => {
  const { plan } = LAUNCH;
  const [way] = waysIn(
    at('198.51.100.7', { plan: { ...plan, image: { ...plan.image, platform: 'windows' } } }),
  );

  expect(way).toMatchObject({ isDesktop: true, sshCommand: null });
});

test.each<[DoorOpening, number]>([
  ['everyone', 1],
  ['one-address', 1],
  ['closed', 0],
  ['unknown', 0],
])('of groups that were there before, a web port that is open to %s gives %d page', (opening, count) => {
  const doors = [{ port: 80, opening, cidr: null, admitsMe: 'unknown' as const }];
  const others = {
    port: 443,
    others: { from: 443, to: 500 },
    opening,
    cidr: null,
    admitsMe: 'unknown' as const,
  };
  const existingGroups = { groups: [], doors: [...doors, others] };

  const [pages] = pagesOf(at('198.51.100.7', { connect: { ...LAUNCH.connect, existingGroups } }));
  expect(pages).toEqual(['http://198.51.100.7/'].slice(0, count));
});

test.each([
  ['no address', at(null)],
  ['what is no address', at('evil.com/$(id)')],
  ['what could be a name', at('face.cafe')],
  ['an address that programs read in two ways', at('0177.0.0.1')],
  ['practice', at('198.51.100.7', { account: { ...LAUNCH.account, sourceId: PRACTICE_SOURCE } })],
  [
    'another endpoint',
    at('198.51.100.7', { account: { ...LAUNCH.account, endpoint: 'http://127.0.0.1:5000' } }),
  ],
  [
    'a machine that has ended',
    { ...LAUNCH, instances: LAUNCH.instances.map((machine) => ({ ...machine, goneAt: 1 })) },
  ],
])('there is no way to %s', (_, launch) => {
  expect(waysIn(launch)).toEqual([]);
});

test('who cannot be a word of a command gets none, and nobody throws', () => {
  const launch = at('198.51.100.7', { connect: { ...LAUNCH.connect, loginUser: '-oProxyCommand=sh' } });

  expect(waysIn(launch)).toMatchObject([{ sshCommand: null }]);
});

const FLEET = sketchLaunch({ name: 'fleet', zoneStates: ['started', 'stopped'] });
const [running, stopped] = FLEET.instances;
if (running === undefined || stopped === undefined) throw new Error('no machines');

test.each([
  [true, false, 'https'],
  [false, true, 'http'],
  [true, true, 'http'],
])('with HTTPS open %j and HTTP open %j, the page is at %s', (opensHttps, opensHttp, scheme) => {
  const open = { ...FLEET, connect: { ...FLEET.connect, opensHttps, opensHttp } };

  expect(siteOf(open, running.instanceId)).toBe(`${scheme}://${running.publicAddress}/`);
});

test('there is no page behind closed doors, of a machine that does not run, or of one that is not of this launch', () => {
  const closed = { ...FLEET, connect: { ...FLEET.connect, opensHttps: false, opensHttp: false } };

  expect(siteOf(closed, running.instanceId)).toBeNull();
  expect(siteOf(FLEET, stopped.instanceId)).toBeNull();
  expect(siteOf({ ...FLEET, instances: withState('pending') }, running.instanceId)).toBeNull();
  expect(siteOf(FLEET, 'i-0ffffffffffffffff')).toBeNull();
});

test('the page on the screen is the first of those in the record and on the command line', () => {
  const launch = withPorts(true, true);
  const [machine] = launch.instances;
  const doors = [443, 80].map((port) => ({ port, others: undefined, opening: 'everyone' }) as const);
  const existingGroups = { groups: [], doors: doors as never };

  expect(pagesOf(launch)[0]?.[0]).toBe(siteOf(launch, machine?.instanceId ?? ''));
  expect(openWebPorts(launch.connect)).toEqual([80, 443]);
  expect(openWebPorts({ ...launch.connect, existingGroups })).toEqual([80, 443]);
});

test.each(['', 'example.org', 'face.cafe', '1.2.3.4/evil', '1.2.3', '0177.0.0.1'])(
  'what is no address never becomes one of a page: %j',
  (publicAddress) => {
    expect(siteOf({ ...FLEET, instances: [{ ...running, publicAddress }] }, running.instanceId)).toBeNull();
  },
);

test('of machines that only practise, or are not of AWS, the page is to be read and leads nowhere', () => {
  const practice = sketchLaunch({ name: 'fleet', isPractice: true });
  const elsewhere = { ...FLEET, account: { ...FLEET.account, endpoint: 'http://127.0.0.1:4566' } };

  expect([FLEET, practice, elsewhere].map(isReachable)).toEqual([true, false, false]);
  expect(siteOf(elsewhere, running.instanceId)).not.toBeNull();
  expect(siteToOpen(elsewhere, running.instanceId)).toBeNull();
  expect(siteToOpen(practice, practice.instances[0]?.instanceId ?? '')).toBeNull();
});

test.each(['https://evil.example/', 'file:///etc/passwd', '198.51.100.7', ''])(
  'a browser is opened with the address of a machine of the launch, and never with what was asked for: %j',
  (asked) => {
    expect(siteToOpen(FLEET, asked)).toBeNull();
    expect(siteToOpen(FLEET, running.instanceId)).toBe(siteOf(FLEET, running.instanceId));
  },
);

function withState(state: string): Launch['instances'] {
  return FLEET.instances.map((machine) => ({ ...machine, state }));
}
