import {
  DescribeSecurityGroupsCommand,
  type DescribeSecurityGroupsCommandInput,
  type SecurityGroup as DescribedGroup,
} from '@aws-sdk/client-ec2';
import { groupFrom } from '../../shared/security-group/described-group.ts';
import type { SecurityGroup } from '../../shared/security-group/security-group.ts';
import { present, presentText } from './answer.ts';
import { everyPage, type Asking } from './every-page.ts';

/**
 * Every security group of the region. 250 a page: the SDK takes least time with pages of that size, and stops its thread for the
 * shortest while. `onPage` hears how many there are by now. The rules come without their ids.
 */
export function listGroups(
  asking: Asking,
  onPage: (groupsRead: number) => void = () => {},
): Promise<readonly SecurityGroup[]> {
  return pagesOf(asking, { MaxResults: 250 }, onPage);
}

/** Those of one network, 50 a page: they are parsed on the main thread, which has to answer in between. */
export function listGroupsIn(asking: Asking, vpcId: string): Promise<readonly SecurityGroup[]> {
  return pagesOf(asking, { MaxResults: 50, Filters: [{ Name: 'vpc-id', Values: [vpcId] }] });
}

function pagesOf(
  asking: Asking,
  input: DescribeSecurityGroupsCommandInput,
  onPage?: (groupsRead: number) => void,
): Promise<readonly SecurityGroup[]> {
  return everyPage(
    asking,
    (token, send) => asking.ec2.send(new DescribeSecurityGroupsCommand({ ...input, ...token }), send),
    (page) => page.SecurityGroups?.map(groupOf),
    onPage,
  );
}

/** The group that a network has from the beginning, and that nobody can delete; null where none is shown. */
export async function findDefaultGroupId(asking: Asking, vpcId: string): Promise<string | null> {
  const Filters = [
    { Name: 'vpc-id', Values: [vpcId] },
    { Name: 'group-name', Values: ['default'] },
  ];
  const { SecurityGroups } = await asking.patience.throttled(() =>
    asking.ec2.send(new DescribeSecurityGroupsCommand({ Filters }), { abortSignal: asking.signal }),
  );
  const [group] = present(SecurityGroups, 'SecurityGroups');
  return group === undefined ? null : presentText(group.GroupId, 'GroupId');
}

/** One group as it is now. Throws EC2's InvalidGroup.NotFound where there is none. */
export async function readGroup(asking: Asking, groupId: string): Promise<SecurityGroup> {
  const { SecurityGroups } = await asking.patience.throttled(() =>
    asking.ec2.send(new DescribeSecurityGroupsCommand({ GroupIds: [groupId] }), {
      abortSignal: asking.signal,
    }),
  );
  return groupOf(present(SecurityGroups?.[0], 'SecurityGroups'));
}

function groupOf(described: DescribedGroup): SecurityGroup {
  return { ...groupFrom(described), groupId: presentText(described.GroupId, 'GroupId') };
}
