import { expect, test } from 'vitest';
import { dependantsOf } from '../../../shared/security-group/dependants.ts';
import type { RegionFacts } from '../../../shared/security-group/region-facts.ts';
import { group, nic, REGION } from '../reach/region-fixture.ts';
import { rules } from './fix-fixture.ts';

function dependants(
  before: readonly string[],
  gone: readonly number[],
  add: readonly string[] = [],
  change: Partial<RegionFacts> = {},
) {
  const all = rules(...before);
  const removed = all.filter((_, place) => gone.includes(place));
  const after = [...all.filter((rule) => !removed.includes(rule)), ...rules(...add)];
  const facts = { ...REGION, interfaces: [WEB, ...NEIGHBOURS], ...change };
  return dependantsOf({ group: group('sg-web', all), removed, after, facts, interfaceIds: ['eni-web'] });
}

const WEB = nic('eni-web', { instanceId: 'i-web', groupIds: ['sg-web'], ipv6: [] });
const at = (address: string) => ({ privateIpv4: [address], ipv6: [] });
const NEIGHBOURS = [
  nic('eni-lb', {
    ...at('10.0.1.20'),
    description: 'ELB app/front/50dc6c495c0c9188',
    isRequesterManaged: true,
  }),
  nic('eni-app', { ...at('10.0.1.30'), instanceId: 'i-app', groupIds: ['sg-app'] }),
  nic('eni-fn', { ...at('10.0.1.40'), interfaceType: 'lambda', description: 'AWS Lambda VPC ENI' }),
  nic('eni-far', { ...at('10.0.1.50'), vpcId: 'vpc-2', instanceId: 'i-far' }),
];
const short = (list: ReturnType<typeof dependants>) =>
  list.map(({ kind, cidrs, isKept }) => `${kind} ${cidrs.join(',')} ${isKept ? 'kept' : 'lost'}`);

test('a rule for the world lets in private addresses too: the VPC, its peer and everyone in it', () => {
  expect(short(dependants(['tcp 22 0.0.0.0/0'], [0]))).toEqual([
    'vpc 10.0.0.0/16 lost',
    'peered-vpc 10.9.0.0/16 lost',
    'load-balancer 10.0.1.20/32 lost',
    'machine 10.0.1.30/32 lost',
    'service 10.0.1.40/32 lost',
  ]);
});

test('with the range of the VPC kept, only its peer loses', () => {
  expect(short(dependants(['tcp 22 0.0.0.0/0'], [0], ['tcp 22 10.0.0.0/16']))).toEqual([
    'vpc 10.0.0.0/16 kept',
    'peered-vpc 10.9.0.0/16 lost',
    'load-balancer 10.0.1.20/32 kept',
  ]);
});

test('kept on one of the ports is not kept', () => {
  expect(short(dependants(['tcp 22-23 0.0.0.0/0'], [0], ['tcp 22 10.0.0.0/16']))[0]).toBe(
    'vpc 10.0.0.0/16 lost',
  );
  expect(short(dependants(['-1 * 0.0.0.0/0'], [0], ['tcp 1-65535 10.0.0.0/16']))[0]).toBe(
    'vpc 10.0.0.0/16 lost',
  );
  expect(
    short(
      dependants(
        ['-1 * 0.0.0.0/0'],
        [0],
        ['tcp 1-65535 10.0.0.0/16', 'udp 1-65535 10.0.0.0/16', 'icmp * 10.0.0.0/16'],
      ),
    )[0],
  ).toBe('vpc 10.0.0.0/16 kept');
});

test('a rule for strangers only, or for the other family, lets nobody inside in', () => {
  expect(dependants(['tcp 22 8.0.0.0/8'], [0])).toEqual([]);
  expect(short(dependants(['tcp 22 ::/0'], [0]))).toEqual(['vpc 2a05:d014:1::/56 lost']);
});

test('members of a group that a rule names depend on it, and on no other group', () => {
  expect(short(dependants(['tcp 22 sg-app'], [0]))).toEqual(['machine 10.0.1.30/32 lost']);
  expect(short(dependants(['tcp 22 sg-app-gone'], [0]))).toEqual([]);
  expect(short(dependants(['tcp 22 10.0.1.30/32'], [0], ['tcp 22 sg-app']))).toEqual([]);
  expect(short(dependants(['tcp 22 10.0.1.30/32'], [0], ['tcp 22 sg-else']))).toEqual([
    'machine 10.0.1.30/32 lost',
  ]);
});

test('a peering that is not active has nobody behind it', () => {
  const peerings = (REGION.peerings ?? []).map((peering) => ({ ...peering, status: 'pending-acceptance' }));

  expect(short(dependants(['tcp 22 0.0.0.0/0'], [0], ['tcp 22 10.0.0.0/16'], { peerings }))).not.toContain(
    'peered-vpc 10.9.0.0/16 lost',
  );
});

test('beyond ten machines the rest is one line', () => {
  const interfaces = Array.from({ length: 25 }, (_, place) =>
    nic(`eni-${String(place)}`, { ...at(`10.0.1.${String(place + 1)}`), instanceId: `i-${String(place)}` }),
  );
  const list = dependants(['tcp 22 0.0.0.0/0'], [0], [], { interfaces }).filter(
    ({ kind }) => kind === 'machine',
  );

  expect(list).toHaveLength(11);
  expect(list.at(-1)).toMatchObject({ name: '15 more machines of this network', isKept: false });
  expect(list.at(-1)?.cidrs).toHaveLength(15);
});

test('names are those that people know', () => {
  const names = dependants(['tcp 22 0.0.0.0/0'], [0], [], {
    instances: [{ instanceId: 'i-app', name: 'app-1', state: 'running', platform: 'linux', launchId: null }],
  }).map(({ name }) => name);

  expect(names.slice(2)).toEqual(['Load balancer front', 'Machine app-1', 'AWS service: AWS Lambda VPC ENI']);
});

test('what could not be read is not made up', () => {
  expect(dependants(['tcp 22 0.0.0.0/0'], [0], [], { vpcs: null, peerings: null, interfaces: null })).toEqual(
    [],
  );
});
