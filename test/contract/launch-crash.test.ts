import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {
  DescribeInstancesCommand,
  DescribeKeyPairsCommand,
  DescribeSecurityGroupsCommand,
  DescribeVolumesCommand,
  EC2Client,
} from '@aws-sdk/client-ec2';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { LaunchPlan } from '../../shared/launch-plan.ts';
import { valueOf } from '../support/aws-clients.ts';
import { fakeKeychain, type FakeKeychain } from '../support/fake-keychain.ts';
import { defaultPlan, openMachine, type TestMachine } from '../support/machine.ts';
import { startPractice, type ServedPractice } from '../support/practice.ts';
import { startProxy, type Call, type Fate, type Proxy } from '../support/proxy.ts';

/** Calls that make something, in the order of a launch in two zones. */
const CALLS = [
  ['CreateKeyPair', 1],
  ['CreateSecurityGroup', 1],
  ['AuthorizeSecurityGroupIngress', 1],
  ['RunInstances', 1],
  ['RunInstances', 2],
] as const;

/** The key pair is asked for by then, and is made only after the end. */
const BESIDE = 'carried out before a key pair that is on its way';
type Way = 'not carried out' | 'carried out' | typeof BESIDE;

describe('a program that ends in the middle of a launch', () => {
  let practice: ServedPractice;
  let judge: EC2Client;
  let proxy: Proxy;
  let fateOf: (call: Call) => Fate | Promise<Fate>;
  let keychain: FakeKeychain;
  const machines: TestMachine[] = [];

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
    keychain = fakeKeychain();
  });
  afterEach(() => {
    for (const machine of machines.splice(0)) machine.remove();
  });

  const open = (home?: string): TestMachine => {
    // The first program's way out is cut with it; the next one has its own.
    const endpoint = home === undefined ? proxy.endpoint : practice.endpoint;
    const env = { ...practice.env, AWS_ENDPOINT_URL: endpoint };
    const machine = openMachine(env, keychain, home === undefined ? {} : { home });
    machines.push(machine);
    return machine;
  };

  /** What stands on the disk and in the keychain at this moment, and in the endpoint of the next program. */
  const homeLeftBy = (machine: TestMachine): string => {
    const home = fs.mkdtempSync(path.join(os.tmpdir(), 'keyport-left-'));
    // A file that is being written may be renamed while it is copied.
    const filter = (file: string) => !/\.tmp$|\block$/.test(path.relative(machine.home, file));
    fs.cpSync(machine.home, home, { recursive: true, filter });
    const { items } = keychain;
    keychain = fakeKeychain();
    for (const [account, privateKey] of items) keychain.items.set(account, privateKey);
    for (const folder of ['launches', 'keys']) readdressAll(path.join(home, folder));
    return home;
  };

  const readdressAll = (folder: string): void => {
    if (!fs.existsSync(folder)) return;
    for (const name of fs.readdirSync(folder)) {
      const file = path.join(folder, name);
      const text = fs.readFileSync(file, 'utf8');
      fs.writeFileSync(file, text.replaceAll(proxy.endpoint, practice.endpoint));
    }
  };

  /** Launches until this call, which is carried out or not; from then on nobody hears anything. */
  const crashAt = async (
    [action, nth]: (typeof CALLS)[number],
    what: Way,
  ): Promise<{ readonly launchId: string; readonly home: string; readonly plan: LaunchPlan }> => {
    const machine = open();
    const whole = await defaultPlan(machine.api);
    const plan = { ...whole, placements: whole.placements.slice(0, 2) };
    const launchId = randomUUID();
    const cut = Promise.withResolvers<void>();
    const keyAsked = Promise.withResolvers<void>();
    let count = 0;
    let isCut = false;
    fateOf = async (call) => {
      if (isCut) return 'hang';
      // Dry runs create nothing.
      if (call.params.get('DryRun') === 'true') return 'pass';
      if (what === BESIDE && call.action === 'CreateKeyPair') {
        keyAsked.resolve();
        await cut.promise;
      }
      if (call.action !== action) return 'pass';
      if (what === BESIDE) await keyAsked.promise;
      count += 1;
      if (count < nth) return 'pass';
      isCut = true;
      cut.resolve();
      return what === 'not carried out' ? 'drop' : 'lose-answer';
    };
    const started = machine.api.startLaunch({ launchId, plan, confirmed: [] });
    await cut.promise;
    await started;
    // What is on its way is carried out, and answered, before anybody looks.
    await proxy.settled();
    return { launchId, plan, home: homeLeftBy(machine) };
  };

  const world = async () => {
    const [{ Reservations = [] }, { SecurityGroups = [] }, { KeyPairs = [] }, { Volumes = [] }] =
      await Promise.all([
        judge.send(new DescribeInstancesCommand({})),
        judge.send(new DescribeSecurityGroupsCommand({})),
        judge.send(new DescribeKeyPairsCommand({})),
        judge.send(new DescribeVolumesCommand({})),
      ]);
    return {
      instances: Reservations.flatMap(({ Instances = [] }) => Instances).filter(
        ({ State }) => State?.Name !== 'terminated',
      ),
      groups: SecurityGroups.filter(({ GroupName }) => GroupName !== 'default'),
      keyPairs: KeyPairs,
      volumes: Volumes,
    };
  };

  const cases = CALLS.flatMap(([action, nth]) =>
    (['not carried out', 'carried out', BESIDE] as const)
      .filter((what) => what !== BESIDE || action === 'CreateSecurityGroup')
      .map((what) => [action, nth, what] as const),
  );

  test.each(cases)(
    'at %s %i, %s, is finished: one machine for each zone, one group, one key',
    async (action, nth, what) => {
      const call = CALLS.find((each) => each[0] === action && each[1] === nth) ?? CALLS[0];
      const { launchId, home, plan } = await crashAt(call, what);
      const next = open(home);
      const made = (await world()).instances.length;

      const [found] = valueOf(await next.api.listLaunches()).launches;
      expect(found).toMatchObject({ launchId, state: 'unfinished' });
      valueOf(await next.api.startUp());
      // Whoever looks first finds what is there; whoever does not may not start it twice either.
      if (action !== 'RunInstances') valueOf(await next.api.lookAtLaunches({ launchIds: null }));
      expect((await world()).instances).toHaveLength(made);

      valueOf(await next.api.finishLaunch({ launchId }));
      const launch = await next.ended(launchId, 'running', 'partly', 'failed');

      expect(launch.problem).toBeNull();
      expect(launch.state).toBe('running');
      const { instances, groups, keyPairs, volumes } = await world();
      expect(instances).toHaveLength(plan.placements.length);
      expect(new Set(instances.map(({ SubnetId }) => SubnetId))).toEqual(
        new Set(plan.placements.map(({ subnetId }) => subnetId)),
      );
      expect(groups.map(({ GroupId }) => GroupId)).toEqual([launch.made.securityGroup?.groupId]);
      expect(keyPairs.map(({ KeyPairId }) => KeyPairId)).toEqual([launch.made.keyPair?.keyPairId]);
      expect(volumes).toHaveLength(2);
      expect(new Set(launch.instances.map(({ instanceId }) => instanceId))).toEqual(
        new Set(instances.map(({ InstanceId }) => InstanceId)),
      );
    },
  );

  test.each(cases)('at %s %i, %s, is undone: nothing of it is left', async (action, nth, what) => {
    const call = CALLS.find((each) => each[0] === action && each[1] === nth) ?? CALLS[0];
    const { launchId, home } = await crashAt(call, what);
    const next = open(home);
    valueOf(await next.api.startUp());

    valueOf(await next.api.undoLaunch({ launchId, keyPairToo: true, snapshotsFirst: false }));
    const launch = await next.ended(launchId, 'removed', 'not-removed');

    expect(launch.problem).toBeNull();
    expect(launch.state).toBe('removed');
    expect(await world()).toEqual({ instances: [], groups: [], keyPairs: [], volumes: [] });
    expect(valueOf(await next.api.forgetLaunch({ launchId })).launches).toEqual([]);
  });
});
