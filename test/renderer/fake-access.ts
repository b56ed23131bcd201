import type { KeyportEvents } from '../../shared/api.ts';
import {
  newSteps,
  type AccessStepId,
  type AccessTest,
  type AccessTestApi,
} from '../../shared/connect/access-test.ts';
import type { AddressApi } from '../../shared/connect/address-api.ts';
import type { AtMachine } from '../../shared/connect/at-machine.ts';
import {
  judgeChecks,
  judgeEnd,
  judgeKnock,
  judgeLogin,
  judgeMachine,
  judgeReach,
  type Finding,
} from '../../shared/connect/judge-access.ts';
import { shutOut } from '../../shared/connect/fix-access.ts';
import type { Launch } from '../../shared/launch.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import { failed, succeeded } from '../../shared/outcome.ts';
import type { ReachStep } from '../../shared/reachability.ts';
import type { Answer } from './fake-keys.ts';
import type { Scenario } from './fake-keyport.ts';

/** How a walk to a machine ends in the preview; each is a page of its own. */
export const ACCESS_SCENARIOS = [
  'access-in',
  'access-stopped',
  'access-booting',
  'access-impaired',
  'access-no-address',
  'access-no-route',
  'access-acl',
  'access-blocked',
  'access-old-address',
  'access-used-groups',
  'access-filtered',
  'access-refused',
  'access-reset',
  'access-captive',
  'access-other-user',
  'access-denied',
  'access-host-key',
  'access-forever',
  'access-fails',
  'address-changed',
  'address-not-fixed',
] as const;

type FakeAccess = AccessTestApi & AddressApi & Pick<KeyportEvents, 'onAccessTested' | 'onNetworkChanged'>;

const MY_ADDRESS = '203.0.113.99';
const ELSEWHERE: ReadonlySet<Scenario> = new Set([
  'access-old-address',
  'address-changed',
  'address-not-fixed',
]);
const STEP_MS = 30;

/** The walk to a machine, in memory: the product's own judges say what each finding means. */
export function createFakeAccess(
  scenario: Scenario,
  answer: Answer,
  launchOf: (launchId: string) => Launch | undefined,
): FakeAccess {
  const listeners = new Set<(test: AccessTest) => void>();
  const cancelled = new Set<string>();
  let users: readonly string[] = [];

  const untilCancelled = async (instanceId: string): Promise<void> => {
    while (!cancelled.has(instanceId)) await new Promise((resolve) => setTimeout(resolve, STEP_MS));
  };

  const walk = async ({ launchId, instanceId }: AtMachine, launch: Launch): Promise<AccessTest> => {
    let test: AccessTest = {
      testId: crypto.randomUUID(),
      launchId,
      instanceId,
      startedAt: Date.now(),
      endedAt: null,
      from: MY_ADDRESS,
      port: launch.connect.port,
      verdict: 'working',
      steps: newSteps(),
      headline: '',
      advice: '',
      fixes: [],
    };
    const tell = (change: Partial<AccessTest>) => {
      test = { ...test, ...change };
      for (const listener of listeners) listener(test);
    };
    const set = (id: AccessStepId, change: Partial<AccessTest['steps'][number]>) =>
      tell({ steps: test.steps.map((each) => (each.step === id ? { ...each, ...change } : each)) });
    for (const finding of findingsOf(scenario, launch, users)) {
      const { step } = finding.step;
      set(step, { state: 'working' });
      await new Promise((resolve) => setTimeout(resolve, STEP_MS));
      if (scenario === 'access-forever' && step === 'connect') await untilCancelled(instanceId);
      if (cancelled.delete(instanceId)) {
        set(step, { state: 'waiting' });
        tell({ verdict: 'cancelled', headline: 'The test was stopped', advice: 'Nothing was changed.' });
        return test;
      }
      set(step, finding.step);
      if (finding.stop !== null) {
        tell({ verdict: 'stopped', endedAt: Date.now(), ...finding.stop });
        return test;
      }
    }
    tell({ endedAt: Date.now(), ...judgeEnd(test.steps, { isPractice: false, isWindows: false }) });
    return test;
  };

  return {
    testAccess: async (at) => {
      const asked = await answer('testAccess', at, () => succeeded(null));
      const launch = launchOf(at.launchId);
      if (!asked.ok) return asked;
      if (scenario === 'access-fails') return failed(makeProblem('session-expired', { actions: ['retry'] }));
      return launch === undefined ? failed(makeProblem('launch-unknown')) : succeeded(await walk(at, launch));
    },
    cancelAccessTest: (at) =>
      answer('cancelAccessTest', at, () => {
        cancelled.add(at.instanceId);
        return succeeded(null);
      }),
    setLoginUser: (input) =>
      answer('setLoginUser', input, () => {
        users = [...users, input.loginUser];
        return succeeded(null);
      }),
    readAddressChange: () =>
      answer('readAddressChange', null, () => {
        const isElsewhere = ELSEWHERE.has(scenario);
        const launch = isElsewhere ? launchOf('') : undefined;
        const launches = launch === undefined ? [] : shutOut([launch], MY_ADDRESS);
        return succeeded(launches.length === 0 ? null : { address: MY_ADDRESS, launches });
      }),
    fixAccess: (input) =>
      answer('fixAccess', input, () =>
        scenario === 'address-not-fixed'
          ? failed(makeProblem('session-expired', { actions: ['retry'] }))
          : succeeded(null),
      ),
    // Nobody carries the preview anywhere.
    onNetworkChanged: () => () => undefined,
    onAccessTested: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** What is found on the way, up to what is wrong. */
function findingsOf(scenario: Scenario, launch: Launch, users: readonly string[]): readonly Finding[] {
  const [machine] = launch.instances;
  const id = machine?.instanceId ?? '';
  if (scenario === 'access-stopped') return [judgeMachine('stopped', id)];
  const start = [judgeMachine('running', id), judgeChecks(CHECKS[scenario] ?? 'ok')];
  const rules = RULES.flatMap((step) => {
    const judged = judgeReach(
      reachStep(step, WRONG_RULE[scenario] === step),
      scenario === 'access-used-groups'
        ? { ...launch, connect: { ...launch.connect, existingGroups: { groups: [], doors: [] } } }
        : launch,
      MY_ADDRESS,
    );
    return judged === null ? [] : [judged];
  });
  const knock = judgeKnock(KNOCKS[scenario] ?? 'answers', {
    port: launch.connect.port,
    mayBeBooting: scenario === 'access-booting',
    isPractice: false,
  });
  const { loginUser } = launch.connect;
  return [
    ...start,
    ...rules,
    knock.connect,
    ...(knock.answer === null ? [] : [knock.answer]),
    judgeLogin(
      users.length > 0 ? { result: 'in' } : (LOGINS[scenario] ?? { result: 'in' }),
      users.at(-1) ?? loginUser,
    ),
  ];
}

const RULES = ['address', 'route', 'block-public-access', 'acl', 'group'] as const;

const WRONG_RULE: Partial<Record<Scenario, (typeof RULES)[number]>> = {
  'access-no-address': 'address',
  'access-no-route': 'route',
  'access-blocked': 'block-public-access',
  'access-acl': 'acl',
  'access-old-address': 'group',
  'access-used-groups': 'group',
};

const CHECKS: Partial<Record<Scenario, Parameters<typeof judgeChecks>[0]>> = {
  'access-booting': 'initializing',
  'access-impaired': 'impaired',
};

const KNOCKS: Partial<Record<Scenario, Parameters<typeof judgeKnock>[0]>> = {
  'access-booting': 'refused',
  'access-filtered': 'no-answer',
  'access-refused': 'refused',
  'access-reset': 'reset',
  'access-captive': 'connects',
};

const LOGINS: Partial<Record<Scenario, Parameters<typeof judgeLogin>[0]>> = {
  'access-other-user': { result: 'denied', rightUser: 'ubuntu' },
  'access-denied': { result: 'denied', rightUser: null },
  'access-host-key': { result: 'host-key-changed' },
};

function reachStep(step: (typeof RULES)[number], isWrong: boolean): ReachStep {
  return {
    step,
    verdict: isWrong ? 'no' : 'yes',
    sentence: isWrong ? SENTENCES[step].no : SENTENCES[step].yes,
    because: [
      step === 'group'
        ? 'sg-0123456789abcdef0'
        : step === 'route'
          ? 'rtb-0123456789abcdef0'
          : 'acl-0123456789abcdef0',
    ],
  };
}

const SENTENCES = {
  address: {
    yes: 'The machine has the public address 198.51.100.10.',
    no: 'The machine has no public IPv4 address, so nobody on the internet can name it.',
  },
  route: {
    yes: 'Answers find the way out: 0.0.0.0/0 goes to an internet gateway.',
    no: 'There is no route to 203.0.113.99, so answers cannot get back.',
  },
  'block-public-access': {
    yes: 'Nothing blocks public access to the networks of this region.',
    no: 'Public access to the networks of this region is blocked (VPC Block Public Access).',
  },
  acl: {
    yes: 'The network ACL of the subnet lets the question in and the answers out.',
    no: 'The network ACL of the subnet refuses port 22 (no rule allows it).',
  },
  group: {
    yes: 'The rule “SSH from my address only” of group club-website lets 203.0.113.99 in on port 22.',
    no: 'No rule of its groups lets 203.0.113.99 in on port 22: club-website.',
  },
} as const;
