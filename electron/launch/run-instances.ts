import { atMost } from '../at-most.ts';
import { runInstance } from '../aws/instances.ts';
import { isOutcomeUnknown, problemFrom } from '../aws/problem.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import type { Problem, ProblemCode } from '../../shared/problem.ts';
import { machineInput } from './call-inputs.ts';
import { findLostInstance, instanceLine, lookForLost, remember, withAttempt } from './lost-instances.ts';
import { machineNameOf } from './machine-name.ts';
import { launchTags, type LaunchServices } from './launch-services.ts';
import { changePlacement } from './record/change-placement.ts';
import type { Attempt, LaunchRecord, RecordedPlacement } from './record/launch-record.ts';
import { zoneStateOf } from './record/launch-view.ts';
import { waitUntilRunning } from './wait-until-running.ts';

export type Gate = { readonly groupIds: readonly string[]; readonly keyName: string };

/** RunInstances has a small bucket of its own in EC2's throttling; more at once would only be refused. */
const MOST_AT_ONCE = 5;

/** For how long an instance whose answer was lost is looked for before its request is sent again, each time: five minutes in all. */
const LOOKS_MS = [30_000, 90_000, 180_000] as const;

/**
 * One instance for each placement that has none: each with its own ClientToken that was written down first. Then waits until every
 * one runs. A zone that fails does not stop the others. What cannot be written down is not asked for.
 */
export async function runInstances(services: LaunchServices, gate: Gate): Promise<void> {
  const missing = services.record.current().placements.filter((placement) => isMissing(placement, services));
  // Quitting waits for these answers: each has the id of a machine that costs money.
  await services.unfinished.track(
    atMost(MOST_AT_ONCE, missing, (placement) => startInstance(services, placement, gate)),
  );
  await waitUntilRunning(services);
}

function isMissing(placement: RecordedPlacement, { record }: LaunchServices): boolean {
  const state = zoneStateOf(placement, record.current(), 'launching');
  return state === 'waiting' || state === 'asked';
}

async function startInstance(
  services: LaunchServices,
  placement: RecordedPlacement,
  gate: Gate,
): Promise<void> {
  const { board } = services;
  const line = instanceLine(placement.placementId);
  board.begin(line);
  const attempt = await openAttempt(services, placement);
  if (attempt === null) return board.finish(line, 'failed');
  // Of an earlier run: it may have been sent, and carried out.
  const isOld = placement.attempts.at(-1)?.state === 'asked';
  if (isOld && (await isThere(services, placement))) return;
  const answer = await ask(services, placement, attempt, gate, isOld);
  const isLost = answer !== 'started' && answer.isLost;
  await end(
    services,
    placement,
    attempt,
    isLost ? await settle(services, placement, attempt, gate, answer) : answer,
  );
}

/** The attempt as it stands on the disk; null where it could not be put there. */
async function openAttempt(services: LaunchServices, placement: RecordedPlacement): Promise<Attempt | null> {
  const { record, now } = services;
  const asked = placement.attempts.at(-1);
  if (asked?.state === 'asked') return asked;
  const attempt = newAttempt(record.current(), placement, now());
  const { placementId } = placement;
  const isWritten = await record.change((current) => withNewAttempt(current, placementId, attempt));
  if (isWritten) return attempt;
  await record.change((current) => withoutAttempt(current, placementId, attempt));
  return null;
}

/** A token for each launch, placement and attempt: EC2 does not compare the zone of a request that is sent again. */
function newAttempt({ launchId }: LaunchRecord, placement: RecordedPlacement, askedAt: number): Attempt {
  const { placementId, attempts } = placement;
  const clientToken = `${launchId}.${placementId}.${attempts.length + 1}`;
  return { clientToken, askedAt, state: 'asked', instanceId: null, problem: null };
}

function withNewAttempt(record: LaunchRecord, placementId: string, attempt: Attempt): LaunchRecord {
  return changePlacement(record, placementId, (placement) => ({
    ...placement,
    isWanted: false,
    attempts: [...placement.attempts, attempt],
  }));
}

function withoutAttempt(record: LaunchRecord, placementId: string, { clientToken }: Attempt): LaunchRecord {
  return changePlacement(record, placementId, (placement) => ({
    ...placement,
    attempts: placement.attempts.filter((attempt) => attempt.clientToken !== clientToken),
  }));
}

async function isThere(services: LaunchServices, { placementId }: RecordedPlacement): Promise<boolean> {
  try {
    const lost = await lookForLost(services);
    return !lost.includes(placementId);
  } catch {
    return false;
  }
}

/** `started`: it is in the record. Else why: lost, nobody knows whether it is there; or there is none. */
type Answer = 'started' | Unstarted;
type Unstarted = { readonly isLost: boolean; readonly problem: Problem };

/**
 * Sends the request with the attempt's token: the same token again is the same instance. Of a request that is repeated, only an answer
 * about the request itself says what became of the first one.
 */
async function ask(
  services: LaunchServices,
  placement: RecordedPlacement,
  attempt: Attempt,
  gate: Gate,
  isRepeated: boolean,
): Promise<Answer> {
  const { clients, patience } = services;
  let mayRun = false;
  const unanswered = () => {
    mayRun = true;
  };
  try {
    const input = runInput(services.record.current(), placement, gate, attempt.clientToken);
    const started = await patience.untilVisible(() => runInstance(clients, input, unanswered));
    await remember(services, placement, attempt, started);
    return 'started';
  } catch (error) {
    const problem = problemFrom(error);
    // Whatever a later attempt was told: an earlier one may have been carried out unseen.
    const isUnknown = mayRun || isOutcomeUnknown(error) || isTaken(problem);
    return { isLost: isUnknown || (isRepeated && SAYS_NOTHING.has(problem.code)), problem };
  }
}

/** Said before EC2 looks at the token. */
const SAYS_NOTHING: ReadonlySet<ProblemCode> = new Set([
  'no-credentials',
  'credentials-refused',
  'session-expired',
  'profile-unreadable',
  'endpoint-not-secure',
  'clock-off',
  'no-network',
  'tls-intercepted',
  'proxy-unreachable',
  'proxy-password',
  'proxy-refused',
  'throttled',
  'not-permitted',
  'account-being-verified',
  'account-blocked',
]);

/** The token has started something, by a request that was not quite this one: of another version of Keyport, say. */
function isTaken({ raw }: Problem): boolean {
  return raw?.includes('IdempotentParameterMismatch') === true;
}

/** An answer that was lost: an empty list is not absence, so it is looked for, and asked again by the same token, in turns. */
async function settle(
  services: LaunchServices,
  placement: RecordedPlacement,
  attempt: Attempt,
  gate: Gate,
  first: Unstarted,
): Promise<Answer> {
  const { board } = services;
  board.note(instanceLine(placement.placementId), { note: 'unknown' });
  let last = first;
  for (const withinMs of LOOKS_MS) {
    if (await findLostInstance(services, placement.placementId, withinMs)) return 'started';
    const answer = await ask(services, placement, attempt, gate, true);
    if (answer === 'started' || !answer.isLost) return answer;
    last = answer;
  }
  return last;
}

async function end(
  services: LaunchServices,
  { placementId }: RecordedPlacement,
  { clientToken }: Attempt,
  answer: Answer,
): Promise<void> {
  if (answer === 'started') return;
  const { record, board } = services;
  const line = instanceLine(placementId);
  const { isLost } = answer;
  const { raw, requestId } = answer.problem;
  const problem = isLost
    ? makeProblem('answer-lost', { raw, requestId, actions: ['look', 'finish', 'undo'] })
    : answer.problem;
  // What is still not known stays asked for.
  const change = isLost ? { problem } : { state: 'refused' as const, problem };
  board.note(line, { note: isLost ? 'unknown' : null });
  board.finish(line, 'failed');
  await record.change((current) => withAttempt(current, placementId, clientToken, change));
}

function runInput(
  record: LaunchRecord,
  placement: RecordedPlacement,
  gate: Gate,
  clientToken: string,
): Parameters<typeof runInstance>[1] {
  const { plan, launchId, userData } = record;
  const { subnetId, instanceType, cpuCredits } = placement;
  const tags = launchTags(launchId, plan);
  const machineName = machineNameOf(record, placement);
  const machine = { machineName, subnetId, instanceType, cpuCredits, userData, tags };
  return machineInput(plan, { ...machine, ...gate, clientToken });
}
