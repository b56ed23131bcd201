import type { FindingId } from '../../shared/finding.ts';

/** One thing that can go wrong with a launch, or that has to be right: what says so beforehand, or why nothing can. */
export type PlanRow = { readonly about: string } & (
  { readonly says: readonly FindingId[] } | { readonly not: string }
);

/** What a launch asks a person for, question by question. */
export const QUESTION_ROWS: Readonly<Record<string, PlanRow>> = {
  A1: { about: 'every question has an answer', says: ['unanswered'] },
  A2: {
    about: 'the region, to which images, zones, groups and keys belong',
    says: ['account-differs', 'region-not-enabled'],
  },
  A3: { about: 'who is signed in, and how well', says: ['root-user', 'long-lived-key', 'session-ended'] },
  A4: {
    about: 'an account that cannot launch',
    says: ['account-being-verified', 'account-blocked', 'subscription-needed', 'launch-not-permitted'],
  },
  A5: {
    about: 'another answer to an earlier question',
    says: ['unanswered', 'architecture-mismatch', 'type-not-in-zone', 'windows-needs-rsa'],
  },
  A6: {
    about: 'launching the same again',
    says: ['image-not-available', 'zone-unknown', 'subnet-differs', 'key-name-taken', 'group-name-taken'],
  },
  B7: {
    about: 'an image of the catalogue',
    says: ['image-not-available', 'image-deprecated', 'image-unsupported'],
  },
  B8: { about: 'the image is pinned to one id', says: ['image-not-available', 'image-differs'] },
  B9: {
    about: 'an image from elsewhere',
    says: [
      'image-not-available',
      'image-not-allowed',
      'image-of-unknown-owner',
      'image-of-marketplace',
      'image-deprecated',
      'subscription-needed',
      'image-not-free-tier',
    ],
  },
  B10: { about: 'image and processor fit', says: ['architecture-mismatch'] },
  B11: { about: 'the size is sold and strong enough', says: ['size-unknown', 'little-memory'] },
  B12: {
    about: 'free tier: hours, credits, and what the Free plan refuses',
    says: ['free-tier-hours', 'free-plan-credits', 'not-free-tier', 'image-not-free-tier'],
  },
  B13: { about: 'what it costs', says: ['price-unknown', 'licence-surcharge'] },
  B14: { about: 'CPU credits that may be billed', says: ['credits-unlimited', 'credits-not-for-size'] },
  B15: {
    about: 'user and port that the image logs in by',
    says: ['image-differs', 'login-user-unknown'],
  },
  C16: { about: 'machines in several zones', says: ['no-zones', 'one-zone'] },
  C17: { about: 'the size is sold in the zone', says: ['type-not-in-zone', 'type-nowhere'] },
  C18: {
    about: 'fewer than two zones for the size',
    says: ['type-in-one-zone-only', 'type-nowhere', 'one-zone'],
  },
  C19: { about: 'names and states of zones', says: ['zone-unknown', 'zone-not-available', 'subnet-differs'] },
  C20: {
    about: 'no default network, or no subnet in a zone',
    says: ['no-default-network', 'zone-without-subnet'],
  },
  C21: {
    about: 'the subnet is really public and has room',
    says: ['subnet-not-public', 'subnet-not-reachable', 'reach-unknown', 'subnet-full'],
  },
  C22: {
    about: 'the public address and its price',
    not: 'Every machine asks for one. What it costs is a line of the price, and no answer changes it.',
  },
  D23: {
    about: 'the rules of a new group',
    says: ['nobody-can-log-in', 'nothing-open', 'http-open', 'admin-address-refused'],
  },
  D24: { about: 'the address that may log in', says: ['admin-address-refused', 'not-let-in'] },
  D25: {
    about: 'that address changes later',
    not: 'It changes after the launch. Access is tested and mended there.',
  },
  D26: {
    about: 'the rules of groups that are there already',
    says: [
      'group-danger',
      'group-cautions',
      'group-list-unread',
      'group-gone',
      'no-group-chosen',
      'not-let-in',
    ],
  },
  D27: { about: 'names and their characters', says: ['name-refused', 'group-name-taken', 'key-name-taken'] },
  D28: { about: 'how many groups there may be', says: ['too-many-groups', 'group-limit'] },
  E29: {
    about: 'AWS makes the key, and the keychain takes it',
    says: ['keychain-absent', 'keychain-locked', 'keychain-failed', 'key-not-permitted', 'key-refused'],
  },
  E30: { about: 'the kind of key that the system takes', says: ['windows-needs-rsa'] },
  E31: { about: 'a key that is there already', not: 'A plan makes a key of its own; none can be chosen.' },
  E32: {
    about: 'the stored key is the right one',
    not: 'It is proved when it has been made, before any machine.',
  },
  E33: {
    about: 'the key is made on this computer',
    says: ['key-not-permitted', 'key-refused', 'key-pair-limit'],
  },
  E34: { about: 'getting the key out', not: 'It is asked for after the launch.' },
  E35: { about: 'a lost key', not: 'It is lost after the launch, if ever.' },
  E36: { about: 'deleting a key', not: 'A launch deletes none.' },
  F37: {
    about: 'reading everything once more',
    says: ['unanswered', 'image-differs', 'plan-of-elsewhere', 'subnet-differs', 'network-differs'],
  },
  F38: {
    about: 'every call is tried before anything is made',
    says: [
      'launch-not-permitted',
      'launch-refused',
      'group-not-permitted',
      'rules-not-permitted',
      'group-refused',
      'key-not-permitted',
      'key-refused',
      'not-checked',
    ],
  },
  F39: { about: 'the limit of vCPUs', says: ['too-many-vcpus', 'quota-unknown'] },
  F40: { about: 'the same request twice', not: 'The launch has its own token for every request it makes.' },
  F41: {
    about: 'instance metadata',
    not: 'It is the same in every plan: session tokens required, two hops.',
  },
  F42: { about: 'the root disk and its key', says: ['disk-too-small', 'disk-key-customer', 'image-differs'] },
  F43: {
    about: 'tags',
    says: ['tag-refused', 'tag-required', 'launch-not-permitted', 'group-not-permitted', 'key-not-permitted'],
  },
  F44: {
    about: 'user data, and the instance profile',
    says: [
      'script-no-door',
      'script-refused',
      'script-not-run',
      'script-secret',
      'no-instance-profile',
      'profile-gone',
      'profile-lacks-session',
      'profile-session-unknown',
      'no-session-agent',
      'no-way-out',
      'way-out-by-endpoints',
      'way-out-unknown',
    ],
  },
  F45: { about: 'progress', not: 'There is none before the launch.' },
};

/** What EC2 and its neighbours can answer to a launch, by their own names for it. */
export const ERROR_ROWS: Readonly<Record<string, PlanRow>> = {
  Unsupported: { about: 'the size is not sold in the zone', says: ['type-not-in-zone'] },
  InsufficientInstanceCapacity: {
    about: 'AWS is out of the size',
    // Hardly ever: a dry run does not look at capacity, and it changes by the minute.
    says: ['no-capacity-now'],
  },
  VcpuLimitExceeded: { about: 'the limit of vCPUs', says: ['too-many-vcpus', 'quota-unknown'] },
  'InstanceLimitExceeded, VolumeLimitExceeded, MaxSpotInstanceCountExceeded': {
    about: 'another limit of the account',
    not: 'No call tells these limits with what is in use of them.',
  },
  InvalidParameterCombination: {
    about: 'the Free plan does not include it',
    says: ['not-free-tier', 'image-not-free-tier'],
  },
  PendingVerification: { about: 'a new account is being checked', says: ['account-being-verified'] },
  Blocked: { about: 'the account is blocked', says: ['account-blocked'] },
  OptInRequired: { about: 'terms to accept first', says: ['subscription-needed', 'region-not-enabled'] },
  UnauthorizedOperation: {
    about: 'a permission is missing',
    says: ['launch-not-permitted', 'group-not-permitted', 'rules-not-permitted', 'key-not-permitted'],
  },
  'AuthFailure, InvalidClientTokenId, SignatureDoesNotMatch, ExpiredToken': {
    about: 'the sign-in is wrong or has ended',
    says: ['session-ended'],
  },
  RequestExpired: { about: 'the clock is wrong', says: ['clock-off'] },
  RequestLimitExceeded: { about: 'too many calls', says: ['not-checked'] },
  'InvalidAMIID.NotFound, .Malformed, .Unavailable': {
    about: 'the image is gone',
    says: ['image-not-available'],
  },
  InvalidParameterValue: { about: 'image and size do not fit', says: ['architecture-mismatch'] },
  InvalidBlockDeviceMapping: { about: 'the disk is smaller than the image', says: ['disk-too-small'] },
  'InvalidKeyPair.NotFound': { about: 'the key pair is gone', not: 'The launch makes it just before.' },
  'InvalidKeyPair.Duplicate': { about: 'the name of the key is taken', says: ['key-name-taken'] },
  'InvalidGroup.Duplicate': { about: 'the name of the group is taken', says: ['group-name-taken'] },
  'InvalidGroup.NotFound': { about: 'the group is gone', says: ['group-gone'] },
  'InvalidPermission.Duplicate': {
    about: 'the rule is there already',
    not: 'A new group has none of the rules, and each is asked for once.',
  },
  'RulesPerSecurityGroupLimitExceeded, SecurityGroupLimitExceeded, SecurityGroupsPerInterfaceLimitExceeded': {
    about: 'limits of groups',
    says: ['group-limit', 'too-many-groups'],
  },
  'InvalidSubnetID.NotFound, InsufficientFreeAddressesInSubnet': {
    about: 'the subnet is gone or full',
    says: ['subnet-gone', 'subnet-differs', 'subnet-full'],
  },
  'VPCIdNotSpecified, MissingInput': { about: 'no default network', says: ['no-default-network'] },
  IdempotentParameterMismatch: {
    about: 'a token was used before',
    not: 'Tokens are made and kept by the launch.',
  },
  'InvalidInstanceID.NotFound': {
    about: 'a new machine is not shown yet',
    not: 'There is no machine before the launch.',
  },
  'IncorrectInstanceState, OperationNotPermitted': {
    about: 'a machine that cannot be changed now',
    not: 'There is no machine before the launch.',
  },
  'DependencyViolation, CannotDelete': { about: 'still in use', not: 'A launch deletes nothing.' },
  'InternalError, ServiceUnavailable': {
    about: 'an answer that was lost after the request was sent',
    not: 'It happens to the request itself. The launch looks for what it asked for.',
  },
  StateReason: { about: 'a machine dies at its start', says: ['disk-key-customer'] },
  keychain: {
    about: 'the private key could not be stored',
    says: ['keychain-absent', 'keychain-locked', 'keychain-failed'],
  },
};

export const PLAN_ROWS: Readonly<Record<string, PlanRow>> = { ...QUESTION_ROWS, ...ERROR_ROWS };

/** The rows that a finding answers. */
export function rowsOf(id: FindingId): readonly string[] {
  return Object.entries(PLAN_ROWS).flatMap(([key, row]) =>
    'says' in row && row.says.includes(id) ? [key] : [],
  );
}
