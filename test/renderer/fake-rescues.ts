import type { KeyportEvents } from '../../shared/api.ts';
import { otherWays, type OtherWays, type OtherWaysFacts } from '../../shared/connect/other-ways.ts';
import {
  RESCUE_STEPS,
  type Rescue,
  type RescueApi,
  type RescueStep,
} from '../../shared/connect/rescue-api.ts';
import { rescueChoice } from '../../shared/connect/rescue.ts';
import type { Launch } from '../../shared/launch.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import { failed, succeeded } from '../../shared/outcome.ts';
import { words } from '../../shared/words/en.ts';
import { IMAGES } from './fake-facts.ts';
import type { Answer } from './fake-keys.ts';
import type { Scenario } from './fake-keyport.ts';
import { sketchLaunch } from './launch-fixtures.ts';

/** How it stands with a machine whose key is lost; `rescue-connect` goes well. */
export const RESCUE_SCENARIOS = [
  'rescue-connect',
  'rescue-refused',
  'rescue-not-noted',
  'rescue-closed',
  'rescue-session',
  'rescue-volume',
  'rescue-windows',
  'rescue-no-tools',
] as const;

const FACTS: OtherWaysFacts = {
  image: { catalogId: 'al2023-x86_64', imageName: '', platform: 'linux' },
  state: 'running',
  publicAddress: '198.51.100.20',
  connect: { port: 22, adminAddress: '203.0.113.7', existingGroups: null },
  myAddress: '203.0.113.7',
  profile: null,
  agent: 'never',
  tools: { aws: true, sessionPlugin: false },
  toolsKnowAccount: true,
};
const DEBIAN = { catalogId: 'debian-13-x86_64', imageName: '', platform: 'linux' } as const;

const ODD: Partial<Record<Scenario, Partial<OtherWaysFacts>>> = {
  'rescue-closed': { myAddress: '192.0.2.44', agent: 'unknown' },
  'rescue-session': {
    image: DEBIAN,
    agent: 'online',
    profile: 'session-manager',
    tools: { aws: true, sessionPlugin: true },
  },
  'rescue-volume': { image: DEBIAN },
  'rescue-windows': { image: { ...DEBIAN, catalogId: 'windows-2022-x86_64', platform: 'windows' } },
  'rescue-no-tools': {
    agent: 'online',
    tools: { aws: false, sessionPlugin: false },
    toolsKnowAccount: false,
  },
};

/** The launch that this is about. */
export function lostLaunch(scenario: Scenario): Launch {
  const launch = sketchLaunch({ name: 'club-website', age: 400_000_000 });
  const windows = IMAGES.find(({ platform }) => platform === 'windows');
  if (scenario !== 'rescue-windows' || windows === undefined) return launch;
  const { catalogId, imageName, platform, rootDeviceName } = windows;
  const image = { ...launch.plan.image, catalogId, imageName, platform, rootDeviceName };
  return {
    ...launch,
    plan: { ...launch.plan, image: { ...image, loginUser: 'Administrator' } },
    connect: { ...launch.connect, loginUser: 'Administrator', port: 3389 },
  };
}

type FakeRescues = RescueApi & Pick<KeyportEvents, 'onRescueChanged'>;

export function createFakeRescues(scenario: Scenario, answer: Answer): FakeRescues {
  const ways: OtherWays = otherWays({ ...FACTS, ...ODD[scenario] });
  const listeners = new Set<(rescue: Rescue) => void>();
  const last = new Map<string, Rescue>();
  const tell = (rescue: Rescue): Rescue => {
    last.set(rescue.instanceId, rescue);
    for (const listener of listeners) listener(rescue);
    return rescue;
  };
  /** Step by step, up to the one that fails. */
  const play = async (
    { launchId, instanceId, custodyId }: Parameters<RescueApi['letNewKeyIn']>[0],
    way: Rescue['way'],
    steps: readonly RescueStep[],
  ): Promise<Rescue> => {
    const stop = STOPS[scenario];
    let rescue: Rescue = {
      launchId,
      instanceId,
      custodyId,
      keyName: 'club-website-new',
      way,
      state: 'working',
      lines: steps.map((step) => ({ step, state: 'waiting' })),
      problem: null,
      soFar: 'nothing',
    };
    const set = (step: RescueStep, state: 'working' | 'done' | 'failed', part: Partial<Rescue> = {}) => {
      const lines = rescue.lines.map((line) => (line.step === step ? { step, state } : line));
      rescue = tell({ ...rescue, ...part, lines });
    };
    for (const step of steps) {
      set(step, 'working');
      await new Promise((resolve) => setTimeout(resolve, 150));
      if (step === stop?.step) {
        set(step, 'failed', { state: 'failed', problem: stop.problem, soFar: stop.soFar });
        return rescue;
      }
      set(step, 'done');
    }
    return tell({ ...rescue, state: 'done', soFar: 'noted' });
  };
  return {
    readOtherWays: (input) => answer('readOtherWays', input, () => succeeded(ways)),
    openByInstanceConnect: (input) =>
      answer('openByInstanceConnect', input, () => succeeded({ terminal: 'gnome-terminal' })),
    openSession: (input) =>
      answer('openSession', input, () =>
        scenario === 'rescue-session'
          ? succeeded({ terminal: 'gnome-terminal' })
          : failed(makeProblem('aws-tools-missing')),
      ),
    openSessionPage: (input) => answer('openSessionPage', input, () => succeeded(null)),
    readRescue: (input) =>
      answer('readRescue', input, () =>
        succeeded({ ...rescueChoice(ways), ways, last: last.get(input.instanceId) ?? null }),
      ),
    letNewKeyIn: async (input) => {
      const rescue = await play(input, 'lend', RESCUE_STEPS);
      return answer('letNewKeyIn', input, () => succeeded(rescue));
    },
    proveNewKey: async (input) => {
      const rescue = await play(input, 'by-hand', ['prove', 'note']);
      return answer('proveNewKey', input, () => succeeded(rescue));
    },
    copyRescueText: (input) => answer('copyRescueText', input, () => succeeded(null)),
    onRescueChanged: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

type Stop = Pick<Rescue, 'problem' | 'soFar'> & { readonly step: RescueStep };

const again = { retryable: true, actions: ['retry'] } as const;

const STOPS: Partial<Record<Scenario, Stop>> = {
  'rescue-refused': {
    step: 'log-in',
    soFar: 'nothing',
    problem: makeProblem('lent-key-refused', {
      ...again,
      explanation: words.rescue.because.lentDenied('ec2-user'),
    }),
  },
  'rescue-not-noted': { step: 'note', soFar: 'proved', problem: makeProblem('disk-failed', again) },
};
