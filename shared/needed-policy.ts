import { TAGS } from './launch-plan.ts';

/** What was refused: an action as a policy names it (`ec2:RunInstances`), and on what, where AWS has said it. */
export type NeededRight = { readonly action: string; readonly resource: string | null };

/** Where it was asked for. Without an account number the policy is for any: it counts only in the account that has it. */
export type PolicyPlace = { readonly region: string; readonly accountId: string | null };

/**
 * The least IAM policy, as JSON to be read by a person, with which Keyport's calls of these actions are permitted: one region, and no
 * resources but those of the kinds that the call names. After the Service Authorization Reference of Amazon EC2.
 */
export function neededPolicy(rights: readonly NeededRight[], place: PolicyPlace): string {
  const statements = merged(rights.flatMap((right) => statementsFor(right, place)));
  return JSON.stringify({ Version: '2012-10-17', Statement: statements }, null, 2);
}

type Statement = {
  readonly Effect: 'Allow';
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string>>>>;
};

/**
 * Kinds of resources, as an ARN of EC2 names them. `::image` belongs to nobody: its ARN has no account. `mine` are those that carry
 * Keyport's tag. `tags` are given their tags in the same call, which is a permission of its own.
 */
type Needs = {
  readonly on: readonly string[];
  readonly mine?: true;
  /** AWS knows no resource for it: permitted in this region only. */
  readonly inRegion?: true;
  readonly tags?: readonly string[];
};

const NEEDS: ReadonlyMap<string, Needs> = new Map(
  Object.entries<Needs>({
    'ec2:RunInstances': {
      on: ['::image', 'instance', 'key-pair', 'network-interface', 'security-group', 'subnet', 'volume'],
      tags: ['instance', 'network-interface', 'volume'],
    },
    'ec2:CreateSecurityGroup': { on: ['security-group', 'vpc'], tags: ['security-group'] },
    'ec2:AuthorizeSecurityGroupIngress': { on: ['security-group'] },
    'ec2:AuthorizeSecurityGroupEgress': { on: ['security-group'] },
    'ec2:RevokeSecurityGroupIngress': { on: ['security-group'] },
    'ec2:RevokeSecurityGroupEgress': { on: ['security-group'] },
    'ec2:DeleteSecurityGroup': { on: ['security-group'], mine: true },
    'ec2:CreateKeyPair': { on: ['key-pair'], tags: ['key-pair'] },
    'ec2:ImportKeyPair': { on: ['key-pair'], tags: ['key-pair'] },
    'ec2:DeleteKeyPair': { on: ['key-pair'] },
    'ec2:StartInstances': { on: ['instance'], mine: true },
    'ec2:StopInstances': { on: ['instance'], mine: true },
    'ec2:TerminateInstances': { on: ['instance'], mine: true },
    'ec2:ModifyInstanceAttribute': { on: ['instance'], mine: true },
    'ec2:GetPasswordData': { on: ['instance'] },
    'ec2:GetConsoleOutput': { on: ['instance'] },
    'ec2:ModifyNetworkInterfaceAttribute': { on: ['instance', 'network-interface', 'security-group'] },
    'ec2:CreateSnapshot': { on: ['::snapshot', 'volume'], tags: ['::snapshot'] },
    'ec2:DeleteVolume': { on: ['volume'], mine: true },
    'ec2:CreateDefaultVpc': { on: [], inRegion: true },
    'ec2:CreateDefaultSubnet': { on: [], inRegion: true },
    'ec2-instance-connect:SendSSHPublicKey': { on: ['instance'] },
  }),
);

function statementsFor({ action, resource }: NeededRight, place: PolicyPlace): readonly Statement[] {
  if (action === 'ssm:GetParameters' || action === 'ssm:GetParametersByPath') {
    return [allow(action, [`arn:${partitionOf(place)}:ssm:${place.region}::parameter/aws/service/*`])];
  }
  const needs = NEEDS.get(action);
  // Actions that only read know no resources.
  if (needs === undefined) return [allow(action, [knownResource(action, resource)])];
  if (needs.inRegion) return [allow(action, ['*'], { StringLike: { 'ec2:Region': place.region } })];
  const on = needs.on.map((kind) => arnOf(kind, place));
  const own = needs.mine ? { StringEquals: { [`aws:ResourceTag/${TAGS.createdBy}`]: 'keyport' } } : undefined;
  if (needs.tags === undefined) return [allow(action, on, own)];
  return [
    allow(action, on, own),
    allow(
      'ec2:CreateTags',
      needs.tags.map((kind) => arnOf(kind, place)),
      { StringEquals: { 'ec2:CreateAction': action.replace(/^ec2:/, '') } },
    ),
  ];
}

function allow(action: string, Resource: readonly string[], Condition?: Statement['Condition']): Statement {
  return { Effect: 'Allow', Action: [action], Resource, ...(Condition === undefined ? {} : { Condition }) };
}

/** What reads in EC2 has no resource to be permitted for; of any other action, the one that AWS has named. */
function knownResource(action: string, resource: string | null): string {
  return /^[\w-]+:(Describe|List|Get)/.test(action) ? '*' : (resource ?? '*');
}

function arnOf(kind: string, place: PolicyPlace): string {
  const isNobodys = kind.startsWith('::');
  const owner = isNobodys ? '' : (place.accountId ?? '*');
  return `arn:${partitionOf(place)}:ec2:${place.region}:${owner}:${kind.replace(/^::/, '')}/*`;
}

function partitionOf({ region }: PolicyPlace): string {
  if (region.startsWith('cn-')) return 'aws-cn';
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}

/** One statement for all actions on the same resources under the same condition. */
function merged(statements: readonly Statement[]): readonly Statement[] {
  const byRest = new Map<string, Statement>();
  for (const statement of statements) {
    const rest = JSON.stringify([statement.Resource, statement.Condition ?? null]);
    const known = byRest.get(rest);
    const Action = [...new Set([...(known?.Action ?? []), ...statement.Action])].toSorted();
    byRest.set(rest, { ...statement, Action });
  }
  return [...byRest.values()];
}
