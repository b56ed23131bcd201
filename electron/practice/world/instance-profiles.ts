import { PRACTICE_ACCOUNT_ID } from '../../../shared/practice/practice-user.ts';
import type { Instance } from './state.ts';

export type PracticeProfile = {
  readonly name: string;
  readonly id: string;
  readonly arn: string;
  readonly roleName: string;
  /** Names of policies that AWS manages, attached to the role. */
  readonly policies: readonly string[];
};

/** What somebody has made in the practice account: one for Session Manager, and one that is for something else. */
export const PROFILES: readonly PracticeProfile[] = [
  profile('practice-session-manager', 'AIPAPRACTICEPROFILE01', ['AmazonSSMManagedInstanceCore']),
  profile('practice-backup', 'AIPAPRACTICEPROFILE02', ['AmazonS3ReadOnlyAccess']),
];

export function findProfile(by: 'name' | 'arn', value: string): PracticeProfile | undefined {
  return PROFILES.find((each) => each[by] === value);
}

/** The one that a machine has. */
export function profileOf({ profileName }: Pick<Instance, 'profileName'>): PracticeProfile | undefined {
  return profileName === null ? undefined : findProfile('name', profileName);
}

function profile(name: string, id: string, policies: readonly string[]): PracticeProfile {
  const arn = `arn:aws:iam::${PRACTICE_ACCOUNT_ID}:instance-profile/${name}`;
  return { name, id, arn, roleName: name, policies };
}
