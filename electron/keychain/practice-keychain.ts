import { z } from 'zod';
import { words } from '../../shared/words/en.ts';
import { writeDurably } from '../journal/durable-file.ts';
import { readAtMost } from '../journal/read-at-most.ts';
import { KeychainError, type Keychain } from './keychain.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { probeKeychain } from './probe.ts';
import { storedForm, withoutPadding } from './stored-form.ts';

/** More than a thousand private keys. */
const MAX_FILE_BYTES = 4 * 1024 * 1024;

/**
 * One plain file, for the private keys of practice and for no others: they open nothing, and the person's own keychain is left
 * alone. Keeps the same rules as a real one. A file that cannot be read has failed; it is never replaced.
 */
export function createPracticeKeychain(file: string): Keychain {
  const inTurn = oneAtATime();
  const onDisk = <Value>(use: () => Promise<Value>): Promise<Value> =>
    inTurn(async () => {
      try {
        return await use();
      } catch (error) {
        throw errorFrom(error);
      }
    });
  const items = {
    kind: 'practice' as const,
    backend: words.practiceMode.keychain,
    save: async (account: string, privateKey: Uint8Array) => {
      const stored = storedForm(privateKey);
      const text = Buffer.from(stored).toString('base64');
      stored.fill(0);
      await onDisk(async () => {
        const kept = await readItems(file);
        const present = kept.get(account);
        if (present !== undefined) return refuseAnother(present, text);
        await writeItems(file, kept.set(account, text));
      });
    },
    read: (account: string) =>
      onDisk(async () => {
        const text = (await readItems(file)).get(account);
        return text === undefined ? null : withoutPadding(Buffer.from(text, 'base64'));
      }),
    remove: (account: string) =>
      onDisk(async () => {
        const kept = await readItems(file);
        const wasThere = kept.delete(account);
        if (wasThere) await writeItems(file, kept);
        return wasThere;
      }),
  };
  // Two probes at once would delete each other's item.
  const oneProbe = oneAtATime();
  return { ...items, probe: () => oneProbe(() => probeKeychain(items)) };
}

/** As the file has them: a list, so that no account's name is anything but a text. */
const fileSchema = z.strictObject({
  version: z.literal(1),
  about: z.string().max(1_000),
  items: z.array(z.strictObject({ account: z.string(), privateKey: z.base64() })),
});

async function readItems(file: string): Promise<Map<string, string>> {
  const bytes = await contentOf(file);
  if (bytes === null) return new Map();
  const items = itemsIn(bytes);
  if (items === null) throw new KeychainError('failed', `damaged: ${file}`, 'practice');
  return new Map(items.map(({ account, privateKey }) => [account, privateKey]));
}

/** What a parser says of a damaged file could quote it, so it is not asked. */
function itemsIn(bytes: Buffer): z.infer<typeof fileSchema>['items'] | null {
  if (bytes.length > MAX_FILE_BYTES) return null;
  try {
    return fileSchema.parse(JSON.parse(bytes.toString())).items;
  } catch {
    return null;
  }
}

async function writeItems(file: string, kept: ReadonlyMap<string, string>): Promise<void> {
  const items = [...kept].map(([account, privateKey]) => ({ account, privateKey }));
  const content: z.infer<typeof fileSchema> = { version: 1, about: words.practiceMode.keyFileSays, items };
  const text = `${JSON.stringify(content, null, 2)}\n`;
  if (Buffer.byteLength(text) > MAX_FILE_BYTES) throw new KeychainError('full', `full: ${file}`, 'practice');
  await writeDurably(file, text);
}

async function contentOf(file: string): Promise<Buffer | null> {
  try {
    return await readAtMost(file, MAX_FILE_BYTES);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

/** A private key is never replaced by another. */
function refuseAnother(present: string, text: string): void {
  if (present === text) return;
  throw new KeychainError('failed', 'another item is kept under this name; it was left alone', 'practice');
}

const FULL = ['ENOSPC', 'EDQUOT', 'EFBIG'];

/** What the disk said, as a keychain says it. Its messages name a file and no more. */
function errorFrom(error: unknown): unknown {
  if (!(error instanceof Error && 'code' in error && typeof error.code === 'string')) return error;
  return new KeychainError(FULL.includes(error.code) ? 'full' : 'failed', error.message, 'practice');
}
