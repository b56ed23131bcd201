import type { PlanDraft } from './launch-plan.ts';

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
  'root-user',
  'long-lived-key',
  'image-not-available',
  'image-differs',
  'architecture-mismatch',
  'size-unknown',
  'type-in-one-zone-only',
  'type-nowhere',
  'no-default-network',
  'no-zones',
  'one-zone',
  'zone-twice',
  'type-not-in-zone',
  'zone-without-subnet',
  'subnet-differs',
  'subnet-full',
  'subnet-not-public',
  'network-differs',
  'disk-too-small',
  'nobody-can-log-in',
  'nothing-open',
  'http-open',
  'admin-address-refused',
  'no-group-chosen',
  'too-many-groups',
  'group-gone',
  'group-danger',
  'group-cautions',
  'group-list-unread',
  'not-let-in',
  'name-refused',
  'key-name-taken',
  'group-name-taken',
  'windows-needs-rsa',
  'keychain-absent',
  'keychain-locked',
  'keychain-failed',
  'price-unknown',
] as const;
export type FindingId = (typeof FINDING_IDS)[number];
