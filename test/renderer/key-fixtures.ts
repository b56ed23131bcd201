import type { AccountKeyPair } from '../../shared/keys/account-keys.ts';
import type { KeyRow, KeyUse } from '../../shared/keys/key-row.ts';
import type { Vault, VaultKey, VaultStore } from '../../shared/keys/vault.ts';

const AT = '2026-05-12T10:00:00.000Z';

export const KEYCHAIN: VaultStore = { kind: 'keychain', backend: 'Keychain of macOS', state: 'open' };

export function keyOf(edit: Partial<VaultKey> = {}): VaultKey {
  return {
    custodyId: 'one',
    name: 'web',
    type: 'ed25519',
    origin: 'aws-made',
    standing: 'safe',
    trouble: null,
    publicKey: 'ssh-ed25519 AAAApublic',
    fingerprints: { openssh: 'SHA256:opensshprint', aws: 'awsprint=' },
    keychainAccount: 'web|us-east-1|123456789012|0f3c2a1b',
    pair: null,
    launchId: null,
    createdAt: AT,
    provedAt: AT,
    trashedAt: null,
    copies: [{ kind: 'keychain', where: 'Keychain of macOS', at: AT }],
    ...edit,
  };
}

export function vaultOf(edit: Partial<Vault> = {}): Vault {
  return { store: KEYCHAIN, keys: [], held: [], agents: [], requests: [], isWaiting: false, ...edit };
}

export function pairOf(edit: Partial<AccountKeyPair> = {}): AccountKeyPair {
  return {
    region: 'us-east-1',
    keyPairId: 'key-0123456789abcdef0',
    name: 'web',
    type: 'ed25519',
    fingerprint: 'awsprint=',
    publicKey: 'ssh-ed25519 AAAApublic',
    createdAt: AT,
    custodyId: null,
    ...edit,
  };
}

export function useOf(edit: Partial<KeyUse> = {}): KeyUse {
  return {
    region: 'us-east-1',
    instanceId: 'i-0123456789abcdef0',
    name: 'shop',
    state: 'running',
    keyName: 'web',
    launchedAt: AT,
    launchId: null,
    certainty: 'likely',
    ...edit,
  };
}

export function rowOf(edit: Partial<KeyRow> = {}): KeyRow {
  return {
    id: 'one',
    name: 'web',
    type: 'ed25519',
    standing: 'safe-here',
    key: keyOf(),
    pairs: [pairOf()],
    users: [],
    areUsersIncomplete: false,
    ...edit,
  };
}
