import type { KeyObject } from 'node:crypto';
import { words } from '../../../shared/words/en.ts';
import { sshTextOf } from '../key-format.ts';
import { ed25519KeyFrom } from '../openssh-format.ts';
import { damaged, KeyFileError, unsupportedKind } from './key-file-error.ts';
import { rsaKeyFrom } from './key-from-numbers.ts';
import { unlock } from './openssh-cipher.ts';
import { bytesOfBase64, readWire, type Wire } from './wire.ts';

const MAGIC = Buffer.from('openssh-key-v1\0');
const MAX_PADDING = 255;

/** OpenSSH's own form (PROTOCOL.key in its sources), with a passphrase or without. */
export async function readOpenSshFile(text: string, passphrase: string | null): Promise<KeyObject> {
  const file = bytesOfBase64(text);
  try {
    const outer = readWire(file);
    if (!outer.take(MAGIC.length).equals(MAGIC)) throw damaged();
    const [cipher, kdf, kdfOptions, count] = [outer.word(), outer.word(), outer.field(), outer.uint32()];
    if (count > 1) throw new KeyFileError('not-a-private-key', words.keyFiles.several);
    const [publicBlob, secret, tag] = [outer.field(), outer.field(), outer.rest()];
    refuseOtherKinds(readWire(publicBlob).word());
    if (cipher !== 'none') {
      const opened = await unlock({ cipher, kdf, kdfOptions, secret, tag }, passphrase);
      try {
        return keyIn(opened, publicBlob, new KeyFileError('passphrase-wrong'));
      } finally {
        opened.fill(0);
      }
    }
    if (tag.length > 0) throw damaged();
    return keyIn(secret, publicBlob, damaged());
  } finally {
    file.fill(0);
  }
}

export function refuseOtherKinds(type: string): void {
  if (type !== 'ssh-rsa' && type !== 'ssh-ed25519') throw unsupportedKind();
}

/** The public half that stands beside the private one must be its own. */
export function mustBePublicHalf(blob: Uint8Array, key: KeyObject): KeyObject {
  const [type, base64] = sshTextOf(key).split(' ');
  if (type === undefined || Buffer.from(blob).toString('base64') !== base64) throw damaged();
  return key;
}

function keyIn(secret: Buffer, publicBlob: Buffer, ifSenseless: KeyFileError): KeyObject {
  const inner = readWire(secret);
  if (secret.length < 8 || !inner.take(4).equals(inner.take(4))) throw ifSenseless;
  const type = inner.word();
  const key = type === 'ssh-rsa' ? rsaKeyIn(inner) : ed25519KeyIn(type, inner);
  // The comment, which is anyone's.
  inner.field();
  if (!isPadding(inner.rest())) throw damaged();
  return mustBePublicHalf(publicBlob, key);
}

function rsaKeyIn(inner: Wire): KeyObject {
  const [n, e, d, qi, p, q] = [
    inner.number(),
    inner.number(),
    inner.number(),
    inner.number(),
    inner.number(),
    inner.number(),
  ];
  return rsaKeyFrom({ n, e, d, qi, p, q });
}

function ed25519KeyIn(type: string, inner: Wire): KeyObject {
  refuseOtherKinds(type);
  const [publicBytes, both] = [inner.field(), inner.field()];
  if (both.length !== 64 || !both.subarray(32).equals(publicBytes)) throw damaged();
  return ed25519KeyFrom(both.subarray(0, 32));
}

/** 1, 2, 3, … up to a whole block. */
function isPadding(rest: Buffer): boolean {
  return rest.length <= MAX_PADDING && rest.every((byte, at) => byte === at + 1);
}
