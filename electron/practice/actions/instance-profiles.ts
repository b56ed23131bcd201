import { PRACTICE_ACCOUNT_ID } from '../../../shared/practice/practice-user.ts';
import { reads, type ActionContext, type Actions } from '../action.ts';
import { AwsError } from '../aws-error.ts';
import { shortened } from '../protocol/param-tree.ts';
import type { Params } from '../protocol/params.ts';
import type { Answer } from '../protocol/write-xml.ts';
import { PROFILES, type PracticeProfile } from '../world/instance-profiles.ts';

/** What IAM answers about the instance profiles that there are: they are read, and never changed. */
export const instanceProfilesActions: Actions = {
  ListInstanceProfiles: reads(listInstanceProfiles),
  ListAttachedRolePolicies: reads(listAttachedRolePolicies),
};

function listInstanceProfiles(_context: ActionContext, params: Params): Answer {
  const prefix = params.optionalText('PathPrefix') ?? '/';
  const { items, rest } = pageOf(prefix === '/' ? PROFILES : [], params);
  return { InstanceProfiles: items.map(profileAnswer), ...rest };
}

function listAttachedRolePolicies(_context: ActionContext, params: Params): Answer {
  const name = params.optionalText('RoleName') ?? '';
  const profile = PROFILES.find(({ roleName }) => roleName === name);
  if (name === '') throw invalid(`Value null at 'roleName'`, 'must not be null');
  if (profile === undefined) {
    throw new AwsError('NoSuchEntity', `The role with name ${shortened(name)} cannot be found.`, 404);
  }
  const prefix = params.optionalText('PathPrefix') ?? '/';
  const { items, rest } = pageOf(prefix === '/' ? profile.policies : [], params);
  const attached = items.map((PolicyName) => ({
    PolicyName,
    PolicyArn: `arn:aws:iam::aws:policy/${PolicyName}`,
  }));
  return { AttachedPolicies: attached, ...rest };
}

/** IAM's own paging: a marker, and whether there is more. */
function pageOf<Item>(all: readonly Item[], params: Params) {
  const most = params.optionalInteger('MaxItems') ?? 100;
  if (most < 1 || most > 1000) {
    throw invalid(`Value '${String(most)}' at 'maxItems'`, 'must be between 1 and 1000');
  }
  const marker = params.optionalText('Marker');
  const start = marker === null ? 0 : Number(marker);
  if (!Number.isInteger(start) || start < 0 || start > all.length) {
    throw new AwsError('ValidationError', `Invalid Marker: ${shortened(marker ?? '')}`);
  }
  const end = start + most;
  const rest =
    end < all.length ? { IsTruncated: true, Marker: String(end) } : { IsTruncated: false, Marker: null };
  return { items: all.slice(start, end), rest };
}

/** The day on which somebody has made them. */
const MADE = new Date('2025-01-15T09:00:00Z');

const TRUSTS_EC2 = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }],
});

function profileAnswer({ name, id, arn, roleName }: PracticeProfile): Answer {
  return {
    Path: '/',
    InstanceProfileName: name,
    InstanceProfileId: id,
    Arn: arn,
    CreateDate: MADE,
    Roles: [
      {
        Path: '/',
        RoleName: roleName,
        RoleId: id.replace(/^AIPA/u, 'AROA'),
        Arn: `arn:aws:iam::${PRACTICE_ACCOUNT_ID}:role/${roleName}`,
        CreateDate: MADE,
        AssumeRolePolicyDocument: encodeURIComponent(TRUSTS_EC2),
      },
    ],
  };
}

function invalid(found: string, constraint: string): AwsError {
  return new AwsError(
    'ValidationError',
    `1 validation error detected: ${found} failed to satisfy constraint: Member ${constraint}`,
  );
}
