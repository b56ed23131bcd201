import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { removeDurably, writeDurably } from '../journal/durable-file.ts';
import { KeychainError, type Keychain } from '../keychain/keychain.ts';
import { oneAtATime } from '../keychain/one-at-a-time.ts';

/**
 * An item of this home with a value that the home knows. A keychain that is locked, or is another one, may answer "there is no
 * such key" about any key; what it says of the sentinel shows whether to believe it.
 */
export type Sentinel = {
  /** Written down with each key: which keychain it was given to. Makes the sentinel first where there is none yet. */
  readonly hash: () => Promise<string>;
  readonly look: () => Promise<SentinelSeen>;
};

/** Only with `readable` may "there is no such key" be believed. */
export type SentinelSeen =
  | { readonly state: 'readable'; readonly hash: string }
  | { readonly state: 'missing' | 'different' }
  | { readonly state: 'unreadable'; readonly error: unknown };

const fileSchema = z.strictObject({
  version: z.literal(1),
  homeId: z.uuid(),
  /** Random, and no secret: it only has to come back as it was. */
  value: z.string().regex(/^[0-9a-f]{64}$/),
  /** True once the keychain gave it back. From then on it is never written again. */
  isKept: z.boolean(),
});
type SentinelFile = Readonly<z.infer<typeof fileSchema>>;

/** In `<home>/keys/sentinel.json`, and in the keychain under `sentinel|<home id>`. */
export function openSentinel(home: string, keychain: Keychain): Sentinel {
  const file = fileIn(home);
  const inTurn = oneAtATime();
  const make = async () => {
    const known = (await readSentinelFile(file)) ?? newSentinel();
    if (known.isKept) return known;
    await writeSentinelFile(file, known);
    await saveSentinel(keychain, known);
    const kept = { ...known, isKept: true };
    await writeSentinelFile(file, kept);
    return kept;
  };
  return {
    // Two at once would make two.
    hash: () => inTurn(async () => hashOf(await make())),
    look: async () => {
      const known = await readSentinelFile(file);
      if (known === null || !known.isKept) return { state: 'missing' };
      try {
        const back = await keychain.read(accountOf(known));
        if (back === null) return { state: 'missing' };
        return isValue(back, known) ? { state: 'readable', hash: hashOf(known) } : { state: 'different' };
      } catch (error) {
        return { state: 'unreadable', error };
      }
    },
  };
}

/**
 * Only where no key is kept, before another store is used: the sentinel of this one says nothing about the next. Its item stays
 * (no secret is in it): a keychain that is left may be one that never answers.
 */
export async function forgetSentinel(home: string): Promise<void> {
  await removeDurably(fileIn(home));
}

function fileIn(home: string): string {
  return path.join(home, 'keys', 'sentinel.json');
}

function newSentinel(): SentinelFile {
  return { version: 1, homeId: randomUUID(), value: randomBytes(32).toString('hex'), isKept: false };
}

/** What can be read back decides: a save that failed by a timeout may have been carried out. */
async function saveSentinel(keychain: Keychain, sentinel: SentinelFile): Promise<void> {
  let refusal: unknown = new KeychainError('failed', 'the sentinel did not come back as it was written');
  try {
    await keychain.save(accountOf(sentinel), bytesOf(sentinel));
  } catch (error) {
    refusal = error;
  }
  const back = await keychain.read(accountOf(sentinel));
  if (!isValue(back, sentinel)) throw refusal;
}

async function readSentinelFile(file: string): Promise<SentinelFile | null> {
  try {
    return fileSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

async function writeSentinelFile(file: string, sentinel: SentinelFile): Promise<void> {
  await writeDurably(file, `${JSON.stringify(sentinel, null, 2)}\n`);
}

function accountOf({ homeId }: SentinelFile): string {
  return `sentinel|${homeId}`;
}

function bytesOf({ value }: SentinelFile): Uint8Array {
  return Buffer.from(`${value}\n`);
}

function isValue(back: Uint8Array | null, sentinel: SentinelFile): boolean {
  return back !== null && Buffer.from(back).toString('latin1').trim() === sentinel.value;
}

function hashOf({ value }: SentinelFile): string {
  return createHash('sha256').update(value).digest('hex');
}
