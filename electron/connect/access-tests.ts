import { randomUUID } from 'node:crypto';
import {
  newSteps,
  type AccessStep,
  type AccessTest,
  type AccessTestApi,
} from '../../shared/connect/access-test.ts';
import type { AtMachine } from '../../shared/connect/at-machine.ts';
import { isLoginUser } from '../../shared/image-login.ts';
import { outcomeOf } from '../aws/problem.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import { failed, succeeded, type Outcome } from '../../shared/outcome.ts';
import { words } from '../../shared/words/en.ts';
import type { ConnectServices } from './connect-services.ts';
import { machineAt, type MachineAt } from './machine-at.ts';
import { walkToMachine, type TryLogin, type WalkServices } from './walk-to-machine.ts';

export type AccessTests = {
  readonly api: AccessTestApi;
  /** At once, as the program ends. */
  readonly close: () => void;
};

type AccessTestsDeps = {
  readonly services: WalkServices & Pick<ConnectServices, 'tested'>;
  readonly tryLogin: TryLogin;
};

/** Walks to machines, one walk for each of them at a time. */
export function createAccessTests({ services, tryLogin }: AccessTestsDeps): AccessTests {
  const walks = new Map<string, AbortController>();
  const { launches, tested } = services;

  const test = async (at: AtMachine): Promise<Outcome<AccessTest>> => {
    walks.get(at.instanceId)?.abort();
    const walking = new AbortController();
    walks.set(at.instanceId, walking);
    try {
      const found = await machineAt(launches, at);
      return found.ok ? await walk(at, found.value, walking.signal) : found;
    } finally {
      if (walks.get(at.instanceId) === walking) walks.delete(at.instanceId);
    }
  };

  const walk = async (
    { launchId, instanceId }: AtMachine,
    found: MachineAt,
    signal: AbortSignal,
  ): Promise<Outcome<AccessTest>> => {
    let current: AccessTest = {
      testId: randomUUID(),
      launchId,
      instanceId,
      startedAt: Date.now(),
      endedAt: null,
      from: null,
      port: found.launch.connect.port,
      verdict: 'working',
      steps: newSteps(),
      headline: '',
      advice: '',
      fixes: [],
    };
    const tell = (change: Partial<AccessTest>) => {
      current = { ...current, ...change };
      tested(current);
    };
    tell({});
    const walked = await launches.withAccount(launchId, (launch, connection) =>
      outcomeOf(() =>
        walkToMachine({
          services,
          tryLogin,
          connection,
          at: { launch, machine: found.machine },
          signal,
          tell,
          current: () => current,
        }),
      ),
    );
    if (!walked.ok && !signal.aborted) return walked;
    if (signal.aborted) tell({ ...CANCELLED, steps: current.steps.map(notBegun) });
    tell({ endedAt: Date.now() });
    return succeeded(current);
  };

  return {
    api: {
      testAccess: test,
      cancelAccessTest: async ({ instanceId }) => {
        walks.get(instanceId)?.abort();
        return succeeded(null);
      },
      setLoginUser: async ({ launchId, loginUser }) => {
        const launch = await launches.readLaunch({ launchId });
        if (!launch.ok) return launch;
        const { platform } = launch.value.plan.image;
        if (!isLoginUser({ loginUser, platform })) return failed(makeProblem('bad-request'));
        const set = await launches.setConnect(launchId, (facts) => ({ ...facts, loginUser }));
        return set.ok ? succeeded(null) : set;
      },
    },
    close: () => {
      for (const walking of walks.values()) walking.abort();
    },
  };
}

const { headline, advice } = words.connectTest;

/** What was being looked at is not known. */
function notBegun(step: AccessStep): AccessStep {
  return step.state === 'working' ? { ...step, state: 'waiting' } : step;
}

const CANCELLED = {
  verdict: 'cancelled',
  headline: headline.cancelled,
  advice: advice.cancelled,
  fixes: [],
} as const;
