import { atMost } from '../at-most.ts';
import {
  PERMISSION_ACTIONS,
  type PermissionAction,
  type PermissionCheck,
  type PermissionReport,
} from '../../shared/permissions.ts';
import type { Connection } from './connections.ts';
import { tried, type Tried } from './dry-run.ts';
import type { Environment } from './environment.ts';
import { createPatience } from './patience.ts';
import { ACTS } from './permission-acts.ts';
import { READS, type TryRead } from './permission-reads.ts';
import { findSubjects, type AskingAll, type Subjects } from './permission-subjects.ts';
import { nameOf } from './raw-of.ts';

export type PermissionOptions = {
  readonly env?: Environment;
  /** Milliseconds; what has not answered by then is unknown. */
  readonly withinMs?: number;
};

/** A person waits for it, and is told that it takes a moment. */
const WITHIN_MS = 20_000;

/** EC2 gives each of its calls a bucket, and the account's other programs take from it too. */
const AT_ONCE = 6;

/**
 * Whether this account may do, in its region, each thing that Keyport asks of AWS. What changes something is tried as a dry run, and so
 * is what EC2 lets one read; the other services are asked a harmless question. Makes nothing, never rejects.
 */
export async function readPermissions(
  { clients, account }: Connection,
  { env = process.env, withinMs = WITHIN_MS }: PermissionOptions = {},
): Promise<PermissionReport> {
  const signal = AbortSignal.timeout(withinMs);
  const asking: AskingAll = { ...clients, patience: createPatience(env, { signal }), signal };
  const subjects = await findSubjects(asking, account);
  const checks = new Map<PermissionAction, PermissionCheck>();
  await atMost(AT_ONCE, PERMISSION_ACTIONS.filter(isTriedAlone), async (action) => {
    checks.set(action, await check(asking, subjects, action));
  });
  checks.set('ec2:CreateTags', tagsCheck(checks.get('ec2:RunInstances')));
  const { accountId, region, arn } = account;
  return {
    accountId,
    region,
    arn,
    readAt: Date.now(),
    checks: PERMISSION_ACTIONS.flatMap((action) => checks.get(action) ?? []),
  };
}

type TriedAlone = keyof typeof ACTS | keyof typeof READS;

function isTriedAlone(action: PermissionAction): action is TriedAlone {
  return action in ACTS || action in READS;
}

/** Keyport gives tags only to what it makes, in the call that makes it: whoever may make it with its tags may tag it. */
function tagsCheck(making: PermissionCheck | undefined): PermissionCheck {
  const action = 'ec2:CreateTags';
  if (making?.state === 'may') return { action, state: 'may' };
  return { action, state: 'unknown', because: 'with-launch', problem: null };
}

async function check(asking: AskingAll, subjects: Subjects, action: TriedAlone): Promise<PermissionCheck> {
  const call = isRead(action) ? READS[action](asking, subjects) : ACTS[action](asking, subjects);
  if ('because' in call) return { action, state: 'unknown', ...call };
  return checkOf(action, 'tryIt' in call ? await call.tryIt() : await triedRead(asking, call));
}

function isRead(action: TriedAlone): action is keyof typeof READS {
  return action in READS;
}

/** Of what reads, an answer is a yes as well. */
async function triedRead(asking: AskingAll, { send: ask, permittedBy }: TryRead): Promise<Tried> {
  let isAnswered = false;
  const met = await tried(asking, async (send) => {
    try {
      await ask(send);
    } catch (error) {
      if (nameOf(error) !== permittedBy) throw error;
    }
    isAnswered = true;
  });
  return isAnswered ? { verdict: 'may', problem: null } : met;
}

function checkOf(action: PermissionAction, { verdict, problem }: Tried): PermissionCheck {
  if (verdict === 'may') return { action, state: 'may' };
  if (verdict === 'may-not' && problem !== null) return { action, state: 'may-not', problem };
  return { action, state: 'unknown', because: 'no-clear-answer', problem };
}
