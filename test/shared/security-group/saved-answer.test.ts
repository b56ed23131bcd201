import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import {
  AuthorizeSecurityGroupIngressCommand,
  CreateManagedPrefixListCommand,
  CreateSecurityGroupCommand,
  EC2Client,
  type IpPermission,
} from '@aws-sdk/client-ec2';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { groupFrom, readDescribedGroups } from '../../../shared/security-group/described-group.ts';
import { gradeOf } from '../../../shared/security-group/grade.ts';
import type { SecurityGroup } from '../../../shared/security-group/security-group.ts';
import { startMoto, type Moto } from '../../support/moto.ts';
import { needs, part } from '../../support/parts.ts';

const run = promisify(execFile);

needs('moto', 'aws')('what the AWS CLI prints', () => {
  let moto: Moto;
  let read: readonly SecurityGroup[] | null;
  let described: readonly SecurityGroup[];
  let web: string;
  let app: string;
  let authorized: readonly IpPermission[];

  beforeAll(async () => {
    moto = await startMoto();
    const ec2 = new EC2Client({
      endpoint: moto.endpoint,
      region: 'us-east-1',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    });
    const create = async (GroupName: string): Promise<string> => {
      const { GroupId = '' } = await ec2.send(
        new CreateSecurityGroupCommand({ GroupName, Description: `${GroupName} of the test` }),
      );
      return GroupId;
    };
    web = await create('web');
    app = await create('app');
    const { PrefixList } = await ec2.send(
      new CreateManagedPrefixListCommand({
        PrefixListName: 'office',
        MaxEntries: 2,
        AddressFamily: 'IPv4',
        Entries: [{ Cidr: '203.0.113.0/24' }],
      }),
    );
    authorized = [
      {
        IpProtocol: '6',
        FromPort: 20,
        ToPort: 25,
        IpRanges: [{ CidrIp: '0.0.0.0/1', Description: 'one half' }, { CidrIp: '128.0.0.0/1' }],
      },
      { IpProtocol: 'udp', FromPort: 53, ToPort: 53, Ipv6Ranges: [{ CidrIpv6: '2001:db8::/32' }] },
      {
        IpProtocol: 'tcp',
        FromPort: 5432,
        ToPort: 5432,
        UserIdGroupPairs: [{ GroupId: app }],
        PrefixListIds: [{ PrefixListId: PrefixList?.PrefixListId }],
      },
      { IpProtocol: 'icmp', FromPort: 8, ToPort: -1, IpRanges: [{ CidrIp: '0.0.0.0/0' }] },
    ];
    await ec2.send(
      new AuthorizeSecurityGroupIngressCommand({ GroupId: web, IpPermissions: [...authorized] }),
    );
    await ec2.send(
      new AuthorizeSecurityGroupIngressCommand({
        GroupId: app,
        IpPermissions: [
          { IpProtocol: '-1', FromPort: 22, ToPort: 22, IpRanges: [{ CidrIp: '198.51.100.0/24' }] },
        ],
      }),
    );
    ec2.destroy();
    const { stdout } = await run(
      part('aws') ?? 'aws',
      ['ec2', 'describe-security-groups', '--region', 'us-east-1', '--output', 'json'],
      {
        env: { ...process.env, ...moto.env },
      },
    );
    read = readDescribedGroups(JSON.parse(stdout));
    described = (
      JSON.parse(stdout) as { SecurityGroups: Parameters<typeof groupFrom>[0][] }
    ).SecurityGroups.map(groupFrom);
  });
  afterAll(() => moto.stop());

  const group = (groupId: string): SecurityGroup => {
    const found = read?.find((one) => one.groupId === groupId);
    if (found === undefined) throw new Error(`not there: ${groupId}`);
    return found;
  };

  test('is read whole: both groups and the default one', () => {
    expect(read?.map(({ name }) => name).toSorted()).toEqual(['app', 'default', 'web']);
    expect(group(web)).toMatchObject({ description: 'web of the test', ownerId: '123456789012' });
    expect(group(web).vpcId).toMatch(/^vpc-/);
    expect(described).toEqual(read);
  });

  test('has the rules that were authorized, and the outbound one of a new group', () => {
    const inbound = group(web).rules.filter(({ isEgress }) => !isEgress);
    expect(
      inbound.map(({ protocol, fromPort, toPort, description }) => [protocol, fromPort, toPort, description]),
    ).toEqual([
      ['tcp', 20, 25, 'one half'],
      ['tcp', 20, 25, ''],
      ['udp', 53, 53, ''],
      ['tcp', 5432, 5432, ''],
      ['tcp', 5432, 5432, ''],
      ['icmp', 8, null, ''],
    ]);
    expect(inbound.map(({ source }) => source)).toMatchObject([
      { kind: 'ipv4', cidr: '0.0.0.0/1' },
      { kind: 'ipv4', cidr: '128.0.0.0/1' },
      { kind: 'ipv6', cidr: '2001:db8::/32' },
      { kind: 'prefix-list', prefixListId: authorized[2]?.PrefixListIds?.[0]?.PrefixListId },
      { kind: 'group', groupId: app, userId: '123456789012' },
      { kind: 'ipv4', cidr: '0.0.0.0/0' },
    ]);
    expect(group(web).rules.filter(({ isEgress }) => isEgress)).toMatchObject([
      { protocol: '-1', fromPort: null, toPort: null, source: { kind: 'ipv4', cidr: '0.0.0.0/0' } },
    ]);
    expect(group(app).rules[0]).toMatchObject({ protocol: '-1', fromPort: null, toPort: null });
  });

  test.each([
    ['tcp', 22, 'ipv4', 'internet'],
    ['tcp', 26, 'ipv4', 'none'],
    ['tcp', 22, 'ipv6', 'none'],
    ['udp', 53, 'ipv6', 'restricted'],
    ['tcp', 5432, 'ipv6', 'restricted'],
    ['icmp', 8, 'ipv4', 'internet'],
    ['-1', 'all', 'ipv4', 'none'],
  ] as const)('is graded: %s %s %s is %s', (protocol, port, family, exposure) => {
    expect(gradeOf(group(web), { protocol, port, family }, new Map())).toBe(exposure);
  });
});
