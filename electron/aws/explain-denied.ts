import { neededPolicy } from '../../shared/needed-policy.ts';
import { words } from '../../shared/words/en.ts';
import { denialFromMessage, type Denial } from './denial.ts';
import type { Explained } from './explain-problem.ts';
import { failedCallOf, type FailedCall } from './failed-call.ts';
import { messageOf } from './raw-of.ts';

/**
 * Which permission is missing, and the least policy that gives it: by what STS has decoded, else by AWS's own text, else by the call that
 * was refused. Where a rule forbids it, no policy of the person's own would help, and none is given.
 */
export function explainDenied(error: unknown): Explained | null {
  const call = failedCallOf(error);
  const denial = call?.decoded ?? denialFromMessage(messageOf(error)) ?? denialOfCall(call);
  if (denial === null) return null;
  const { action, resource, isForbidden, forbiddenBy } = denial;
  const what = words.problemDetails.permission(action, namedIn(resource));
  if (isForbidden) {
    return {
      explanation: words.problemDetails.forbidden(what, forbiddenBy),
      actions: ['retry', 'choose-account', 'copy-details'],
    };
  }
  return {
    explanation: words.problemDetails.denied(what),
    policy: policyFor(denial, call),
    actions: ['copy-policy', 'retry', 'choose-account'],
  };
}

function denialOfCall(call: FailedCall | null): Denial | null {
  if (call === null) return null;
  return {
    action: call.action,
    resource: null,
    principalArn: null,
    isForbidden: false,
    forbiddenBy: null,
  };
}

/** All that the call needs: with only the one right that was missed first, the next one would be missed next. */
function policyFor({ action, resource, principalArn }: Denial, call: FailedCall | null): string {
  const asked = call === null ? [] : [{ action: call.action, resource: null }];
  // The tags that a call gives come with it.
  const isOfCall = action === call?.action || (action === 'ec2:CreateTags' && call !== null);
  const rights = isOfCall ? asked : [{ action, resource }, ...asked];
  return neededPolicy(rights, {
    region: call?.region ?? '*',
    accountId: accountIn(resource) ?? accountIn(principalArn),
  });
}

function accountIn(arn: string | null): string | null {
  return /^arn:[\w-]+:[\w-]*:[\w-]*:(\d{12}):/.exec(arn ?? '')?.[1] ?? null;
}

/** `arn:aws:ec2:us-east-1:123456789012:instance/*` → `instance/*`; what is long, with its end left out. Null for anything at all. */
function namedIn(arn: string | null): string | null {
  const name = arn === null ? '' : arn.split(':').slice(5).join(':') || arn;
  if (/^[*/]*$/.test(name)) return null;
  return name.length > 60 ? `${name.slice(0, 60)}…` : name;
}
