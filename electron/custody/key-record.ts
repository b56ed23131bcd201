import { z } from 'zod';
import { KEY_ORIGINS, KEY_TROUBLES } from '../../shared/keys/vault.ts';

/**
 * PLANNED: made here, perhaps in the keychain. REQUESTED: AWS may have made it from now on. SECURED: proved to be in the
 * keychain; with a place, its public half is to be imported there. READY: both halves are proved, and only now may anything be
 * launched with it. ABSENT: nothing was found of what was asked for; believed after seven days. HELD_IN_FILE: the person
 * saved the only copy. TRASHED: out of use, and kept.
 */
export const KEY_STATES = [
  'PLANNED',
  'REQUESTED',
  'SECURED',
  'READY',
  'ABSENT',
  'HELD_IN_FILE',
  'TRASHED',
] as const;
export type KeyState = (typeof KEY_STATES)[number];

const text = z.string().min(1).max(4096);
const time = z.iso.datetime();

const keyPlaceSchema = z.strictObject({
  sourceId: text,
  accountId: text,
  region: text,
  endpoint: text.nullable(),
});

/** Everything about a key but its secret: one file in the journal. */
export const keyRecordSchema = z.strictObject({
  version: z.literal(1),
  custodyId: z.uuid(),
  name: text,
  type: z.enum(['ed25519', 'rsa']),
  origin: z.enum(KEY_ORIGINS),
  state: z.enum(KEY_STATES),
  /** Where its pair is, or is to be; null for a key that is only here. */
  place: keyPlaceSchema.nullable(),
  keyPairId: text.nullable(),
  /** `ssh-… base64`; null until AWS has answered. */
  publicKey: text.nullable(),
  fingerprints: z.strictObject({ openssh: text, aws: text.nullable() }).nullable(),
  keychainAccount: text,
  /** The store that keeps it, and the hash of the sentinel that stands beside it: how a wrong keychain is noticed. */
  backend: text,
  sentinelHash: text,
  launchId: z.uuid().nullable(),
  /** The person's own tags of its pair; absent where there are none. */
  tags: z.record(z.string(), z.string()).optional(),
  createdAt: time,
  /** When it entered its state. */
  enteredAt: time,
  provedAt: time.nullable(),
  /** The state it was trashed from. */
  trashedFrom: z.enum(['SECURED', 'READY', 'HELD_IN_FILE']).nullable(),
  trouble: z.strictObject({ code: z.enum(KEY_TROUBLES), raw: z.string().max(4096).nullable() }).nullable(),
  /** Beside the one in the keychain. */
  copies: z.array(z.strictObject({ kind: z.enum(['backup', 'file']), where: text, at: time })).max(1000),
});

export type KeyRecord = Readonly<z.infer<typeof keyRecordSchema>>;

/** In another state from now on, and without its earlier trouble. */
export function entered(record: KeyRecord, state: KeyState, at: Date = new Date()): KeyRecord {
  return { ...record, state, enteredAt: at.toISOString(), trouble: null };
}

export type Trouble = NonNullable<KeyRecord['trouble']>;

/** In the same state, with what keeps it there. */
export function troubled(record: KeyRecord, code: Trouble['code'], raw: string | null = null): KeyRecord {
  return { ...record, trouble: { code, raw } };
}
