import type { KeyPair } from '../aws/key-pairs.ts';
import { isSamePublicKey } from './key-format.ts';
import { entered, troubled, type KeyRecord } from './key-record.ts';
import type { Here } from './look-here.ts';

type KeyHere = Extract<Here, { state: 'key' }>;

/** READY where the key that was read and has signed is the private half of what AWS shows; else why not. */
export function withBothHalves(record: KeyRecord, here: KeyHere, pair: KeyPair, at: Date): KeyRecord {
  if (pair.publicKey === null) return troubled(record, 'not-yet-shown');
  if (!isSamePublicKey(pair.publicKey, here.publicKey)) return troubled(record, 'pair-differs');
  return { ...withKeyHere(entered(record, 'READY', at), here, at), keyPairId: pair.keyPairId };
}

/** The private key is here, and AWS has no pair of it: somebody removed that in between. It is never made again unasked. */
export function withKeyHereOnly(record: KeyRecord, here: KeyHere, at: Date): KeyRecord {
  return { ...withKeyHere(entered(record, 'SECURED', at), here, at), place: null, keyPairId: null };
}

function withKeyHere(record: KeyRecord, { publicKey, fingerprints }: KeyHere, at: Date): KeyRecord {
  return { ...record, publicKey, fingerprints, provedAt: at.toISOString() };
}
