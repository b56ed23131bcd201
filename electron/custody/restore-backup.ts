import { randomUUID } from 'node:crypto';
import path from 'node:path';
import type { KeysApi, Restored } from '../../shared/keys/keys-api.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import { failed, succeeded, type Outcome } from '../../shared/outcome.ts';
import { words } from '../../shared/words/en.ts';
import { readAtMost } from '../journal/read-at-most.ts';
import { MAX_BACKUP_BYTES, readBackup, unsealBackup, type Backup } from './backup-file.ts';
import { lookAtSentinel } from './look-here.ts';
import { readySentinel } from './ready-sentinel.ts';
import { restoreKey, type RestoredKey } from './restore-key.ts';
import { forgetSentinel } from './sentinel.ts';
import { showKeys, vaultKeyFrom } from './vault-key.ts';
import type { VaultServices } from './vault-services.ts';

const said = words.stores.backup;

/** The way back from a backup. Of the file only its name leaves the main process. */
export function createBackups(services: VaultServices): Pick<KeysApi, 'chooseBackupFile' | 'restoreBackup'> {
  let chosen: { readonly fileId: string; readonly file: string } | null = null;
  return {
    chooseBackupFile: async () => {
      const file = await services.files.open({ title: said.openTitle, button: said.openButton });
      if (file === null) return succeeded(null);
      chosen = { fileId: randomUUID(), file };
      return succeeded({ fileId: chosen.fileId, name: path.basename(file) });
    },
    restoreBackup: async ({ fileId, passphrase }) => {
      if (chosen?.fileId !== fileId) return failed(makeProblem('file-unreadable'));
      return services.unfinished.track(restoreFrom(services, chosen.file, passphrase), 'private-key');
    },
  };
}

/** All keys that are in the file and not here yet. Nothing is changed before the whole file was opened and read. */
async function restoreFrom(
  services: VaultServices,
  file: string,
  passphrase: string,
): Promise<Outcome<Restored>> {
  const backup = await openBackup(file, passphrase);
  if (!backup.ok) return backup;
  try {
    return await restoreAll(services, backup.value, file);
  } finally {
    for (const { privateKey } of backup.value.keys) privateKey.fill(0);
    await showKeys(services);
  }
}

async function openBackup(file: string, passphrase: string): Promise<Outcome<Backup>> {
  let content: Buffer;
  try {
    content = await readAtMost(file, MAX_BACKUP_BYTES);
  } catch (error) {
    return failed(makeProblem('file-unreadable', { raw: error instanceof Error ? error.message : null }));
  }
  const text = await unsealBackup(content, passphrase);
  if (!text.ok) return text;
  const backup = readBackup(text.value);
  text.value.fill(0);
  return backup === null ? failed(makeProblem('backup-damaged')) : succeeded(backup);
}

async function restoreAll(
  services: VaultServices,
  { keys, createdAt }: Backup,
  file: string,
): Promise<Outcome<Restored>> {
  const sentinelHash = await readyKeychain(services);
  if (!sentinelHash.ok) return sentinelHash;
  const to = {
    sentinelHash: sentinelHash.value,
    copy: { kind: 'backup', where: file, at: createdAt },
  } as const;
  const results: RestoredKey[] = [];
  for (const key of keys) {
    const result = await restoreKey(services, key, to);
    if (result.state === 'stopped') return failed(result.problem);
    results.push(result);
  }
  return succeeded({
    added: results.flatMap((each) =>
      each.state === 'added' ? [vaultKeyFrom(each.record, services.now())] : [],
    ),
    alreadyHere: results.flatMap((each) => (each.state === 'already-here' ? [each.name] : [])),
    refused: results.flatMap((each) =>
      each.state === 'refused' ? [{ name: each.name, why: each.why }] : [],
    ),
  });
}

/**
 * The hash of the sentinel that the keychain gives back. One that works and holds none is a new one, after the old was lost:
 * that a person restores a backup says that this is the one to use. What belonged to the other is told apart by its own hash.
 */
async function readyKeychain(services: VaultServices): Promise<Outcome<string>> {
  const ready = await readySentinel(services.sentinel);
  if (ready.ok || ready.problem.code !== 'not-this-keychain') return ready;
  if ((await lookAtSentinel(services)).state !== 'missing') return ready;
  // A locked one says of everything that it is not there; it does not pass this.
  const { problem } = await services.keychain.probe();
  if (problem !== null) return failed(problem);
  await forgetSentinel(services.home);
  return readySentinel(services.sentinel);
}
