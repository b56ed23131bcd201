import type { LaunchPlan } from './launch-plan.ts';

/** A way to give a machine a role of IAM. */
export type InstanceProfile = {
  readonly name: string;
  /** Null where it has none, and so allows nothing. */
  readonly roleName: string | null;
  readonly session: SessionRight;
};

/**
 * Whether what is attached to its role lets a machine call Session Manager. `lacks`: only policies of AWS's own that do not are attached.
 * `unknown`: a policy of somebody else's may, or it could not be read.
 */
export type SessionRight = 'has' | 'lacks' | 'unknown';

/** By the names and ARNs of the policies that are attached to a role. Policies written into the role itself are not looked at. */
export function sessionRightBy(policies: readonly { name: string; arn: string }[]): SessionRight {
  if (policies.some(({ name, arn }) => isOfAws(arn) && ALLOW_SESSIONS.has(name))) return 'has';
  return policies.every(({ name, arn }) => isOfAws(arn) && !MAY_ALLOW.test(name)) ? 'lacks' : 'unknown';
}

function isOfAws(arn: string): boolean {
  return /^arn:aws[\w-]*:iam::aws:policy\//u.test(arn);
}

/** (AWS Managed Policy Reference: each allows ssm:UpdateInstanceInformation and the four actions of ssmmessages.) */
const ALLOW_SESSIONS: ReadonlySet<string> = new Set([
  'AmazonSSMManagedInstanceCore',
  'AmazonSSMManagedEC2InstanceDefaultPolicy',
  'AmazonEC2RoleforSSM',
  'AdministratorAccess',
  'PowerUserAccess',
]);

/** Others of AWS's that have to do with it: what they allow changes. */
const MAY_ALLOW = /ssm|systemsmanager|poweruser|administrator/iu;

/** Those that are of use for logging in first, then by name. */
export function sessionFirst(one: InstanceProfile, other: InstanceProfile): number {
  return (
    SESSION_ORDER.indexOf(one.session) - SESSION_ORDER.indexOf(other.session) ||
    (one.name < other.name ? -1 : 1)
  );
}

const SESSION_ORDER: readonly SessionRight[] = ['has', 'unknown', 'lacks'];

/**
 * Somebody logs in through Session Manager, a service of AWS: the machine calls it, and nobody has to get in. The machine is allowed to
 * by its instance profile. (Systems Manager user guide.)
 */
export function usesSessionManager(access: LaunchPlan['access']): boolean {
  return access.instanceProfile !== undefined;
}

/** The profile that the machines get; null for none. */
export function profileOf({ access }: Pick<LaunchPlan, 'access'>): string | null {
  return access.instanceProfile ?? null;
}

/**
 * The command of AWS's own tools that logs in to one machine of this launch; null where it is logged in to by a port, or where its id
 * cannot be a word of a command.
 */
export function sessionCommand(
  plan: Pick<LaunchPlan, 'access' | 'account'>,
  instanceId: string,
): string | null {
  const { region } = plan.account;
  // Groups that are there already may open the port all the same.
  const isOnlyWay = plan.access.kind === 'new-group' && hasNoLogInPort(plan);
  if (!isOnlyWay || !/^i-[0-9a-f]+$/.test(instanceId) || !/^[a-z0-9-]+$/.test(region)) return null;
  return `aws ssm start-session --region ${region} --target ${instanceId}`;
}

/** Whether there is no port that the person would log in by: then nobody knocks at it. */
export function hasNoLogInPort({ access }: Pick<LaunchPlan, 'access'>): boolean {
  return usesSessionManager(access) && (access.kind === 'existing-group' || access.adminAddress === null);
}
