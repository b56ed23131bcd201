import type { AccountKeyPair, AccountKeys, KeyUser } from '../../shared/keys/account-keys.ts';
import type { Vault, VaultKey } from '../../shared/keys/vault.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import { words } from '../../shared/words/en.ts';
import type { Scenario } from './fake-keyport.ts';

const DAY_MS = 86_400_000;
export const daysAgo = (days: number): string => new Date(Date.now() - days * DAY_MS).toISOString();

const PLACE = {
  sourceId: 'profile:work',
  accountId: '123456789012',
  region: 'us-east-1',
  endpoint: null,
} as const;

const KEYCHAIN = words.custody.keychains.linux;
const FILE = '/home/maria/.config/keyport/keys.age';

export const custodyId = (number: number): string =>
  `0f3c2a1b-1111-4222-8333-${String(number).padStart(12, '0')}`;

const publicKeyOf = (name: string): string =>
  `ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI${btoa(name.padEnd(30, '.')).slice(0, 40)}`;

/** A key that is safe, unless `edit` says otherwise. */
export function vaultKey(number: number, name: string, edit: Partial<VaultKey> = {}): VaultKey {
  const createdAt = edit.createdAt ?? daysAgo(3 + number * 9);
  return {
    custodyId: custodyId(number),
    name,
    type: 'ed25519',
    origin: 'aws-made',
    standing: 'safe',
    trouble: null,
    publicKey: publicKeyOf(name),
    fingerprints: {
      openssh: `SHA256:${btoa(`${name} fingerprint of it`).slice(0, 43)}`,
      aws: `${btoa(`${name} fingerprint of it`).slice(0, 43)}=`,
    },
    keychainAccount: `${name}|us-east-1|123456789012|0f3c2a1b`,
    pair: { ...PLACE, keyPairId: `key-0123456789abcde${number}0` },
    launchId: number % 2 === 0 ? '5b1c0f7e-2222-4333-8444-555555555555' : null,
    createdAt,
    provedAt: createdAt,
    trashedAt: null,
    copies: [{ kind: 'keychain', where: KEYCHAIN, at: createdAt }],
    ...edit,
  };
}

const BACKUP = { kind: 'backup', where: '/media/usb/keyport-backup.age', at: daysAgo(2) } as const;
const withBackup = (key: VaultKey): VaultKey => ({ ...key, copies: [...key.copies, BACKUP] });

const TROUBLED: readonly VaultKey[] = [
  vaultKey(21, 'lost-in-the-move', {
    standing: 'needs-you',
    copies: [],
    trouble: {
      code: 'missing-here',
      ...words.keyTroubles['missing-here'],
      actions: ['restore-backup', 'add-from-file', 'try-again', 'dismiss'],
      raw: null,
    },
  }),
  vaultKey(22, 'web', {
    standing: 'needs-you',
    pair: null,
    trouble: {
      code: 'name-taken',
      ...words.keyTroubles['name-taken'],
      actions: ['import-again', 'try-again'],
      raw: 'InvalidKeyPair.Duplicate: The keypair already exists',
    },
  }),
  vaultKey(23, 'batch', {
    standing: 'finishing',
    publicKey: null,
    fingerprints: null,
    provedAt: null,
    copies: [],
    trouble: {
      code: 'aws-not-asked',
      ...words.keyTroubles['aws-not-asked'],
      actions: ['try-again'],
      raw: null,
    },
  }),
];

const MANY: readonly VaultKey[] = [
  ...TROUBLED,
  withBackup(vaultKey(1, 'my-fleet', { launchId: '5b1c0f7e-2222-4333-8444-555555555555' })),
  withBackup(vaultKey(2, 'shop frontend', { type: 'rsa', origin: 'made-here' })),
  vaultKey(3, 'laptop', {
    origin: 'added',
    pair: null,
    copies: [
      ...vaultKey(3, 'laptop').copies,
      { kind: 'file', where: '/home/maria/.ssh/laptop.pem', at: daysAgo(30) },
    ],
  }),
  vaultKey(4, 'a-name-that-is-as-long-as-somebody-in-a-hurry-might-type-it-with-every-word-of-the-project'),
  vaultKey(5, 'old-server', { standing: 'trashed', trashedAt: daysAgo(12) }),
  ...Array.from({ length: 12 }, (_, index) =>
    withBackup(vaultKey(30 + index, `team-${String(index + 1).padStart(2, '0')}`)),
  ),
];

/** What the vault holds when the window opens. */
export function vaultOf(scenario: Scenario): Vault {
  const session = {
    agentId: custodyId(91),
    custodyId: custodyId(1),
    keyName: 'my-fleet',
    socketPath: '/run/user/1000/keyport-7f3a/agent',
    openedAt: daysAgo(0),
    signatures: 2,
  };
  const empty: Vault = {
    store: { kind: 'keychain', backend: KEYCHAIN, state: 'open' },
    keys: [],
    held: [],
    agents: [],
    requests: [],
    isWaiting: false,
  };
  const some = [
    withBackup(vaultKey(1, 'my-fleet')),
    withBackup(vaultKey(3, 'laptop', { pair: null, origin: 'added' })),
  ];
  // oxlint-disable-next-line typescript/switch-exhaustiveness-check -- most scenarios are not about keys.
  switch (scenario) {
    case 'keys-many':
    case 'account-slow':
    case 'account-partly':
      return { ...empty, keys: MANY };
    case 'keys-needs-you':
      return { ...empty, keys: [...TROUBLED, ...some] };
    case 'keys-finished':
      return { ...empty, keys: some };
    case 'store-locked':
      return { ...empty, store: { kind: 'file', backend: FILE, state: 'locked' }, keys: some };
    case 'held-key':
      return {
        ...empty,
        keys: some,
        held: [
          {
            custodyId: custodyId(50),
            name: 'shop',
            region: 'us-east-1',
            keyPairId: 'key-0123456789abcdef0',
            problem: makeProblem('keychain-full', {
              raw: 'Platform failure: An error occurred on the device',
            }),
          },
        ],
      };
    case 'agent-asks':
      return {
        ...empty,
        keys: some,
        agents: [session],
        requests: [
          {
            requestId: custodyId(61),
            agentId: session.agentId,
            keyName: 'my-fleet',
            program: { name: 'ssh', pid: 4711, startedBy: 'bash' },
          },
          { requestId: custodyId(62), agentId: session.agentId, keyName: 'my-fleet', program: null },
          {
            requestId: custodyId(63),
            agentId: session.agentId,
            keyName: 'my-fleet',
            program: { name: 'ssh', pid: 4712, startedBy: null },
            isForwarded: true,
          },
        ],
      };
    case 'waiting':
      return { ...empty, keys: some, isWaiting: true };
    case 'backup-due':
      return { ...empty, keys: [vaultKey(1, 'my-fleet'), withBackup(vaultKey(2, 'shop'))] };
    case 'fine':
      return { ...empty, keys: some };
    default:
      return empty;
  }
}

/** The same, while one practises. */
export function practiceVaultOf(scenario: Scenario): Vault {
  const vault = vaultOf(scenario);
  const backend = words.practiceMode.keychain;
  const keys = vault.keys.map((key) => ({
    ...key,
    copies: key.copies.map((copy) => (copy.kind === 'keychain' ? { ...copy, where: backend } : copy)),
  }));
  return { ...vault, store: { kind: 'practice', backend, state: 'open' }, keys };
}

/** What the account holds beside it. */
export function accountKeysOf(scenario: Scenario, vault: Vault): AccountKeys {
  const isPartly = scenario === 'account-partly';
  const refused = makeProblem('not-permitted', { raw: 'UnauthorizedOperation' });
  const regions = ['eu-central-1', 'eu-west-1', 'us-east-1', 'us-east-2', 'us-west-2'];
  const pairs = vault.keys.flatMap((key) =>
    key.pair === null || key.publicKey === null ? [] : [pairOf(key)],
  );
  return {
    accountId: PLACE.accountId,
    endpoint: null,
    areAllRegions: true,
    regions: regions.map((region) => ({
      region,
      keyPairs: isPartly && region.startsWith('eu') ? refused : null,
      instances: isPartly && region !== 'us-east-1' ? refused : null,
    })),
    keyPairs: scenario === 'keys-empty' ? [] : [...pairs, ...FOREIGN],
    instances: scenario === 'keys-empty' ? [] : USERS,
  };
}

function pairOf({
  name,
  type,
  custodyId: id,
  publicKey,
  fingerprints,
  createdAt,
  pair,
}: VaultKey): AccountKeyPair {
  return {
    region: pair?.region ?? '',
    keyPairId: pair?.keyPairId ?? '',
    name,
    type,
    fingerprint: fingerprints?.aws ?? '',
    publicKey,
    createdAt,
    custodyId: id,
  };
}

const FOREIGN: readonly AccountKeyPair[] = [
  {
    region: 'eu-central-1',
    keyPairId: 'key-0fedcba9876543210',
    name: 'intern-2019',
    type: 'rsa',
    fingerprint: '1f:51:ae:28:bf:89:e9:d8:1f:25:5d:37:2d:7d:b8:ca:9f:f5:f1:6f',
    publicKey: publicKeyOf('intern'),
    createdAt: daysAgo(1900),
    custodyId: null,
  },
  {
    region: 'us-east-1',
    keyPairId: 'key-0fedcba9876543211',
    name: 'jenkins',
    type: null,
    fingerprint: '2a:51:ae:28:bf:89:e9:d8:1f:25:5d:37:2d:7d:b8:ca',
    publicKey: null,
    createdAt: null,
    custodyId: null,
  },
];

const USERS: readonly KeyUser[] = [
  user(
    'i-0123456789abcdef0',
    'my-fleet-us-east-1a',
    'my-fleet',
    daysAgo(2),
    '5b1c0f7e-2222-4333-8444-555555555555',
  ),
  user(
    'i-0123456789abcdef1',
    'my-fleet-us-east-1b',
    'my-fleet',
    daysAgo(2),
    '5b1c0f7e-2222-4333-8444-555555555555',
  ),
  user('i-0123456789abcdef2', null, 'my-fleet', daysAgo(1), null),
  user('i-0123456789abcdef3', 'forgotten', 'my-fleet', daysAgo(400), null),
  { ...user('i-0123456789abcdef4', 'build-box', 'intern-2019', daysAgo(700), null), region: 'eu-central-1' },
];

function user(
  instanceId: string,
  name: string | null,
  keyName: string,
  launchedAt: string,
  launchId: string | null,
): KeyUser {
  return { region: 'us-east-1', instanceId, name, state: 'running', keyName, launchedAt, launchId };
}
