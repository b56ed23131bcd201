import { field, fieldsOf } from '../custody/openssh-format.ts';
import type { KeyType } from '../../shared/platform.ts';

/** The ssh agent protocol (draft-miller-ssh-agent): bytes in, messages out, answers built. No socket and no key in here. */
export type AgentMessage =
  | { readonly kind: 'list' }
  | { readonly kind: 'sign'; readonly keyBlob: Buffer; readonly data: Buffer; readonly flags: number }
  /**
   * OpenSSH 8.9 and later tell first which server a connection is used for. We bind nothing; but it also tells when the
   * connection is not ssh's own: a server that the agent is forwarded to is asking.
   */
  | { readonly kind: 'session-bind'; readonly isForwarded: boolean }
  /** Every other message, known or not: adding, removing, locking, extensions, and what is malformed. */
  | { readonly kind: 'other' };

/** As OpenSSH's own agent. */
export const MAX_FRAME_BYTES = 256 * 1024;

const REQUEST_IDENTITIES = 11;
const IDENTITIES_ANSWER = 12;
const SIGN_REQUEST = 13;
const SIGN_RESPONSE = 14;
const EXTENSION = 27;
const RSA_SHA2_256 = 2;
const RSA_SHA2_512 = 4;

/** The answer to all that we do not do. */
export const FAILURE: Uint8Array = frameOf(Buffer.from([5]));

/** `too-long`: nothing after it can be understood, so the connection has to end. Null: the frame goes on. */
export type FrameRead = { readonly used: number; readonly frame: Buffer | 'too-long' | null };

/** Takes bytes off the front, up to the end of one frame; the frames of one connection, however they are cut. */
export function createFrameReader(): { readonly read: (bytes: Uint8Array) => FrameRead } {
  const header = filled(4);
  let body: Filled | null = null;
  return {
    read: (bytes) => {
      const headerBytes = body === null ? header.fill(bytes) : 0;
      if (!header.isFull()) return { used: headerBytes, frame: null };
      const length = header.bytes.readUInt32BE();
      if (length > MAX_FRAME_BYTES) return { used: headerBytes, frame: 'too-long' };
      body ??= filled(length);
      const used = headerBytes + body.fill(bytes.subarray(headerBytes));
      if (!body.isFull()) return { used, frame: null };
      const frame = body.bytes;
      body = null;
      header.empty();
      return { used, frame };
    },
  };
}

/** A message fills its frame to the last byte, or it is none that we know. */
export function readMessage(frame: Buffer): AgentMessage {
  try {
    return messageIn(frame);
  } catch {
    return { kind: 'other' };
  }
}

export function identitiesAnswer(keyBlob: Uint8Array, comment: string): Uint8Array {
  return frameOf(Buffer.from([IDENTITIES_ANSWER, 0, 0, 0, 1]), field(keyBlob), field(comment));
}

export function signatureAnswer({ name }: SignatureMethod, signature: Uint8Array): Uint8Array {
  const blob = Buffer.concat([field(name), field(signature)]);
  return frameOf(Buffer.from([SIGN_RESPONSE]), field(blob));
}

export type SignatureMethod = { readonly name: string; readonly digest: 'sha256' | 'sha512' | null };

/**
 * Null: refused. The flags are read as OpenSSH's agent reads them, so that every client that works with it works here:
 * SHA-256 goes before SHA-512, bits without a meaning for the key are not looked at (the signature is the key's only one
 * anyhow). But without either of the two, RSA would mean SHA-1, which servers have refused since OpenSSH 8.8.
 */
export function signatureMethod(type: KeyType, flags: number): SignatureMethod | null {
  if (type === 'ed25519') return { name: 'ssh-ed25519', digest: null };
  if ((flags & RSA_SHA2_256) !== 0) return { name: 'rsa-sha2-256', digest: 'sha256' };
  if ((flags & RSA_SHA2_512) !== 0) return { name: 'rsa-sha2-512', digest: 'sha512' };
  return null;
}

function messageIn(frame: Buffer): AgentMessage {
  const fields = fieldsOf(frame.subarray(1));
  switch (frame[0] ?? 0) {
    case REQUEST_IDENTITIES:
      return frame.length === 1 ? { kind: 'list' } : { kind: 'other' };
    case SIGN_REQUEST: {
      const [keyBlob, data] = [fields.next(), fields.next()];
      const flags = fields.take(4).readUInt32BE();
      return fields.isEmpty() ? { kind: 'sign', keyBlob, data, flags } : { kind: 'other' };
    }
    case EXTENSION: {
      if (fields.next().toString('latin1') !== 'session-bind@openssh.com') return { kind: 'other' };
      // The server's key, the session's id, and its signature.
      for (let at = 0; at < 3; at++) fields.next();
      return { kind: 'session-bind', isForwarded: fields.take(1)[0] !== 0 };
    }
    default:
      return { kind: 'other' };
  }
}

function frameOf(...parts: readonly Uint8Array[]): Uint8Array {
  return field(Buffer.concat(parts));
}

type Filled = ReturnType<typeof filled>;

/** So many bytes, filled from the front with what comes. */
function filled(length: number) {
  const bytes = Buffer.alloc(length);
  let count = 0;
  return {
    bytes,
    isFull: () => count === length,
    empty: () => {
      count = 0;
    },
    fill: (from: Uint8Array): number => {
      const part = from.subarray(0, length - count);
      bytes.set(part, count);
      count += part.length;
      return part.length;
    },
  };
}
