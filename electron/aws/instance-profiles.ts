import {
  ListAttachedRolePoliciesCommand,
  ListInstanceProfilesCommand,
  type IAMClient,
  type InstanceProfile as ListedProfile,
} from '@aws-sdk/client-iam';
import type { Outcome } from '../../shared/outcome.ts';
import {
  sessionFirst,
  sessionRightBy,
  type InstanceProfile,
  type SessionRight,
} from '../../shared/session-manager.ts';
import { atMost } from '../at-most.ts';
import { allPages, presentText } from './answer.ts';
import { outcomeOf } from './problem.ts';

type AskingIam = { readonly iam: IAMClient };

/** IAM is asked once more for each role; of an account with very many, only so many are looked at. */
const MOST_ROLES = 100;
const AT_ONCE = 4;

/** The instance profiles of the account, those that allow Session Manager first. What a role may is unknown where it cannot be read. */
export async function readInstanceProfiles(
  { iam }: AskingIam,
  signal?: AbortSignal,
): Promise<Outcome<readonly InstanceProfile[]>> {
  return outcomeOf(async () => {
    const listed = await listProfiles(iam, signal);
    const roles = [...new Set(listed.flatMap((profile) => roleOf(profile) ?? []))].slice(0, MOST_ROLES);
    const rights = new Map<string, SessionRight>();
    await atMost(AT_ONCE, roles, async (role) => {
      rights.set(role, await readRight(iam, role, signal));
    });
    return listed
      .map((profile): InstanceProfile => {
        const roleName = roleOf(profile);
        const session = roleName === null ? 'lacks' : (rights.get(roleName) ?? 'unknown');
        return { name: presentText(profile.InstanceProfileName, 'InstanceProfileName'), roleName, session };
      })
      .toSorted(sessionFirst);
  });
}

/** Whether this one allows it. A profile that is not there is unknown: EC2 says that of it. Never rejects. */
export async function readSessionRight(
  { iam }: AskingIam,
  name: string,
  signal: AbortSignal,
): Promise<SessionRight> {
  try {
    const listed = await listProfiles(iam, signal);
    const profile = listed.find(({ InstanceProfileName }) => InstanceProfileName === name);
    if (profile === undefined) return 'unknown';
    const role = roleOf(profile);
    return role === null ? 'lacks' : await readRight(iam, role, signal);
  } catch {
    return 'unknown';
  }
}

async function listProfiles(iam: IAMClient, signal?: AbortSignal): Promise<readonly ListedProfile[]> {
  return allPages(
    async ({ NextToken }) => {
      const page = new ListInstanceProfilesCommand(NextToken === undefined ? {} : { Marker: NextToken });
      const { InstanceProfiles, Marker } = await iam.send(page, sendingBy(signal));
      return { InstanceProfiles, NextToken: Marker };
    },
    (page) => page.InstanceProfiles,
  );
}

/** A profile has at most one role. (IAM user guide, Instance profiles.) */
function roleOf({ Roles = [] }: ListedProfile): string | null {
  return Roles[0]?.RoleName ?? null;
}

async function readRight(iam: IAMClient, role: string, signal?: AbortSignal): Promise<SessionRight> {
  try {
    const attached = await allPages(
      async ({ NextToken }) => {
        const page = { RoleName: role, ...(NextToken === undefined ? {} : { Marker: NextToken }) };
        const answer = await iam.send(new ListAttachedRolePoliciesCommand(page), sendingBy(signal));
        return { AttachedPolicies: answer.AttachedPolicies, NextToken: answer.Marker };
      },
      (page) => page.AttachedPolicies,
    );
    return sessionRightBy(
      attached.map(({ PolicyName = '', PolicyArn = '' }) => ({ name: PolicyName, arn: PolicyArn })),
    );
  } catch {
    return 'unknown';
  }
}

function sendingBy(signal: AbortSignal | undefined) {
  return signal === undefined ? {} : { abortSignal: signal };
}
