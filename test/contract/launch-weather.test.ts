import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import { setTimeout as later } from 'node:timers/promises';
import { EC2Client, ModifyInstanceAttributeCommand } from '@aws-sdk/client-ec2';
import { afterAll, describe, expect, test } from 'vitest';
import { isBusy } from '../../shared/launch-acts.ts';
import type { Launch } from '../../shared/launch.ts';
import type { LaunchPlan } from '../../shared/launch-plan.ts';
import { ec2Error } from '../support/fake-aws.ts';
import { valueOf } from '../support/aws-clients.ts';
import { fakeKeychain } from '../support/fake-keychain.ts';
import { defaultPlan, openMachine, type TestMachine } from '../support/machine.ts';
import { startPractice } from '../support/practice.ts';
import { startProxy, type Call, type Fate } from '../support/proxy.ts';

const DOCUMENT = new URL('../../docs/weather.md', import.meta.url);

/** A launch waits on another scale than the clock, so that a cell takes a second. */
const PATIENCE = 0.03;
/** The SDK waits by its own clock between its attempts: who is patient has to wait longer than it. */
const PATIENCE_BESIDE_SDK = 0.2;
const LATE_MS = 5_000 * PATIENCE;

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

/** A Keyport with an account of its own: the waits of one are the work of others. */
type Place = {
  readonly machine: TestMachine;
  /** AWS's own client, past the weather. */
  readonly judge: EC2Client;
  /** From now on this decides about each call. */
  readonly underWeather: (fateOf: (call: Call) => Fate | Promise<Fate>) => void;
  readonly close: () => Promise<void>;
};

async function openPlace(weather: string): Promise<Place> {
  const practice = await startPractice();
  let fateOf: (call: Call) => Fate | Promise<Fate> = () => 'pass';
  const proxy = await startProxy(practice.endpoint, (call) => fateOf(call));
  const judge = new EC2Client({
    endpoint: practice.endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'judge', secretAccessKey: 'judge' },
  });
  const patience = IS_WAITED_FOR.has(weather) ? PATIENCE_BESIDE_SDK : PATIENCE;
  const env = { ...practice.env, KEYPORT_PATIENCE: String(patience), AWS_ENDPOINT_URL: proxy.endpoint };
  const machine = openMachine(env, fakeKeychain());
  return {
    machine,
    judge,
    underWeather: (next) => {
      fateOf = next;
    },
    close: async () => {
      machine.remove();
      judge.destroy();
      await proxy.stop();
      await practice.stop();
    },
  };
}

/** Does in fair weather what comes before the call that the weather is about; answers the work with that call in it. */
type Work = (place: Place) => Promise<() => Promise<Launch>>;

const atOnce =
  (key?: LaunchPlan['key']['kind']): Work =>
  async (place) => {
    const plan = await oneMachine(place, key ?? 'aws-makes-it');
    return () => launch(place, plan);
  };

const WORKS: Readonly<Record<string, Work>> = {
  CreateKeyPair: atOnce(),
  ImportKeyPair: atOnce('made-here'),
  CreateSecurityGroup: atOnce(),
  AuthorizeSecurityGroupIngress: atOnce(),
  RunInstances: atOnce(),
  StopInstances: async (place) => {
    const made = await launch(place);
    return () => change(place, 'stop', made);
  },
  StartInstances: async (place) => {
    const made = await launch(place);
    await change(place, 'stop', made);
    return () => change(place, 'start', made);
  },
  ModifyInstanceAttribute: async (place) => {
    const made = await launch(place);
    await attribute(place, made, { DisableApiTermination: { Value: true } });
    return () => change(place, 'unprotect', made);
  },
  CreateSnapshot: async (place) => {
    const made = await launch(place);
    return () => undo(place, made, true);
  },
  TerminateInstances: removed,
  DeleteVolume: async (place) => {
    const made = await launch(place);
    const stays = { DeviceName: made.plan.image.rootDeviceName, Ebs: { DeleteOnTermination: false } };
    await attribute(place, made, { BlockDeviceMappings: [stays] });
    return () => undo(place, made);
  },
  DeleteSecurityGroup: removed,
  DeleteKeyPair: removed,
};

async function removed(place: Place): Promise<() => Promise<Launch>> {
  const made = await launch(place);
  return () => undo(place, made);
}

async function oneMachine({ machine }: Place, kind: LaunchPlan['key']['kind']): Promise<LaunchPlan> {
  const plan = await defaultPlan(machine.api);
  return { ...plan, placements: plan.placements.slice(0, 1), key: { ...plan.key, kind } };
}

async function launch(place: Place, given?: LaunchPlan): Promise<Launch> {
  const launchId = randomUUID();
  const plan = given ?? (await oneMachine(place, 'aws-makes-it'));
  valueOf(await place.machine.api.startLaunch({ launchId, plan, confirmed: ['one-zone'] }));
  return settled(place, launchId);
}

async function change(
  place: Place,
  act: 'stop' | 'start' | 'unprotect',
  { launchId, instances }: Launch,
): Promise<Launch> {
  const instanceIds = instances.map(({ instanceId }) => instanceId);
  valueOf(await place.machine.api.changeInstances({ launchId, instanceIds, act, snapshotsFirst: false }));
  return settled(place, launchId);
}

async function attribute({ judge }: Place, { instances }: Launch, what: object): Promise<void> {
  for (const { instanceId } of instances) {
    await judge.send(new ModifyInstanceAttributeCommand({ InstanceId: instanceId, ...what }));
  }
}

async function undo(place: Place, { launchId }: Launch, snapshotsFirst = false): Promise<Launch> {
  valueOf(await place.machine.api.undoLaunch({ launchId, keyPairToo: true, snapshotsFirst }));
  return settled(place, launchId);
}

function settled({ machine }: Place, launchId: string): Promise<Launch> {
  return machine.ended(launchId, 'running', 'partly', 'failed', 'removed', 'not-removed');
}

describe('a launch in foul weather', () => {
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

  test.concurrent.for(documented())(
    '$action, $weather: $outcome',
    async ({ action, weather, outcome }, { expect: expectHere, onTestFinished }) => {
      const place = await openPlace(weather);
      onTestFinished(place.close);
      const work = await WORKS[action]?.(place);
      let count = 0;
      place.underWeather((call) => {
        if (call.action !== action || call.params.has('DryRun')) return 'pass';
        count += 1;
        return WEATHERS[weather]?.(count, action) ?? 'pass';
      });
      const ended = await work?.();
      if (ended === undefined) throw new Error(`no work for ${action}`);

      expectHere(isBusy(ended)).toBe(false);
      expectHere(count).toBeGreaterThan(0);
      const seen = [ended.state, ...(ended.problem === null ? [] : [`\`${ended.problem.code}\``])].join(', ');
      outcomes.set(`${action} ${weather}`, seen);
      expectHere(seen).toBe(outcome);
      if (ended.problem !== null) {
        expectHere(ended.problem.whatIsRunning).not.toBeNull();
        expectHere(ended.problem.actions).not.toEqual([]);
      }
    },
  );

  afterAll(() => {
    const weathers = Object.keys(WEATHERS);
    const table = Object.keys(WORKS).map((action) =>
      [action, ...weathers.map((weather) => outcomes.get(`${action} ${weather}`) ?? '–')].join(' | '),
    );
    // The table is what this test is asked for.
    process.stdout.write(`${['call', ...weathers].join(' | ')}\n${table.join('\n')}\n`);
  });
});
