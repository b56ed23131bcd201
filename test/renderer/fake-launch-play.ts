import type { ConnectFacts, Launch, LaunchLine, LaunchZone } from '../../shared/launch.ts';
import type { LaunchPlan } from '../../shared/launch-plan.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import { PRACTICE_SOURCE } from '../../shared/account.ts';
import { datedPrices } from '../../shared/price.ts';
import { doorsOfChosen } from '../../shared/security-group/review-for-launch.ts';
import { loadKeyCommand } from '../../shared/ssh-command.ts';
import { words } from '../../shared/words/en.ts';
import { inStore } from '../../shared/words/en/store-names.ts';
import { fakeLaunchGroups } from './fake-launch-groups.ts';
import type { Scenario } from './fake-keyport.ts';
import { machineOf } from './launch-fixtures.ts';

type Put = (launch: Launch) => void;

const STEP_MS = 350;

/** A launch of which nothing is made yet. */
export function newLaunch(launchId: string, plan: LaunchPlan, scenario: Scenario): Launch {
  const { lines } = words.launch;
  const { sourceId, accountId, region } = plan.account;
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
    region,
    account: { sourceId, accountId, endpoint: null },
    startedAt: Date.now(),
    plan,
    startScript: null,
    state: 'working',
    isLeftAlone: false,
    removal: null,
    lines: labels.map(([kind, label], index) => waiting(`${kind} ${index}`, kind, label)),
    zones: plan.placements.map((placement, index) => ({
      ...placement,
      placementId: `p${index + 1}`,
      instanceType: plan.size.name,
      state: 'waiting',
      instanceId: null,
      problem: null,
    })),
    instances: [],
    made: { keyPair: null, securityGroup: null, leftVolumes: [], snapshots: [] },
    sight: { at: null, problem: null },
    prices: isPractised(plan) ? null : datedPrices(region),
    problem: null,
    connect: connectOf(plan, scenario),
  };
}

/** Each line takes a moment. */
export async function playLaunch(launch: Launch, scenario: Scenario, put: Put): Promise<void> {
  let current = launch;
  const failsAt = failingLine(launch, scenario);
  for (const [index, line] of launch.lines.entries()) {
    if (line.state !== 'waiting') continue;
    current = withLine(current, index, { ...line, state: 'working', startedAt: Date.now() });
    current = line.kind === 'instance' ? withZone(current, index, { state: 'asked' }) : current;
    put(current);
    await pause();
    current = stepped(current, index, index === failsAt);
    put(current);
    if (index === failsAt && scenario === 'launch-fails') break;
  }
  put(finished(current, scenario));
}

/** Takes away one thing after the other. */
export async function playUndo(launch: Launch, scenario: Scenario, put: Put): Promise<void> {
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
      : removed(current),
  );
}

export function undoLines(launch: Launch, keyPairToo: boolean): readonly LaunchLine[] {
  const { lines } = words.launch;
  const kept = launch.lines.filter(({ kind }) => kind !== 'undo');
  return [
    ...kept,
    ...launch.instances
      .filter(({ goneAt }) => goneAt === null)
      .map(({ instanceId }) => waiting(`undo ${instanceId}`, 'undo', lines.undoInstance(instanceId))),
    ...(launch.connect.existingGroups === null
      ? [waiting('undo group', 'undo', lines.undoSecurityGroup('sg-0123456789abcdef0'))]
      : []),
    ...(keyPairToo ? [waiting('undo key', 'undo', lines.undoKeyPair(launch.name))] : []),
  ];
}

/** What a line that has run its time leaves behind. */
function stepped(launch: Launch, index: number, hasFailed: boolean): Launch {
  const line = launch.lines[index];
  if (line === undefined) return launch;
  const position = index - (launch.lines.length - launch.zones.length);
  const isMachine = line.kind === 'instance';
  const placement = launch.plan.placements[position];
  const machine =
    isMachine && !hasFailed && placement !== undefined
      ? machineOf(placement, position, { name: launch.name, state: 'running', startedAt: Date.now() })
      : null;
  const next = withLine(launch, index, {
    ...line,
    state: hasFailed ? 'failed' : 'done',
    startedAt: Date.now() - STEP_MS,
    finishedAt: Date.now(),
    resourceId: hasFailed ? null : (machine?.instanceId ?? idOf(line)),
    note: machine === null ? null : 'running',
  });
  if (!isMachine) return { ...next, made: madeWith(next, line) };
  return {
    ...withZone(next, index, {
      state: hasFailed ? 'failed' : 'started',
      instanceId: machine?.instanceId ?? null,
      problem: hasFailed ? NO_CAPACITY : null,
    }),
    instances: machine === null ? next.instances : [...next.instances, machine],
  };
}

function madeWith({ made, name }: Launch, { kind }: LaunchLine): Launch['made'] {
  if (kind === 'key-pair') {
    return {
      ...made,
      keyPair: { keyPairId: 'key-0123456789abcdef0', name, fingerprint: 'SHA256:3yM0q8fXwQ' },
    };
  }
  if (kind !== 'security-group') return made;
  return { ...made, securityGroup: { groupId: 'sg-0123456789abcdef0', name } };
}

function failingLine({ lines }: Launch, scenario: Scenario): number {
  if (scenario === 'launch-fails') return 3;
  return scenario === 'launch-partly' ? lines.length - 1 : -1;
}

const NO_CAPACITY = makeProblem('no-capacity', {
  raw: 'InsufficientInstanceCapacity: We currently do not have sufficient capacity.',
  requestId: '0d9f7a52-0000-4000-8000-112233445566',
  actions: ['undo'],
});

function finished(launch: Launch, scenario: Scenario): Launch {
  if (launch.lines.every(({ state }) => state === 'done'))
    return { ...launch, state: 'running', problem: null };
  const count = launch.instances.length;
  const { running } = words.launch;
  const whatIsRunning = count === 0 ? running.nothing : running.instances(count);
  const problem =
    scenario === 'launch-fails' ? makeProblem('not-permitted', { actions: ['undo'] }) : NO_CAPACITY;
  return {
    ...launch,
    state: count === 0 ? 'failed' : 'partly',
    lines: launch.lines.map((line) => (line.state === 'waiting' ? { ...line, state: 'skipped' } : line)),
    problem: { ...problem, whatIsRunning },
  };
}

function removed(launch: Launch): Launch {
  return {
    ...launch,
    state: 'removed',
    instances: launch.instances.map((each) => ({
      ...each,
      state: 'terminated',
      goneAt: Date.now(),
      volumes: [],
    })),
    zones: launch.zones.map((zone) => ({ ...zone, state: zone.state === 'started' ? 'gone' : zone.state })),
    made: { ...launch.made, securityGroup: null },
    problem: null,
  };
}

function withLine(launch: Launch, index: number, line: LaunchLine): Launch {
  return { ...launch, lines: launch.lines.with(index, line) };
}

function withZone(launch: Launch, lineIndex: number, change: Partial<LaunchZone>): Launch {
  const position = lineIndex - (launch.lines.length - launch.zones.length);
  return {
    ...launch,
    zones: launch.zones.map((zone, index) => (index === position ? { ...zone, ...change } : zone)),
  };
}

function idOf({ kind }: LaunchLine): string | null {
  if (kind === 'key-pair') return 'key-0123456789abcdef0';
  return kind === 'security-group' ? 'sg-0123456789abcdef0' : null;
}

function connectOf(plan: LaunchPlan, scenario: Scenario): ConnectFacts {
  const keychainAccount = 'my-fleet|us-east-1|123456789012|0f3c2a1b';
  return {
    keychainAccount,
    custodyId: '0f3c2a1b-1111-4222-8333-444444444444',
    loadKeyCommand: isPractised(plan) ? null : loadKeyCommand(keychainAccount),
    machineKeys: [],
    loginUser: plan.image.loginUser,
    port: 22,
    keyName: plan.name,
    ...openingOf(plan, scenario),
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

function isPractised({ account }: LaunchPlan): boolean {
  return account.sourceId === PRACTICE_SOURCE;
}

async function pause(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, STEP_MS));
}
