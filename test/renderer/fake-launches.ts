import { PRACTICE_SOURCE } from '../../shared/account.ts';
import { loadKeyCommand } from '../../shared/ssh-command.ts';
import type { KeyportApi } from '../../shared/api.ts';
import type { Launch, LaunchedInstance, LaunchLine } from '../../shared/launch.ts';
import type { LaunchPlan } from '../../shared/launch-plan.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import { failed, succeeded, type Outcome } from '../../shared/outcome.ts';
import { doorsOfChosen } from '../../shared/security-group/review-for-launch.ts';
import { words } from '../../shared/words/en.ts';
import { inStore } from '../../shared/words/en/store-names.ts';
import { fakeLaunchGroups } from './fake-launch-groups.ts';
import type { Scenario } from './fake-keyport.ts';

type StartInput = Parameters<KeyportApi['startLaunch']>[0];
type UndoInput = Parameters<KeyportApi['undoLaunch']>[0];

const STEP_MS = 350;

/** Launches that run by the clock: each line takes a moment, and listeners hear of every change. */
export function createFakeLaunches(scenario: Scenario) {
  const launches = new Map<string, Launch>();
  const listeners = new Set<(launch: Launch) => void>();
  const put = (launch: Launch) => {
    launches.set(launch.launchId, launch);
    for (const listener of listeners) listener(launch);
  };

  return {
    start: ({ launchId, plan }: StartInput): Outcome<Launch> => {
      if (scenario === 'launch-refused') return failed(makeProblem('plan-refused', { raw: 'one-zone' }));
      const known = launches.get(launchId);
      if (known !== undefined) return succeeded(known);
      const launch = newLaunch(launchId, plan, scenario);
      put(launch);
      void play(launch, scenario, put);
      return succeeded(launch);
    },
    read: (launchId: string): Outcome<Launch> => {
      const launch = launches.get(launchId);
      return launch === undefined ? failed(makeProblem('launch-unknown')) : succeeded(launch);
    },
    undo: ({ launchId, keyPairToo }: UndoInput): Outcome<Launch> => {
      const launch = launches.get(launchId);
      if (launch === undefined) return failed(makeProblem('launch-unknown'));
      const removing = { ...launch, state: 'removing' as const, lines: undoLines(launch, keyPairToo) };
      put(removing);
      void playUndo(removing, scenario, put);
      return succeeded(removing);
    },
    subscribe: (listener: (launch: Launch) => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

function newLaunch(launchId: string, plan: LaunchPlan, scenario: Scenario): Launch {
  const { lines } = words.launch;
  const labels: readonly (readonly [LaunchLine['kind'], string])[] = [
    ['key-pair', lines.keyPair(plan.name)],
    ['keychain', inStore(isPractised(plan) ? 'practice' : 'keychain', lines.keychain)],
    ...(plan.access.kind === 'existing-group'
      ? plan.access.groups.map(({ name, groupId }) => ['used-group', lines.usedGroup(name, groupId)] as const)
      : ([
          ['security-group', lines.securityGroup(plan.name)],
          ['rules', lines.rules],
        ] as const)),
    ...plan.placements.map(({ zoneName }) => ['instance', lines.instance(zoneName)] as const),
  ];
  return {
    launchId,
    name: plan.name,
    region: plan.account.region,
    account: { sourceId: plan.account.sourceId, accountId: plan.account.accountId, endpoint: null },
    state: 'working',
    lines: labels.map(([kind, label], index) => waiting(`${kind} ${index}`, kind, label)),
    instances: [],
    problem: null,
    connect: {
      keychainAccount: 'my-fleet|us-east-1|123456789012|0f3c2a1b',
      custodyId: '0f3c2a1b-1111-4222-8333-444444444444',
      loadKeyCommand: isPractised(plan) ? null : loadKeyCommand('my-fleet|us-east-1|123456789012|0f3c2a1b'),
      loginUser: plan.image.loginUser,
      port: 22,
      keyName: plan.name,
      ...openingOf(plan, scenario),
    },
  };
}

function openingOf({ access }: LaunchPlan, scenario: Scenario) {
  if (access.kind === 'existing-group') {
    const known = fakeLaunchGroups(scenario);
    const doors = doorsOfChosen(access, known.ok ? known.value : null);
    const existingGroups = { groups: access.groups, doors };
    return { adminAddress: null, opensHttps: false, opensHttp: false, existingGroups };
  }
  return {
    adminAddress: access.adminAddress,
    opensHttps: access.httpsFromEveryone,
    opensHttp: access.httpFromEveryone,
    existingGroups: null,
  };
}

function waiting(id: string, kind: LaunchLine['kind'], label: string): LaunchLine {
  return {
    id,
    kind,
    label,
    state: 'waiting',
    startedAt: null,
    finishedAt: null,
    resourceId: null,
    note: null,
  };
}

async function play(launch: Launch, scenario: Scenario, put: (launch: Launch) => void): Promise<void> {
  let current = launch;
  const failsAt = failingLine(launch, scenario);
  for (const [index, line] of launch.lines.entries()) {
    current = withLine(current, index, { ...line, state: 'working', startedAt: Date.now() });
    put(current);
    await pause();
    const hasFailed = index === failsAt;
    const done: LaunchLine = {
      ...line,
      state: hasFailed ? 'failed' : 'done',
      startedAt: Date.now() - STEP_MS,
      finishedAt: Date.now(),
      resourceId: hasFailed ? null : idOf(line, index),
      note: line.kind === 'instance' && !hasFailed ? 'running' : null,
    };
    current = withLine(current, index, done);
    if (done.kind === 'instance' && !hasFailed) {
      current = { ...current, instances: [...current.instances, instanceOf(done, index)] };
    }
    put(current);
    if (hasFailed && scenario === 'launch-fails') break;
  }
  put(finished(current, scenario));
}

function failingLine({ lines }: Launch, scenario: Scenario): number {
  if (scenario === 'launch-fails') return 3;
  return scenario === 'launch-partly' ? lines.length - 1 : -1;
}

function finished(launch: Launch, scenario: Scenario): Launch {
  if (scenario !== 'launch-fails' && scenario !== 'launch-partly') return { ...launch, state: 'running' };
  const count = launch.instances.length;
  const { running } = words.launch;
  return {
    ...launch,
    state: count === 0 ? 'failed' : 'partly',
    lines: launch.lines.map((line) => (line.state === 'waiting' ? { ...line, state: 'skipped' } : line)),
    problem: makeProblem(count === 0 ? 'not-permitted' : 'no-capacity', {
      raw: 'InsufficientInstanceCapacity: We currently do not have sufficient capacity.',
      requestId: '0d9f7a52-0000-4000-8000-112233445566',
      whatIsRunning: count === 0 ? running.nothing : running.instances(count),
      actions: ['undo'],
    }),
  };
}

async function playUndo(launch: Launch, scenario: Scenario, put: (launch: Launch) => void): Promise<void> {
  let current = launch;
  for (const [index, line] of launch.lines.entries()) {
    if (line.kind !== 'undo') continue;
    current = withLine(current, index, { ...line, state: 'working', startedAt: Date.now() });
    put(current);
    await pause();
    const state = scenario === 'undo-fails' ? 'failed' : 'done';
    current = withLine(current, index, { ...line, state, startedAt: Date.now(), finishedAt: Date.now() });
  }
  put(
    scenario === 'undo-fails'
      ? { ...current, state: 'not-removed', problem: makeProblem('still-in-use', { actions: ['undo'] }) }
      : { ...current, state: 'removed', instances: [], problem: null },
  );
}

function undoLines(launch: Launch, keyPairToo: boolean): readonly LaunchLine[] {
  const { lines } = words.launch;
  const kept = launch.lines.filter(({ kind }) => kind !== 'undo');
  return [
    ...kept,
    ...launch.instances.map(({ instanceId }) =>
      waiting(`undo ${instanceId}`, 'undo', lines.undoInstance(instanceId)),
    ),
    ...(launch.connect.existingGroups === null
      ? [waiting('undo group', 'undo', lines.undoSecurityGroup('sg-0123456789abcdef0'))]
      : []),
    ...(keyPairToo ? [waiting('undo key', 'undo', lines.undoKeyPair(launch.name))] : []),
  ];
}

function withLine(launch: Launch, index: number, line: LaunchLine): Launch {
  return { ...launch, lines: launch.lines.with(index, line) };
}

function idOf({ kind }: LaunchLine, index: number): string | null {
  if (kind === 'key-pair') return 'key-0123456789abcdef0';
  if (kind === 'security-group') return 'sg-0123456789abcdef0';
  return kind === 'instance' ? `i-0123456789abcde${index}0` : null;
}

function instanceOf({ label }: LaunchLine, index: number): LaunchedInstance {
  return {
    instanceId: `i-0123456789abcde${index}0`,
    zoneName: label.split(' ').at(-1) ?? '',
    state: 'running',
    publicAddress: `198.51.100.${10 + index}`,
    privateAddress: `172.31.${index}.10`,
  };
}

async function pause(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, STEP_MS));
}

function isPractised({ account }: LaunchPlan): boolean {
  return account.sourceId === PRACTICE_SOURCE;
}
