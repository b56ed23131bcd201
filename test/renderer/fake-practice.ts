import type { AccountList, ConnectedAccount } from '../../shared/account.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import { failed, succeeded, type Outcome } from '../../shared/outcome.ts';
import type { Mode, Practice, PracticeApi } from '../../shared/practice/practice-api.ts';
import { rulesOfDrill } from '../../shared/practice/drills.ts';
import { FAIR_WEATHER, type Weather } from '../../shared/practice/weather.ts';
import type { Answer } from './fake-keys.ts';
import type { Scenario } from './fake-keyport.ts';
import { launchIdOf } from './launch-fixtures.ts';
import { REGIONS } from './fake-facts.ts';

/** Practice's part of the bridge, in memory. */
export type FakePractice = PracticeApi & { readonly isOn: () => boolean };

export function createFakePractice(scenario: Scenario, answer: Answer): FakePractice {
  let mode: Mode = STARTS_IN_PRACTICE.has(scenario) ? 'practice' : 'real';
  let practice = practiceOf(scenario);
  const turn = (next: Mode): Outcome<Mode> => {
    if (scenario === 'practice-busy') return failed(makeProblem('practice-busy'));
    mode = next;
    return succeeded(mode);
  };
  const change = (edit: Partial<Practice>): Outcome<Practice> => {
    if (mode === 'real') return failed(makeProblem('practice-closed'));
    practice = { ...practice, ...edit };
    return succeeded(practice);
  };
  return {
    isOn: () => mode === 'practice',
    readMode: () => answer('readMode', null, () => succeeded(mode)),
    startPractice: () => answer('startPractice', null, () => turn('practice')),
    stopPractice: () => answer('stopPractice', null, () => turn('real')),
    readPractice: () =>
      answer('readPractice', null, () =>
        scenario === 'practice-fails' ? failed(makeProblem('disk-failed', { raw: 'EIO' })) : change({}),
      ),
    setWeather: (input) =>
      answer('setWeather', input, () =>
        scenario === 'practice-weather-refused'
          ? failed(makeProblem('bad-request', { raw: 'setWeather: weather' }))
          : change(input),
      ),
    startDrill: (input) =>
      answer('startDrill', input, () => {
        const { drill, region } = input;
        const stage = drill === 'zone-lost' ? 'before' : 'during';
        const zone = drill === 'no-capacity' ? `${region}b` : null;
        const started = {
          drill,
          region,
          stage,
          zone,
          startedAt: Date.now(),
          hit: null,
          machines: [],
        } as const;
        return change({ drill: started, weather: rulesOfDrill(started) });
      }),
    turnDrill: () =>
      answer('turnDrill', null, () => {
        const { drill } = practice;
        if (drill === null) return change({});
        const turned =
          drill.stage === 'before' ? { ...drill, ...LOST } : { ...drill, stage: 'after' as const };
        return change({ drill: turned, weather: rulesOfDrill(turned) });
      }),
    endDrill: () =>
      answer('endDrill', null, () =>
        change({
          drill: null,
          drillsDone: practice.drill?.stage === 'after' ? [practice.drill.drill] : [],
          weather: FAIR_WEATHER,
        }),
      ),
    resetPractice: () =>
      answer('resetPractice', null, () => {
        if (scenario !== 'practice-ends') return change(NEW_PRACTICE);
        mode = 'real';
        return failed(makeProblem('disk-failed', { raw: 'EROFS' }));
      }),
  };
}

const STARTS_IN_PRACTICE: ReadonlySet<Scenario> = new Set<Scenario>([
  'practice',
  'practice-storm',
  'practice-fails',
  'practice-weather-refused',
  'practice-set-aside',
  'practice-unfinished',
  'practice-keys',
  'practice-held',
  'practice-crash',
  'practice-start-fails',
  'practice-ends',
  'practice-in-use',
  'practice-launches',
]);

const NEW_PRACTICE: Practice = {
  accountId: '111122223333',
  regions: ['eu-central-1', 'us-east-1'],
  myAddress: '203.0.113.7',
  weather: FAIR_WEATHER,
  drill: null,
  drillsDone: [],
  counts: { instances: 0, securityGroups: 0, keyPairs: 0 },
  home: '/home/maria/.config/Keyport/practice',
  keyFile: '/home/maria/.config/Keyport/practice/private-keys.json',
  setAside: null,
};

/** The launch of the scenario `practice-launches`, and its last zone. */
const LOST = {
  stage: 'during',
  region: 'us-east-1',
  zone: 'us-east-1c',
  hit: { launchId: launchIdOf('first-try'), placementIds: ['p3'] },
  machines: ['a', 'b', 'c'].map((letter) => ({
    instanceId: `i-0000000000000000${letter}`,
    region: 'us-east-1',
    zone: `us-east-1${letter}`,
    launchId: launchIdOf('first-try'),
    serves: letter !== 'c',
  })),
} as const;

const STORM: Weather = [
  { action: 'RunInstances', zone: 'us-east-1b', kind: 'no-capacity' },
  { action: '*', kind: 'latency', value: 3_000 },
  { action: 'CreateSecurityGroup', kind: 'not-found', value: { calls: 3 } },
  { action: '*', kind: 'throttle', value: { bucket: 2, perSecond: 0.5 } },
  { action: 'RunInstances', nth: 2, kind: 'lose-answer' },
  { action: 'TerminateInstances', kind: 'html-500' },
  { action: 'CreateKeyPair', kind: 'lose-request' },
  { action: 'RunInstances', kind: 'unauthorized' },
  { action: 'RunInstances', kind: 'pending-verification' },
  { action: 'RunInstances', kind: 'opt-in-required' },
  {
    action: 'RunInstances',
    kind: 'error',
    value: { code: 'VcpuLimitExceeded', message: 'You have requested more vCPU capacity.', status: 400 },
  },
  { action: '*', kind: 'pace', value: 1 },
];

function practiceOf(scenario: Scenario): Practice {
  const used = { ...NEW_PRACTICE, counts: { instances: 3, securityGroups: 4, keyPairs: 1 } };
  if (scenario === 'practice-storm') return { ...used, weather: STORM };
  if (scenario !== 'practice-set-aside') return NEW_PRACTICE;
  return { ...NEW_PRACTICE, setAside: '/home/maria/.config/Keyport/practice/account.json.unreadable-1' };
}

export const PRACTICE_ACCOUNTS: AccountList = {
  sources: [
    { id: 'practice', name: 'Practice account', kind: 'practice', region: 'us-east-1', endpoint: null },
  ],
  lastUsed: null,
};

export function practiceAccount(region: string): ConnectedAccount {
  return {
    sourceId: 'practice',
    region,
    sourceName: 'Practice account',
    accountId: NEW_PRACTICE.accountId,
    arn: `arn:aws:iam::${NEW_PRACTICE.accountId}:user/you`,
    endpoint: null,
    isRoot: false,
    hasLongLivedKey: false,
    regions: REGIONS,
  };
}
