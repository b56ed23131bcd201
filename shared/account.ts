/** One way in: a profile of the shared AWS files, the environment's own credentials, or the account to practise on. */
export type AccountSource = {
  /** `profile:<name>`, `environment` or `practice`. */
  readonly id: string;
  readonly name: string;
  readonly kind: 'profile' | 'environment' | 'practice';
  /** The region the source itself names, if it does. */
  readonly region: string | null;
  /** Where its calls go when that is not AWS itself. */
  readonly endpoint: string | null;
};

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
