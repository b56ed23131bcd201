import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { rawOf } from '../aws/raw-of.ts';
import { readAtMost } from '../journal/read-at-most.ts';
import { oneAtATime } from '../keychain/one-at-a-time.ts';
import type { AddedKey, ChosenFile, KeysApi } from '../../shared/keys/keys-api.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import { failed, succeeded, type Outcome } from '../../shared/outcome.ts';
import { words } from '../../shared/words/en.ts';
import { healKey, isHealable } from './heal-key.ts';
import { isSamePublicKey } from './key-format.ts';
import type { KeyRecord } from './key-record.ts';
import { MAX_KEY_FILE_BYTES, readKeyFile, type ReadKey } from './read-key-file.ts';
import { readySentinel } from './ready-sentinel.ts';
import { storeNewKey } from './store-new-key.ts';
import { showKeys, vaultKeyFrom } from './vault-key.ts';
import type { VaultServices } from './vault-services.ts';

type KeyFiles = Pick<KeysApi, 'chooseKeyFile' | 'addKey'>;
type AddKeyInput = Parameters<KeysApi['addKey']>[0];

/** Existing private keys, from files that the person picks. The files stay where they are, and stay as they are. */
export function createKeyFiles(services: VaultServices): KeyFiles {
  const chosen = new Map<string, string>();
  const inTurn = oneAtATime();
  return {
    chooseKeyFile: async () => {
      const file = await services.files.open(words.keyFiles.choose);
      return succeeded(file === null ? null : remember(chosen, file));
    },
    addKey: (input) =>
      services.unfinished.track(
        inTurn(() => addKey(services, chosen, input)),
        'private-key',
      ),
  };
}

const MAX_CHOSEN = 32;

/** The screen gets a number for it: what it has no path to, nobody can make it ask for. */
function remember(chosen: Map<string, string>, file: string): ChosenFile {
  const fileId = randomUUID();
  chosen.set(fileId, file);
  for (const oldest of [...chosen.keys()].slice(0, -MAX_CHOSEN)) chosen.delete(oldest);
  return { fileId, name: path.basename(file) };
}

async function addKey(
  services: VaultServices,
  chosen: Map<string, string>,
  { fileId, name, passphrase }: AddKeyInput,
): Promise<Outcome<AddedKey>> {
  const file = chosen.get(fileId);
  if (file === undefined) return failed(makeProblem('file-unreadable'));
  const read = await readChosen(file, passphrase);
  if (!read.ok) return read;
  try {
    const added = await keep(services, read.value, name);
    if (!added.ok) return added;
    chosen.delete(fileId);
    await showKeys(services);
    return succeeded({ key: vaultKeyFrom(added.value, services.now()), stillAt: file });
  } finally {
    read.value.privateKey.fill(0);
  }
}

async function readChosen(file: string, passphrase: string | null): Promise<Outcome<ReadKey>> {
  let bytes: Buffer;
  try {
    bytes = await readAtMost(file, MAX_KEY_FILE_BYTES);
  } catch (error) {
    return failed(makeProblem('file-unreadable', { raw: rawOf(error) }));
  }
  try {
    return await readKeyFile(bytes, passphrase);
  } finally {
    bytes.fill(0);
  }
}

/** By its public half: the same key under another name is the same key. */
async function keep(services: VaultServices, key: ReadKey, name: string): Promise<Outcome<KeyRecord>> {
  const { records } = await services.journal.list();
  const known = records.filter((record) => isSameKey(record, key));
  const lost = known.find(isHealable);
  if (known.length > 0 && lost === undefined) return failed(makeProblem('key-known', alreadyKnown(known)));
  const sentinel = await readySentinel(services.sentinel);
  if (!sentinel.ok) return sentinel;
  return lost
    ? healKey(services, lost, key, sentinel.value)
    : storeNewKey(services, { name, key, sentinelHash: sentinel.value });
}

function isSameKey({ publicKey }: KeyRecord, key: ReadKey): boolean {
  return publicKey !== null && isSamePublicKey(publicKey, key.publicKey);
}

function alreadyKnown(known: readonly KeyRecord[]): { readonly explanation?: string } {
  const [first] = known;
  if (first === undefined) return {};
  const say = known.every(({ state }) => state === 'TRASHED') ? words.keyFiles.inTrash : words.keyFiles.known;
  return { explanation: say(first.name) };
}
