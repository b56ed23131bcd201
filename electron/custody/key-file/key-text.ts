import { words } from '../../../shared/words/en.ts';
import { damaged, KeyFileError, unsupportedFormat, unsupportedKind } from './key-file-error.ts';

/** The one private key in a file, by the form it is written in. `text` is what stands between BEGIN and END. */
export type KeyText = {
  readonly form: 'openssh' | 'pkcs1' | 'pkcs8' | 'encrypted-pkcs8' | 'putty';
  readonly text: string;
};

export function findKeyText(bytes: Uint8Array): KeyText {
  const text = textOf(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length));
  const labels = [...text.matchAll(BEGIN)];
  const [label] = labels;
  if (label === undefined) return puttyIn(text);
  if (labels.length > 1) throw new KeyFileError('not-a-private-key', words.keyFiles.several);
  const form = FORMS.get(label[1] ?? '');
  if (form === undefined) throw unsupportedKind();
  const end = text.indexOf(`-----END ${label[1]}-----`, label.index);
  if (end === -1) throw damaged(words.keyFiles.cutOff);
  return { form, text: text.slice(label.index + label[0].length, end) };
}

const BEGIN = /-----BEGIN ((?:[A-Z0-9]+ )?(?:ENCRYPTED )?PRIVATE KEY)-----/g;
const FORMS: ReadonlyMap<string, KeyText['form']> = new Map([
  ['OPENSSH PRIVATE KEY', 'openssh'],
  ['RSA PRIVATE KEY', 'pkcs1'],
  ['PRIVATE KEY', 'pkcs8'],
  ['ENCRYPTED PRIVATE KEY', 'encrypted-pkcs8'],
]);

/** One character a byte, but for what Windows' own programs save: "> key.pem" in PowerShell writes two. */
function textOf(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.toString('utf16le', 2);
  return bytes.toString('latin1');
}

function puttyIn(text: string): KeyText {
  const at = text.indexOf('PuTTY-User-Key-File-');
  if (at === -1) throw notAPrivateKey(text);
  return { form: 'putty', text: text.slice(at) };
}

function notAPrivateKey(text: string): KeyFileError {
  if (/BEGIN SSH2 (ENCRYPTED )?PRIVATE KEY/.test(text)) return unsupportedFormat();
  if (/^\s*(ssh|ecdsa|sk)-\S+ |BEGIN (RSA |SSH2 )?PUBLIC KEY/.test(text)) {
    return new KeyFileError('not-a-private-key', words.keyFiles.publicKey);
  }
  if (/BEGIN (X509 |TRUSTED )?CERTIFICATE/.test(text)) {
    return new KeyFileError('not-a-private-key', words.keyFiles.certificate);
  }
  return new KeyFileError('not-a-private-key');
}
