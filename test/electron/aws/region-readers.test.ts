import { afterEach, expect, test } from 'vitest';
import { readBlockPublicAccess } from '../../../electron/aws/block-public-access.ts';
import type { Asking } from '../../../electron/aws/every-page.ts';
import { piecesOf } from '../../../electron/aws/every-page.ts';
import { readTemplateGroups } from '../../../electron/aws/launch-template-groups.ts';
import { createPatience } from '../../../electron/aws/patience.ts';
import { readPrefixLists } from '../../../electron/aws/prefix-lists.ts';
import { listInstances } from '../../../electron/aws/region-instances.ts';
import { listInterfaces } from '../../../electron/aws/region-interfaces.ts';
import { listNetworkAcls, listSubnets, listVpcs } from '../../../electron/aws/region-network.ts';
import { listPeerings } from '../../../electron/aws/region-peerings.ts';
import { listRouteTables } from '../../../electron/aws/region-routes.ts';
import { withRuleIds } from '../../../electron/aws/region-rule-ids.ts';
import { readDescribedGroups } from '../../../shared/security-group/described-group.ts';
import { clientsAt } from '../../support/aws-clients.ts';
import { ec2Answer, ec2Error, startFakeAws, type FakeAws } from '../../support/fake-aws.ts';

let aws: FakeAws | null = null;
afterEach(() => aws?.stop());

/** An EC2 that says this to each action. */
async function saying(answers: Readonly<Record<string, string>>): Promise<Asking> {
  aws = await startFakeAws(({ action }) => {
    const said = answers[action];
    if (said === undefined) return ec2Error('InvalidAction', action);
    return ec2Answer(action, said);
  });
  const { signal } = new AbortController();
  return { ec2: clientsAt(aws.endpoint).ec2, patience: createPatience({}, { signal }), signal };
}

const items = (...each: readonly string[]) => each.map((item) => `<item>${item}</item>`).join('');

test('an interface has all its addresses, whoever manages it', async () => {
  const asking = await saying({
    DescribeNetworkInterfaces: `<networkInterfaceSet>${items(
      `<networkInterfaceId>eni-1</networkInterfaceId><subnetId>subnet-1</subnetId><vpcId>vpc-1</vpcId>
       <description>ELB app/shop</description><requesterManaged>true</requesterManaged><interfaceType>network_load_balancer</interfaceType>
       <privateIpAddress>10.0.0.5</privateIpAddress><association><publicIp>198.51.100.5</publicIp></association>
       <groupSet>${items('<groupId>sg-1</groupId>', '<groupId>sg-2</groupId>')}</groupSet>
       <attachment><instanceOwnerId>amazon-elb</instanceOwnerId><status>attached</status></attachment>
       <privateIpAddressesSet>${items(
         '<privateIpAddress>10.0.0.5</privateIpAddress><association><publicIp>198.51.100.5</publicIp></association>',
         '<privateIpAddress>10.0.0.6</privateIpAddress><association><publicIp>198.51.100.6</publicIp></association>',
       )}</privateIpAddressesSet>
       <ipv6AddressesSet>${items('<ipv6Address>2001:db8::5</ipv6Address>')}</ipv6AddressesSet>`,
      `<networkInterfaceId>eni-2</networkInterfaceId><subnetId>subnet-1</subnetId><vpcId>vpc-1</vpcId>`,
    )}</networkInterfaceSet>`,
  });
  expect(await listInterfaces(asking)).toEqual([
    {
      interfaceId: 'eni-1',
      groupIds: ['sg-1', 'sg-2'],
      interfaceType: 'network_load_balancer',
      isRequesterManaged: true,
      description: 'ELB app/shop',
      instanceId: null,
      isAttached: true,
      vpcId: 'vpc-1',
      subnetId: 'subnet-1',
      privateIpv4: ['10.0.0.5', '10.0.0.6'],
      publicIpv4: ['198.51.100.5', '198.51.100.6'],
      ipv6: ['2001:db8::5'],
    },
    expect.objectContaining({ interfaceId: 'eni-2', isAttached: false, instanceId: null, groupIds: [] }),
  ]);
});

test('a terminated instance is left out; Windows is Windows however it is written', async () => {
  const state = (name: string) => `<instanceState><name>${name}</name></instanceState>`;
  const asking = await saying({
    DescribeInstances: `<reservationSet>${items(
      `<instancesSet>${items(
        `<instanceId>i-1</instanceId>${state('running')}<platform>Windows</platform>`,
        `<instanceId>i-2</instanceId>${state('terminated')}`,
      )}</instancesSet>`,
      `<instancesSet>${items(
        `<instanceId>i-3</instanceId>${state('stopped')}<tagSet>${items(
          '<key>Name</key><value>web</value>',
          '<key>keyport:launch-id</key><value>launch-1</value>',
        )}</tagSet>`,
      )}</instancesSet>`,
    )}</reservationSet>`,
  });
  expect(await listInstances(asking)).toEqual([
    { instanceId: 'i-1', name: null, state: 'running', platform: 'windows', launchId: null },
    { instanceId: 'i-3', name: 'web', state: 'stopped', platform: 'linux', launchId: 'launch-1' },
  ]);
});

test.each([
  ['gatewayId', 'igw-1'],
  ['egressOnlyInternetGatewayId', 'eigw-1'],
  ['natGatewayId', 'nat-1'],
  ['vpcPeeringConnectionId', 'pcx-1'],
  ['transitGatewayId', 'tgw-1'],
  ['networkInterfaceId', 'eni-1'],
  ['localGatewayId', 'lgw-1'],
  ['carrierGatewayId', 'cagw-1'],
  ['coreNetworkArn', 'arn:aws:networkmanager::1:core-network/1'],
])('a route by %s leads to %s', async (field, target) => {
  const asking = await saying({
    DescribeRouteTables: `<routeTableSet>${items(
      `<routeTableId>rtb-1</routeTableId><vpcId>vpc-1</vpcId>
       <associationSet>${items(
         '<main>false</main><subnetId>subnet-1</subnetId><associationState><state>associated</state></associationState>',
         '<main>false</main><subnetId>subnet-2</subnetId><associationState><state>disassociated</state></associationState>',
         '<main>true</main>',
       )}</associationSet>
       <routeSet>${items(
         `<destinationCidrBlock>0.0.0.0/0</destinationCidrBlock><${field}>${target}</${field}><state>active</state>`,
         `<destinationIpv6CidrBlock>::/0</destinationIpv6CidrBlock><${field}>${target}</${field}><state>blackhole</state>`,
         `<destinationPrefixListId>pl-1</destinationPrefixListId><state>active</state>`,
       )}</routeSet>`,
    )}</routeTableSet>`,
  });
  expect(await listRouteTables(asking)).toEqual([
    {
      routeTableId: 'rtb-1',
      vpcId: 'vpc-1',
      isMain: true,
      subnetIds: ['subnet-1'],
      routes: [
        { cidr: '0.0.0.0/0', prefixListId: null, target, state: 'active' },
        { cidr: '::/0', prefixListId: null, target, state: 'blackhole' },
        { cidr: null, prefixListId: 'pl-1', target: null, state: 'active' },
      ],
    },
  ]);
});

test('an entry of a network ACL is told as a rule of a group is', async () => {
  const entry = (number: number, fields: string) =>
    `<ruleNumber>${String(number)}</ruleNumber><egress>false</egress><ruleAction>deny</ruleAction>${fields}`;
  const asking = await saying({
    DescribeNetworkAcls: `<networkAclSet>${items(
      `<networkAclId>acl-1</networkAclId><vpcId>vpc-1</vpcId><default>true</default><entrySet>${items(
        entry(
          30,
          '<protocol>1</protocol><cidrBlock>0.0.0.0/0</cidrBlock><icmpTypeCode><type>8</type><code>-1</code></icmpTypeCode>',
        ),
        entry(
          10,
          '<protocol>6</protocol><ipv6CidrBlock>::/0</ipv6CidrBlock><portRange><from>22</from><to>23</to></portRange>',
        ),
        entry(20, '<protocol>-1</protocol><cidrBlock>10.0.0.0/8</cidrBlock>'),
      )}</entrySet>`,
    )}</networkAclSet>`,
  });
  const [acl] = await listNetworkAcls(asking);
  const denied = { isEgress: false, isAllow: false };
  expect(acl?.entries).toEqual([
    { ...denied, number: 10, protocol: 'tcp', cidr: '::/0', fromPort: 22, toPort: 23 },
    { ...denied, number: 20, protocol: '-1', cidr: '10.0.0.0/8', fromPort: null, toPort: null },
    { ...denied, number: 30, protocol: 'icmp', cidr: '0.0.0.0/0', fromPort: 8, toPort: null },
  ]);
});

test('a network, and a subnet, has its blocks of both families that are in force', async () => {
  const block = (field: string, cidr: string, state: string) =>
    `<${field}>${cidr}</${field}><${field}State><state>${state}</state></${field}State>`;
  const v6 = `<ipv6CidrBlockAssociationSet>${items(
    block('ipv6CidrBlock', '2001:db8::/56', 'associated'),
    block('ipv6CidrBlock', '2001:db8:ff::/56', 'disassociated'),
  )}</ipv6CidrBlockAssociationSet>`;
  const asking = await saying({
    DescribeVpcs: `<vpcSet>${items(
      `<vpcId>vpc-1</vpcId><cidrBlock>10.0.0.0/16</cidrBlock>${v6}<cidrBlockAssociationSet>${items(
        block('cidrBlock', '10.0.0.0/16', 'associated'),
        block('cidrBlock', '10.1.0.0/16', 'associated'),
        block('cidrBlock', '10.2.0.0/16', 'disassociating'),
      )}</cidrBlockAssociationSet>`,
    )}</vpcSet>`,
    DescribeSubnets: `<subnetSet>${items(
      `<subnetId>subnet-1</subnetId><vpcId>vpc-1</vpcId><cidrBlock>10.0.0.0/24</cidrBlock><availabilityZone>us-east-1a</availabilityZone>${v6}`,
    )}</subnetSet>`,
  });
  expect(await listVpcs(asking)).toEqual([
    { vpcId: 'vpc-1', cidrs: ['10.0.0.0/16', '10.1.0.0/16', '2001:db8::/56'], isDefault: false, name: null },
  ]);
  expect(await listSubnets(asking)).toEqual([
    { subnetId: 'subnet-1', vpcId: 'vpc-1', cidrs: ['10.0.0.0/24', '2001:db8::/56'], zoneName: 'us-east-1a' },
  ]);
});

test('a peering is told from the side that is here: not from the same account elsewhere', async () => {
  const side = (vpcId: string, ownerId: string, region: string, cidr: string) =>
    `<vpcId>${vpcId}</vpcId><ownerId>${ownerId}</ownerId><region>${region}</region><cidrBlockSet>${items(
      `<cidrBlock>${cidr}</cidrBlock>`,
    )}</cidrBlockSet>`;
  const peering = (id: string, requester: string, accepter: string) =>
    `<vpcPeeringConnectionId>${id}</vpcPeeringConnectionId><status><code>active</code></status>
     <requesterVpcInfo>${requester}</requesterVpcInfo><accepterVpcInfo>${accepter}</accepterVpcInfo>`;
  const here = side('vpc-1', '111111111111', 'us-east-1', '10.0.0.0/16');
  const asking = await saying({
    DescribeVpcPeeringConnections: `<vpcPeeringConnectionSet>${items(
      peering('pcx-1', here, side('vpc-2', '111111111111', 'eu-west-1', '10.2.0.0/16')),
      peering('pcx-2', side('vpc-3', '222222222222', 'us-east-1', '10.3.0.0/16'), here),
    )}</vpcPeeringConnectionSet>`,
  });
  const told = await listPeerings(asking, { accountId: '111111111111', region: 'us-east-1' });
  expect(
    told.map(({ vpcId, peerVpcId, peerAccountId, peerCidrs }) => [
      vpcId,
      peerVpcId,
      peerAccountId,
      peerCidrs,
    ]),
  ).toEqual([
    ['vpc-1', 'vpc-2', '111111111111', ['10.2.0.0/16']],
    ['vpc-1', 'vpc-3', '222222222222', ['10.3.0.0/16']],
  ]);
});

const options = (mode: string) =>
  `<vpcBlockPublicAccessOptions><internetGatewayBlockMode>${mode}</internetGatewayBlockMode></vpcBlockPublicAccessOptions>`;

test('where nothing is shut off, nobody asks what is excepted', async () => {
  const asking = await saying({ DescribeVpcBlockPublicAccessOptions: options('off') });
  expect(await readBlockPublicAccess(asking)).toEqual({
    mode: 'off',
    excludedVpcIds: [],
    excludedSubnetIds: [],
  });
  expect(aws?.asked('DescribeVpcBlockPublicAccessExclusions')).toEqual([]);
});

test('what is excepted from the block counts where it may let somebody in', async () => {
  const exclusion = (id: string, mode: string, state: string) =>
    `<resourceArn>arn:aws:ec2:us-east-1:1:${id.split('-')[0] ?? ''}/${id}</resourceArn>
     <internetGatewayExclusionMode>${mode}</internetGatewayExclusionMode><state>${state}</state>`;
  const asking = await saying({
    DescribeVpcBlockPublicAccessOptions: options('block-ingress'),
    DescribeVpcBlockPublicAccessExclusions: `<vpcBlockPublicAccessExclusionSet>${items(
      exclusion('vpc-1', 'allow-bidirectional', 'create-complete'),
      exclusion('subnet-1', 'allow-bidirectional', 'delete-in-progress'),
      exclusion('vpc-2', 'allow-egress', 'create-complete'),
      exclusion('vpc-3', 'allow-bidirectional', 'create-failed'),
      exclusion('subnet-2', 'allow-bidirectional', 'delete-complete'),
    )}</vpcBlockPublicAccessExclusionSet>`,
  });
  expect(await readBlockPublicAccess(asking)).toEqual({
    mode: 'block-ingress',
    excludedVpcIds: ['vpc-1'],
    excludedSubnetIds: ['subnet-1'],
  });
});

test('templates name groups by id, by name, and of single interfaces', async () => {
  const asking = await saying({
    DescribeLaunchTemplateVersions: `<launchTemplateVersionSet>${items(
      `<launchTemplateData><securityGroupIdSet>${items('sg-1')}</securityGroupIdSet></launchTemplateData>`,
      `<launchTemplateData><securityGroupSet>${items('web')}</securityGroupSet></launchTemplateData>`,
      `<launchTemplateData><networkInterfaceSet>${items(`<groupSet><groupId>sg-2</groupId></groupSet>`)}</networkInterfaceSet></launchTemplateData>`,
      `<launchTemplateData><securityGroupIdSet>${items('sg-1')}</securityGroupIdSet></launchTemplateData>`,
    )}</launchTemplateVersionSet>`,
  });
  expect(await readTemplateGroups(asking)).toEqual({ groupIds: ['sg-1', 'sg-2'], names: ['web'] });
  const [asked] = aws?.asked('DescribeLaunchTemplateVersions') ?? [];
  const versions = [
    asked?.params.get('LaunchTemplateVersion.1'),
    asked?.params.get('LaunchTemplateVersion.2'),
  ];
  expect(versions).toEqual(['$Default', '$Latest']);
});

test('no list is asked for where none is named; a list that is gone is left out, and one that was not asked for too', async () => {
  const list = (id: string) =>
    `<prefixListId>${id}</prefixListId><prefixListName>n</prefixListName><ownerId>AWS</ownerId>`;
  const asking = await saying({
    DescribeManagedPrefixLists: `<prefixListSet>${items(list('pl-1'), list('pl-9'))}</prefixListSet>`,
    GetManagedPrefixListEntries: `<entrySet>${items('<cidr>198.51.100.0/24</cidr>')}</entrySet>`,
  });
  expect(await readPrefixLists(asking, [])).toEqual({ lists: [], error: null });
  expect(aws?.requests).toEqual([]);
  expect(await readPrefixLists(asking, ['pl-1', 'pl-2'])).toEqual({
    lists: [
      { prefixListId: 'pl-1', name: 'n', ownerId: 'AWS', maxEntries: null, cidrs: ['198.51.100.0/24'] },
    ],
    error: null,
  });
  expect(aws?.asked('GetManagedPrefixListEntries').map(({ params }) => params.get('PrefixListId'))).toEqual([
    'pl-1',
  ]);
});

test('each rule has its own id, however alike the rules are; 200 groups are asked for at once', async () => {
  const [group] =
    readDescribedGroups([
      {
        GroupId: 'sg-1',
        IpPermissions: [
          {
            IpProtocol: 'tcp',
            FromPort: 22,
            ToPort: 22,
            IpRanges: [{ CidrIp: '10.0.0.0/8' }],
            UserIdGroupPairs: [{ GroupId: 'sg-2' }],
          },
          { IpProtocol: 'udp', FromPort: 22, ToPort: 22, IpRanges: [{ CidrIp: '10.0.0.0/8' }] },
          {
            IpProtocol: '-1',
            IpRanges: [{ CidrIp: '10.0.0.0/8' }],
            PrefixListIds: [{ PrefixListId: 'pl-1' }],
          },
        ],
        IpPermissionsEgress: [
          { IpProtocol: '-1', IpRanges: [{ CidrIp: '10.0.0.0/8' }] },
          { IpProtocol: 'tcp', FromPort: 1, ToPort: 1, IpRanges: [{ CidrIp: '10.0.0.0/8' }] },
        ],
      },
    ]) ?? [];
  if (group === undefined) throw new Error('no group');
  const rule = (id: string, isEgress: boolean, protocol: string, port: number, source: string) =>
    `<groupId>sg-1</groupId><securityGroupRuleId>${id}</securityGroupRuleId><isEgress>${String(isEgress)}</isEgress>
     <ipProtocol>${protocol}</ipProtocol><fromPort>${String(port)}</fromPort><toPort>${String(port)}</toPort>${source}`;
  const ten = '<cidrIpv4>10.0.0.0/8</cidrIpv4>';
  const asking = await saying({
    DescribeSecurityGroupRules: `<securityGroupRuleSet>${items(
      rule('sgr-6', true, '-1', -1, ten),
      rule('sgr-5', false, '-1', -1, '<prefixListId>pl-1</prefixListId>'),
      rule('sgr-4', false, '-1', -1, ten),
      rule('sgr-3', false, 'udp', 22, ten),
      rule('sgr-2', false, 'tcp', 22, '<referencedGroupInfo><groupId>sg-2</groupId></referencedGroupInfo>'),
      rule('sgr-1', false, '6', 22, ten),
    )}</securityGroupRuleSet>`,
  });
  const others = Array.from({ length: 200 }, (_, nth) => ({
    ...group,
    groupId: `sg-x${String(nth)}`,
    rules: [],
  }));
  const [identified] = await withRuleIds(asking, [group, ...others]);
  expect(identified?.rules.map(({ ruleId }) => ruleId)).toEqual([
    'sgr-1',
    'sgr-2',
    'sgr-3',
    'sgr-4',
    'sgr-5',
    'sgr-6',
    null,
  ]);
  expect(
    aws?.asked('DescribeSecurityGroupRules').map(({ params }) => params.has('Filter.1.Value.200')),
  ).toEqual([true, false]);
});

test('pieces hold everything once, in order', () => {
  expect(piecesOf([1, 2, 3, 4, 5], 2)).toEqual([[1, 2], [3, 4], [5]]);
  expect(piecesOf([], 2)).toEqual([]);
});
