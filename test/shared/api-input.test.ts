import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { channels } from '../../shared/api.ts';
import { inputs } from '../../shared/api-input.ts';
import { PLAN } from './plan-fixture.ts';

const HERE = { sourceId: 'environment', region: 'us-east-1' };
const launchId = '5d1c9a4e-6d0c-4b1e-9f53-6a3c1a0b7c11';
const LONG_REGION = `us-${'a'.repeat(1000)}-1`;
const HUGE = 'a'.repeat(1_000_000);

const CHANGE = {
  groupId: 'sg-0123456789abcdef0',
  findingKey: 'SG-ADMIN tcp 22 ipv4,ipv6',
  kind: 'narrow',
  add: [
    {
      protocol: 'tcp',
      fromPort: 22,
      toPort: 22,
      source: { kind: 'ipv4', cidr: '203.0.113.7/32' },
      description: 'SSH from my address only',
    },
  ],
  removeRuleIds: ['sgr-0123456789abcdef0'],
  target: { kind: 'copy', name: 'web-copy', interfaceIds: ['eni-0123456789abcdef0'] },
};

/** What the screen may say: one good example of each call. */
const GOOD: { readonly [Name in keyof typeof inputs]: readonly unknown[] } = {
  about: [],
  listAccounts: [],
  addAccessKey: [
    { name: 'work', accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'secret', region: 'eu-west-1' },
  ],
  renameAccount: [{ sourceId: 'key:0', name: 'home' }],
  removeAccount: [{ sourceId: 'key:0' }],
  startSignIn: [{ sourceId: 'profile:work' }],
  finishSignIn: [{ signInId: launchId }],
  cancelSignIn: [{ signInId: launchId }],
  openSignInPage: [{ signInId: launchId }],
  connectAccount: [HERE],
  readPermissions: [HERE],
  readImages: [HERE],
  readImage: [{ ...HERE, imageId: 'ami-0123456789abcdef0' }],
  readOwnImages: [HERE],
  readInstanceProfiles: [HERE],
  readInstanceTypes: [{ ...HERE, architecture: 'arm64', which: 'cards' }],
  readSizeCatalog: [{ ...HERE, architecture: 'arm64', generation: 'current', from: 'disk' }],
  readSizePrices: [{ ...HERE, operatingSystem: 'Windows', from: 'aws' }],
  readZonesSelling: [{ ...HERE, instanceTypes: ['t3.micro', 'u-6tb1.56xlarge'] }],
  readNetwork: [{ ...HERE, instanceType: 't3.micro' }],
  readPrices: [{ ...HERE, instanceTypes: ['t3.micro', 'u-24tb1.112xlarge'] }],
  createDefaultNetwork: [{ ...HERE, zoneName: 'us-east-1b' }],
  readTakenNames: [HERE],
  readLaunchGroups: [HERE],
  readMyAddress: [],
  readRequiredTags: [],
  setRequiredTags: [{ tags: [{ key: 'CostCenter', value: '4711' }] }],
  probeKeychain: [],
  startLaunch: [{ launchId, plan: PLAN, confirmed: ['one-zone'] }],
  listLaunches: [],
  readLaunch: [{ launchId }],
  preflight: [{ plan: PLAN }],
  lookAtLaunches: [{ launchIds: [launchId] }],
  finishLaunch: [{ launchId }],
  leaveLaunch: [{ launchId }],
  readZoneOffers: [{ launchId, placementId: 'p1' }],
  answerZone: [{ launchId, placementId: 'p1', answer: { kind: 'type', instanceType: 't3.small' } }],
  undoLaunch: [{ launchId, keyPairToo: true, snapshotsFirst: false }],
  changeInstances: [
    { launchId, instanceIds: ['i-0123456789abcdef0'], act: 'terminate', snapshotsFirst: true },
  ],
  stopEverything: [],
  forgetLaunch: [{ launchId }],
  readLaunchCode: [{ launchId }],
  readAddressChange: [],
  fixAccess: [{ launchId }],
  testAccess: [{ launchId, instanceId: 'i-0123456789abcdef0' }],
  cancelAccessTest: [{ launchId, instanceId: 'i-0123456789abcdef0' }],
  setLoginUser: [{ launchId, loginUser: 'ubuntu' }],
  saveLaunchRecord: [{ launchId, format: 'markdown' }],
  savePlan: [{ plan: PLAN }],
  openPlan: [],
  saveCode: [{ of: { kind: 'plan', plan: PLAN }, format: 'cli' }],
  copyCode: [{ of: { kind: 'launch', launchId }, format: 'terraform', file: 'main.tf' }],
  openSite: [{ launchId, instanceId: 'i-0123456789abcdef0' }],
  readHostKeys: [{ launchId, instanceId: 'i-0123456789abcdef0' }],
  pinHostKeys: [{ launchId, instanceId: 'i-0123456789abcdef0' }],
  openTerminal: [{ launchId, instanceId: 'i-0123456789abcdef0' }],
  copyWindowsPassword: [{ launchId, instanceId: 'i-0123456789abcdef0' }],
  cancelWindowsPassword: [{ launchId, instanceId: 'i-0123456789abcdef0' }],
  saveDesktopFile: [{ launchId, instanceId: 'i-0123456789abcdef0' }],
  openDesktop: [{ launchId, instanceId: 'i-0123456789abcdef0' }],
  readSshConfig: [],
  setSshConfig: [{ isOn: true }],
  copySshAlias: [{ launchId, instanceId: 'i-0123456789abcdef0' }],
  readOtherWays: [{ launchId, instanceId: 'i-0123456789abcdef0' }],
  openByInstanceConnect: [{ launchId, instanceId: 'i-0123456789abcdef0' }],
  openSession: [{ launchId, instanceId: 'i-0123456789abcdef0' }],
  openSessionPage: [{ launchId, instanceId: 'i-0123456789abcdef0' }],
  readRescue: [{ launchId, instanceId: 'i-0123456789abcdef0' }],
  letNewKeyIn: [{ launchId, instanceId: 'i-0123456789abcdef0', custodyId: launchId }],
  proveNewKey: [{ launchId, instanceId: 'i-0123456789abcdef0', custodyId: launchId }],
  copyRescueText: [
    { launchId, instanceId: 'i-0123456789abcdef0', custodyId: launchId, what: 'paste-command' },
  ],
  copyConnectText: [{ launchId, instanceId: 'i-0123456789abcdef0', what: 'ssh-command' }],
  copyLoadKeyCommand: [{ launchId }],
  openLink: [{ link: 'ec2-console' }],
  copyProblemText: [{ text: 'a policy' }],
  openProblemLink: [{ url: 'https://console.aws.amazon.com/servicequotas/home' }],
  startUp: [],
  readVault: [],
  recoverKeys: [],
  chooseStore: [{ store: 'file', passphrase: 'correct horse battery' }],
  unlockStore: [{ passphrase: 'correct horse battery' }],
  readAccountKeys: [HERE],
  createKey: [{ ...HERE, name: 'web', type: 'ed25519', kind: 'made-here' }],
  sendPublicKey: [{ ...HERE, custodyId: launchId, name: 'web' }],
  proveKey: [{ custodyId: launchId }],
  copyPublicKey: [{ custodyId: launchId }],
  chooseKeyFile: [],
  addKey: [{ fileId: launchId, name: 'web', passphrase: null }],
  exportKey: [{ custodyId: launchId, format: 'pem', passphrase: 'correct horse battery' }],
  backUp: [{ passphrase: 'correct horse battery' }],
  chooseBackupFile: [],
  restoreBackup: [{ fileId: launchId, passphrase: 'correct horse battery' }],
  trashKey: [{ custodyId: launchId, typedName: 'web' }],
  untrashKey: [{ custodyId: launchId }],
  deleteKey: [{ custodyId: launchId, typedName: 'web' }],
  dismissKey: [{ custodyId: launchId }],
  removeKeyPair: [{ ...HERE, keyPairId: 'key-0123456789abcdef0', typedName: 'web' }],
  answerHeldKey: [{ custodyId: launchId, answer: 'save-to-file' }],
  openAgent: [{ custodyId: launchId }],
  closeAgent: [{ agentId: launchId }],
  answerAgent: [{ requestId: launchId, isAllowed: true }],
  copyAgentText: [{ agentId: launchId, what: 'ssh-option' }],
  reviewGroups: [HERE],
  cancelReview: [],
  readGroup: [{ ...HERE, groupId: 'sg-0123456789abcdef0' }],
  askReach: [
    {
      ...HERE,
      ask: { from: '2001:db8::7', protocol: 'tcp', port: 22, instanceId: 'i-0123456789abcdef0' },
    },
  ],
  readMyAddresses: [],
  previewChange: [{ ...HERE, ask: CHANGE }],
  startChange: [{ previewId: launchId }],
  undoChange: [{ changeId: launchId }],
  finishChange: [{ changeId: launchId }],
  forgetChange: [{ changeId: launchId }],
  listChanges: [],
  deleteGroup: [{ ...HERE, groupId: 'sg-0123456789abcdef0', typedName: 'web' }],
  saveReport: [{ ...HERE, scope: 'all-regions', format: 'sarif' }],
  readWayOut: [],
  setProxy: [{ proxy: { kind: 'typed', address: 'http://proxy.example.com:3128' } }],
  addCertificates: [],
  removeCertificate: [{ fingerprint: Array.from({ length: 32 }, () => 'A0').join(':') }],
  readMode: [],
  startPractice: [],
  stopPractice: [],
  readPractice: [],
  setWeather: [{ weather: [{ action: 'RunInstances', zone: 'us-east-1a', kind: 'no-capacity' }] }],
  resetPractice: [],
  startDrill: [{ drill: 'zone-lost', region: 'us-east-1' }],
  turnDrill: [],
  endDrill: [],
};
const names = Object.keys(channels) as (keyof typeof inputs)[];

test('every call of the contract has a schema, and there is none beside', () => {
  expect(Object.keys(inputs).toSorted()).toEqual(names.toSorted());
});

describe.each(names)('the arguments of %s', (name) => {
  const good = GOOD[name];
  const accepts = (...args: readonly unknown[]) => inputs[name].safeParse(args).success;

  test('are read as they came', () => {
    expect(inputs[name].parse(good)).toEqual(good);
  });

  test('are neither missing nor too many, nor of another kind', () => {
    expect(accepts(...good, undefined)).toBe(false);
    expect(accepts(...good, {})).toBe(false);
    if (good.length === 0) return;
    expect(accepts()).toBe(false);
    for (const junk of [
      null,
      undefined,
      {},
      [],
      '',
      HUGE,
      Number.NaN,
      1,
      true,
      [good[0]],
      JSON.stringify(good[0]),
    ])
      expect(accepts(junk), inspect(junk).slice(0, 20)).toBe(false);
  });

  if (good.length === 0) return;

  test('have no field too many, and each of their fields', () => {
    const [input = {}] = good as readonly object[];
    for (const extra of ['extra', '__proto__', 'constructor', 'toString']) {
      expect(accepts(withOwn(input, extra, { sourceId: 'a' })), extra).toBe(false);
    }
    for (const field of Object.keys(input)) {
      for (const junk of [
        undefined,
        null,
        {},
        Number.NaN,
        HUGE,
        LONG_REGION,
        '\u0000',
        '../../etc/passwd',
        [''],
      ]) {
        if (isFreeText(field, junk) || (isOptional(name, field) && junk === null)) continue;
        expect(accepts(withOwn(input, field, junk)), `${field}: ${inspect(junk).slice(0, 20)}`).toBe(false);
      }
    }
  });
});

/** What a person calls a profile or a key, and a passphrase, may be any short text without control characters; a policy is a longer one. */
function isFreeText(field: string, junk: unknown): boolean {
  if (field === 'text') return junk === LONG_REGION || junk === '../../etc/passwd';
  const isFree = FREE_TEXTS.includes(field);
  return (
    isFree && typeof junk === 'string' && junk.length < 300 && (junk !== '\u0000' || field === 'sourceId')
  );
}

const FREE_TEXTS = ['sourceId', 'name', 'typedName', 'passphrase', 'accessKeyId', 'secretAccessKey'];

/** What is copied may be about no key; a file may have a passphrase, or none; no launch by name is every launch; no zone is the network. */
function isOptional(name: string, field: string): boolean {
  if (name === 'lookAtLaunches') return field === 'launchIds';
  if (name === 'copyRescueText') return field === 'custodyId';
  if (name === 'createDefaultNetwork') return field === 'zoneName';
  return (name === 'addKey' || name === 'exportKey') && field === 'passphrase';
}

test.each(['us-east-1', 'ap-southeast-4', 'us-gov-west-1', 'eusc-de-east-1', 'cn-northwest-1'])(
  'the region %s is one',
  (region) => {
    expect(inputs.readImages.safeParse([{ ...HERE, region }]).success).toBe(true);
  },
);

test('a list has a limit', () => {
  const instanceTypes = Array.from({ length: 21 }, () => 't3.micro');
  expect(inputs.readPrices.safeParse([{ ...HERE, instanceTypes }]).success).toBe(false);
  const confirmed = Array.from({ length: 51 }, () => 'one-zone');
  expect(inputs.startLaunch.safeParse([{ launchId, plan: PLAN, confirmed }]).success).toBe(false);
});

/** A copy with one field more or other; a name of the prototype becomes a field of its own. */
function withOwn(input: object, field: string, value: unknown): object {
  return Object.defineProperty({ ...input }, field, { value, enumerable: true, configurable: true });
}
