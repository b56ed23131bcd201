import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { DescribeKeyPairsCommand, EC2Client, RunInstancesCommand } from '@aws-sdk/client-ec2';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Launch } from '../../../shared/launch.ts';
import { valueOf } from '../../support/aws-clients.ts';
import { fakeKeychain, type FakeKeychain } from '../../support/fake-keychain.ts';
import { defaultPlan, openMachine, type TestMachine } from '../../support/machine.ts';
import { startPractice, type ServedPractice } from '../../support/practice.ts';

let practice: ServedPractice;
let judge: EC2Client;
let keychain: FakeKeychain;
let machine: TestMachine;
const opened: TestMachine[] = [];

beforeAll(async () => {
  practice = await startPractice();
  judge = new EC2Client({
    endpoint: practice.endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'judge', secretAccessKey: 'judge' },
  });
});
afterAll(async () => {
  judge.destroy();
  await practice.stop();
});
beforeEach(async () => {
  await practice.reset();
  keychain = fakeKeychain();
  machine = openMachine(practice.env, keychain);
  opened.push(machine);
});
afterEach(() => {
  for (const each of opened.splice(0)) each.remove();
});

async function launched(): Promise<Launch> {
  const plan = await defaultPlan(machine.api);
  const two = { ...plan, placements: plan.placements.slice(0, 2) };
  const launchId = randomUUID();
  valueOf(await machine.api.startLaunch({ launchId, plan: two, confirmed: [] }));
  return machine.ended(launchId, 'running', 'partly', 'failed');
}

async function undone(launchId: string, keyPairToo: boolean): Promise<Launch> {
  valueOf(await machine.api.undoLaunch({ launchId, keyPairToo, snapshotsFirst: false }));
  return machine.ended(launchId, 'removed', 'not-removed');
}

const pairs = async () => (await judge.send(new DescribeKeyPairsCommand({}))).KeyPairs ?? [];
const privateKeys = () => [...keychain.items.keys()].filter((account) => !account.startsWith('sentinel|'));

test('the pair in AWS stays unless it is asked for, and its line is not listed', async () => {
  const launch = await launched();
  const removed = await undone(launch.launchId, false);

  expect(removed.state).toBe('removed');
  expect(await pairs()).toHaveLength(1);
  expect(removed.lines.map(({ id }) => id)).not.toContain('undo-key-pair');
  expect(removed.made.keyPair).not.toBeNull();
});

test('a pair that only the journal of keys knows of goes too, and the private key stays', async () => {
  const launch = await launched();
  const home = machine.home;
  const file = path.join(home, 'launches', `${launch.launchId}.json`);
  const record: unknown = JSON.parse(fs.readFileSync(file, 'utf8'));
  fs.writeFileSync(file, JSON.stringify({ ...(record as object), keyPair: null }));
  const removed = await undone(launch.launchId, true);

  expect(removed).toMatchObject({ state: 'removed', problem: null });
  expect(await pairs()).toEqual([]);
  expect(privateKeys()).toHaveLength(1);
  expect(removed.lines.find(({ id }) => id === 'undo-key-pair')?.state).toBe('done');
});

test('a pair that an instance of somebody else was started with stays, and is said', async () => {
  const launch = await launched();
  await judge.send(
    new RunInstancesCommand({
      ImageId: launch.plan.image.imageId,
      InstanceType: 't3.micro',
      KeyName: launch.plan.name,
      MinCount: 1,
      MaxCount: 1,
    }),
  );
  const removed = await undone(launch.launchId, true);

  expect(removed).toMatchObject({
    state: 'not-removed',
    problem: { code: 'key-in-use', actions: ['finish', 'look'] },
    made: { securityGroup: null },
  });
  expect(await pairs()).toHaveLength(1);
});
