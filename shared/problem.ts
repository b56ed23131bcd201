/**
 * A failure we expect, in the words of a newcomer. It is what crosses the bridge: Electron passes on only the
 * `message` of a throw, so failures travel as values.
 */
export type Problem = {
  readonly code: ProblemCode;
  readonly title: string;
  readonly explanation: string;
  /** What runs (and costs money) now because of this; null when that is nothing, or not the question. */
  readonly whatIsRunning: string | null;
  readonly actions: readonly ProblemAction[];
  readonly retryable: boolean;
  readonly requestId: string | null;
  /** The code and message as AWS, the keychain or the network gave them; shown under "details". No secret in it. */
  readonly raw: string | null;
  /** IAM policy (JSON) that permits what was refused; null where that is not the question. */
  readonly policy: string | null;
  /** Where a person can do something about it, on AWS's own pages; null where nowhere. https only. */
  readonly link: string | null;
};

/** What the screen may offer beside a problem. */
export const PROBLEM_ACTIONS = [
  'retry',
  'undo',
  /** Of a launch that was left half done, or whose answer was lost. */
  'finish',
  /** Asks EC2 again what there is. */
  'look',
  /** By the browser, from here: of a profile that signs in by IAM Identity Center. */
  'sign-in',
  'choose-account',
  /** How calls leave this computer: by a proxy, and which authorities are trusted. */
  'set-way-out',
  'choose-image',
  'choose-size',
  'choose-zones',
  'choose-access',
  'choose-key',
  'choose-disk',
  'rename',
  /** The least policy that permits what was refused; its text is `policy` in the problem. */
  'copy-policy',
  'copy-details',
  'request-quota',
  'open-subscription',
  'ask-support',
  'unprotect',
] as const;
export type ProblemAction = (typeof PROBLEM_ACTIONS)[number];

export const PROBLEM_CODES = [
  // account
  'no-credentials',
  'credentials-refused',
  'session-expired',
  'mfa-needed',
  'mfa-wrong',
  'clock-off',
  'endpoint-not-secure',
  'profile-unreadable',
  'account-changed',
  'account-refused',
  'sign-in-refused',
  'sign-in-late',
  // reaching AWS
  'no-network',
  'unreachable',
  'captive-portal',
  'tls-intercepted',
  'proxy-unreachable',
  'proxy-password',
  'proxy-refused',
  'proxy-unusable',
  'ca-unusable',
  'not-an-aws-answer',
  'throttled',
  'aws-internal',
  // permission and account state
  'not-permitted',
  'account-being-verified',
  'account-blocked',
  'subscription-needed',
  // launch
  'plan-refused',
  'plan-unreadable',
  'plan-has-secret',
  'tags-refused',
  'tags-unreadable',
  'launch-unknown',
  'launch-busy',
  'launch-not-gone',
  'launch-is-gone',
  'access-not-ours',
  'launch-damaged',
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
  'key-pair-gone',
  'key-name-taken',
  'group-name-taken',
  'group-gone',
  'subnet-gone',
  'subnet-full',
  'no-default-network',
  'network-there',
  'profile-gone',
  'token-reused',
  'instance-gone',
  'disk-gone',
  'disk-not-ours',
  'instance-died',
  'still-in-use',
  'termination-protected',
  'snapshot-failed',
  'cannot-now',
  'answer-lost',
  'timed-out',
  'cancelled',
  'refused-by-ec2',
  // keychain and custody
  'keychain-absent',
  'keychain-locked',
  'keychain-full',
  'keychain-failed',
  'key-not-proved',
  'home-in-use',
  'store-locked',
  'store-has-keys',
  'not-this-keychain',
  'key-unknown',
  'key-missing-here',
  'key-in-use',
  'key-use-unknown',
  'key-not-finished',
  'key-not-trashed',
  'key-known',
  'name-not-typed',
  'name-refused',
  'passphrase-needed',
  'passphrase-wrong',
  'passphrase-weak',
  'not-a-private-key',
  'key-kind-unsupported',
  'key-format-unsupported',
  'key-damaged',
  'key-too-long',
  'file-unreadable',
  'file-exists',
  'file-not-written',
  'backup-damaged',
  'no-keys-to-back-up',
  'held-in-memory',
  'held-in-file',
  'agent-failed',
  'agent-closed',
  'record-unreadable',
  // a lost key
  'lent-key-refused',
  'key-not-appended',
  'new-key-refused',
  'aws-tools-missing',
  'aws-tools-no-account',
  // security groups
  'review-unknown',
  'group-changed',
  'group-not-ours',
  'group-shared',
  'rule-too-wide',
  'rule-already-there',
  'too-many-rules',
  'preview-unknown',
  'change-unknown',
  'change-busy',
  'change-refused',
  'change-put-back',
  'change-not-proved',
  'machine-unknown',
  'saved-answer-unreadable',
  // logging in
  'machine-not-real',
  'machine-not-running',
  'machine-is-windows',
  'machine-is-linux',
  'machine-has-no-key',
  'no-ssh',
  'ssh-config-practice',
  'ssh-config-refused',
  'ssh-config-changed',
  'no-terminal',
  'terminal-failed',
  'no-host-keys-shown',
  'password-needs-rsa',
  'password-other-key',
  'password-unreadable',
  'password-not-ready',
  'password-not-set',
  'clipboard-failed',
  'no-desktop-program',
  'desktop-failed',
  // address
  'address-unreachable',
  'address-unusable',
  // practice
  'practice-busy',
  'practice-closed',
  'weather-unreadable',
  'port-taken',
  // ours
  'disk-failed',
  'bad-request',
  'unexpected',
] as const;

export type ProblemCode = (typeof PROBLEM_CODES)[number];
