import type { KeysApi } from '../../shared/keys/keys-api.ts';
import type { AgentRequest, AgentSession, Vault, VaultKey } from '../../shared/keys/vault.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import { failed, succeeded, type Outcome } from '../../shared/outcome.ts';
import type { ProblemCode } from '../../shared/problem.ts';
import type { Scenario } from './fake-keyport.ts';
import { accountKeysOf, custodyId as id, daysAgo, vaultKey, vaultOf } from './fake-vault.ts';

/** How a call of the bridge is answered: counted, and after a moment. */
export type Answer = <Value>(
  name: string,
  input: unknown,
  outcome: () => Outcome<Value>,
  ms?: number,
) => Promise<Outcome<Value>>;

/** What opens every passphrase-protected thing here. */
const RIGHT_PASSPHRASE = 'correct horse battery';

/** The vault's part of the bridge, in memory: it remembers what was done, and tells of every change. */
export function createFakeKeys(scenario: Scenario, answer: Answer, open = vaultOf) {
  let vault = open(scenario);
  let starts = 0;
  let retries = 0;
  let nextNumber = 70;
  const listeners = new Set<(vault: Vault) => void>();
  const set = (part: Partial<Vault>): Vault => {
    vault = { ...vault, ...part };
    for (const listener of listeners) listener(vault);
    return vault;
  };
  const find = (custodyId: string) => vault.keys.find((key) => key.custodyId === custodyId);
  const change = (custodyId: string, edit: Partial<VaultKey>): Outcome<VaultKey> => {
    const key = find(custodyId);
    if (key === undefined) return refuse('key-unknown');
    const changed = { ...key, ...edit };
    set({ keys: vault.keys.map((one) => (one.custodyId === custodyId ? changed : one)) });
    return succeeded(changed);
  };
  const put = (key: VaultKey): Outcome<VaultKey> => {
    set({ keys: [key, ...vault.keys] });
    return succeeded(key);
  };
  const newKey = (name: string, edit: Partial<VaultKey>) => {
    nextNumber += 1;
    return vaultKey(nextNumber, name, {
      createdAt: daysAgo(0),
      provedAt: daysAgo(0),
      launchId: null,
      ...edit,
    });
  };
  const forget = (custodyId: string): Outcome<Vault> =>
    succeeded(set({ keys: vault.keys.filter((key) => key.custodyId !== custodyId) }));
  const isTyped = (custodyId: string, typedName: string) => find(custodyId)?.name === typedName;

  const startUp = (): Outcome<Vault> => {
    starts += 1;
    if (scenario === 'home-in-use' && starts < 4) return refuse('home-in-use');
    if (scenario === 'start-fails') return refuse('disk-failed');
    if (scenario === 'keys-finished') finishOne(set, vault);
    return succeeded(set({}));
  };

  const api: KeysApi = {
    startUp: () => answer('startUp', null, startUp, scenario === 'opening' ? 600_000 : 300),
    readVault: () => answer('readVault', null, () => succeeded(vault)),
    recoverKeys: () => answer('recoverKeys', null, () => succeeded(vault), 600),
    chooseStore: (input) =>
      answer('chooseStore', input.store, () => {
        const store = input.store === 'file' ? FILE_STORE : vaultOf('fine').store;
        return vault.keys.length > 0 ? refuse('store-has-keys') : succeeded(set({ store }));
      }),
    unlockStore: ({ passphrase }) =>
      answer('unlockStore', null, () =>
        passphrase === RIGHT_PASSPHRASE
          ? succeeded(set({ store: { ...vault.store, state: 'open' } }))
          : refuse('passphrase-wrong'),
      ),
    readAccountKeys: (choice) =>
      answer(
        'readAccountKeys',
        choice,
        () => succeeded(accountKeysOf(scenario, vault)),
        scenario === 'account-slow' ? 600_000 : 500,
      ),
    createKey: (input) =>
      answer('createKey', input, () =>
        put(
          newKey(input.name, {
            type: input.type,
            origin: input.kind === 'made-here' ? 'made-here' : 'aws-made',
          }),
        ),
      ),
    sendPublicKey: (input) =>
      answer('sendPublicKey', input, () =>
        change(input.custodyId, {
          standing: 'safe',
          trouble: null,
          pair: {
            sourceId: input.sourceId,
            accountId: '123456789012',
            region: input.region,
            endpoint: null,
            keyPairId: 'key-0aaaaaaaaaaaaaaa1',
          },
        }),
      ),
    proveKey: ({ custodyId }) =>
      answer('proveKey', custodyId, () => change(custodyId, { provedAt: daysAgo(0) }), 600),
    copyPublicKey: (input) => answer('copyPublicKey', input, () => succeeded(null)),
    chooseKeyFile: () =>
      answer('chooseKeyFile', null, () => succeeded({ fileId: id(80), name: 'My Laptop (2).pem' })),
    addKey: ({ name, passphrase }) =>
      answer('addKey', name, () => {
        if (passphrase === null) return refuse('passphrase-needed');
        if (passphrase !== RIGHT_PASSPHRASE) return refuse('passphrase-wrong');
        const key = newKey(name, { origin: 'added', pair: null });
        put(key);
        return succeeded({ key, stillAt: '/home/maria/Downloads/My Laptop (2).pem' });
      }),
    exportKey: (input) =>
      answer('exportKey', input.custodyId, () =>
        succeeded({ path: '/media/usb/my-fleet.pem', isPrivate: input.format === 'openssh' }),
      ),
    backUp: () =>
      answer('backUp', null, () => {
        const copy = { kind: 'backup', where: '/media/usb/keyport.age', at: daysAgo(0) } as const;
        set({ keys: vault.keys.map((key) => ({ ...key, copies: [...key.copies, copy] })) });
        const leftOut = scenario === 'keys-needs-you' ? ['old-laptop'] : [];
        return succeeded({ path: copy.where, keys: vault.keys.length, leftOut });
      }),
    chooseBackupFile: () =>
      answer('chooseBackupFile', null, () => succeeded({ fileId: id(81), name: 'keyport-backup.age' })),
    restoreBackup: ({ passphrase }) =>
      answer('restoreBackup', null, () => {
        if (passphrase !== RIGHT_PASSPHRASE) return refuse('passphrase-wrong');
        const key = newKey('from-the-backup', {});
        put(key);
        return succeeded({
          added: [key],
          alreadyHere: ['my-fleet'],
          refused: [{ name: 'broken', why: 'Its numbers do not fit together.' }],
        });
      }),
    trashKey: ({ custodyId, typedName }) =>
      answer('trashKey', custodyId, () =>
        isTyped(custodyId, typedName)
          ? change(custodyId, { standing: 'trashed', trashedAt: daysAgo(0) })
          : refuse('name-not-typed'),
      ),
    untrashKey: ({ custodyId }) =>
      answer('untrashKey', custodyId, () => change(custodyId, { standing: 'safe', trashedAt: null })),
    deleteKey: ({ custodyId, typedName }) =>
      answer('deleteKey', custodyId, () =>
        isTyped(custodyId, typedName) ? forget(custodyId) : refuse('name-not-typed'),
      ),
    dismissKey: ({ custodyId }) => answer('dismissKey', custodyId, () => forget(custodyId)),
    removeKeyPair: (input) => answer('removeKeyPair', input, () => refuse('key-in-use')),
    answerHeldKey: (input) =>
      answer('answerHeldKey', input, () => {
        retries += 1;
        if (input.answer === 'retry' && retries < 2) return refuse('keychain-locked');
        return succeeded(set({ held: vault.held.filter(({ custodyId }) => custodyId !== input.custodyId) }));
      }),
    openAgent: ({ custodyId }) =>
      answer('openAgent', custodyId, () => {
        const session = {
          agentId: id(90),
          custodyId,
          keyName: find(custodyId)?.name ?? 'my-fleet',
          socketPath: '/run/user/1000/keyport-7f3a/agent',
          openedAt: daysAgo(0),
          signatures: 0,
        };
        set({ agents: [...vault.agents, session] });
        if (scenario === 'agent-asks') setTimeout(() => set({ requests: [askOf(session)] }), 1500);
        return succeeded(session);
      }),
    closeAgent: ({ agentId }) =>
      answer('closeAgent', agentId, () =>
        succeeded(set({ agents: vault.agents.filter((agent) => agent.agentId !== agentId) })),
      ),
    answerAgent: (input) =>
      answer('answerAgent', input, () =>
        succeeded(set({ requests: vault.requests.filter(({ requestId }) => requestId !== input.requestId) })),
      ),
    copyAgentText: (input) => answer('copyAgentText', input, () => succeeded(null)),
  };
  return {
    ...api,
    onVaultChanged: (listener: (vault: Vault) => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

const FILE_STORE = { kind: 'file', backend: '/home/maria/.config/keyport/keys.age', state: 'open' } as const;

/** A program that comes as soon as there is an agent. */
function askOf({ agentId, keyName }: AgentSession): AgentRequest {
  return { requestId: id(64), agentId, keyName, program: { name: 'ssh', pid: 4713, startedBy: 'bash' } };
}

function refuse(code: ProblemCode) {
  return failed(makeProblem(code, { raw: code, retryable: true }));
}

/** A start at which a key was unfinished and then is not: told in two snapshots, as the recovery does. */
function finishOne(set: (part: Partial<Vault>) => Vault, { keys }: Vault): void {
  const [first] = keys;
  if (first === undefined) return;
  set({ keys: keys.with(0, { ...first, standing: 'finishing' }) });
  set({ keys });
}
