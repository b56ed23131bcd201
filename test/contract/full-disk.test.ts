import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import {
  DescribeInstancesCommand,
  DescribeKeyPairsCommand,
  DescribeSecurityGroupsCommand,
  DescribeSnapshotsCommand,
  DescribeVolumesCommand,
  EC2Client,
  ModifyInstanceAttributeCommand,
} from '@aws-sdk/client-ec2';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { LaunchRecord } from '../../electron/launch/record/launch-record.ts';
import { REMOVAL_LINES } from '../../electron/launch/removal-lines.ts';
import { words } from '../../shared/words/en.ts';
import { fakeKeychain, type FakeKeychain } from '../support/fake-keychain.ts';
import { valueOf } from '../support/aws-clients.ts';
import { defaultPlan, openMachine, type TestMachine } from '../support/machine.ts';
import { startPractice, type ServedPractice } from '../support/practice.ts';
import { startProxy, type Call, type Proxy } from '../support/proxy.ts';

describe('a launch whose record can no longer be written', () => {
  let practice: ServedPractice;
  let proxy: Proxy;
  let machine: TestMachine;
  /** The record's folder becomes unwritable as soon as this action is asked for. */
  let breaksAt: string;

  const folder = () => path.join(machine.home, 'launches');
  const breakDisk = () => {
    if (fs.statSync(folder()).isFile()) return;
    fs.renameSync(folder(), `${folder()}.away`);
    fs.writeFileSync(folder(), 'a file in its place');
  };
  const mendDisk = () => {
    fs.rmSync(folder());
    fs.renameSync(`${folder()}.away`, folder());
  };

  beforeAll(async () => {
    practice = await startPractice();
    proxy = await startProxy(practice.endpoint, ({ action, params }) => {
      if (action === breaksAt && !params.has('DryRun')) breakDisk();
      return 'pass';
    });
  });
  afterAll(async () => {
    await proxy.stop();
    await practice.stop();
  });
  beforeEach(async () => {
    await practice.reset();
    machine = openMachine({ ...practice.env, AWS_ENDPOINT_URL: proxy.endpoint }, fakeKeychain());
  });
  afterEach(() => machine.remove());

  async function launch(action: string) {
    breaksAt = '';
    const plan = await defaultPlan(machine.api);
    breaksAt = action;
    const launchId = randomUUID();
    valueOf(await machine.api.startLaunch({ launchId, plan, confirmed: [] }));
    return machine.ended(launchId, 'running', 'partly', 'failed');
  }

  async function undo(launchId: string) {
    valueOf(await machine.api.undoLaunch({ launchId, keyPairToo: true, snapshotsFirst: false }));
    return machine.ended(launchId, 'removed', 'not-removed');
  }

  test('starts no instance, and what it made can be removed', async () => {
    const asked = proxy.count('RunInstances');
    const ended = await launch('CreateSecurityGroup');

    expect(ended.state).toBe('failed');
    expect(ended.problem).toMatchObject({
      code: 'disk-failed',
      whatIsRunning: 'Nothing is running and nothing costs money.',
    });
    expect(proxy.count('RunInstances')).toBe(asked);

    mendDisk();
    const removed = await undo(ended.launchId);
    expect(removed.state).toBe('removed');
    expect(removed.lines.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['undo-security-group', 'undo-key-pair']),
    );
  });

  test('while its instances start, knows them all the same, says so, and can remove them', async () => {
    const ended = await launch('RunInstances');

    expect(ended.state).toBe('partly');
    expect(ended.problem?.code).toBe('disk-failed');
    expect(ended.problem?.explanation).toContain('can be removed here');
    expect(ended.instances.length).toBeGreaterThan(0);
    expect(ended.instances.every(({ state }) => state === 'running')).toBe(true);

    mendDisk();
    const removed = await undo(ended.launchId);
    expect(removed.state).toBe('removed');
    expect(removed.instances.every(({ state }) => state === 'terminated')).toBe(true);
  });

  test('takes no answer that it could not keep, and shows none', async () => {
    const pace = { action: '*', kind: 'pace', value: 0 } as const;
    practice
      .account()
      .setWeather([pace, { action: 'RunInstances', zone: 'us-east-1a', kind: 'no-capacity' }]);
    const ended = await launch('none');
    practice.account().setWeather([pace]);
    expect(ended.state).toBe('partly');
    const { launchId } = ended;
    const placementId = ended.zones.find(({ state }) => state === 'failed')?.placementId ?? '';
    const leaveOut = () => machine.api.answerZone({ launchId, placementId, answer: { kind: 'leave-out' } });
    const shown = async () => valueOf(await machine.api.readLaunch({ launchId }));

    breakDisk();
    expect(await leaveOut()).toMatchObject({ ok: false, problem: { code: 'disk-failed' } });
    expect(await shown()).toMatchObject({ state: 'partly', problem: { code: 'no-capacity' } });
    expect((await shown()).zones.map(({ state }) => state)).toEqual(ended.zones.map(({ state }) => state));

    mendDisk();
    valueOf(await leaveOut());
    expect((await shown()).state).toBe('running');
    expect((await undo(launchId)).state).toBe('removed');
    breakDisk();
    expect(await machine.api.forgetLaunch({ launchId })).toMatchObject({
      ok: false,
      problem: { code: 'disk-failed' },
    });
    expect((await shown()).launchId).toBe(launchId);
    mendDisk();
    expect(valueOf(await machine.api.forgetLaunch({ launchId })).launches).toEqual([]);
  });
});

/** False where something stands there by now. */
function isMade(folder: string): boolean {
  try {
    fs.mkdirSync(folder);
    return true;
  } catch {
    return false;
  }
}

/** What a removal with copies asks for, one after another, where one disk has outlived its machine; and who goes on with it. */
const REMOVAL_CALLS = [
  ['DescribeInstances', 1, 'this'],
  ['DescribeSnapshots', 1, 'the next'],
  ['CreateSnapshot', 1, 'the next'],
  ['CreateSnapshot', 2, 'this'],
  ['TerminateInstances', 1, 'the next'],
  ['TerminateInstances', 2, 'this'],
  ['DescribeVolumes', 1, 'this'],
  ['DeleteVolume', 1, 'the next'],
  ['DeleteSecurityGroup', 1, 'the next'],
  ['DescribeKeyPairs', 1, 'this'],
  ['DeleteKeyPair', 1, 'the next'],
] as const;

/** What makes or ends something: its parameter, and its line of the removal. */
const LINES: Readonly<Record<string, readonly [string, (id: string) => string]>> = {
  CreateSnapshot: ['VolumeId', REMOVAL_LINES.snapshot],
  TerminateInstances: ['InstanceId.1', REMOVAL_LINES.instance],
  DeleteVolume: ['VolumeId', REMOVAL_LINES.volume],
  DeleteSecurityGroup: ['GroupId', () => REMOVAL_LINES.group],
  DeleteKeyPair: ['KeyPairId', () => REMOVAL_LINES.keyPair],
};

describe('a disk that is full in the middle of a removal', () => {
  let practice: ServedPractice;
  let proxy: Proxy;
  let judge: EC2Client;
  let machine: TestMachine;
  let fillsAt: (call: Call) => boolean;
  let keychain: FakeKeychain;
  /** Calls that made or ended something, and whether the record on the disk said so by then. */
  let noted: (readonly [string, boolean])[];
  const machines: TestMachine[] = [];

  const files = () =>
    ['launches', 'keys'].flatMap((folder) =>
      fs
        .readdirSync(path.join(machine.home, folder))
        .filter((name) => name.endsWith('.json'))
        .map((name) => path.join(machine.home, folder, name)),
    );
  /** Each record can be read as it is, and no byte more can be written. */
  const fillDisk = () => {
    for (const file of files()) {
      // What is being written just now does not fit any more, also where that begins between these two.
      do fs.rmSync(`${file}.tmp`, { recursive: true, force: true });
      while (!isMade(`${file}.tmp`));
    }
  };
  const makeRoom = () => {
    for (const file of files()) fs.rmSync(`${file}.tmp`, { recursive: true, force: true });
  };

  beforeAll(async () => {
    practice = await startPractice();
    judge = new EC2Client({
      endpoint: practice.endpoint,
      region: 'us-east-1',
      credentials: { accessKeyId: 'judge', secretAccessKey: 'judge' },
    });
    proxy = await startProxy(practice.endpoint, (call) => {
      if (call.params.has('DryRun')) return 'pass';
      noteDown(call);
      if (fillsAt(call)) fillDisk();
      return 'pass';
    });
  });
  afterAll(async () => {
    judge.destroy();
    await proxy.stop();
    await practice.stop();
  });
  beforeEach(async () => {
    await practice.reset();
    noted = [];
    fillsAt = () => false;
    keychain = fakeKeychain();
    machine = open();
  });
  afterEach(() => {
    for (const each of machines.splice(0)) each.remove();
  });

  const open = (home?: string): TestMachine => {
    const env = { ...practice.env, AWS_ENDPOINT_URL: proxy.endpoint };
    const opened = openMachine(env, keychain, home === undefined ? {} : { home });
    machines.push(opened);
    return opened;
  };

  function noteDown({ action, params }: Call): void {
    const [parameter, lineOf] = LINES[action] ?? [];
    if (parameter === undefined || lineOf === undefined) return;
    const id = params.get(parameter) ?? '';
    const [file = ''] = fs
      .readdirSync(path.join(machine.home, 'launches'))
      .filter((name) => name.endsWith('.json'));
    const { lines } = JSON.parse(
      fs.readFileSync(path.join(machine.home, 'launches', file), 'utf8'),
    ) as LaunchRecord;
    const isThere = lines.some((line) => line.id === lineOf(id) && line.state === 'working');
    noted.push([`${action} ${id}`, isThere]);
  }

  /** Two machines, one of which leaves its disk behind. */
  async function launch(): Promise<string> {
    const whole = await defaultPlan(machine.api);
    const plan = { ...whole, placements: whole.placements.slice(0, 2) };
    const launchId = randomUUID();
    valueOf(await machine.api.startLaunch({ launchId, plan, confirmed: [] }));
    const { instances } = await machine.ended(launchId, 'running');
    await judge.send(
      new ModifyInstanceAttributeCommand({
        InstanceId: instances[0]?.instanceId ?? '',
        BlockDeviceMappings: [{ DeviceName: '/dev/xvda', Ebs: { DeleteOnTermination: false } }],
      }),
    );
    return launchId;
  }

  const left = async () => {
    const [instances, groups, pairs, volumes, snapshots] = await Promise.all([
      judge.send(new DescribeInstancesCommand({})),
      judge.send(new DescribeSecurityGroupsCommand({})),
      judge.send(new DescribeKeyPairsCommand({})),
      judge.send(new DescribeVolumesCommand({})),
      judge.send(new DescribeSnapshotsCommand({ OwnerIds: ['self'] })),
    ]);
    return {
      instances: (instances.Reservations ?? [])
        .flatMap(({ Instances = [] }) => Instances)
        .filter(({ State }) => State?.Name !== 'terminated').length,
      groups: (groups.SecurityGroups ?? []).filter(({ GroupName }) => GroupName !== 'default').length,
      keyPairs: pairs.KeyPairs?.length,
      volumes: volumes.Volumes?.length,
      snapshots: snapshots.Snapshots?.map(({ SnapshotId = '' }) => SnapshotId).toSorted() ?? [],
    };
  };

  test.each(REMOVAL_CALLS)(
    'at %s %i stops it before anything that is not written down, and %s program goes on to the same end',
    async (action, nth, which) => {
      const launchId = await launch();
      const privateKeys = [...keychain.items];
      const before = proxy.count(action);
      fillsAt = (call) => call.action === action && proxy.count(action) === before + nth;
      valueOf(await machine.api.undoLaunch({ launchId, keyPairToo: true, snapshotsFirst: true }));
      const stopped = await machine.ended(launchId, 'removed', 'not-removed');

      expect(stopped.state).toBe('not-removed');
      expect(stopped.problem).toMatchObject({
        code: 'disk-failed',
        explanation: /KeyPairs?$/.test(action) ? words.keyActs.removedNotRecorded : words.removal.notRecorded,
        actions: ['finish', 'look'],
      });
      expect(stopped.problem?.whatIsRunning).toBeTypeOf('string');

      makeRoom();
      fillsAt = () => false;
      if (which === 'the next') {
        machine.close();
        machine = open(machine.home);
        valueOf(await machine.api.startUp());
      }
      valueOf(await machine.api.finishLaunch({ launchId }));
      const removed = await machine.ended(launchId, 'removed', 'not-removed');

      expect(removed.problem).toBeNull();
      expect(removed.state).toBe('removed');
      const { snapshots, ...things } = await left();
      expect(things).toEqual({ instances: 0, groups: 0, keyPairs: 0, volumes: 0 });
      expect(snapshots).toHaveLength(2);
      expect(removed.made.snapshots.map(({ snapshotId }) => snapshotId).toSorted()).toEqual(snapshots);
      expect([...keychain.items]).toEqual(privateKeys);
      expect(noted.filter(([, isThere]) => !isThere)).toEqual([]);
    },
  );
});
