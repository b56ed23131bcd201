import {
  AuthorizeSecurityGroupEgressCommand,
  AuthorizeSecurityGroupIngressCommand,
  CreateSecurityGroupCommand,
  DescribeSecurityGroupRulesCommand,
  type AuthorizeSecurityGroupIngressCommandInput,
  type EC2Client,
  type IpPermission,
  type SecurityGroupRule,
} from '@aws-sdk/client-ec2';
import { openPractice } from './practice-account.ts';

/** A new practice account with a group `web` in its default network, and AWS's own client to change its rules. */
export type PracticeGroups = {
  readonly ec2: EC2Client;
  readonly web: string;
  readonly create: (name: string, vpcId?: string) => Promise<string>;
  /** Inbound, of `web` unless it says otherwise. */
  readonly authorize: (
    input: AuthorizeSecurityGroupIngressCommandInput,
  ) => Promise<readonly SecurityGroupRule[]>;
  readonly allow: (...permissions: readonly IpPermission[]) => Promise<readonly SecurityGroupRule[]>;
  readonly allowOut: (...permissions: readonly IpPermission[]) => Promise<readonly SecurityGroupRule[]>;
  /** In and out. A new group has one rule, which lets everything out. */
  readonly rulesOf: (groupId?: string) => Promise<readonly SecurityGroupRule[]>;
  readonly inbound: (groupId?: string) => Promise<readonly SecurityGroupRule[]>;
};

export async function openPracticeGroups(): Promise<PracticeGroups> {
  const ec2 = (await openPractice()).ec2();
  const create = async (GroupName: string, VpcId?: string): Promise<string> => {
    const { GroupId = '' } = await ec2.send(
      new CreateSecurityGroupCommand({ GroupName, Description: 'made by a test', VpcId }),
    );
    return GroupId;
  };
  const web = await create('web');
  const authorize: PracticeGroups['authorize'] = async (input) => {
    const answer = await ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId: web, ...input }));
    return answer.SecurityGroupRules ?? [];
  };
  const rulesOf = async (groupId = web): Promise<readonly SecurityGroupRule[]> => {
    const Filters = [{ Name: 'group-id', Values: [groupId] }];
    return (await ec2.send(new DescribeSecurityGroupRulesCommand({ Filters }))).SecurityGroupRules ?? [];
  };
  return {
    ec2,
    web,
    create,
    authorize,
    allow: (...permissions) => authorize({ IpPermissions: [...permissions] }),
    allowOut: async (...permissions) => {
      const input = { GroupId: web, IpPermissions: [...permissions] };
      return (await ec2.send(new AuthorizeSecurityGroupEgressCommand(input))).SecurityGroupRules ?? [];
    },
    rulesOf,
    inbound: async (groupId) => (await rulesOf(groupId)).filter(({ IsEgress }) => !IsEgress),
  };
}

/** One TCP port from one IPv4 range. */
export function tcp(port: number, CidrIp = '0.0.0.0/0'): IpPermission {
  return { IpProtocol: 'tcp', FromPort: port, ToPort: port, IpRanges: [{ CidrIp }] };
}

export function ruleIdOf(rule: SecurityGroupRule | undefined): string {
  return rule?.SecurityGroupRuleId ?? '';
}
