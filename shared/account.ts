/**
 * One way in: a profile of the shared AWS files, the environment's own credentials, an access key that was typed into Keyport, or the
 * account to practise on.
 */
export type AccountSource = {
  /** How it gets credentials; absent where a profile says so little that only trying tells. */
  readonly signIn?: SignInKind;
  /** `profile:<name>`, `environment`, `container`, `web-identity`, `key:<uuid>` or `practice`. */
  readonly id: string;
  readonly name: string;
  readonly kind: 'profile' | 'environment' | 'access-key' | 'practice';
  /** Of a typed access key, the last characters of its id: by them one finds it in IAM. */
  readonly keyEnding?: string;
  /** The region the source itself names, if it does. */
  readonly region: string | null;
  /** Where its calls go when that is not AWS itself. */
  readonly endpoint: string | null;
};

/** Every way in which AWS's SDKs get credentials. */
export const SIGN_IN_KINDS = [
  'keys',
  'session-keys',
  'sso',
  'login',
  'role',
  'role-mfa',
  'process',
  'web-identity',
  'environment',
  'container',
] as const;
export type SignInKind = (typeof SIGN_IN_KINDS)[number];

/** The only way in while one practises. */
export const PRACTICE_SOURCE = 'practice';

export type AccountChoice = { readonly sourceId: string; readonly region: string };

export type AccountList = {
  readonly sources: readonly AccountSource[];
  readonly lastUsed: AccountChoice | null;
};

/** An account that answered GetCallerIdentity in this run. */
export type ConnectedAccount = AccountChoice & {
  readonly sourceName: string;
  readonly accountId: string;
  readonly arn: string;
  readonly endpoint: string | null;
  readonly isRoot: boolean;
  /** True for an IAM user's access key: it works until somebody deletes it. */
  readonly hasLongLivedKey: boolean;
  /** Enabled regions, alphabetical; empty when the account may not list them. */
  readonly regions: readonly string[];
};

/** What a person needs to confirm a sign-in in the browser. */
export type SignInCode = {
  readonly signInId: string;
  /** Shown there, too: only whoever sees both may say yes. */
  readonly userCode: string;
  /** Of the page where the code is typed, or stands already. */
  readonly address: string;
};
