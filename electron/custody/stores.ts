import fs from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { KeysApi } from '../../shared/keys/keys-api.ts';
import type { VaultStore } from '../../shared/keys/vault.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import { failed, succeeded, type Outcome } from '../../shared/outcome.ts';
import { words } from '../../shared/words/en.ts';
import { problemOfDisk } from '../journal/disk-problem.ts';
import { writeDurably } from '../journal/durable-file.ts';
import { KeychainError, type Keychain } from '../keychain/keychain.ts';
import { oneAtATime } from '../keychain/one-at-a-time.ts';
import { probeKeychain } from '../keychain/probe.ts';
import { createVaultFile, type VaultFile, type VaultFileOptions } from '../keychain/vault-file.ts';
import { openAccessKeyRecords } from './access-key-records.ts';
import { openKeyJournal } from './key-journal.ts';
import { forgetSentinel } from './sentinel.ts';

/** Where this home keeps its private keys: the keychain of the system, or what stands for it in practice; or the encrypted file that the person asked for. */
export type Stores = {
  /** The one that is used, whichever that is at the moment of a call. */
  readonly keychain: Keychain;
  readonly report: () => VaultStore;
  readonly choose: (input: StoreChoice) => Promise<Outcome<null>>;
  readonly unlock: (passphrase: string) => Promise<Outcome<null>>;
};

type StoreChoice = Parameters<KeysApi['chooseStore']>[0];

type StoresDeps = VaultFileOptions & {
  readonly home: string;
  readonly osKeychain: Keychain;
  /** Keys that something in this run is making or changing: where they go must not change meanwhile. */
  readonly inWork: ReadonlySet<string>;
};

/** Chosen in `<home>/keys/store.json`; without that file it is the keychain, also where that one does not work. */
export function createStores({ home, osKeychain, inWork, ...options }: StoresDeps): Stores {
  const file = path.join(home, 'keys', 'store.json');
  const vaultFile = createVaultFile(path.join(home, 'keys', 'vault'), options);
  const inTurn = oneAtATime();
  const kindNow = rememberedKind(file);
  const stores = { keychain: osKeychain, file: vaultFile, unreadable: brokenKeychain(file) };

  const choose = async (input: StoreChoice): Promise<Outcome<null>> => {
    const kind = kindNow.read();
    if (kind === 'unreadable') return failed(storeUnreadable(file));
    const isEmpty = await isWithoutKeys(home, inWork);
    if (input.store !== kind && !isEmpty) return failed(makeProblem('store-has-keys'));
    if (input.store === 'file') {
      const opened = await openOrCreate(vaultFile, input.passphrase, isEmpty);
      if (!opened.ok) return opened;
    }
    if (input.store === kind) return succeeded(null);
    // Before the choice is written down: a run that dies in between finds no sentinel, and makes one.
    await forgetSentinel(home);
    await kindNow.write(input.store);
    if (input.store === 'keychain') vaultFile.lock();
    return succeeded(null);
  };

  return {
    keychain: passingOn(() => stores[kindNow.read()]),
    report: () => {
      if (kindNow.read() === 'keychain')
        return { kind: osKeychain.kind, backend: osKeychain.backend, state: 'open' };
      const state = vaultFile.isUnlocked() ? 'open' : 'locked';
      return { kind: 'file', backend: vaultFile.backend, state };
    },
    choose: (input) => inTurn(() => orDiskProblem(() => choose(input))),
    unlock: (passphrase) =>
      inTurn(async () => {
        const kind = kindNow.read();
        if (kind === 'unreadable') return failed(storeUnreadable(file));
        return kind === 'file' ? vaultFile.unlock(passphrase) : succeeded(null);
      }),
  };
}

async function openOrCreate(
  vaultFile: VaultFile,
  passphrase: string,
  isEmpty: boolean,
): Promise<Outcome<null>> {
  if (isEmpty && !(await vaultFile.exists())) return vaultFile.create(passphrase);
  const opened = await vaultFile.unlock(passphrase);
  if (opened.ok || opened.problem.code !== 'passphrase-wrong' || !isEmpty) return opened;
  // The person may think of a new one: say that an old one is asked for.
  return failed({ ...opened.problem, explanation: words.stores.vaultFileThere });
}

/** A record that cannot be read may stand for a key, too; and an access key is kept where the keys are. */
async function isWithoutKeys(home: string, inWork: ReadonlySet<string>): Promise<boolean> {
  const { records, unreadable } = await openKeyJournal(home).list();
  const isEmpty = records.length + unreadable.length + inWork.size === 0;
  return isEmpty && (await openAccessKeyRecords(home).isEmpty());
}

/** What the person has chosen. */
type Kind = StoreChoice['store'];
const storeSchema = z.strictObject({ version: z.literal(1), kind: z.enum(['keychain', 'file']) });

/** Read when first asked for, and again until it could be read; and after a write of which nobody can tell what it did. */
function rememberedKind(file: string) {
  let known: Kind | null = null;
  return {
    read: (): Kind | 'unreadable' => {
      const kind = known ?? readKind(file);
      if (kind !== 'unreadable') known = kind;
      return kind;
    },
    write: async (kind: Kind) => {
      known = null;
      await writeDurably(file, `${JSON.stringify({ version: 1, kind })}\n`);
      known = kind;
    },
  };
}

function readKind(file: string): Kind | 'unreadable' {
  try {
    return storeSchema.parse(JSON.parse(fs.readFileSync(file, 'utf8'))).kind;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ENOENT' ? 'keychain' : 'unreadable';
  }
}

function storeUnreadable(file: string) {
  return makeProblem('record-unreadable', { explanation: words.stores.storeUnreadable, raw: file });
}

/** Neither store is asked: the one that is not meant would say that there are no keys. */
function brokenKeychain(file: string): Keychain {
  const refuse = () => Promise.reject(new KeychainError('failed', `damaged: ${file}`));
  const backend = words.custody.keychains.file;
  const calls = { kind: 'file' as const, backend, save: refuse, read: refuse, remove: refuse };
  return { ...calls, probe: () => probeKeychain(calls) };
}

function passingOn(used: () => Keychain): Keychain {
  return {
    get kind() {
      return used().kind;
    },
    get backend() {
      return used().backend;
    },
    save: async (account, privateKey) => used().save(account, privateKey),
    read: async (account) => used().read(account),
    remove: async (account) => used().remove(account),
    probe: async () => used().probe(),
  };
}

async function orDiskProblem(work: () => Promise<Outcome<null>>): Promise<Outcome<null>> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    return failed(problemOfDisk(error));
  }
}
