import { describe, expect, test } from 'vitest';
import { loadCatalog, type Catalog } from '../../../../electron/practice/catalog.ts';
import {
  furnish,
  makeDefaultSubnet,
  makeDefaultVpc,
} from '../../../../electron/practice/world/default-network.ts';
import { emptyRegion, regionSchema, type RegionTables } from '../../../../electron/practice/world/state.ts';

const catalog = await loadCatalog();

function furnished(name: string, using: Catalog = catalog): { region: RegionTables; newId: NewId } {
  let ids = 0;
  const newId: NewId = (prefix) => `${prefix}-0${(ids += 1).toString(16).padStart(16, '0')}`;
  const region = emptyRegion(name);
  furnish(region, { catalog: using, now: 0, newId });
  return { region, newId };
}
type NewId = (prefix: string) => string;

const only = <Row>(table: ReadonlyMap<string, Row>): Row => {
  const [row, ...others] = table.values();
  if (row === undefined || others.length > 0) throw new Error(`${String(table.size)} rows`);
  return row;
};

/** AWS's own counts: us-west-1 gives an account two zones, us-east-1 has six. */
const ZONES = {
  'ap-northeast-1': 3,
  'ap-northeast-2': 4,
  'eu-central-1': 3,
  'eu-west-1': 3,
  'us-east-1': 6,
  'us-east-2': 3,
  'us-west-1': 2,
  'us-west-2': 4,
};

describe('a new region', () => {
  test.each(Object.entries(ZONES))('%s has a default subnet in each of its %i zones', (name, count) => {
    const { region } = furnished(name);
    const subnets = [...region.subnets.values()];

    expect(subnets.map(({ zone }) => zone)).toEqual(catalog.zonesOf(name).map((zone) => zone.name));
    expect(subnets).toHaveLength(count);
    expect(subnets.map(({ cidr }) => cidr)).toEqual(
      Array.from({ length: count }, (_, index) => `172.31.${String(16 * index)}.0/20`),
    );
    expect(subnets.every(({ isDefaultForAz, givesPublicIp }) => isDefaultForAz && givesPublicIp)).toBe(true);
  });

  test('has one default VPC with DNS, an internet gateway, and a way to it in the main route table', () => {
    const { region } = furnished('us-east-1');
    const vpc = only(region.vpcs);
    const gateway = only(region.internetGateways);

    expect(vpc).toMatchObject({
      cidr: '172.31.0.0/16',
      isDefault: true,
      hasDnsSupport: true,
      hasDnsHostnames: true,
      dhcpOptionsId: expect.stringMatching(/^dopt-[0-9a-f]{17}$/) as string,
    });
    expect(gateway.vpcId).toBe(vpc.vpcId);
    expect(only(region.routeTables)).toMatchObject({
      vpcId: vpc.vpcId,
      routes: [
        { destination: '172.31.0.0/16', target: 'local', origin: 'CreateRouteTable' },
        { destination: '0.0.0.0/0', target: gateway.internetGatewayId, origin: 'CreateRoute' },
      ],
      associations: [{ subnetId: null }],
    });
  });

  test('has a network ACL over all its subnets that lets everything through, and denies the rest', () => {
    const { region } = furnished('eu-west-1');
    const acl = only(region.networkAcls);

    expect(acl.isDefault).toBe(true);
    expect(acl.associations.map(({ subnetId }) => subnetId)).toEqual([...region.subnets.keys()]);
    expect(
      acl.entries.map(({ ruleNumber, isEgress, action, cidr, protocol }) =>
        [ruleNumber, isEgress ? 'out' : 'in', action, cidr, protocol].join(' '),
      ),
    ).toEqual([
      '100 out allow 0.0.0.0/0 -1',
      '32767 out deny 0.0.0.0/0 -1',
      '100 in allow 0.0.0.0/0 -1',
      '32767 in deny 0.0.0.0/0 -1',
    ]);
  });

  test('has a group that lets in what has it itself, and everything out', () => {
    const { region } = furnished('us-west-2');
    const group = only(region.securityGroups);

    expect(group).toMatchObject({
      name: 'default',
      description: 'default VPC security group',
      vpcId: only(region.vpcs).vpcId,
      rules: [
        { isEgress: false, protocol: '-1', peer: { kind: 'group', groupId: group.groupId } },
        { isEgress: true, protocol: '-1', peer: { kind: 'ipv4', cidr: '0.0.0.0/0' } },
      ],
    });
    expect(new Set(group.rules.map(({ ruleId }) => ruleId)).size).toBe(2);
  });

  test('eu-north-1 has nothing: its default VPC was deleted', () => {
    const { region } = furnished('eu-north-1');
    expect(region).toEqual(emptyRegion('eu-north-1'));
    expect(catalog.zonesOf('eu-north-1').length).toBeGreaterThan(1);
  });

  test.each(catalog.regions)('%s can be written down and read back, and has no id twice', (name) => {
    const { region } = furnished(name);
    const asFile: unknown = JSON.parse(
      JSON.stringify(region, (_, value: unknown) => (value instanceof Map ? [...value] : value)),
    );

    expect(regionSchema.parse(asFile)).toEqual(region);
    const ids = JSON.stringify(asFile).match(/"[a-z]+-0[0-9a-f]{16}"/gu) ?? [];
    const made = ids.filter((id) => /"(?:aclassoc|rtbassoc|sgr)-/u.test(id));
    expect(new Set(made).size).toBe(made.length);
  });
});

test('a default subnet takes the first /20 that is free', () => {
  const { region, newId } = furnished('us-west-1');
  const vpc = only(region.vpcs);
  const [zone] = catalog.zonesOf('us-west-1');
  const [first] = region.subnets.keys();
  if (zone === undefined || first === undefined) throw new Error('no zone');
  region.subnets.delete(first);

  const tools = { catalog, now: 0, newId };
  expect(makeDefaultSubnet(region, tools, vpc, zone)?.cidr).toBe('172.31.0.0/20');
  expect(makeDefaultSubnet(region, tools, vpc, zone)?.cidr).toBe('172.31.32.0/20');
  for (let more = 3; more < 16; more += 1) makeDefaultSubnet(region, tools, vpc, zone);
  expect(region.subnets.size).toBe(16);
  expect(makeDefaultSubnet(region, tools, vpc, zone)).toBeNull();
});

test('a subnet of another VPC with the same addresses takes nothing away', () => {
  const { region, newId } = furnished('us-west-1');
  const other = makeDefaultVpc(region, { catalog, now: 0, newId });
  const subnets = [...region.subnets.values()].filter(({ vpcId }) => vpcId === other.vpcId);
  expect(subnets.map(({ cidr }) => cidr)).toEqual(['172.31.0.0/20', '172.31.16.0/20']);
});
