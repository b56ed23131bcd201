import { randomUUID } from 'node:crypto';
import dgram from 'node:dgram';
import dns from 'node:dns';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { inspect } from 'node:util';
import {
  AuthorizeSecurityGroupIngressCommand,
  CreateSecurityGroupCommand,
  DescribeImagesCommand,
  RunInstancesCommand,
} from '@aws-sdk/client-ec2';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi, type MockInstance } from 'vitest';
import { openPracticeAccount } from '../../electron/practice/practice-account.ts';
import type { AccountChoice } from '../../shared/account.ts';
import type { Launch } from '../../shared/launch.ts';
import type { Weather } from '../../shared/practice/weather.ts';
import type { ChangeAsk } from '../../shared/security-group/group-change.ts';
import { valueOf } from '../support/aws-clients.ts';
import { fakeKeychain, type FakeKeychain } from '../support/fake-keychain.ts';
import { defaultPlan, openMachine, type TestMachine } from '../support/machine.ts';
import { practiceClients } from '../support/practice-clients.ts';
import { judgedPublicKeyOf } from '../support/ssh-keygen.ts';

// All of Keyport in practice, through its contract: one story, told in order. Nobody answers at the real account's endpoint.

const HERE: AccountChoice = { sourceId: 'practice', region: 'us-east-1' };
const MINE = '203.0.113.7';
const AT_ONCE: Weather = [{ action: '*', kind: 'pace', value: 0 }];
const PASSPHRASE = 'correct horse battery staple';
const REAL = {
  AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'secret-of-the-real-account',
  AWS_ENDPOINT_URL: 'http://127.0.0.1:9',
  KEYPORT_ADDRESS_URL: 'http://127.0.0.1:9',
};

describe('a whole practice', () => {
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'keyport-practised-'));
  const chosen = fs.mkdtempSync(path.join(os.tmpdir(), 'keyport-chosen-'));
  const practiceHome = path.join(home, 'practice');
  const asked: string[] = [];
  let keychain: FakeKeychain;
  let machine: TestMachine;
  let groupId: string;
  let launch: Launch;
  let spies: readonly MockInstance[] = [];

  beforeAll(async () => {
    fs.writeFileSync(path.join(home, 'settings.json'), '{"lastUsed":null}');
    groupId = await leaveOpenGroup(path.join(practiceHome, 'account.json'));
    keychain = fakeKeychain({ onCall: (call) => asked.push(call) });
    machine = openMachine(REAL, keychain, { home });
  });
  // Before each: mocks are restored after every test.
  beforeEach(() => {
    spies = [
      vi.spyOn(net.Socket.prototype, 'connect'),
      vi.spyOn(dns, 'lookup'),
      vi.spyOn(dns.promises, 'lookup'),
      vi.spyOn(dgram, 'createSocket'),
      vi.spyOn(globalThis, 'fetch'),
    ];
  });
  afterAll(() => {
    machine.remove();
    fs.rmSync(chosen, { recursive: true });
  });
  const wentOut = () => spies.flatMap((spy) => spy.mock.calls.filter((call) => !isOfThisComputer(call)));
  const counts = async () => valueOf(await machine.api.readPractice()).counts;

  test('begins with what an earlier run has left, and nothing of the real accounts', async () => {
    expect(valueOf(await machine.api.startPractice())).toBe('practice');
    valueOf(await machine.api.startUp());
    valueOf(await machine.api.setWeather({ weather: AT_ONCE }));

    expect(valueOf(await machine.api.listAccounts()).sources.map(({ id }) => id)).toEqual(['practice']);
    expect(valueOf(await machine.api.connectAccount(HERE))).toMatchObject({
      accountId: '111122223333',
      endpoint: null,
      isRoot: false,
      hasLongLivedKey: false,
    });
    expect(await counts()).toEqual({ instances: 1, securityGroups: 1, keyPairs: 0 });
    expect(wentOut()).toEqual([]);
  });

  test('a launch runs in every zone that offers the size', async () => {
    const plan = await defaultPlan(machine.api, HERE);
    const { access } = plan;
    if (access.kind !== 'new-group') throw new Error('the defaults use no group of others');
    const launchId = randomUUID();
    const withLogIn = { ...plan, access: { ...access, adminAddress: MINE } };
    valueOf(await machine.api.startLaunch({ launchId, plan: withLogIn, confirmed: [] }));
    launch = await machine.ended(launchId, 'running', 'partly', 'failed');

    expect(launch.problem).toBeNull();
    expect(launch.state).toBe('running');
    expect(launch.instances.length).toBeGreaterThanOrEqual(3);
    expect(await counts()).toEqual({
      instances: launch.instances.length + 1,
      securityGroups: 2,
      keyPairs: 1,
    });
    expect(wentOut()).toEqual([]);
  });

  test('says where the private key is, and offers no command of the keychain', async () => {
    const { connect, lines, launchId } = launch;
    expect(connect.loadKeyCommand).toBeNull();
    expect(await machine.api.copyLoadKeyCommand({ launchId })).toMatchObject({ ok: false });
    expect(lines.find(({ id }) => id === 'keychain')?.label).toContain('plain file of practice');

    const { keyFile } = valueOf(await machine.api.readPractice());
    const { items } = JSON.parse(fs.readFileSync(keyFile, 'utf8')) as {
      items: { account: string; privateKey: string }[];
    };
    const item = items.find(({ account }) => account === connect.keychainAccount);
    const privateKey = Buffer.from(item?.privateKey ?? '', 'base64');
    const { keys } = valueOf(await machine.api.readVault());
    expect(keys.find(({ custodyId }) => custodyId === connect.custodyId)?.publicKey).toBe(
      judgedPublicKeyOf(privateKey),
    );
    if (process.platform !== 'win32') expect(fs.statSync(keyFile).mode & 0o777).toBe(0o600);
  });

  test('a key lives its whole life', async () => {
    const made = valueOf(
      await machine.api.createKey({ ...HERE, name: 'desk', type: 'ed25519', kind: 'made-here' }),
    );
    const { custodyId } = made;
    valueOf(await machine.api.proveKey({ custodyId }));
    const { keyPairs } = valueOf(await machine.api.readAccountKeys(HERE));
    expect(keyPairs.map(({ name }) => name).toSorted(inOrder)).toEqual(['desk', 'my-fleet']);

    const { agentId } = valueOf(await machine.api.openAgent({ custodyId }));
    valueOf(await machine.api.closeAgent({ agentId }));
    machine.chosen.push(path.join(chosen, 'desk'), path.join(chosen, 'backup.age'));
    valueOf(await machine.api.exportKey({ custodyId, format: 'openssh', passphrase: null }));
    valueOf(await machine.api.backUp({ passphrase: PASSPHRASE }));
    expect(judgedPublicKeyOf(fs.readFileSync(path.join(chosen, 'desk')))).toBe(made.publicKey);

    const keyPairId = keyPairs.find(({ name }) => name === 'desk')?.keyPairId ?? '';
    valueOf(await machine.api.removeKeyPair({ ...HERE, keyPairId, typedName: 'desk' }));
    valueOf(await machine.api.trashKey({ custodyId, typedName: 'desk' }));
    valueOf(await machine.api.deleteKey({ custodyId, typedName: 'desk' }));
    expect((await counts()).keyPairs).toBe(1);
    expect(wentOut()).toEqual([]);
  });

  test('a review finds the open door, and its fix is made, seen to hold, and undone', async () => {
    const { rows } = valueOf(await machine.api.reviewGroups(HERE));
    expect(rows.find((row) => row.groupId === groupId)).toMatchObject({ severity: 'danger', name: 'lab' });
    const { group, findings } = valueOf(await machine.api.readGroup({ ...HERE, groupId }));
    const narrowed = {
      groupId,
      findingKey: findings.find(({ id }) => id === 'SG-ADMIN')?.key ?? null,
      kind: 'narrow',
      add: [fromMe(22)],
      removeRuleIds: group.rules.filter(({ isEgress }) => !isEgress).map(({ ruleId }) => ruleId ?? ''),
      target: { kind: 'this-group' },
    } as const satisfies ChangeAsk;

    const { previewId } = valueOf(await machine.api.previewChange({ ...HERE, ask: narrowed }));
    const { changeId } = valueOf(await machine.api.startChange({ previewId }));
    const { probesBefore, probesAfter } = await machine.groupChanged(changeId, 'done');
    await machine.unfinished.ended();
    const after = valueOf(await machine.api.readGroup({ ...HERE, groupId }));
    // The practice account's own firewall has let a knock through, before and after.
    const knock = {
      instanceId: expect.any(String),
      address: expect.any(String),
      port: 22,
      result: 'answers',
    };
    expect([probesBefore, probesAfter]).toEqual([[knock], [knock]]);
    expect(after.findings.filter(({ severity }) => severity === 'danger')).toEqual([]);

    valueOf(await machine.api.undoChange({ changeId }));
    await machine.groupChanged(changeId, 'undone');
    await machine.unfinished.ended();
    const { findings: again } = valueOf(await machine.api.readGroup({ ...HERE, groupId }));
    expect(again.some(({ severity }) => severity === 'danger')).toBe(true);
    expect(wentOut()).toEqual([]);
  });

  test('whether an address reaches a machine is answered for the whole way', async () => {
    const [instance] = launch.instances;
    const instanceId = instance?.instanceId ?? '';
    const reach = async (from: string) =>
      valueOf(await machine.api.askReach({ ...HERE, ask: { from, protocol: 'tcp', port: 22, instanceId } }))
        .verdict;

    expect(await reach(MINE)).toBe('yes');
    expect(await reach('198.51.100.7')).toBe('no');
  });

  test('nothing but the home of practice was touched, and the keychain was not even asked', () => {
    expect(asked).toEqual([]);
    expect(keychain.items.size).toBe(0);
    expect(fs.readdirSync(home).toSorted(inOrder)).toEqual(['practice', 'settings.json']);
    expect(fs.readFileSync(path.join(home, 'settings.json'), 'utf8')).toBe('{"lastUsed":null}');
    expect(fs.readdirSync(chosen).toSorted(inOrder)).toEqual(['backup.age', 'desk']);
    expect(inFiles(practiceHome)).not.toContain(REAL.AWS_SECRET_ACCESS_KEY);
  });

  test('the real accounts see nothing of it', async () => {
    expect(valueOf(await machine.api.stopPractice())).toBe('real');

    expect(valueOf(await machine.api.listAccounts()).sources.map(({ id }) => id)).toEqual(['environment']);
    expect(valueOf(await machine.api.listAccounts()).lastUsed).toBeNull();
    expect(valueOf(await machine.api.listLaunches())).toEqual({ launches: [], damaged: [] });
    expect(await machine.api.readLaunch(launch)).toMatchObject({ problem: { code: 'launch-unknown' } });
    expect(valueOf(await machine.api.readVault()).keys).toEqual([]);
    expect(valueOf(await machine.api.listChanges())).toEqual([]);
    expect(await machine.api.connectAccount(HERE)).toMatchObject({ problem: { code: 'no-credentials' } });
    expect(await machine.api.reviewGroups(HERE)).toMatchObject({ problem: { code: 'no-credentials' } });
    expect(wentOut()).toEqual([]);
  });

  test('all of it is there again after Keyport was closed', async () => {
    valueOf(await machine.api.startPractice());
    const before = [await counts(), valueOf(await machine.api.readVault()).keys.length];
    machine.close();
    machine = openMachine(REAL, keychain, { home });
    valueOf(await machine.api.startPractice());
    valueOf(await machine.api.startUp());

    expect([await counts(), valueOf(await machine.api.readVault()).keys.length]).toEqual(before);
    expect(valueOf(await machine.api.listChanges())).toHaveLength(1);
    expect(valueOf(await machine.api.reviewGroups(HERE)).rows.map(({ name }) => name)).toContain('lab');
    expect(valueOf(await machine.api.readPractice())).toMatchObject({ setAside: null, weather: [] });
    const custodyId = launch.connect.custodyId ?? '';
    expect(valueOf(await machine.api.proveKey({ custodyId })).standing).toBe('safe');
  });

  test('a launch is undone, and leaves what it did not make', async () => {
    valueOf(await machine.api.setWeather({ weather: AT_ONCE }));
    const before = await counts();
    const plan = { ...(await defaultPlan(machine.api, HERE)), name: 'short' };
    const launchId = randomUUID();
    valueOf(await machine.api.startLaunch({ launchId, plan, confirmed: [] }));
    await machine.ended(launchId, 'running', 'partly', 'failed');
    valueOf(await machine.api.undoLaunch({ launchId, keyPairToo: true, snapshotsFirst: false }));

    expect((await machine.ended(launchId, 'removed', 'not-removed')).state).toBe('removed');
    expect(await counts()).toEqual(before);
  });

  test('weather is met as in earnest: no capacity in one zone fails there only', async () => {
    const plan = { ...(await defaultPlan(machine.api, HERE)), name: 'stormy' };
    const zone = plan.placements[0]?.zoneName ?? '';
    const weather: Weather = [...AT_ONCE, { action: 'RunInstances', zone, kind: 'no-capacity' }];
    valueOf(await machine.api.setWeather({ weather }));
    const launchId = randomUUID();
    valueOf(await machine.api.startLaunch({ launchId, plan, confirmed: [] }));
    const stormy = await machine.ended(launchId, 'running', 'partly', 'failed');

    expect(stormy).toMatchObject({ state: 'partly', problem: { code: 'no-capacity' } });
    expect(stormy.lines.filter(({ state }) => state === 'failed').map(({ label }) => label)).toEqual([
      `Instance in ${zone}`,
    ]);
  });

  test('nobody leaves, or begins anew, while a launch is under way', async () => {
    const plan = { ...(await defaultPlan(machine.api, HERE)), name: 'slow' };
    // The machines come up when the weather is fair again.
    valueOf(await machine.api.setWeather({ weather: [{ action: '*', kind: 'pace', value: 100 }] }));
    const launchId = randomUUID();
    valueOf(await machine.api.startLaunch({ launchId, plan, confirmed: [] }));

    expect(await machine.api.stopPractice()).toMatchObject({ problem: { code: 'practice-busy' } });
    expect(await machine.api.resetPractice()).toMatchObject({ problem: { code: 'practice-busy' } });
    expect(valueOf(await machine.api.readLaunch({ launchId })).state).toBe('working');

    valueOf(await machine.api.setWeather({ weather: AT_ONCE }));
    await machine.ended(launchId, 'running', 'partly', 'failed');
    expect((await machine.api.stopPractice()).ok).toBe(true);
    expect((await machine.api.startPractice()).ok).toBe(true);
  });

  test('begins anew: an empty account, no keys, no launches, no changes', async () => {
    const anew = valueOf(await machine.api.resetPractice());

    expect(anew.counts).toEqual({ instances: 0, securityGroups: 0, keyPairs: 0 });
    expect(anew.weather).toEqual([]);
    expect(fs.readdirSync(practiceHome)).toEqual(['lock']);
    valueOf(await machine.api.startUp());
    expect(valueOf(await machine.api.readVault()).keys).toEqual([]);
    expect(valueOf(await machine.api.listLaunches())).toEqual({ launches: [], damaged: [] });
    expect(valueOf(await machine.api.listChanges())).toEqual([]);
    expect(valueOf(await machine.api.readAccountKeys(HERE)).keyPairs).toEqual([]);
  });

  test('what looks for the network would have seen it', async () => {
    vi.mocked(fetch).mockRejectedValueOnce(new Error('caught'));
    await machine.api.stopPractice();
    await machine.api.readMyAddress();
    await machine.api.connectAccount({ sourceId: 'environment', region: 'us-east-1' });
    const [connect, , , , fetched] = spies;
    expect(fetched?.mock.calls).toHaveLength(1);
    expect(connect?.mock.calls.some((call) => inspect(call, { depth: 3 }).includes('127.0.0.1'))).toBe(true);
  });
});

/** Before Keyport is opened: a machine that everyone can try to log in to. */
async function leaveOpenGroup(stateFile: string): Promise<string> {
  const { account } = await openPracticeAccount({ stateFile, weather: AT_ONCE });
  const { ec2 } = practiceClients(account);
  const made = await ec2.send(new CreateSecurityGroupCommand({ GroupName: 'lab', Description: 'of a test' }));
  const GroupId = made.GroupId ?? '';
  const everyone = [{ CidrIp: '0.0.0.0/0' }];
  const IpPermissions = [{ IpProtocol: 'tcp', FromPort: 22, ToPort: 22, IpRanges: everyone }];
  await ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId, IpPermissions }));
  const { Images = [] } = await ec2.send(
    new DescribeImagesCommand({ Owners: ['amazon'], Filters: FOR_INTEL }),
  );
  const ImageId = Images.find(({ PlatformDetails }) => PlatformDetails === 'Linux/UNIX')?.ImageId;
  const one = { MinCount: 1, MaxCount: 1, InstanceType: 't3.micro' } as const;
  await ec2.send(new RunInstancesCommand({ ...one, ImageId, SecurityGroupIds: [GroupId] }));
  return GroupId;
}

const FOR_INTEL = [{ Name: 'architecture', Values: ['x86_64'] }];

function fromMe(port: number): ChangeAsk['add'][number] {
  return {
    protocol: 'tcp',
    fromPort: port,
    toPort: port,
    source: { kind: 'ipv4', cidr: `${MINE}/32` },
    description: 'SSH from my address only',
  };
}

/** A socket with a path, as an ssh agent has, leads nowhere else. */
function isOfThisComputer(call: readonly unknown[]): boolean {
  const [first] = call.flat();
  return typeof first === 'object' && first !== null && 'path' in first;
}

function inFiles(folder: string): string {
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => fs.readFileSync(path.join(parentPath, name), 'latin1'))
    .join('\n');
}

function inOrder(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
