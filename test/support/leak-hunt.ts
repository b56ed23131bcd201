import { createPrivateKey } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

/**
 * Looks for any 24 characters in a row of the secret part of a private key: as it stands in its file, in base64 of that file
 * (wherever it begins in what was encoded), and in hex of the file or of the numbers themselves. The public half stands
 * inside every private key too, and is no leak.
 */
export type LeakHunter = {
  /** `<place>: <form>` for each form found in each place; none where there is no leak. */
  readonly hunt: (places: readonly Place[]) => readonly string[];
};

export type Place = { readonly name: string; readonly bytes: Buffer };

const SLICE = 24;
/** Every slice of 24 characters holds one of the blocks of 12 that a text is cut into. */
const BLOCK = 12;

/** For private keys as Keyport keeps them: RSA as PKCS#1, ed25519 in OpenSSH's format, without a passphrase. */
export function createLeakHunter(privateKeys: readonly string[]): LeakHunter {
  const forms = privateKeys.flatMap(secretForms);
  return {
    hunt: (places) =>
      places.flatMap(({ name, bytes }) => {
        const found = forms.filter(({ text }) => isIn(text, bytes)).map(({ what }) => `${name}: ${what}`);
        return [...new Set(found)];
      }),
  };
}

/** All files under a folder; links are not followed. */
export function filesUnder(folder: string): readonly Place[] {
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .map((file) => ({ name: file, bytes: fs.readFileSync(file) }));
}

type Form = { readonly what: string; readonly text: string };

function secretForms(privateKey: string): readonly Form[] {
  const lines = privateKey.split('\n').filter((line) => line !== '' && !line.includes('-----'));
  const body = lines.join('');
  const bytes = Buffer.from(body, 'base64');
  const [start, end] = secretStretch(privateKey, bytes);
  const text = body.slice(Math.ceil((start * 4) / 3), Math.floor((end * 4) / 3));
  // The lines of a file end in the middle of it; each part of a line is looked for by itself.
  const parts = lines.flatMap((line) => overlap(line, text));
  return [
    { what: 'as it stands', text },
    ...parts
      .flatMap((part) => inBase64(Buffer.from(part)))
      .map((form) => ({ what: 'in base64', text: form })),
    ...parts.flatMap((part) => inHex(Buffer.from(part))).map((form) => ({ what: 'in hex', text: form })),
    ...inHex(bytes.subarray(start, end)).map((form) => ({ what: 'its bytes in hex', text: form })),
  ];
}

/** Where in a key's bytes its secret numbers stand: one after the other, from the first to the last. */
function secretStretch(privateKey: string, bytes: Buffer): readonly [number, number] {
  if (privateKey.includes('BEGIN RSA')) {
    const { d, qi } = createPrivateKey(privateKey).export({ format: 'jwk' });
    const [first, last] = [d, qi].map((number = '') => Buffer.from(number, 'base64url'));
    if (first === undefined || last === undefined) throw new Error('not an RSA key');
    return [bytes.indexOf(first), bytes.indexOf(last) + last.length];
  }
  // The seed, and then the public half for the third time.
  const afterType = bytes.indexOf('ssh-ed25519') + 15;
  const end = bytes.lastIndexOf(bytes.subarray(afterType, afterType + 32));
  return [end - 32, end];
}

/** The part of a line that belongs to this stretch of the body. */
function overlap(line: string, stretch: string): readonly string[] {
  if (stretch.includes(line)) return [line];
  for (let length = Math.min(line.length, stretch.length); length >= SLICE; length--) {
    if (line.includes(stretch.slice(0, length))) return [stretch.slice(0, length)];
    if (line.includes(stretch.slice(-length))) return [stretch.slice(-length)];
  }
  return [];
}

/** In base64, whichever of the three ways its first byte falls; without what its neighbours would change. */
function inBase64(bytes: Buffer): readonly string[] {
  return [0, 1, 2].map((skipped) => {
    const whole = bytes.subarray(skipped, bytes.length - ((bytes.length - skipped) % 3));
    return whole.toString('base64');
  });
}

function inHex(bytes: Buffer): readonly string[] {
  const text = bytes.toString('hex');
  return [text, text.toUpperCase()];
}

function isIn(text: string, bytes: Buffer): boolean {
  for (let from = 0; from + BLOCK <= text.length; from += BLOCK) {
    const block = text.slice(from, from + BLOCK);
    for (let at = bytes.indexOf(block); at !== -1; at = bytes.indexOf(block, at + 1)) {
      if (lengthAround(text, from, bytes, at) >= SLICE) return true;
    }
  }
  return false;
}

/** How many characters in a row are the same around this block. */
function lengthAround(text: string, inText: number, bytes: Buffer, inBytes: number): number {
  const isSame = (offset: number) =>
    inText + offset >= 0 && text.charCodeAt(inText + offset) === bytes[inBytes + offset];
  let from = 0;
  while (isSame(from - 1)) from--;
  let to = BLOCK;
  while (isSame(to)) to++;
  return to - from;
}
