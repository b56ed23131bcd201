import type { DryRun } from './preflight.ts';
import type { ProblemCode } from './problem.ts';

/** What a dry run that met this problem says of the call itself. Only what EC2 itself has said of the call counts as a no. */
export function dryRunVerdict(code: ProblemCode): DryRun['verdict'] {
  if (code === 'not-permitted') return 'may-not';
  // Of the group that stands in for the new one, and of a network that is made once: whoever is told so was permitted.
  if (code === 'rule-already-there' || code === 'network-there') return 'may';
  return REFUSALS.has(code) ? 'refused' : 'unknown';
}

const REFUSALS: ReadonlySet<ProblemCode> = new Set([
  'account-being-verified',
  'account-blocked',
  'subscription-needed',
  'zone-not-open',
  'zone-unknown',
  'size-not-in-zone',
  'no-capacity',
  'vcpu-limit',
  'other-limit',
  'not-free-tier',
  'image-gone',
  'wrong-architecture',
  'disk-too-small',
  'key-name-taken',
  'group-name-taken',
  'group-gone',
  'too-many-rules',
  'subnet-gone',
  'subnet-full',
  'no-default-network',
  'profile-gone',
  'refused-by-ec2',
]);
