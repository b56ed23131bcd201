import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import fs from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { serialize } from 'node:v8';
import { AuthorizeSecurityGroupIngressCommand, CreateSecurityGroupCommand } from '@aws-sdk/client-ec2';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answerCall } from '../../electron/answer-call.ts';
import { channels, type KeyportApi } from '../../shared/api.ts';
import type { KeyRecord } from '../../electron/custody/key-record.ts';
import type { LaunchRecord } from '../../electron/launch/record/launch-record.ts';
import type { ChangeRecord } from '../../electron/review/change/change-record.ts';
import type { AccountSource, SignInCode } from '../../shared/account.ts';
import type { ChosenFile } from '../../shared/keys/keys-api.ts';
import type { AgentSession } from '../../shared/keys/vault.ts';
import type { LaunchPlan } from '../../shared/launch-plan.ts';
import type { LaunchList } from '../../shared/launches-api.ts';
import type { Outcome } from '../../shared/outcome.ts';
import type { ChangePreview, GroupChange } from '../../shared/security-group/group-change.ts';
import type { ReviewedGroup } from '../../shared/security-group/reviewed-group.ts';
import { clientsAt, valueOf } from '../support/aws-clients.ts';
import { fakeKeychain } from '../support/fake-keychain.ts';
import { defaultPlan, HERE, openMachine, type TestMachine } from '../support/machine.ts';
import { startMoto, type Moto } from '../support/moto.ts';
import { needs } from '../support/parts.ts';
import { startSsoOidc, type FakeSsoOidc } from '../support/sso-oidc.ts';

/** An emulator's address may be somebody else's. */
const NOT_OF_AN_EMULATOR = [
  'openSite',
  'readHostKeys',
  'pinHostKeys',
  'openTerminal',
  'copyWindowsPassword',
  'saveDesktopFile',
  'openDesktop',
  'copySshAlias',
  'openByInstanceConnect',
  'openSession',
  'openSessionPage',
] as const;

const PASSPHRASE = 'correct horse battery staple';
const TYPED_SECRET = 'typed/once+and/kept/nowhere/else/0123456';
const SIGN_IN_PAGE = 'https://d-1234567890.awsapps.com/start/#/device?user_code=WDJB-MJHT';
const names = Object.keys(channels) as (keyof KeyportApi)[];

needs('moto')('the whole contract, served once from end to end', () => {
  // The sentinel and the keys of the launches are kept; the next key is not at first.
  const keychain = fakeKeychain({ save: [null, null, null, null, 'throw-before'] });
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'keyport-chosen-'));
  const answers: { readonly name: keyof KeyportApi; readonly answer: unknown }[] = [];
  const reported: unknown[] = [];
  let moto: Moto;
  let oidc: FakeSsoOidc;
  let addresses: http.Server;
  let machine: TestMachine;

  const ask = async (name: keyof KeyportApi, ...args: readonly unknown[]) => {
    const answer = await answerCall(machine.api, name, args, (error) => reported.push(error));
    answers.push({ name, answer });
    return answer;
  };

  /** Launches, shows how to connect, and removes it all again. */
  const launch = async (
    plan: LaunchPlan,
    meanwhile: (instanceId: string) => Promise<void> = async () => {},
  ) => {
    const launchId = randomUUID();
    await ask('startLaunch', { launchId, plan: lettingIn(plan, '203.0.113.7'), confirmed: [] });
    const { instances } = await machine.ended(launchId, 'running');
    await ask('readLaunch', { launchId });
    await ask('listLaunches');
    for (const what of ['ssh-command', 'address']) {
      await ask('copyConnectText', { launchId, instanceId: instances[0]?.instanceId, what });
    }
    for (const name of NOT_OF_AN_EMULATOR)
      await ask(name, { launchId, instanceId: instances[0]?.instanceId });
    await ask('copyLoadKeyCommand', { launchId });
    await testAccess(launchId, instances[0]?.instanceId ?? '');
    await rescue(launchId, instances[0]?.instanceId ?? '');
    await meanwhile(instances[0]?.instanceId ?? '');
    await ask('undoLaunch', { launchId, keyPairToo: true, snapshotsFirst: false });
    await machine.ended(launchId, 'removed');
    return launchId;
  };

  /** What can be asked about the way to a machine. */
  const testAccess = async (launchId: string, instanceId: string) => {
    await ask('cancelWindowsPassword', { launchId, instanceId });
    await ask('testAccess', { launchId, instanceId });
    await ask('cancelAccessTest', { launchId, instanceId });
    await ask('setLoginUser', { launchId, loginUser: 'ec2-user' });
    await ask('readAddressChange');
    await ask('readSshConfig');
    await ask('setSshConfig', { isOn: true });
    await ask('setSshConfig', { isOn: false });
    // The plan lets this address in: there is nothing to change.
    await ask('fixAccess', { launchId });
  };

  /** What can be asked about a machine whose key is lost. */
  const rescue = async (launchId: string, instanceId: string) => {
    const at = { launchId, instanceId };
    const custodyId = valueOf(await machine.api.readLaunch({ launchId })).connect.custodyId;
    await ask('readOtherWays', at);
    await ask('readRescue', at);
    await ask('letNewKeyIn', { ...at, custodyId });
    await ask('proveNewKey', { ...at, custodyId });
    await ask('copyRescueText', { ...at, what: 'append', custodyId });
  };

  /** What can be asked of a launch that runs: its machines, one of its zones, its record. */
  const changeLaunch = async (instanceId: string) => {
    const listed = valueOf((await ask('listLaunches')) as Outcome<LaunchList>);
    const [launched] = listed.launches;
    const launchId = launched?.launchId ?? '';
    await ask('lookAtLaunches', { launchIds: [launchId] });
    machine.chosen.push(path.join(folder, 'plan.json'), path.join(folder, 'plan.json'));
    await ask('savePlan', { plan: launched?.plan });
    await ask('openPlan');
    await ask('readLaunchCode', { launchId });
    const code = { of: { kind: 'launch', launchId }, format: 'terraform' };
    machine.chosen.push(folder);
    await ask('saveCode', code);
    await ask('copyCode', { ...code, file: 'main.tf' });
    machine.chosen.push(path.join(folder, 'launch.md'));
    await ask('saveLaunchRecord', { launchId, format: 'markdown' });
    const change = async (act: string) => {
      await ask('changeInstances', { launchId, instanceIds: [instanceId], act, snapshotsFirst: false });
      await machine.ended(launchId, 'running');
    };
    await change('stop');
    await change('start');
    await ask('readZoneOffers', { launchId, placementId: 'p1' });
    await change('terminate');
    const placementId = launched?.instances.find((each) => each.instanceId === instanceId)?.placementId;
    await ask('answerZone', { launchId, placementId, answer: { kind: 'again' } });
    await machine.ended(launchId, 'running');
    await ask('stopEverything');
    await machine.ended(launchId, 'running');
  };

  /** A launch that a program has left before it made anything is left alone, then finished, and removed. */
  const finishHalfDone = async (launchId: string) => {
    const left = leaveLaunchHalfDone(machine.home, launchId);
    await ask('leaveLaunch', { launchId: left });
    await ask('finishLaunch', { launchId: left });
    await machine.ended(left, 'running');
    await ask('undoLaunch', { launchId: left, keyPairToo: true, snapshotsFirst: false });
    await machine.ended(left, 'removed');
    await ask('forgetLaunch', { launchId: left });
  };

  /** One key through its whole life, and everything else that can be asked about keys. */
  const live = async () => {
    const making = ask('createKey', { ...HERE, name: 'desk', type: 'ed25519', kind: 'aws-makes-it' });
    const [held] = (await machine.showed((vault) => vault.held.length > 0)).held;
    const custodyId = held?.custodyId;
    await ask('answerHeldKey', { custodyId, answer: 'retry' });
    await making;
    await ask('proveKey', { custodyId });
    await ask('copyPublicKey', { custodyId });
    await ask('readAccountKeys', HERE);

    const { agentId } = valueOf((await ask('openAgent', { custodyId })) as Outcome<AgentSession>);
    await ask('copyAgentText', { agentId, what: 'ssh-option' });
    await ask('answerAgent', { requestId: randomUUID(), isAllowed: true });
    await ask('closeAgent', { agentId });

    machine.chosen.push(path.join(folder, 'desk'), path.join(folder, 'backup.age'));
    await ask('exportKey', { custodyId, format: 'openssh', passphrase: PASSPHRASE });
    await ask('backUp', { passphrase: PASSPHRASE });
    machine.chosen.push(path.join(folder, 'backup.age'));
    const backup = valueOf((await ask('chooseBackupFile')) as Outcome<ChosenFile>);
    await ask('restoreBackup', { fileId: backup.fileId, passphrase: PASSPHRASE });

    await ask('dismissKey', { custodyId: writeTombstone(machine.home, custodyId ?? '') });
    await ask('removeKeyPair', { ...HERE, keyPairId: held?.keyPairId, typedName: 'desk' });
    await ask('sendPublicKey', { ...HERE, custodyId, name: 'desk-again' });
    await ask('trashKey', { custodyId, typedName: 'desk-again' });
    await ask('untrashKey', { custodyId });
    await ask('trashKey', { custodyId, typedName: 'desk-again' });
    await ask('deleteKey', { custodyId, typedName: 'desk-again' });
    machine.chosen.push(path.join(folder, 'desk'));
    const file = valueOf((await ask('chooseKeyFile')) as Outcome<ChosenFile>);
    await ask('addKey', { fileId: file.fileId, name: 'desk-back', passphrase: PASSPHRASE });
    await ask('readVault');
    await ask('recoverKeys');
  };

  /** Everything that can be asked about security groups, and a change of one through its whole life. */
  const reviewAndChange = async (instanceId: string) => {
    const groupId = await createOpenGroup(moto.endpoint, 'lab');
    await ask('readMyAddresses');
    await ask('reviewGroups', HERE);
    await ask('cancelReview');
    await ask('askReach', { ...HERE, ask: { from: '198.51.100.7', protocol: 'tcp', port: 22, instanceId } });
    machine.chosen.push(path.join(folder, 'report.html'));
    await ask('saveReport', { ...HERE, scope: 'region', format: 'html' });
    const read = (await ask('readGroup', { ...HERE, groupId })) as Outcome<ReviewedGroup>;
    const { group, findings } = valueOf(read);

    const open = group.rules.find(({ isEgress }) => !isEgress);
    const mine = { protocol: 'tcp', fromPort: 22, toPort: 22, description: 'SSH from the office' };
    const narrowed = {
      groupId,
      findingKey: findings.find(({ id }) => id === 'SG-ADMIN')?.key ?? null,
      kind: 'narrow',
      add: [{ ...mine, source: { kind: 'ipv4', cidr: '203.0.113.7/32' } }],
      removeRuleIds: [open?.ruleId],
      target: { kind: 'this-group' },
    };
    const previewed = (await ask('previewChange', { ...HERE, ask: narrowed })) as Outcome<ChangePreview>;
    const { previewId } = valueOf(previewed);
    const started = (await ask('startChange', { previewId })) as Outcome<GroupChange>;
    const { changeId } = valueOf(started);
    await machine.groupChanged(changeId, 'done');
    await ask('undoChange', { changeId });
    await machine.groupChanged(changeId, 'undone');
    await ask('listChanges');

    const left = leaveHalfDone(machine.home, changeId);
    await ask('finishChange', { changeId: left });
    await machine.groupChanged(left, 'done');
    await machine.unfinished.ended();
    await ask('forgetChange', { changeId: leaveHalfDone(machine.home, changeId) });
    const copyId = await createOpenGroup(moto.endpoint, 'lab-copy');
    leaveCopy(machine.home, changeId, copyId);
    await ask('deleteGroup', { ...HERE, groupId: copyId, typedName: 'lab-copy' });
  };

  /** An access key is kept, called otherwise, used, and removed. */
  const keepAccessKey = async () => {
    const key = { accessKeyId: 'AKIATYPEDTYPEDTYPED1', secretAccessKey: TYPED_SECRET, region: HERE.region };
    const added = valueOf((await ask('addAccessKey', { ...key, name: 'typed' })) as Outcome<AccountSource>);
    await ask('renameAccount', { sourceId: added.id, name: 'typed in' });
    await ask('connectAccount', { ...HERE, sourceId: added.id });
    await ask('listAccounts');
    await ask('removeAccount', { sourceId: added.id });
  };

  /** One sign-in by IAM Identity Center is confirmed, and one is not wanted any more. */
  const signIn = async () => {
    const start = async () => {
      const started = await ask('startSignIn', { sourceId: 'profile:corp' });
      return { signInId: valueOf(started as Outcome<SignInCode>).signInId };
    };
    await ask('finishSignIn', await start());
    const second = await start();
    await ask('openSignInPage', second);
    await ask('cancelSignIn', second);
  };

  const practise = async () => {
    await machine.unfinished.ended();
    await ask('readMode');
    await ask('startPractice');
    await ask('readPractice');
    await ask('setWeather', { weather: [{ action: 'RunInstances', kind: 'no-capacity' }] });
    await ask('startDrill', { drill: 'no-network', region: 'eu-central-1' });
    await ask('turnDrill');
    await ask('endDrill');
    await ask('resetPractice');
    await ask('stopPractice');
  };

  beforeAll(async () => {
    moto = await startMoto();
    addresses = http
      .createServer((_request, response) => response.end('203.0.113.7\n'))
      .listen(0, '127.0.0.1');
    await once(addresses, 'listening');
    const address = addresses.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const config = path.join(folder, 'config');
    const sso = 'sso_start_url = https://d-1234567890.awsapps.com/start\nsso_region = us-east-1\n';
    fs.writeFileSync(config, `[profile corp]\n${sso}`);
    oidc = await startSsoOidc({ tokens: ['yes'] });
    const signInEnv = { HOME: folder, AWS_CONFIG_FILE: config, AWS_ENDPOINT_URL_SSO_OIDC: oidc.endpoint };
    machine = openMachine(
      { ...moto.env, ...signInEnv, KEYPORT_ADDRESS_URL: `http://127.0.0.1:${port}` },
      keychain,
    );

    await ask('startUp');
    await ask('chooseStore', { store: 'keychain' });
    await ask('unlockStore', { passphrase: PASSPHRASE });
    await ask('about');
    await ask('listAccounts');
    await ask('connectAccount', HERE);
    await ask('readPermissions', HERE);
    await ask('readImages', HERE);
    await ask('readImage', { ...HERE, imageId: 'ami-0ed094fb1304fd857' });
    await ask('readOwnImages', HERE);
    await ask('readInstanceProfiles', HERE);
    await ask('readInstanceTypes', { ...HERE, architecture: 'x86_64', which: 'cards' });
    await ask('readSizeCatalog', { ...HERE, architecture: 'arm64', generation: 'previous', from: 'aws' });
    await ask('readSizePrices', { ...HERE, operatingSystem: 'Linux', from: 'disk' });
    await ask('readZonesSelling', { ...HERE, instanceTypes: ['t3.micro'] });
    await ask('readNetwork', { ...HERE, instanceType: 't3.micro' });
    await ask('createDefaultNetwork', { ...HERE, zoneName: null });
    await ask('readPrices', { ...HERE, instanceTypes: ['t3.micro'] });
    await ask('readTakenNames', HERE);
    await ask('readLaunchGroups', HERE);
    await ask('readMyAddress');
    await ask('setProxy', { proxy: { kind: 'environment' } });
    machine.chosen.push(null);
    await ask('addCertificates');
    await ask('removeCertificate', { fingerprint: Array.from({ length: 32 }, () => 'A0').join(':') });
    await ask('readWayOut');
    await ask('setRequiredTags', { tags: [{ key: 'CostCenter', value: '4711' }] });
    await ask('readRequiredTags');
    await ask('setRequiredTags', { tags: [] });
    await ask('probeKeychain');
    await ask('openLink', { link: 'ec2-console' });
    await ask('openProblemLink', { url: 'https://console.aws.amazon.com/support/home' });
    await ask('copyProblemText', { text: '{"Version":"2012-10-17"}' });
    const plan = await defaultPlan(machine.api);
    await ask('preflight', { plan });
    const launchId = await launch(plan, async (instanceId) => {
      await reviewAndChange(instanceId);
      await changeLaunch(instanceId);
    });
    await launch({ ...plan, key: { ...plan.key, kind: 'made-here' } });
    await finishHalfDone(launchId);
    await live();
    await keepAccessKey();
    await signIn();
    await practise();
  }, 300_000);
  afterAll(async () => {
    machine.remove();
    fs.rmSync(folder, { recursive: true });
    addresses.close();
    await oidc.stop();
    await moto.stop();
  });

  test('every call has its method, and there is none beside', () => {
    expect(Object.keys(machine.api).toSorted()).toEqual(names.toSorted());
    expect(new Set(answers.map(({ name }) => name))).toEqual(new Set(names));
  });

  test.each(names)('%s answers with a value', (name) => {
    const given = answers.filter((each) => each.name === name).map(({ answer }) => answer);

    // Where the system has no command for it, there is nothing to copy; an emulator's address may be somebody else's.
    const isThere =
      name === 'copyLoadKeyCommand'
        ? process.platform === 'linux'
        : !NOT_OF_AN_EMULATOR.some((one) => one === name);
    for (const answer of given) expect(answer, JSON.stringify(answer)).toMatchObject({ ok: isThere });
    expect(reported).toEqual([]);
  });

  test('what is to be copied or opened leaves by the machine, not by an answer', () => {
    expect(machine.opened).toEqual([
      'https://console.aws.amazon.com/ec2/home',
      'https://console.aws.amazon.com/support/home',
      ...Array.from({ length: 3 }, () => SIGN_IN_PAGE),
    ]);
    expect(machine.copied.filter((text) => /^ssh ec2-user@[\d.]+$/.test(text))).toHaveLength(2);
    for (const { name, answer } of answers.filter((each) => each.name === 'copyConnectText')) {
      expect(answer, name).toEqual({ ok: true, value: null });
    }
  });

  describe('no secret leaves the machine', () => {
    const secrets = () => {
      // The sentinel is no secret: it stands in the home as well.
      const keys = [...keychain.items].filter(([account]) => !account.startsWith('sentinel|'));
      const lines = keys.flatMap(([, kept]) => Buffer.from(kept).toString().split('\n'));
      const ofKeys = lines.map((line) => line.trim()).filter((line) => line.length > 20);
      return [
        'PRIVATE KEY',
        TYPED_SECRET,
        'the-access-token',
        'client-secret',
        'device-code',
        moto.env['AWS_SECRET_ACCESS_KEY'] ?? '',
        ...ofKeys,
      ];
    };
    /** As it crosses the bridge; then as text, since the bridge writes some texts two bytes a letter. */
    const leaks = (told: unknown) => {
      const crossing = `${serialize(told).toString('latin1')}\n${JSON.stringify(told)}`;
      return secrets().filter((secret) => crossing.includes(secret));
    };

    test('this search would find one', () => {
      const [kept = new Uint8Array()] = [...keychain.items].flatMap(([account, bytes]) =>
        account.startsWith('sentinel|') ? [] : [bytes],
      );
      expect(keychain.items.size).toBe(5);
      expect(secrets().length).toBeGreaterThan(5);
      expect(leaks({ deep: [Buffer.from(kept)] })).not.toEqual([]);
      expect(leaks({ deep: [`“${Buffer.from(kept).toString().split('\n')[1] ?? ''}”`] })).not.toEqual([]);
      expect(leaks(moto.env)).toEqual([moto.env['AWS_SECRET_ACCESS_KEY']]);
    });

    test('in any answer', () => {
      for (const { name, answer } of answers) expect(leaks(answer), name).toEqual([]);
    });

    test('in any picture of a launch', () => {
      expect(machine.launches.length).toBeGreaterThan(20);
      for (const told of machine.launches) expect(leaks(told)).toEqual([]);
    });

    test('in any picture of the vault', () => {
      expect(machine.vaults.length).toBeGreaterThan(20);
      for (const told of machine.vaults) expect(leaks(told)).toEqual([]);
    });

    test('in anything copied, or in any file', () => {
      expect(leaks(machine.copied)).toEqual([]);
      const files = fs
        .readdirSync(machine.home, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile());
      expect(files.length).toBeGreaterThanOrEqual(2);
      for (const { parentPath, name } of files) {
        expect(leaks(fs.readFileSync(path.join(parentPath, name), 'latin1')), name).toEqual([]);
      }
    });
  });
});

async function createOpenGroup(endpoint: string, name: string): Promise<string> {
  const { ec2 } = clientsAt(endpoint);
  const made = await ec2.send(new CreateSecurityGroupCommand({ GroupName: name, Description: 'of a test' }));
  const GroupId = made.GroupId ?? '';
  const everyone = [{ CidrIp: '0.0.0.0/0' }];
  const IpPermissions = [{ IpProtocol: 'tcp', FromPort: 22, ToPort: 22, IpRanges: everyone }];
  await ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId, IpPermissions }));
  return GroupId;
}

/** The record of a change whose program ended before its first call. */
/** The record of a launch that has made nothing yet, under a name of its own. */
function leaveLaunchHalfDone(home: string, like: string): string {
  const launchId = randomUUID();
  const fileOf = (id: string) => path.join(home, 'launches', `${id}.json`);
  const record = JSON.parse(fs.readFileSync(fileOf(like), 'utf8')) as LaunchRecord;
  const placements = record.placements.map((placement) => ({ ...placement, attempts: [] }));
  const nothing = {
    aim: 'launch',
    ended: null,
    keyPair: null,
    group: null,
    machines: [],
    lines: [],
  } as const;
  const plan = { ...record.plan, name: 'left' };
  fs.writeFileSync(fileOf(launchId), JSON.stringify({ ...record, ...nothing, launchId, plan, placements }));
  return launchId;
}

function leaveHalfDone(home: string, like: string): string {
  const before = {
    phase: 'PLANNED',
    aim: 'change',
    ended: null,
    finishedAt: null,
    added: [],
    removed: [],
  } as const;
  return writeChange(home, like, before);
}

/** The record of a change that made this copy. */
function leaveCopy(home: string, like: string, groupId: string): void {
  writeChange(home, like, { copy: { groupId, vpcId: '', interfaces: [] } });
}

function writeChange(home: string, like: string, part: Partial<ChangeRecord>): string {
  const changeId = randomUUID();
  const fileOf = (id: string) => path.join(home, 'changes', `${id}.json`);
  const record = JSON.parse(fs.readFileSync(fileOf(like), 'utf8')) as ChangeRecord;
  fs.writeFileSync(fileOf(changeId), JSON.stringify({ ...record, ...part, changeId }));
  return changeId;
}

/** The record of a key that was asked for and never turned up, as an earlier run left it. */
function writeTombstone(home: string, like: string): string {
  const custodyId = randomUUID();
  const fileOf = (id: string) => path.join(home, 'keys', `${id}.json`);
  const record: KeyRecord = {
    ...(JSON.parse(fs.readFileSync(fileOf(like), 'utf8')) as KeyRecord),
    custodyId,
    name: 'never',
    state: 'ABSENT',
    keychainAccount: `never|${custodyId}`,
    keyPairId: null,
    publicKey: null,
    fingerprints: null,
    provedAt: null,
    copies: [],
  };
  fs.writeFileSync(fileOf(custodyId), JSON.stringify(record));
  return custodyId;
}

function lettingIn(plan: LaunchPlan, adminAddress: string): LaunchPlan {
  return plan.access.kind === 'new-group' ? { ...plan, access: { ...plan.access, adminAddress } } : plan;
}
