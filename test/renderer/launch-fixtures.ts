import { PRACTICE_SOURCE } from '../../shared/account.ts';
import type { Launch, LaunchedInstance, LaunchLine, LaunchZone } from '../../shared/launch.ts';
import type { LaunchPlan, Placement } from '../../shared/launch-plan.ts';
import { datedPrices } from '../../shared/price.ts';
import { words } from '../../shared/words/en.ts';
import { IMAGES, zonesOf } from './fake-facts.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

export type LaunchSketch = Partial<Omit<Launch, 'plan' | 'zones' | 'instances' | 'lines'>> & {
  readonly name: string;
  /** Milliseconds. */
  readonly age?: number;
  readonly isPractice?: boolean;
  /** The state of each zone, in order: a to …; `stopped` and the like are those of a machine that was started. */
  readonly zoneStates?: readonly (LaunchZone['state'] | 'stopped' | 'protected' | 'pending' | 'silent')[];
  readonly zoneProblem?: LaunchZone['problem'];
};

/** A launch as it would be told, by what is special of it: three machines that run, else. */
export function sketchLaunch(sketch: LaunchSketch): Launch {
  const { name, age = 40 * MINUTE, isPractice = false, zoneStates = THREE, zoneProblem = null } = sketch;
  const region = sketch.region ?? 'us-east-1';
  const startedAt = Date.now() - age;
  const plan = planOf(name, region, zoneStates.length, isPractice);
  const instances = plan.placements.flatMap((placement, index) => {
    const state = instanceStateOf(zoneStates[index] ?? 'waiting');
    if (state === null) return [];
    const machine = machineOf(placement, index, { name, state, startedAt });
    return zoneStates[index] === 'silent' ? [{ ...machine, checks: 'impaired' as const }] : [machine];
  });
  const { sourceId, accountId } = plan.account;
  return {
    launchId: launchIdOf(name),
    region,
    account: { sourceId, accountId, endpoint: null },
    startedAt,
    plan,
    startScript: null,
    state: 'running',
    isLeftAlone: false,
    removal: null,
    lines: linesOf(plan, zoneStates, startedAt),
    zones: plan.placements.map((placement, index) =>
      zoneOf(placement, index, zoneStates[index] ?? 'waiting', { instances, zoneProblem }),
    ),
    instances,
    made: {
      keyPair: { keyPairId: 'key-0123456789abcdef0', name, fingerprint: 'SHA256:3yM0q8fXwQ' },
      securityGroup: { groupId: `sg-${digitsOf(name)}`, name },
      leftVolumes: [],
      snapshots: [],
    },
    sight: { at: Date.now() - 3 * MINUTE, problem: null },
    prices: isPractice ? null : datedPrices('us-east-1'),
    problem: null,
    connect: {
      loginUser: plan.image.loginUser,
      port: 22,
      keyName: name,
      keychainAccount: `${name}|${region}|${accountId}|0f3c2a1b`,
      custodyId: '0f3c2a1b-1111-4222-8333-444444444444',
      loadKeyCommand: null,
      machineKeys: [],
      adminAddress: '203.0.113.7',
      opensHttps: true,
      opensHttp: false,
      existingGroups: null,
    },
    ...withoutSketch(sketch),
  };
}

const THREE = ['started', 'started', 'started'] as const;

function withoutSketch({
  age: _age,
  isPractice: _is,
  zoneStates: _states,
  zoneProblem: _why,
  ...rest
}: LaunchSketch) {
  return rest;
}

function planOf(name: string, region: string, zones: number, isPractice: boolean): LaunchPlan {
  const image = IMAGES[0];
  if (image === undefined) throw new Error('no image');
  return {
    version: 1,
    name,
    account: isPractice
      ? { sourceId: PRACTICE_SOURCE, accountId: '111122223333', region }
      : { sourceId: 'profile:work', accountId: '123456789012', region },
    image: {
      catalogId: image.catalogId,
      imageId: image.imageId,
      imageName: image.imageName,
      architecture: image.architecture,
      platform: image.platform,
      rootDeviceName: image.rootDeviceName,
      rootSizeGiB: image.rootSizeGiB,
      loginUser: image.loginUser ?? '',
    },
    size: { name: 't3.micro', vcpus: 2, architectures: ['x86_64'], cpuCredits: 'standard' },
    placements: zonesOf(region, 5)
      .slice(0, zones)
      .map(({ zoneName, zoneId, subnetId }) => ({ zoneName, zoneId, subnetId: subnetId ?? '' })),
    access: {
      kind: 'new-group',
      vpcId: 'vpc-0123456789abcdef0',
      purpose: 'web-site',
      httpsFromEveryone: true,
      httpFromEveryone: false,
      adminAddress: '203.0.113.7',
    },
    key: { kind: 'aws-makes-it', type: 'ed25519' },
    storage: { rootSizeGiB: 8 },
    script: { kind: 'first-page' },
    tags: [],
  };
}

/** A machine of that placement, as EC2 would show it. */
export function machineOf(
  { zoneName }: Placement,
  index: number,
  of: { readonly name: string; readonly state: string; readonly startedAt: number },
): LaunchedInstance {
  const isUp = of.state === 'running' || of.state === 'pending';
  const hasEnded = of.state === 'terminated';
  const digits = digitsOf(of.name);
  return {
    instanceId: `i-${digits.slice(0, -1)}${index}`,
    placementId: `p${index + 1}`,
    zoneName,
    instanceType: 't3.micro',
    state: of.state,
    stateReason: hasEnded ? 'Server.SpotInstanceTermination' : null,
    checks: of.state === 'running' ? 'ok' : null,
    publicAddress: of.state === 'running' ? `198.51.100.${10 + index}` : null,
    privateAddress: hasEnded ? null : `172.31.${index}.10`,
    startedAt: of.startedAt,
    goneAt: hasEnded ? Date.now() - 5 * MINUTE : null,
    ran: [{ from: of.startedAt, to: isUp ? null : Math.max(of.startedAt, Date.now() - 5 * MINUTE) }],
    volumes: hasEnded ? [] : [{ volumeId: `vol-${digits.slice(0, -1)}${index}`, sizeGiB: 8 }],
  };
}

function instanceStateOf(state: NonNullable<LaunchSketch['zoneStates']>[number]): string | null {
  if (state === 'started' || state === 'protected' || state === 'silent') return 'running';
  if (state === 'stopped' || state === 'pending') return state;
  return state === 'gone' ? 'terminated' : null;
}

function zoneOf(
  placement: Placement,
  index: number,
  state: NonNullable<LaunchSketch['zoneStates']>[number],
  { instances, zoneProblem }: { instances: readonly LaunchedInstance[]; zoneProblem: LaunchZone['problem'] },
): LaunchZone {
  const isNamedByMachine =
    state === 'stopped' || state === 'protected' || state === 'pending' || state === 'silent';
  const instance = instances.find(({ placementId }) => placementId === `p${index + 1}`);
  return {
    placementId: `p${index + 1}`,
    zoneName: placement.zoneName,
    zoneId: placement.zoneId,
    subnetId: placement.subnetId,
    instanceType: 't3.micro',
    state: isNamedByMachine ? 'started' : state,
    instanceId: instance?.instanceId ?? null,
    problem: state === 'failed' || state === 'gone' ? zoneProblem : null,
  };
}

function linesOf(
  { name, placements }: LaunchPlan,
  zoneStates: NonNullable<LaunchSketch['zoneStates']>,
  startedAt: number,
): readonly LaunchLine[] {
  const { lines } = words.launch;
  const done = { startedAt, finishedAt: startedAt + 2000, note: null } as const;
  return [
    {
      ...done,
      id: 'key',
      kind: 'key-pair',
      label: lines.keyPair(name),
      state: 'done',
      resourceId: 'key-0123456789abcdef0',
    },
    { ...done, id: 'kept', kind: 'keychain', label: lines.keychain, state: 'done', resourceId: null },
    {
      ...done,
      id: 'group',
      kind: 'security-group',
      label: lines.securityGroup(name),
      state: 'done',
      resourceId: `sg-${digitsOf(name)}`,
    },
    { ...done, id: 'rules', kind: 'rules', label: lines.rules, state: 'done', resourceId: null },
    ...placements.map(({ zoneName }, index): LaunchLine => {
      const state = zoneStates[index] ?? 'waiting';
      const isMade = instanceStateOf(state) !== null;
      return {
        ...done,
        id: `instance p${index + 1}`,
        kind: 'instance',
        label: lines.instance(zoneName),
        state: isMade ? 'done' : state === 'failed' ? 'failed' : state === 'unknown' ? 'working' : 'waiting',
        resourceId: isMade ? `i-${digitsOf(name).slice(0, -1)}${index}` : null,
        note: instanceStateOf(state),
      };
    }),
  ];
}

/** The same name has the same ids. */
function digitsOf(name: string): string {
  const sum = Array.from(name).reduce((total, letter) => (total * 31 + letter.charCodeAt(0)) % 0xffffff, 7);
  return `0${sum.toString(16).padStart(6, '0')}89abcdef00`;
}

export function launchIdOf(name: string): string {
  const digits = digitsOf(name);
  return `5f1c7a9e-0000-4000-8000-${digits.slice(0, 12)}`;
}
