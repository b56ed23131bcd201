import * as fc from 'fast-check';
import ipaddr from 'ipaddr.js';
import { expect, test } from 'vitest';
import { networkAclsActions } from '../../../../electron/practice/actions/network-acls.ts';
import { routesActions } from '../../../../electron/practice/actions/routes.ts';
import { subnetsActions } from '../../../../electron/practice/actions/subnets.ts';
import { vpcsActions } from '../../../../electron/practice/actions/vpcs.ts';
import { AwsError } from '../../../../electron/practice/aws-error.ts';
import { letsIn } from '../../../../electron/practice/world/lets-in.ts';
import {
  draftOf,
  type NetworkAclEntry,
  type RegionTables,
  type SecurityGroupRule,
} from '../../../../electron/practice/world/state.ts';
import { letsIn as groupLetsIn } from '../../../support/lets-in.ts';
import { practiceRegion, type PracticeRegion } from '../../../support/practice-context.ts';
import { practiceInstance } from '../../../support/practice-instance.ts';

const actions = { ...vpcsActions, ...subnetsActions, ...routesActions, ...networkAclsActions };

type Step =
  | { readonly kind: 'subnet'; readonly place: number; readonly length: number }
  | { readonly kind: 'default-subnet'; readonly zone: string }
  | { readonly kind: 'delete-subnet' | 'bind' | 'move-acl'; readonly which: number };

const steps = fc.oneof(
  fc.record({
    kind: fc.constant('subnet' as const),
    place: fc.integer({ min: 0, max: 65_535 }),
    length: fc.integer({ min: 15, max: 29 }),
  }),
  fc.record({
    kind: fc.constant('default-subnet' as const),
    zone: fc.constantFrom('us-west-1a', 'us-west-1b', 'us-west-1z'),
  }),
  fc.record({
    kind: fc.constantFrom('delete-subnet' as const, 'bind' as const, 'move-acl' as const),
    which: fc.nat(40),
  }),
);

/** Its refusal by EC2's code; null where it is done. */
function take(region: PracticeRegion, step: Step): string | null {
  const { vpcs, subnets, routeTables, networkAcls } = region.tables();
  const [VpcId = ''] = vpcs.keys();
  const pick = (ids: Iterable<string>, which: number) => {
    const all = [...ids];
    return all[which % all.length] ?? '';
  };
  try {
    switch (step.kind) {
      case 'subnet': {
        const { place, length } = step;
        const CidrBlock = `172.31.${String(place >> 8)}.${String(place & 255)}/${String(length)}`;
        region.call(actions, 'CreateSubnet', { VpcId, CidrBlock });
        break;
      }
      case 'default-subnet':
        region.call(actions, 'CreateDefaultSubnet', { AvailabilityZone: step.zone });
        break;
      case 'delete-subnet':
        region.call(actions, 'DeleteSubnet', { SubnetId: pick(subnets.keys(), step.which) });
        break;
      case 'bind':
        region.call(actions, 'AssociateRouteTable', {
          SubnetId: pick(subnets.keys(), step.which),
          RouteTableId: pick(routeTables.keys(), step.which),
        });
        break;
      case 'move-acl': {
        const associations = [...networkAcls.values()].flatMap((acl) => acl.associations);
        region.call(actions, 'ReplaceNetworkAclAssociation', {
          AssociationId: pick(
            associations.map(({ associationId }) => associationId),
            step.which,
          ),
          NetworkAclId: pick(networkAcls.keys(), step.which + 1),
        });
      }
    }
    return null;
  } catch (error) {
    if (error instanceof AwsError) return error.code;
    throw error;
  }
}

const REFUSALS = [
  'DefaultSubnetAlreadyExistsInAvailabilityZone',
  'InvalidParameterValue',
  'InvalidSubnet.Conflict',
  'InvalidSubnet.Range',
  'MissingParameter',
  'Resource.AlreadyAssociated',
];

/** First and last address, by another reading of a CIDR than the product's. */
function spanOf(cidr: string): readonly [number, number] {
  const numberOf = (address: ipaddr.IPv4) => address.octets.reduce((sum, part) => sum * 256 + part, 0);
  return [
    numberOf(ipaddr.IPv4.networkAddressFromCIDR(cidr)),
    numberOf(ipaddr.IPv4.broadcastAddressFromCIDR(cidr)),
  ];
}

function expectWhole({ subnets, networkAcls, routeTables }: RegionTables): void {
  const spans = [...subnets.values()].map(({ cidr }) => spanOf(cidr)).toSorted(([a], [b]) => a - b);
  for (const [index, [from]] of spans.entries()) {
    const before = spans[index - 1];
    if (before !== undefined) expect(from).toBeGreaterThan(before[1]);
  }
  const underAcl = [...networkAcls.values()].flatMap((acl) => acl.associations.map((each) => each.subnetId));
  expect(underAcl.toSorted()).toEqual([...subnets.keys()].toSorted());
  const bound = [...routeTables.values()].flatMap(({ associations }) => associations);
  expect(bound.filter(({ subnetId }) => subnetId === null)).toHaveLength(1);
  const boundSubnets = bound.flatMap(({ subnetId }) => subnetId ?? []);
  expect(new Set(boundSubnets).size).toBe(boundSubnets.length);
  expect(boundSubnets.every((id) => subnets.has(id))).toBe(true);
}

test('subnets never overlap, and each has one ACL and at most one table, whatever is tried', async () => {
  const refused = new Set<string>();
  for (const history of fc.sample(fc.array(steps, { minLength: 20, maxLength: 60 }), {
    seed: 5,
    numRuns: 60,
  })) {
    const region = await practiceRegion('us-west-1');
    const [VpcId = ''] = region.tables().vpcs.keys();
    region.call(actions, 'CreateRouteTable', { VpcId });
    region.call(actions, 'CreateNetworkAcl', { VpcId });
    for (const each of history) {
      const before = region.tables();
      const code = take(region, each);
      if (code !== null) {
        refused.add(code);
        expect(region.tables()).toBe(before);
      }
      expectWhole(region.tables());
      if (each.kind === 'subnet') expectJudged(before, each, code);
    }
  }
  expect([...refused].toSorted()).toEqual(REFUSALS);
});

/** A subnet is refused exactly where it is of no allowed size, or has an address of another. */
function expectJudged(
  { subnets }: RegionTables,
  { place, length }: Extract<Step, { kind: 'subnet' }>,
  code: string | null,
): void {
  const [from, to] = spanOf(`172.31.${String(place >> 8)}.${String(place & 255)}/${String(length)}`);
  const isTaken = [...subnets.values()].some(({ cidr }) => {
    const [first, last] = spanOf(cidr);
    return first <= to && from <= last;
  });
  const expected =
    length < 16 || length > 28 ? 'InvalidSubnet.Range' : isTaken ? 'InvalidSubnet.Conflict' : null;
  expect(code).toBe(expected);
}

const octet = fc.constantFrom(0, 1, 7, 8, 128, 255);
const cidr = fc.oneof(
  fc.constant('0.0.0.0/0'),
  fc
    .tuple(fc.constantFrom('203.0.113', '198.51.100'), octet, fc.constantFrom(24, 25, 29, 32))
    .map(([head, last, length]) => `${head}.${String(last)}/${String(length)}`),
);
const span = fc.oneof(
  fc.constant([0, 65_535] as const),
  fc
    .tuple(fc.constantFrom(0, 21, 22, 80), fc.constantFrom(0, 22, 443, 65_535))
    .map(([one, other]) => [Math.min(one, other), Math.max(one, other)] as const),
);
const rule = fc.record({ cidr, span, protocol: fc.constantFrom('tcp', 'udp', '-1'), isEgress: fc.boolean() });
const entry = fc.record({
  cidr,
  span,
  protocol: fc.constantFrom('6', '17', '-1'),
  isEgress: fc.boolean(),
  isAllow: fc.constantFrom(true, true, false),
});
const door = fc.record({
  from: fc
    .tuple(fc.constantFrom('203.0.113', '198.51.100'), octet)
    .map(([head, last]) => `${head}.${String(last)}`),
  port: fc.constantFrom(21, 22, 80, 443),
});

const furnished = (await practiceRegion()).tables();

test('a door opens exactly where a rule admits and the first entry of the ACL that fits allows, both ways', () => {
  let opened = 0;
  fc.assert(
    fc.property(
      fc.array(rule, { minLength: 1, maxLength: 5 }),
      fc.array(entry, { minLength: 2, maxLength: 6 }),
      door,
      (rules, entries, { from, port }) => {
        const region = machineBehind(
          rules.map((each): SecurityGroupRule => ({
            ruleId: 'sgr-1',
            isEgress: each.isEgress,
            protocol: each.protocol,
            fromPort: each.protocol === '-1' ? null : each.span[0],
            toPort: each.protocol === '-1' ? null : each.span[1],
            peer: { kind: 'ipv4', cidr: each.cidr },
            description: null,
            tags: [],
          })),
          entries.map((each, index): NetworkAclEntry => ({
            // Written in the order of a drawn list, judged in the order of their numbers.
            ruleNumber: entries.length - index,
            isEgress: each.isEgress,
            protocol: each.protocol,
            action: each.isAllow ? 'allow' : 'deny',
            cidr: each.cidr,
            isIpv6: false,
            fromPort: each.protocol === '-1' ? null : each.span[0],
            toPort: each.protocol === '-1' ? null : each.span[1],
            icmp: null,
          })),
        );
        const permissionOf = (one: {
          readonly cidr: string;
          readonly span: readonly number[];
          readonly protocol: string;
        }) => ({
          IpProtocol: one.protocol,
          FromPort: one.span[0],
          ToPort: one.span[1],
          IpRanges: [{ CidrIp: one.cidr }],
        });
        const passes = (isEgress: boolean, at: number) =>
          entries
            .toReversed()
            .find((each) => each.isEgress === isEgress && groupLetsIn([permissionOf(each)], at, from))
            ?.isAllow === true;
        const admitted = groupLetsIn(rules.filter(({ isEgress }) => !isEgress).map(permissionOf), port, from);
        const expected = admitted && passes(false, port) && passes(true, 50_000);
        opened += Number(expected);
        expect(letsIn(region, { from, to: '198.18.0.9', port })).toBe(expected);
      },
    ),
    { seed: 20_261_123, numRuns: 3_000 },
  );
  expect(opened).toBeGreaterThan(100);
});

function machineBehind(rules: SecurityGroupRule[], entries: NetworkAclEntry[]): RegionTables {
  const region = draftOf(furnished);
  const [subnet] = region.subnets.values();
  const [acl] = region.networkAcls.values();
  if (subnet === undefined || acl === undefined) throw new Error('an empty region');
  const { subnetId, vpcId, zone } = subnet;
  region.networkAcls.set(acl.networkAclId, { ...acl, entries });
  region.securityGroups.set('sg-1', {
    groupId: 'sg-1',
    name: 'one',
    description: 'one',
    vpcId,
    rules,
    tags: [],
  });
  region.instances.set('i-1', practiceInstance(0, { instanceId: 'i-1', state: 'running' }));
  region.networkInterfaces.set('eni-1', {
    networkInterfaceId: 'eni-1',
    vpcId,
    subnetId,
    zone,
    macAddress: '0a:00:00:00:00:01',
    privateIp: '172.31.0.9',
    publicIp: '198.18.0.9',
    groupIds: ['sg-1'],
    description: '',
    attachment: {
      attachmentId: 'eni-attach-1',
      instanceId: 'i-1',
      deviceIndex: 0,
      deletesOnTermination: true,
      attachedAt: 0,
    },
    checksSourceDest: true,
    createdAt: 0,
    tags: [],
  });
  return region;
}
