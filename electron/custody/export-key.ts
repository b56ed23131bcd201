import { rawOf } from '../aws/raw-of.ts';
import { loadKey } from '../connect/load-key.ts';
import type { ExportedKey, KeysApi } from '../../shared/keys/keys-api.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import { failed, succeeded, type Outcome } from '../../shared/outcome.ts';
import type { Problem } from '../../shared/problem.ts';
import { words } from '../../shared/words/en.ts';
import { showKeys } from './vault-key.ts';
import type { VaultServices } from './vault-services.ts';
import { writeKey } from './write-key.ts';
import { writePrivateFile } from './write-private-file.ts';

type ExportInput = Parameters<KeysApi['exportKey']>[0];

/**
 * A private key out of the keychain and into a file of the person's choice, because the person asks for it. Only a key that was
 * read back and has signed. `isPrivate` tells where the file system lets others read it. Null when no file was chosen.
 */
export async function exportKey(
  services: VaultServices,
  input: ExportInput,
): Promise<Outcome<ExportedKey | null>> {
  const name = await nameOf(services, input.custodyId);
  if (!name.ok) return name;
  const file = await services.files.save({
    ...words.keyFiles.save,
    fileName: fileNameOf(name.value, input.format),
    folder: 'ssh',
  });
  if (file === null) return succeeded(null);
  return services.unfinished.track(exportTo(services, input, file), 'private-key');
}

/** For the command line, which is told the file's name. */
export async function exportTo(
  services: VaultServices,
  { custodyId, format, passphrase }: ExportInput,
  file: string,
): Promise<Outcome<ExportedKey>> {
  const loaded = await loadKey(services, custodyId);
  if (!loaded.ok) return inOwnWords(loaded.problem);
  const { privateKey, name } = loaded.value;
  const text = await writeKey(privateKey, { format, passphrase, comment: name });
  const written = await writePrivateFile(file, text);
  text.fill(0);
  if (!written.ok) return written;
  await noteCopy(services, custodyId, file);
  return succeeded({ path: file, isPrivate: written.value.isPrivate });
}

async function nameOf({ journal }: VaultServices, custodyId: string): Promise<Outcome<string>> {
  try {
    const record = await journal.read(custodyId);
    return record === null ? failed(makeProblem('key-unknown')) : succeeded(record.name);
  } catch (error) {
    return failed(makeProblem('record-unreadable', { raw: rawOf(error) }));
  }
}

/** A name in EC2 may hold what no file's name may. */
function fileNameOf(name: string, format: ExportInput['format']): string {
  const plain = name.replaceAll(/[<>:"/\\|?*\p{Cc}]/gu, '-').replaceAll(/^[. ]+|[. ]+$/g, '');
  return `${plain === '' ? 'key' : plain}${format === 'pem' ? '.pem' : ''}`;
}

function inOwnWords(problem: Problem): Outcome<never> {
  if (problem.code !== 'key-not-proved') return failed(problem);
  return failed(makeProblem('key-not-proved', { explanation: words.keyFiles.notExported, raw: problem.raw }));
}

const MAX_COPIES = 1000;

/** A help for the person. The file is there, whether this could be written down or not. */
async function noteCopy(services: VaultServices, custodyId: string, file: string): Promise<void> {
  const copy = { kind: 'file', where: file, at: services.now().toISOString() } as const;
  try {
    await services.journal.change(custodyId, (record) => ({
      ...record,
      copies: [...record.copies.filter(({ where }) => where !== file), copy].slice(-MAX_COPIES),
    }));
    await showKeys(services);
  } catch {
    // The journal's disk is full, and the file's is not.
  }
}
