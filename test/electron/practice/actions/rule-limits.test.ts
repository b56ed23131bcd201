import { AuthorizeSecurityGroupIngressCommand, type IpPermission } from '@aws-sdk/client-ec2';
import { beforeEach, describe, expect, test } from 'vitest';
import { openPracticeGroups, tcp, type PracticeGroups } from '../../../support/practice-groups.ts';

const S3 = 'pl-63a5400a';

let groups: PracticeGroups;
beforeEach(async () => {
  groups = await openPracticeGroups();
});

const refusal = (name: string, message: string | RegExp) => ({
  name,
  message: typeof message === 'string' ? message : (expect.stringMatching(message) as string),
});

describe('sixty rules', () => {
  const full = refusal(
    'RulesPerSecurityGroupLimitExceeded',
    'The maximum number of rules per security group has been reached.',
  );
  const ipv4 = (from: number, count: number): IpPermission => ({
    ...tcp(22),
    IpRanges: Array.from({ length: count }, (_, index) => ({ CidrIp: `10.0.0.${String(from + index)}/32` })),
  });
  const ipv6 = (count: number): IpPermission => ({
    IpProtocol: '-1',
    Ipv6Ranges: Array.from({ length: count }, (_, index) => ({ CidrIpv6: `2001:db8::${String(index)}/128` })),
  });

  test('fit in each direction and each address family, and not one more', async () => {
    await groups.allow(ipv4(0, 60));
    await groups.allow(ipv6(60));
    await groups.allowOut(ipv4(0, 59));

    await expect(groups.allow(tcp(23))).rejects.toMatchObject(full);
    await expect(
      groups.allow({ IpProtocol: '-1', Ipv6Ranges: [{ CidrIpv6: '::/0' }] }),
    ).rejects.toMatchObject(full);
    await expect(groups.allowOut(tcp(23))).rejects.toMatchObject(full);
    expect(await groups.rulesOf()).toHaveLength(180);
  });

  test('are counted before any is made', async () => {
    await expect(groups.allow(ipv4(0, 61))).rejects.toMatchObject(full);
    expect(await groups.inbound()).toEqual([]);
  });

  test('are fewer where some name a group, which counts in both families, or a prefix list, which counts by its weight', async () => {
    await groups.allow(ipv4(0, 58), { IpProtocol: '-1', UserIdGroupPairs: [{ GroupId: groups.web }] });
    await groups.allow({ IpProtocol: '-1', PrefixListIds: [{ PrefixListId: S3 }] });

    await expect(groups.allow(tcp(23))).rejects.toMatchObject(full);
    await expect(groups.allow(ipv6(60))).rejects.toMatchObject(full);
    await expect(groups.allow(ipv6(59))).resolves.toHaveLength(59);
  });

  test('are not looked at by a dry run', async () => {
    await groups.allow(ipv4(0, 60));

    await expect(
      groups.ec2.send(
        new AuthorizeSecurityGroupIngressCommand({
          GroupId: groups.web,
          IpPermissions: [tcp(23)],
          DryRun: true,
        }),
      ),
    ).rejects.toMatchObject({ name: 'DryRunOperation' });
    expect(await groups.inbound()).toHaveLength(60);
  });
});
