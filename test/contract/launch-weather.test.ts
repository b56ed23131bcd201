import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import { setTimeout as later } from 'node:timers/promises';
import { EC2Client, ModifyInstanceAttributeCommand } from '@aws-sdk/client-ec2';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { isBusy } from '../../shared/launch-acts.ts';
import type { Launch } from '../../shared/launch.ts';
import type { LaunchPlan } from '../../shared/launch-plan.ts';
import { ec2Error } from '../support/fake-aws.ts';
import { valueOf } from '../support/aws-clients.ts';
import { fakeKeychain } from '../support/fake-keychain.ts';
import { defaultPlan, openMachine, type TestMachine } from '../support/machine.ts';
import { startPractice, type ServedPractice } from '../support/practice.ts';
import { startProxy, type Call, type Fate, type Proxy } from '../support/proxy.ts';

const DOCUMENT = new URL('../../docs/weather.md', import.meta.url);

/** EC2's own two seconds at the most, on the scale of `KEYPORT_PATIENCE=0.01`: five seconds late. */
const LATE_MS = 50;

const refused = ec2Error('UnauthorizedOperation', 'You are not authorized to perform this operation.', 403);
const slower = ec2Error('RequestLimitExceeded', 'Request limit exceeded.', 503);
const broken = ec2Error('InternalError', 'An internal error has occurred', 500);
const noRoom = ec2Error('InsufficientInstanceCapacity', 'We currently do not have sufficient capacity.', 500);

/** What becomes of the nth call of an action, counted from 1. */
const WEATHERS: Readonly<Record<string, (nth: number, action: string) => Fate | Promise<Fate>>> = {
  // More than the SDK's own three attempts.
  throttled: (nth) => (nth <= 5 ? slower : 'pass'),
  '500 once': (nth) => (nth === 1 ? broken : 'pass'),
  'answer dropped': (nth) => (nth === 1 ? 'lose-answer' : 'pass'),
  '5 s late': async (nth): Promise<Fate> => {
    if (nth === 1) await later(LATE_MS);
    return 'pass';
  },
  'not found at first': (nth, action) => (nth <= 3 ? notFound(action) : 'pass'),
  'no capacity': () => noRoom,
  denied: () => refused,
};

function notFound(action: string): Fate {
  const code = NOT_FOUND[action] ?? '';
  return ec2Error(code, 'There is no such thing.', 400);
}

/** Of what each call names and was made a moment ago; a call that names nothing of the kind has none. */
const NOT_FOUND: Readonly<Record<string, string>> = {
  AuthorizeSecurityGroupIngress: 'InvalidGroup.NotFound',
  RunInstances: 'InvalidGroup.NotFound',
  StopInstances: 'InvalidInstanceID.NotFound',
  StartInstances: 'InvalidInstanceID.NotFound',
  ModifyInstanceAttribute: 'InvalidInstanceID.NotFound',
  CreateSnapshot: 'InvalidVolume.NotFound',
  TerminateInstances: 'InvalidInstanceID.NotFound',
  DeleteVolume: 'InvalidVolume.NotFound',
  DeleteSecurityGroup: 'InvalidGroup.NotFound',
};

const IS_WAITED_FOR: ReadonlySet<string> = new Set(['throttled', 'not found at first']);
const NEEDS_ROOM: ReadonlySet<string> = new Set(['RunInstances', 'StartInstances']);

type Row = { readonly action: string; readonly weather: string; readonly outcome: string };

/** The table of the document: a row for each call, a column for each weather. `–`: cannot be. */
function documented(): readonly Row[] {
  const lines = fs
    .readFileSync(DOCUMENT, 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('|'));
  const [head = [], , ...rows] = lines.map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
  return rows.flatMap(([action = '', ...cells]) =>
    cells.flatMap((outcome, at) => {
      const weather = head[at + 1] ?? '';
      return outcome === '–' ? [] : [{ action: action.replaceAll('`', ''), weather, outcome }];
    }),
  );
}

describe('a launch in foul weather', () => {
  let practice: ServedPractice;
  let judge: EC2Client;
  let proxy: Proxy;
  let fateOf: (call: Call) => Fate | Promise<Fate> = () => 'pass';
  let machine: TestMachine | undefined;

  beforeAll(async () => {
    practice = await startPractice();
    judge = new EC2Client({
      endpoint: practice.endpoint,
      region: 'us-east-1',
      credentials: { accessKeyId: 'judge', secretAccessKey: 'judge' },
    });
    proxy = await startProxy(practice.endpoint, (call) => fateOf(call));
  });
  afterAll(async () => {
    judge.destroy();
    await proxy.stop();
    await practice.stop();
  });
  beforeEach(async () => {
    await practice.reset();
    fateOf = () => 'pass';
  });

  /** The SDK waits by its own clock between its attempts: who is patient has to wait longer than it. */
  const open = (weather: string): void => {
    const patience = IS_WAITED_FOR.has(weather) ? { KEYPORT_PATIENCE: '0.2' } : {};
    machine = openMachine({ ...practice.env, ...patience, AWS_ENDPOINT_URL: proxy.endpoint }, fakeKeychain());
  };
  afterEach(() => machine?.remove());

  const opened = (): TestMachine => {
    if (machine === undefined) throw new Error('no machine is open');
    return machine;
  };

  const settled = (launchId: string): Promise<Launch> =>
    opened().ended(launchId, 'running', 'partly', 'failed', 'removed', 'not-removed');

  const oneMachine = async (key: LaunchPlan['key']['kind']): Promise<LaunchPlan> => {
    const plan = await defaultPlan(opened().api);
    return { ...plan, placements: plan.placements.slice(0, 1), key: { ...plan.key, kind: key } };
  };

  const launch = async (key: LaunchPlan['key']['kind'] = 'aws-makes-it'): Promise<Launch> => {
    const launchId = randomUUID();
    const plan = await oneMachine(key);
    valueOf(await opened().api.startLaunch({ launchId, plan, confirmed: ['one-zone'] }));
    return settled(launchId);
  };

  const change = async (act: 'stop' | 'start' | 'unprotect', { launchId, instances }: Launch) => {
    const instanceIds = instances.map(({ instanceId }) => instanceId);
    valueOf(await opened().api.changeInstances({ launchId, instanceIds, act, snapshotsFirst: false }));
    return settled(launchId);
  };

  const attribute = async ({ instances }: Launch, what: object): Promise<void> => {
    for (const { instanceId } of instances) {
      await judge.send(new ModifyInstanceAttributeCommand({ InstanceId: instanceId, ...what }));
    }
  };

  const undo = async ({ launchId }: Launch, snapshotsFirst = false): Promise<Launch> => {
    valueOf(await opened().api.undoLaunch({ launchId, keyPairToo: true, snapshotsFirst }));
    return settled(launchId);
  };

  /** What is done in fair weather, and then the call that the weather is about. */
  const WORKS: Readonly<Record<string, () => Promise<() => Promise<Launch>>>> = {
    CreateKeyPair: async () => () => launch(),
    ImportKeyPair: async () => () => launch('made-here'),
    CreateSecurityGroup: async () => () => launch(),
    AuthorizeSecurityGroupIngress: async () => () => launch(),
    RunInstances: async () => () => launch(),
    StopInstances: async () => {
      const made = await launch();
      return () => change('stop', made);
    },
    StartInstances: async () => {
      const made = await launch();
      await change('stop', made);
      return () => change('start', made);
    },
    ModifyInstanceAttribute: async () => {
      const made = await launch();
      await attribute(made, { DisableApiTermination: { Value: true } });
      return () => change('unprotect', made);
    },
    CreateSnapshot: async () => {
      const made = await launch();
      return () => undo(made, true);
    },
    TerminateInstances: async () => {
      const made = await launch();
      return () => undo(made);
    },
    DeleteVolume: async () => {
      const made = await launch();
      const stays = { DeviceName: made.plan.image.rootDeviceName, Ebs: { DeleteOnTermination: false } };
      await attribute(made, { BlockDeviceMappings: [stays] });
      return () => undo(made);
    },
    DeleteSecurityGroup: async () => {
      const made = await launch();
      return () => undo(made);
    },
    DeleteKeyPair: async () => {
      const made = await launch();
      return () => undo(made);
    },
  };

  const outcomes = new Map<string, string>();

  test('the document names every call that makes or removes something, and every weather that can be', () => {
    const rows = documented().map(({ action, weather }) => `${action} ${weather}`);
    const possible = Object.keys(WORKS).flatMap((action) =>
      Object.keys(WEATHERS)
        .filter((weather) => weather !== 'not found at first' || NOT_FOUND[action] !== undefined)
        .filter((weather) => weather !== 'no capacity' || NEEDS_ROOM.has(action))
        .map((weather) => `${action} ${weather}`),
    );
    expect(rows.toSorted()).toEqual(possible.toSorted());
  });

  test.each(documented())('$action, $weather: $outcome', async ({ action, weather, outcome }) => {
    open(weather);
    const work = await (WORKS[action] ?? WORKS['RunInstances'])?.();
    const counts = { all: 0 };
    fateOf = (call) => {
      if (call.action !== action || call.params.has('DryRun')) return 'pass';
      counts.all += 1;
      return WEATHERS[weather]?.(counts.all, action) ?? 'pass';
    };
    const ended = await work?.();
    if (ended === undefined) throw new Error(`no work for ${action}`);

    expect(isBusy(ended)).toBe(false);
    expect(counts.all).toBeGreaterThan(0);
    const seen = [ended.state, ...(ended.problem === null ? [] : [`\`${ended.problem.code}\``])].join(', ');
    outcomes.set(`${action} ${weather}`, seen);
    expect(seen).toBe(outcome);
    if (ended.problem !== null) {
      expect(ended.problem.whatIsRunning).not.toBeNull();
      expect(ended.problem.actions).not.toEqual([]);
    }
  });

  afterAll(() => {
    const weathers = Object.keys(WEATHERS);
    const table = Object.keys(WORKS).map((action) =>
      [action, ...weathers.map((weather) => outcomes.get(`${action} ${weather}`) ?? '–')].join(' | '),
    );
    // The table is what this test is asked for.
    process.stdout.write(`${['call', ...weathers].join(' | ')}\n${table.join('\n')}\n`);
  });
});
