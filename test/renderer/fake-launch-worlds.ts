import type { Launch } from '../../shared/launch.ts';
import type { DamagedLaunch } from '../../shared/launches-api.ts';
import { PRACTICE_SOURCE } from '../../shared/account.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import { words } from '../../shared/words/en.ts';
import type { Scenario } from './fake-keyport.ts';
import { LOG_IN_SCENARIOS } from './fake-log-in.ts';
import { SSH_CONFIG_SCENARIOS } from './fake-ssh-config.ts';
import { lostLaunch, RESCUE_SCENARIOS } from './fake-rescues.ts';
import { DAY, sketchLaunch } from './launch-fixtures.ts';

const HOUR = 3_600_000;

/** The launches that are there when the window opens, in the mode that it opens in. */
export function launchesOf(scenario: Scenario): readonly Launch[] {
  if (/^(access|address)-/.test(scenario)) return [OLD_SITE()];
  if (scenario.startsWith('desktop')) return [desktopOf(scenario)];
  return WORLDS[scenario]?.() ?? [];
}

/** What of the journal cannot be read. */
export function damagedOf(scenario: Scenario): readonly DamagedLaunch[] {
  if (scenario !== 'launches-damaged') return [];
  const file = '/home/maria/.config/Keyport/launches/';
  return [
    {
      file: `${file}7a3f2c10-0000-4000-8000-0123456789ab.json`,
      launchId: '7a3f2c10-0000-4000-8000-0123456789ab',
      ids: ['i-0aa11bb22cc33dd44', 'sg-0aa11bb22cc33dd44'],
    },
    { file: `${file}copy.json`, launchId: null, ids: [] },
  ];
}

const NO_CAPACITY = makeProblem('no-capacity', {
  raw: 'InsufficientInstanceCapacity: We currently do not have sufficient t3.micro capacity in the Availability Zone you requested (us-east-1b).',
  requestId: '0d9f7a52-0000-4000-8000-112233445566',
  actions: ['retry', 'choose-zones', 'choose-size', 'undo'],
});

/** A machine with Windows, which has just started where its password is waited for. */
function desktopOf(scenario: Scenario): Launch {
  const launch = sketchLaunch({
    name: 'my-desktop',
    age: scenario === 'desktop-waits' ? 3 * 60_000 : HOUR,
    zoneStates: [scenario === 'desktop-stopped' ? 'stopped' : 'started'],
  });
  const image = { ...launch.plan.image, platform: 'windows', imageName: 'Windows Server 2025' } as const;
  const isPractice = scenario === 'desktop-practice';
  return {
    ...launch,
    account: isPractice ? { ...launch.account, sourceId: PRACTICE_SOURCE } : launch.account,
    plan: { ...launch.plan, image },
    connect: { ...launch.connect, port: 3389, loginUser: 'Administrator' },
  };
}

const OLD_SITE = () => sketchLaunch({ name: 'club-website', age: 3 * DAY + 4 * HOUR });

const IN_PART = () =>
  sketchLaunch({
    name: 'orders',
    state: 'partly',
    zoneStates: ['started', 'failed', 'started'],
    zoneProblem: NO_CAPACITY,
    problem: { ...NO_CAPACITY, whatIsRunning: words.launch.running.instances(2) },
  });

const STOPPED = () =>
  sketchLaunch({
    name: 'night-jobs',
    age: 6 * DAY,
    region: 'eu-central-1',
    zoneStates: ['stopped', 'stopped'],
  });

const FAILED = () =>
  sketchLaunch({
    name: 'too-big',
    state: 'failed',
    age: 5 * HOUR,
    zoneStates: ['failed', 'failed'],
    zoneProblem: makeProblem('vcpu-limit', { raw: 'VcpuLimitExceeded', actions: ['request-quota', 'undo'] }),
    problem: makeProblem('vcpu-limit', { raw: 'VcpuLimitExceeded', actions: ['request-quota', 'undo'] }),
  });

const REMOVED = () => ({
  ...sketchLaunch({ name: 'last-week', state: 'removed', age: 7 * DAY, zoneStates: ['gone', 'gone'] }),
  made: { keyPair: null, securityGroup: null, leftVolumes: [], snapshots: [] },
});

const KEY_LEFT = () => {
  const { made, ...launch } = sketchLaunch({ name: 'spring', state: 'removed', zoneStates: ['gone'] });
  return { ...launch, made: { ...made, securityGroup: null } };
};

const SILENT = () => sketchLaunch({ name: 'orders', zoneStates: ['started', 'silent', 'left-out'] });

const UNFINISHED = () =>
  sketchLaunch({
    name: 'new-shop',
    state: 'unfinished',
    age: 2 * HOUR,
    zoneStates: ['started', 'unknown', 'waiting'],
  });

const HALF_REMOVED = () =>
  sketchLaunch({
    name: 'summer-test',
    state: 'half-removed',
    removal: { keyPairToo: true, snapshotsFirst: false },
    age: 2 * DAY,
    zoneStates: ['started', 'gone', 'gone'],
  });

const UNKNOWN = () =>
  sketchLaunch({
    name: 'orders',
    state: 'partly',
    zoneStates: ['started', 'unknown', 'started'],
    problem: makeProblem('answer-lost', {
      actions: ['look', 'finish'],
      whatIsRunning: words.launch.running.unknown,
    }),
  });

const PROTECTED = () =>
  sketchLaunch({
    name: 'payroll',
    state: 'not-removed',
    zoneStates: ['protected', 'gone'],
    problem: makeProblem('termination-protected', {
      actions: ['unprotect', 'undo'],
      raw: 'OperationNotPermitted',
    }),
  });

const NOT_REMOVED = () =>
  sketchLaunch({
    name: 'borrowed',
    state: 'not-removed',
    zoneStates: ['gone', 'gone'],
    problem: makeProblem('still-in-use', { actions: ['undo'], raw: 'DependencyViolation' }),
  });

const OTHER_ACCOUNT = () => ({
  ...sketchLaunch({ name: 'for-a-client', age: 2 * DAY }),
  account: { sourceId: 'profile:client', accountId: '999988887777', endpoint: null },
  sight: {
    at: Date.now() - DAY,
    problem: makeProblem('account-changed', {
      explanation: words.launch.otherAccount('999988887777', '123456789012'),
      actions: ['choose-account', 'look'],
    }),
  },
});

const CROWD = () =>
  Array.from({ length: 60 }, (_, index) => sketchLaunch({ name: `fleet-${index + 1}`, age: index * HOUR }));

/** Each of these is about the dialog of one machine. */
const LOG_IN = LOG_IN_SCENARIOS.map((scenario) => [scenario, () => [OLD_SITE()]] as const);

const NAMED = SSH_CONFIG_SCENARIOS.map((scenario) => [scenario, () => [OLD_SITE()]] as const);

const RESCUES = RESCUE_SCENARIOS.map((scenario) => [scenario, () => [lostLaunch(scenario)]] as const);

const WORLDS: Partial<Record<Scenario, () => readonly Launch[]>> = {
  'launches-many': () => [OLD_SITE(), IN_PART(), STOPPED(), FAILED(), REMOVED()],
  ...Object.fromEntries(LOG_IN),
  ...Object.fromEntries(NAMED),
  ...Object.fromEntries(RESCUES),
  'launches-crowd': CROWD,
  'launch-unfinished': () => [OLD_SITE(), UNFINISHED()],
  'launch-half-removed': () => [HALF_REMOVED()],
  'launch-left-alone': () => [{ ...UNFINISHED(), isLeftAlone: true }],
  'launch-unknown': () => [UNKNOWN()],
  'launch-in-part': () => [IN_PART()],
  'launch-offers-fail': () => [IN_PART()],
  'launch-stopped': () => [STOPPED()],
  'launch-protected': () => [PROTECTED()],
  'launch-not-removed': () => [NOT_REMOVED()],
  'launch-gone': () => [REMOVED()],
  'launch-silent': () => [SILENT()],
  'launch-key-left': () => [KEY_LEFT()],
  'launches-other-account': () => [OTHER_ACCOUNT(), OLD_SITE()],
  'launches-damaged': () => [STOPPED()],
  'practice-launches': () => [sketchLaunch({ name: 'first-try', age: 2 * DAY, isPractice: true })],
};
