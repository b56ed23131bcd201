import type { PlanDraft } from './launch-plan.ts';
import type { Problem } from './problem.ts';

/** One thing the judge sees in a plan. `blocker` cannot be launched; `danger` needs a typed confirmation. */
export type Finding = {
  readonly id: FindingId;
  readonly severity: Severity;
  readonly answer: AnswerName;
  /** One sentence a newcomer understands, then why it matters. */
  readonly sentence: string;
  readonly why: string;
  readonly fixes: readonly Fix[];
  /** What a confirmation of this danger names, where its id does not say it all: one for port 22 is none for port 3389. */
  readonly danger?: string;
  /** What AWS said when it was tried, with the policy and the page that may help; absent where nothing was tried. */
  readonly problem?: Problem;
};

/** What the person confirms who takes this danger, and nothing else. */
export function confirmationOf({ id, danger }: Finding): string {
  return danger ?? id;
}

export type Severity = 'blocker' | 'danger' | 'caution' | 'note';

/** The questions of the wizard, in the order they are asked. */
export const ANSWER_NAMES = ['account', 'image', 'size', 'zones', 'access', 'key', 'review'] as const;
export type AnswerName = (typeof ANSWER_NAMES)[number];

/** A fix is the plan as it would be after it: applying one is replacing these answers. */
export type Fix = { readonly label: string; readonly edit: Partial<PlanDraft> };

export const FINDING_IDS = [
  'unanswered',
  // account
  'account-differs',
  'region-not-enabled',
  'root-user',
  'long-lived-key',
  'session-ended',
  'clock-off',
  'account-being-verified',
  'account-blocked',
  'launch-not-permitted',
  // image
  'image-not-available',
  'image-not-allowed',
  'image-differs',
  'image-not-free-tier',
  'subscription-needed',
  'image-of-unknown-owner',
  'image-of-marketplace',
  'image-deprecated',
  'image-unsupported',
  'login-user-unknown',
  'licence-surcharge',
  'disk-too-small',
  // size
  'architecture-mismatch',
  'size-unknown',
  'type-in-one-zone-only',
  'type-nowhere',
  'not-free-tier',
  'little-memory',
  'credits-unlimited',
  'credits-not-for-size',
  // zones
  'plan-of-elsewhere',
  'no-default-network',
  'no-zones',
  'one-zone',
  'zone-unknown',
  'zone-not-available',
  'type-not-in-zone',
  'no-capacity-now',
  'zone-without-subnet',
  'subnet-differs',
  'subnet-gone',
  'subnet-full',
  'subnet-not-public',
  'subnet-not-reachable',
  'reach-unknown',
  'no-way-out',
  'way-out-by-endpoints',
  'way-out-unknown',
  'too-many-vcpus',
  'quota-unknown',
  // access
  'network-differs',
  'nobody-can-log-in',
  'no-instance-profile',
  'profile-gone',
  'profile-lacks-session',
  'profile-session-unknown',
  'no-session-agent',
  'nothing-open',
  'http-open',
  'script-no-door',
  'script-refused',
  'script-not-run',
  'script-secret',
  'admin-address-refused',
  'no-group-chosen',
  'too-many-groups',
  'group-gone',
  'group-danger',
  'group-cautions',
  'group-list-unread',
  'not-let-in',
  'group-not-permitted',
  'rules-not-permitted',
  'group-refused',
  'group-limit',
  // key
  'name-refused',
  'key-name-taken',
  'group-name-taken',
  'windows-needs-rsa',
  'keychain-absent',
  'keychain-locked',
  'keychain-failed',
  'key-not-permitted',
  'key-refused',
  'key-pair-limit',
  'tag-refused',
  'tag-required',
  // review
  'launch-refused',
  'not-checked',
  'disk-key-customer',
  'free-tier-hours',
  'free-plan-credits',
  'price-unknown',
] as const;
export type FindingId = (typeof FINDING_IDS)[number];
