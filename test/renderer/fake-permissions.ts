import { makeProblem } from '../../shared/make-problem.ts';
import { succeeded, type Outcome } from '../../shared/outcome.ts';
import {
  PERMISSION_ACTIONS,
  type PermissionAction,
  type PermissionCheck,
  type PermissionReport,
} from '../../shared/permissions.ts';
import { words } from '../../shared/words/en.ts';

/** What an account may do otherwise than everything that can be tried. */
export const PERMISSIONS_SCENARIOS = ['permissions-denied'] as const;

export function fakePermissions(region: string, scenario: string): Outcome<PermissionReport> {
  return succeeded({
    accountId: '123456789012',
    region,
    arn: 'arn:aws:sts::123456789012:assumed-role/dev/me',
    readAt: Date.now(),
    checks: PERMISSION_ACTIONS.map((action) => checkOf(action, scenario)),
  });
}

function checkOf(action: PermissionAction, scenario: string): PermissionCheck {
  if (scenario === 'permissions-denied' && DENIED.has(action)) {
    const problem = makeProblem('not-permitted', action === FORBIDDEN ? { explanation } : { policy: '{}' });
    return { action, state: 'may-not', problem };
  }
  return ON_A_MACHINE.has(action)
    ? { action, state: 'unknown', because: 'no-machine', problem: null }
    : { action, state: 'may' };
}

/** Not for want of a policy: what is said then has to be read. */
const FORBIDDEN = 'ec2:RevokeSecurityGroupIngress';
const explanation = words.problemDetails.forbidden(
  words.problemDetails.permission(FORBIDDEN, null),
  'service control policy',
);

const DENIED: ReadonlySet<PermissionAction> = new Set([
  'ec2:RunInstances',
  'ec2:CreateKeyPair',
  FORBIDDEN,
  'pricing:GetProducts',
]);

const ON_A_MACHINE: ReadonlySet<PermissionAction> = new Set([
  'ec2:TerminateInstances',
  'ec2:StartInstances',
  'ec2:StopInstances',
  'ec2:ModifyInstanceAttribute',
  'ec2:GetConsoleOutput',
  'ec2:GetPasswordData',
]);
