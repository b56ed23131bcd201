import { afterEach, expect, test } from 'vitest';
import { authorizeIngress, readIngress } from '../../../electron/aws/security-groups.ts';
import type { PlannedRule } from '../../../shared/security-group/planned-rules.ts';
import { clientsAt } from '../../support/aws-clients.ts';
import { ec2Answer, ec2Error, startFakeAws, type FakeAws } from '../../support/fake-aws.ts';

let aws: FakeAws | undefined;
afterEach(() => aws?.stop());

const WEB: PlannedRule = {
  protocol: 'tcp',
  port: 443,
  cidr: '0.0.0.0/0',
  family: 'ipv4',
  description: 'HTTPS',
};
const WEB6: PlannedRule = { ...WEB, cidr: '::/0', family: 'ipv6' };
const SSH: PlannedRule = { ...WEB, port: 22, cidr: '203.0.113.7/32', description: 'SSH' };
const GROUP = 'sg-0123456789abcdef0';

const item = ({ port, cidr, family, description }: PlannedRule) =>
  `<item><isEgress>false</isEgress><ipProtocol>tcp</ipProtocol><fromPort>${String(port)}</fromPort><toPort>${String(port)}</toPort><${family === 'ipv4' ? 'cidrIpv4' : 'cidrIpv6'}>${cidr}</${family === 'ipv4' ? 'cidrIpv4' : 'cidrIpv6'}><description>${description}</description></item>`;

/** A group with some rules, whose EC2 finds a duplicate in whatever is added; one rule a page. */
async function startWithDuplicate(...rules: readonly PlannedRule[]) {
  aws = await startFakeAws(({ action, params }) => {
    if (action === 'AuthorizeSecurityGroupIngress')
      return ec2Error('InvalidPermission.Duplicate', 'already exists');
    const index = Number(params.get('NextToken') ?? '0');
    const next = index + 1 < rules.length ? `<nextToken>${String(index + 1)}</nextToken>` : '';
    const set = rules
      .slice(index, index + 1)
      .map(item)
      .join('');
    return ec2Answer(
      'DescribeSecurityGroupRules',
      `<securityGroupRuleSet>${set}</securityGroupRuleSet>${next}`,
    );
  });
  return clientsAt(aws.endpoint);
}

test('a duplicate counts as done when every rule is there', async () => {
  const clients = await startWithDuplicate(SSH, WEB6, WEB);
  await authorizeIngress(clients, GROUP, [WEB, WEB6, SSH]);
  expect(aws?.asked('AuthorizeSecurityGroupIngress')).toHaveLength(1);
  expect(aws?.asked('DescribeSecurityGroupRules')).toHaveLength(3);
});

test.each([
  ['is not there', [WEB, WEB6]],
  ['is there for another address', [WEB, WEB6, { ...SSH, cidr: '203.0.113.8/32' }]],
  ['is there for another port', [WEB, WEB6, { ...SSH, port: 2222 }]],
])('a duplicate does not count as done when one rule %s', async (_, there) => {
  const clients = await startWithDuplicate(...there);
  await expect(authorizeIngress(clients, GROUP, [WEB, WEB6, SSH])).rejects.toThrow('already exists');
});

test('any other refusal stands', async () => {
  aws = await startFakeAws(() => ec2Error('InvalidGroup.NotFound', 'no such group'));
  await expect(authorizeIngress(clientsAt(aws.endpoint), GROUP, [WEB])).rejects.toThrow('no such group');
  expect(aws.requests).toHaveLength(1);
});

test('all rules go in one call, each address in the field of its family', async () => {
  aws = await startFakeAws(() => ec2Answer('AuthorizeSecurityGroupIngress', '<return>true</return>'));
  await authorizeIngress(clientsAt(aws.endpoint), GROUP, [WEB, WEB6, SSH]);

  expect(aws.requests).toHaveLength(1);
  const sent = Object.fromEntries(aws.requests[0]?.params ?? []);
  expect(sent).toMatchObject({
    GroupId: GROUP,
    'IpPermissions.1.IpProtocol': 'tcp',
    'IpPermissions.1.FromPort': '443',
    'IpPermissions.1.ToPort': '443',
    'IpPermissions.1.IpRanges.1.CidrIp': '0.0.0.0/0',
    'IpPermissions.1.IpRanges.1.Description': 'HTTPS',
    'IpPermissions.2.Ipv6Ranges.1.CidrIpv6': '::/0',
    'IpPermissions.3.FromPort': '22',
    'IpPermissions.3.IpRanges.1.CidrIp': '203.0.113.7/32',
  });
  expect(Object.keys(sent).filter((key) => key.startsWith('IpPermissions.4'))).toEqual([]);
});

test('rules are read from all pages', async () => {
  const clients = await startWithDuplicate(WEB, WEB6, SSH);
  expect(await readIngress(clients, GROUP)).toEqual({ rules: [WEB, WEB6, SSH], others: [] });
});
