import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import {
  DescribeInstancesCommand,
  DescribeKeyPairsCommand,
  DescribeSecurityGroupsCommand,
  DescribeVolumesCommand,
  EC2Client,
} from '@aws-sdk/client-ec2';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { publicKeyOf } from '../../electron/custody/key-format.ts';
import { fakeKeychain, type FakeKeychain } from '../support/fake-keychain.ts';
import { valueOf } from '../support/aws-clients.ts';
import { defaultPlan, openMachine, type TestMachine } from '../support/machine.ts';
import { startPractice, type ServedPractice } from '../support/practice.ts';
import { ec2Error } from '../support/fake-aws.ts';
import { startProxy, type Call, type Fate, type Proxy } from '../support/proxy.ts';

describe('a launch', () => {
  let practice: ServedPractice;
  let judge: EC2Client;
  let proxy: Proxy;
  let fateOf: (call: Call) => Fate | Promise<Fate>;
  let keychain: FakeKeychain;
  let machine: TestMachine;

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
    machine = openMachine({ ...practice.env, AWS_ENDPOINT_URL: proxy.endpoint }, keychain);
  });
  afterEach(() => machine.remove());

  const living = async () => {
    const { Reservations = [] } = await judge.send(new DescribeInstancesCommand({}));
    return Reservations.flatMap(({ Instances = [] }) => Instances).filter(
      ({ State }) => State?.Name !== 'terminated',
    );
  };

  test('puts one running instance into every zone that offers the size, with the safe settings', async () => {
    const plan = await defaultPlan(machine.api);
    const launchId = randomUUID();

    valueOf(await machine.api.startLaunch({ launchId, plan, confirmed: [] }));
    const launch = await machine.ended(launchId, 'running', 'partly', 'failed');

    expect(launch.problem).toBeNull();
    expect(launch.lines.map(({ state }) => state)).not.toContain('failed');
    const instances = await living();
    expect(instances.map(({ Placement }) => Placement?.AvailabilityZone).toSorted(inOrder)).toEqual(
      plan.placements.map(({ zoneName }) => zoneName),
    );
    expect(instances.length).toBeGreaterThanOrEqual(3);
    for (const { MetadataOptions, Tags, KeyName } of instances) {
      expect(MetadataOptions?.HttpTokens).toBe('required');
      expect(Tags).toContainEqual({ Key: 'keyport:launch-id', Value: launchId });
      expect(KeyName).toBe(plan.name);
    }
    const { Volumes = [] } = await judge.send(new DescribeVolumesCommand({}));
    expect(Volumes.map(({ Encrypted, VolumeType }) => ({ Encrypted, VolumeType }))).toEqual(
      instances.map(() => ({ Encrypted: true, VolumeType: 'gp3' })),
    );
    const { KeyPairs = [] } = await judge.send(new DescribeKeyPairsCommand({ IncludePublicKey: true }));
    const [kept] = keysIn(keychain);
    expect(KeyPairs[0]?.PublicKey?.trim().split(' ').slice(0, 2).join(' ')).toBe(
      publicKeyOf(kept ?? new Uint8Array()),
    );
    // On the screen without being asked for.
    expect(machine.vaults.at(-1)?.keys).toMatchObject([
      { custodyId: launch.connect.custodyId, launchId, standing: 'safe' },
    ]);
  });

  test('asked for twice under one id is one launch', async () => {
    const plan = await defaultPlan(machine.api);
    const launchId = randomUUID();

    const judgedBefore = proxy.count('GetCallerIdentity');
    const both = await Promise.all([
      machine.api.startLaunch({ launchId, plan, confirmed: [] }),
      machine.api.startLaunch({ launchId, plan, confirmed: [] }),
    ]);
    await machine.ended(launchId, 'running', 'partly', 'failed');

    expect(both.map(({ ok }) => ok)).toEqual([true, true]);
    expect(proxy.count('GetCallerIdentity')).toBe(judgedBefore + 1);
    expect(await living()).toHaveLength(plan.placements.length);
  });

  test('with a danger that nobody confirmed is refused before anything is created', async () => {
    const plan = await defaultPlan(machine.api);
    const oneZone = { ...plan, placements: plan.placements.slice(0, 1) };

    const refused = await machine.api.startLaunch({ launchId: randomUUID(), plan: oneZone, confirmed: [] });

    expect(refused).toMatchObject({ ok: false, problem: { code: 'plan-refused', raw: 'one-zone' } });
    const made = proxy.calls.filter(({ params }) => !params.has('DryRun')).slice(-20);
    expect(made.map(({ action }) => action)).not.toContain('CreateKeyPair');
    expect((await judge.send(new DescribeKeyPairsCommand({}))).KeyPairs ?? []).toEqual([]);
  });

  test('with a locked keychain is refused before AWS makes anything', async () => {
    const plan = await defaultPlan(machine.api);
    const locked = openMachine(
      { ...practice.env, AWS_ENDPOINT_URL: proxy.endpoint },
      fakeKeychain({ probe: 'locked' }),
    );

    const refused = await locked.api.startLaunch({ launchId: randomUUID(), plan, confirmed: [] });

    locked.remove();
    expect(refused).toMatchObject({ ok: false, problem: { code: 'keychain-locked' } });
    const { SecurityGroups = [] } = await judge.send(new DescribeSecurityGroupsCommand({}));
    expect(SecurityGroups.map(({ GroupName }) => GroupName)).not.toContain(plan.name);
  });

  test('that cannot keep the private key waits for a decision, and starts no instance', async () => {
    const plan = await defaultPlan(machine.api);
    // The sentinel is kept, the key is not.
    const full = fakeKeychain({ save: [null, 'throw-before'], kind: 'full' });
    const other = openMachine({ ...practice.env, AWS_ENDPOINT_URL: proxy.endpoint }, full);
    const launchId = randomUUID();

    valueOf(await other.api.startLaunch({ launchId, plan, confirmed: [] }));
    const { held } = await other.showed((vault) => vault.held.length > 0);
    expect(held).toMatchObject([{ name: plan.name, problem: { code: 'keychain-full' } }]);
    expect(other.held.hasOnlyCopy()).toBe(true);
    const custodyId = held[0]?.custodyId ?? '';
    valueOf(await other.api.answerHeldKey({ custodyId, answer: 'delete-pair' }));
    const launch = await other.ended(launchId, 'failed', 'running', 'partly');

    expect(other.held.hasOnlyCopy()).toBe(false);
    expect((await judge.send(new DescribeKeyPairsCommand({}))).KeyPairs ?? []).toEqual([]);
    expect(launch.state).toBe('failed');
    expect(launch.problem?.code).toBe('keychain-full');
    expect(launch.problem?.whatIsRunning).toBe('Nothing is running and nothing costs money.');
    expect(launch.lines.find(({ kind }) => kind === 'key-pair')?.resourceId).toMatch(/^key-/);
    expect(launch.lines.find(({ kind }) => kind === 'security-group')?.resourceId).toMatch(/^sg-/);
    expect(await living()).toEqual([]);

    valueOf(await other.api.undoLaunch({ launchId, keyPairToo: true, snapshotsFirst: false }));
    const removed = await other.ended(launchId, 'removed', 'not-removed');
    other.remove();
    expect(removed.problem).toBeNull();
    expect((await judge.send(new DescribeKeyPairsCommand({}))).KeyPairs ?? []).toEqual([]);
  });

  test('in which one zone has no capacity keeps the others, and says so', async () => {
    const plan = await defaultPlan(machine.api);
    const [first] = plan.placements;
    fateOf = ({ action, params }) =>
      action === 'RunInstances' && params.get('NetworkInterface.1.SubnetId') === first?.subnetId
        ? ec2Error('InsufficientInstanceCapacity', 'no capacity', 500)
        : 'pass';
    const launchId = randomUUID();

    valueOf(await machine.api.startLaunch({ launchId, plan, confirmed: [] }));
    const launch = await machine.ended(launchId, 'partly', 'running', 'failed');

    expect(launch.state).toBe('partly');
    expect(launch.problem).toMatchObject({
      code: 'no-capacity',
      whatIsRunning: `${plan.placements.length - 1} instances are running and cost money.`,
    });
    expect(await living()).toHaveLength(plan.placements.length - 1);
  });

  test('whose RunInstances answers are lost finds its instances again by tag', async () => {
    const plan = await defaultPlan(machine.api);
    const two = { ...plan, placements: plan.placements.slice(0, 2) };
    const answered = new Set<string>();
    // Every attempt of the SDK's is lost; only the first reaches EC2, which would know the token again.
    fateOf = ({ action, params }) => {
      const token = params.get('ClientToken') ?? '';
      if (action !== 'RunInstances') return 'pass';
      if (answered.has(token)) return 'drop';
      answered.add(token);
      return 'lose-answer';
    };
    const launchId = randomUUID();

    valueOf(await machine.api.startLaunch({ launchId, plan: two, confirmed: [] }));
    const launch = await machine.ended(launchId, 'partly', 'running', 'failed');

    expect(launch.state).toBe('running');
    expect(await living()).toHaveLength(2);
    expect(launch.instances).toHaveLength(2);
  });

  test('is waited for when the app quits, until every machine that was asked for has its id on disk', async () => {
    const plan = await defaultPlan(machine.api);
    const asked = Promise.withResolvers<void>();
    const released = Promise.withResolvers<Fate>();
    fateOf = ({ action, params }) => {
      if (action !== 'RunInstances' || params.has('DryRun')) return 'pass';
      asked.resolve();
      return released.promise;
    };
    const launchId = randomUUID();
    valueOf(await machine.api.startLaunch({ launchId, plan, confirmed: [] }));
    await asked.promise;

    expect(machine.unfinished.isEmpty()).toBe(false);
    released.resolve('pass');
    await machine.unfinished.ended();

    const record = fs.readFileSync(path.join(machine.home, 'launches', `${launchId}.json`), 'utf8');
    expect(new Set(record.match(/"instanceId": "i-\w+/g)).size).toBe(plan.placements.length);
    await machine.ended(launchId, 'running');
  });

  test('is removed whole: instances, group, and the key pair when asked; the private key stays', async () => {
    const plan = await defaultPlan(machine.api);
    const launchId = randomUUID();
    valueOf(await machine.api.startLaunch({ launchId, plan, confirmed: [] }));
    await machine.ended(launchId, 'running');

    valueOf(await machine.api.undoLaunch({ launchId, keyPairToo: true, snapshotsFirst: false }));
    const removed = await machine.ended(launchId, 'removed', 'not-removed');

    expect(removed.state).toBe('removed');
    expect(await living()).toEqual([]);
    expect((await judge.send(new DescribeKeyPairsCommand({}))).KeyPairs ?? []).toEqual([]);
    const { SecurityGroups = [] } = await judge.send(new DescribeSecurityGroupsCommand({}));
    expect(SecurityGroups.map(({ GroupName }) => GroupName)).toEqual(['default']);
    expect(keysIn(keychain)).toHaveLength(1);
    const record = fs.readFileSync(path.join(machine.home, 'launches', `${launchId}.json`), 'utf8');
    expect(JSON.parse(record)).toMatchObject({ ended: 'removed', group: null, keyPair: null });
  });
});

function inOrder(one = '', other = ''): number {
  return one < other ? -1 : 1;
}

/** Without the mark that Keyport knows this keychain by. */
function keysIn({ items }: FakeKeychain): Uint8Array[] {
  return [...items].flatMap(([account, item]) => (account.startsWith('sentinel|') ? [] : [item]));
}
