import { createPublicKey, verify } from 'node:crypto';

// The ssh agent protocol as a client speaks it: written down here once more, to judge the agent's own reading of it.

export function frame(message: Uint8Array): Buffer {
  return string(message);
}

/** Without the frame around it. */
export function signRequest(keyBlob: Uint8Array, data: Uint8Array, flags: number): Buffer {
  return Buffer.concat([Buffer.from([13]), string(keyBlob), string(data), number(flags)]);
}

/** What OpenSSH sends first, since 8.9. */
export function bind({ isForwarded }: { readonly isForwarded: boolean }): Buffer {
  const texts = ['session-bind@openssh.com', 'host key', 'session id', 'signature'].map(string);
  return Buffer.concat([Buffer.from([27]), ...texts, Buffer.from([isForwarded ? 1 : 0])]);
}

export function string(value: string | Uint8Array): Buffer {
  const bytes = Buffer.from(value);
  return Buffer.concat([number(bytes.length), bytes]);
}

export function number(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

/** The messages in what an agent sent; what is not whole is left out. */
export function messagesIn(bytes: Buffer): readonly Buffer[] {
  const messages: Buffer[] = [];
  let rest = bytes;
  while (rest.length >= 4 && rest.length >= 4 + rest.readUInt32BE()) {
    const end = 4 + rest.readUInt32BE();
    messages.push(rest.subarray(4, end));
    rest = rest.subarray(end);
  }
  return messages;
}

/** The name of the method where the message is a signature of this data by this key, else null. */
export function judgeSignature(message: Buffer, publicKey: string, data: Uint8Array): string | null {
  if (message[0] !== 14) return null;
  const blob = message.subarray(5);
  if (message.readUInt32BE(1) !== blob.length) return null;
  const nameEnd = 4 + blob.readUInt32BE();
  const name = blob.subarray(4, nameEnd).toString();
  const signature = blob.subarray(nameEnd + 4);
  if (blob.readUInt32BE(nameEnd) !== signature.length) return null;
  const digest = { 'rsa-sha2-256': 'sha256', 'rsa-sha2-512': 'sha512', 'ssh-ed25519': null }[name];
  if (digest === undefined) return null;
  return verify(digest, data, publicKeyFrom(publicKey), signature) ? name : null;
}

function publicKeyFrom(text: string) {
  const [type = '', base64 = ''] = text.split(' ');
  const fields = messagesIn(Buffer.from(base64, 'base64')).map((field) => field.toString('base64url'));
  const [, first = '', second = ''] = fields;
  const jwk =
    type === 'ssh-rsa' ? { kty: 'RSA', e: first, n: second } : { kty: 'OKP', crv: 'Ed25519', x: first };
  return createPublicKey({ key: jwk, format: 'jwk' });
}
