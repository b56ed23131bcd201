import type { InstanceChecks, Launch } from '../launch.ts';
import { PORTS } from '../platform.ts';
import type { ReachStep } from '../reachability.ts';
import type { ProbeResult } from '../security-group/group-change.ts';
import { hasNoLogInPort } from '../session-manager.ts';
import { words } from '../words/en.ts';
import type { AccessFix, AccessStep, AccessStepId, AccessTest } from './access-test.ts';
import type { LoginTry } from './login-try.ts';

/** What one step has found, and where it is wrong what that means. */
export type Finding = {
  readonly step: AccessStep;
  /** Null where the walk goes on. */
  readonly stop: Stop | null;
};

export type Stop = Pick<AccessTest, 'headline' | 'advice' | 'fixes'>;

const { found, headline, advice } = words.connectTest;

/** By EC2's own word on its state; null where EC2 does not know it any more. */
export function judgeMachine(state: string | null, instanceId: string): Finding {
  if (state === 'running') return fine('machine', found.running);
  const sentence = state === null ? found.gone : found.state(state);
  const because = [instanceId];
  switch (state) {
    case 'pending':
      return wrong('machine', sentence, because, 'pending', [{ kind: 'wait' }]);
    case 'stopping':
      return wrong('machine', sentence, because, 'stopping', [{ kind: 'wait' }]);
    case 'stopped':
      return wrong('machine', sentence, because, 'stopped', [{ kind: 'start' }]);
    case null:
    default:
      return wrong('machine', sentence, because, 'gone', [{ kind: 'launch-again' }]);
  }
}

/** `unread`: EC2 could not be asked. */
export function judgeChecks(checks: InstanceChecks | 'unread'): Finding {
  switch (checks) {
    case 'ok':
      return fine('checks', found.checksOk);
    case 'initializing':
      return goesOn('checks', 'note', found.checksInitializing);
    case 'impaired':
      return wrong('checks', found.checksImpaired, [], 'impaired', []);
    case 'unknown':
      return goesOn('checks', 'unknown', found.checksUnknown);
    case 'unread':
      return goesOn('checks', 'unknown', found.checksUnread);
  }
}

const STEP_OF = {
  address: 'address',
  route: 'route',
  'block-public-access': 'block-public-access',
  acl: 'acl',
  group: 'group',
} as const;

/** One step of `canReach`; null for the machine's own, which EC2 was asked about anew. */
export function judgeReach(
  { step, verdict, sentence, because }: ReachStep,
  launch: Pick<Launch, 'connect' | 'plan'>,
  from: string,
): Finding | null {
  if (step === 'machine') return null;
  const id = STEP_OF[step];
  if (verdict !== 'no') {
    const state = verdict === 'yes' ? 'ok' : 'unknown';
    return { step: { step: id, state, sentence, because }, stop: null };
  }
  const stop = id === 'group' ? groupStop(launch, from) : stopFor(id, []);
  return { step: { step: id, state: 'wrong', sentence, because }, stop };
}

/** Where this computer's own address is not known, no rule can be judged for it. */
export function unjudged(step: AccessStepId): Finding {
  return goesOn(step, 'unknown', found.noOwnAddress);
}

function groupStop({ connect, plan }: Pick<Launch, 'connect' | 'plan'>, from: string): Stop {
  if (hasNoLogInPort(plan)) return stopFor('sessionOnly', [{ kind: 'other-ways' }]);
  if (connect.existingGroups !== null) return stopFor('groupUsed', [{ kind: 'open-groups' }]);
  const before = connect.adminAddress;
  const fixes: readonly AccessFix[] = [{ kind: 'fix-access', before, now: from }];
  return before === null
    ? { headline: headline.groupNobody, advice: advice.groupNobody(from), fixes }
    : { headline: headline.groupOwn, advice: advice.groupOwn(before, from), fixes };
}

/** It was wrong by AWS's rules, and a knock was answered all the same: then the rules were judged for the wrong address. */
export function answersAnyway({ step }: Finding): Finding {
  return {
    step: { ...step, state: 'note', sentence: found.answersAnyway(step.sentence) },
    stop: null,
  };
}

/** What a knock is judged by beside its result. */
export type KnockAt = {
  readonly port: number;
  /** Whether it may still be starting: EC2's checks have not passed yet, or it was started a short while ago. */
  readonly mayBeBooting: boolean;
  /** Of a practice account the rules answer, and not a machine. */
  readonly isPractice: boolean;
};

/** Both steps that one knock tells. `not-tried`: these are no machines of AWS. */
export function judgeKnock(
  result: ProbeResult['result'],
  { port, mayBeBooting, isPractice }: KnockAt,
): { readonly connect: Finding; readonly answer: Finding | null } {
  const service = port === PORTS.rdp ? 'rdp' : 'ssh';
  const booting = stopFor('booting', [{ kind: 'wait' }]);
  switch (result) {
    case 'answers':
      return {
        connect: fine('connect', isPractice ? found.connectedByRules : found.connected),
        answer: isPractice
          ? goesOn('answer', 'skipped', found.answersByRules)
          : fine('answer', found.answers[service]),
      };
    case 'connects':
      return {
        connect: fine('connect', found.connected),
        answer: {
          step: stepOf('answer', 'wrong', found.connectsOnly),
          stop: mayBeBooting ? booting : stopFor('connects', [{ kind: 'other-ways' }]),
        },
      };
    case 'refused':
      return noConnection(
        found.refused,
        mayBeBooting ? booting : stopFor('refused', [{ kind: 'other-ways' }]),
      );
    case 'reset':
      return noConnection(found.reset, mayBeBooting ? booting : stopFor('reset', [{ kind: 'other-ways' }]));
    case 'unreachable':
      return noConnection(found.unreachable, stopFor('unreachable', []));
    case 'no-answer':
      return noConnection(
        found.noAnswer,
        mayBeBooting ? booting : stopFor('noAnswer', [{ kind: 'other-ways' }]),
      );
    case 'not-tried':
      return {
        connect: goesOn('connect', 'skipped', found.notAws),
        answer: goesOn('answer', 'skipped', found.notAws),
      };
  }
}

function noConnection(sentence: string, stop: Stop) {
  return { connect: { step: stepOf('connect', 'wrong', sentence), stop }, answer: null };
}

export function judgeLogin(login: LoginTry, loginUser: string): Finding {
  switch (login.result) {
    case 'in':
      return fine('login', found.in(loginUser));
    case 'denied': {
      const { rightUser } = login;
      if (rightUser === null) {
        return wrong('login', found.denied(loginUser), [], 'denied', [{ kind: 'lost-key' }]);
      }
      return {
        step: stepOf('login', 'wrong', found.deniedOther(loginUser, rightUser)),
        stop: {
          headline: headline.otherUser(rightUser),
          advice: advice.otherUser(loginUser, rightUser),
          fixes: [{ kind: 'other-user', loginUser: rightUser }],
        },
      };
    }
    case 'host-key-changed':
      return wrong('login', found.hostKey, [], 'hostKey', [{ kind: 'host-keys' }]);
    case 'not-tried':
      return goesOn('login', 'skipped', found.skipped[login.why]);
    case 'failed':
      return {
        step: { ...stepOf('login', 'wrong', found.failed), because: login.raw === '' ? [] : [login.raw] },
        stop: stopFor('failed', [{ kind: 'other-ways' }]),
      };
  }
}

/** How a walk ends that nothing has stopped. */
export function judgeEnd(
  steps: readonly AccessStep[],
  { isPractice, isWindows }: { readonly isPractice: boolean; readonly isWindows: boolean },
): Pick<AccessTest, 'verdict' | 'headline' | 'advice' | 'fixes'> {
  const stateOf = (id: AccessStepId) => steps.find(({ step }) => step === id)?.state;
  if (stateOf('login') === 'ok') {
    return { verdict: 'in', headline: headline.in, advice: advice.in, fixes: [] };
  }
  const reached = { verdict: 'reached', fixes: [] } as const;
  // Where nobody knocked, the rules are all that there is to go by.
  const isUntried = isPractice || stateOf('connect') === 'skipped';
  if (isUntried && BY_RULES.some((id) => stateOf(id) === 'unknown')) {
    return { verdict: 'unknown', headline: headline.notJudged, advice: advice.notJudged, fixes: [] };
  }
  if (isPractice) return { ...reached, headline: headline.practised, advice: advice.practised };
  if (stateOf('connect') === 'skipped') {
    return { ...reached, headline: headline.rulesOnly, advice: advice.rulesOnly };
  }
  const said = isWindows ? advice.reached : advice.reachedUntried;
  return { ...reached, headline: headline.reached, advice: said };
}

const BY_RULES = ['address', 'route', 'block-public-access', 'acl', 'group'] as const;

type Said = Extract<keyof typeof headline & keyof typeof advice, string>;
/** Those that say the same of every machine. */
type Plain = { readonly [Key in Said]: (typeof advice)[Key] extends string ? Key : never }[Said];

function stopFor(said: Plain, fixes: readonly AccessFix[]): Stop {
  return { headline: headline[said], advice: advice[said], fixes };
}

function stepOf(step: AccessStepId, state: AccessStep['state'], sentence: string): AccessStep {
  return { step, state, sentence, because: [] };
}

function fine(step: AccessStepId, sentence: string): Finding {
  return goesOn(step, 'ok', sentence);
}

function goesOn(step: AccessStepId, state: AccessStep['state'], sentence: string): Finding {
  return { step: stepOf(step, state, sentence), stop: null };
}

function wrong(
  step: AccessStepId,
  sentence: string,
  because: readonly string[],
  said: Plain,
  fixes: readonly AccessFix[],
): Finding {
  return { step: { step, state: 'wrong', sentence, because }, stop: stopFor(said, fixes) };
}
