import { z } from 'zod';
import { refusalOfEndpoint } from '../../shared/endpoint.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import { failed, succeeded, type Outcome } from '../../shared/outcome.ts';
import { decryptWithPassphrase, encryptWithPassphrase } from '../keychain/age.ts';
import { PROBE_ACCOUNT } from '../keychain/probe.ts';
import { keyRecordSchema, type KeyRecord } from './key-record.ts';

/** Some thousands of keys. */
export const MAX_BACKUP_BYTES = 16 * 1024 * 1024;

/** What the record of a restored key is made from. Whatever says where the key was kept is of the other home, and is not in it. */
const backedUpSchema = keyRecordSchema
  .pick({
    custodyId: true,
    type: true,
    origin: true,
    keyPairId: true,
    launchId: true,
    createdAt: true,
  })
  .extend({
    name: z
      .string()
      .max(255)
      .regex(/^\P{Cc}+$/u),
    /** A key that was in the trash is in here as what it was before. */
    state: z.enum(['SECURED', 'READY']),
    publicKey: z.string().min(1).max(4096),
    place: keyRecordSchema.shape.place.refine(isPlace),
    keychainAccount: z
      .string()
      .max(1024)
      .regex(/^\P{Cc}+$/u)
      .refine(isFree),
  });

const backupSchema = z.strictObject({
  what: z.literal('private keys of Keyport'),
  version: z.literal(1),
  createdAt: z.iso.datetime(),
  keys: z.array(backedUpSchema.extend({ privateKey: z.string().min(1).max(16_384) }).strict()).max(10_000),
});

export type BackedUpRecord = Readonly<z.infer<typeof backedUpSchema>>;

/** Whoever gets one fills the private key with 0 after use. */
export type BackedUpKey = { readonly record: BackedUpRecord; readonly privateKey: Uint8Array };

export type Backup = { readonly createdAt: string; readonly keys: readonly BackedUpKey[] };

/** All that is needed to have the keys back on any computer, as JSON. The caller fills it with 0. */
export function backupText({ createdAt, keys }: Backup): Buffer {
  const listed = keys.map(({ record, privateKey }) => ({
    ...record,
    privateKey: Buffer.from(privateKey).toString('latin1'),
  }));
  return Buffer.from(
    `${JSON.stringify({ what: 'private keys of Keyport', version: 1, createdAt, keys: listed }, null, 2)}\n`,
  );
}

export async function sealBackup(text: Uint8Array, passphrase: string, workFactor?: number): Promise<Buffer> {
  return Buffer.from(await encryptWithPassphrase(text, passphrase, workFactor));
}

/** The text of a backup; `passphrase-wrong` or `backup-damaged` where it is not to be had. */
export async function unsealBackup(file: Uint8Array, passphrase: string): Promise<Outcome<Uint8Array>> {
  const opened = await decryptWithPassphrase(file, passphrase);
  if (opened.state === 'opened') return succeeded(opened.plain);
  const isWrong = opened.state === 'passphrase-wrong';
  return failed(makeProblem(isWrong ? 'passphrase-wrong' : 'backup-damaged', { retryable: isWrong }));
}

/** Null where the text is none of ours. What a parser says of it is not passed on: it might quote a private key. */
export function readBackup(text: Uint8Array): Backup | null {
  try {
    const { createdAt, keys } = backupSchema.parse(JSON.parse(Buffer.from(text).toString()));
    return {
      createdAt,
      keys: keys.map(({ privateKey, ...record }) => ({
        record: record.state === 'READY' ? record : withoutPlace(record),
        privateKey: Buffer.from(privateKey, 'latin1'),
      })),
    };
  } catch {
    return null;
  }
}

/**
 * What was still to be imported when the backup was made is only here from now on: a file must not be able to send a public
 * key into somebody's account.
 */
function withoutPlace(record: BackedUpRecord): BackedUpRecord {
  return { ...record, place: null, keyPairId: null };
}

/** What of a record goes into a backup. */
export function backedUpOf(
  { custodyId, name, type, origin, place, keyPairId, launchId, createdAt, keychainAccount }: KeyRecord,
  state: 'SECURED' | 'READY',
  publicKey: string,
): BackedUpRecord {
  return {
    custodyId,
    name,
    type,
    origin,
    state,
    place,
    keyPairId,
    publicKey,
    keychainAccount,
    launchId,
    createdAt,
  };
}

/** A region, and an endpoint that a private key may come back over. */
function isPlace(place: KeyRecord['place']): boolean {
  if (place === null) return true;
  const isRegion = /^[a-z]{2,4}(-[a-z]+)+-\d{1,2}$/.test(place.region);
  return isRegion && (place.endpoint === null || refusalOfEndpoint(place.endpoint) === null);
}

/** Keyport writes and deletes these without asking. */
function isFree(account: string): boolean {
  return account !== PROBE_ACCOUNT && !account.startsWith('sentinel|');
}
