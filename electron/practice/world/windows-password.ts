import { constants, publicEncrypt } from 'node:crypto';
import { readLine } from './ssh-public-key.ts';

const LENGTH = 32;
/** Windows wants three of these kinds in a password; EC2's has all four. */
const KINDS = [
  'ABCDEFGHJKLMNPQRSTUVWXYZ',
  'abcdefghijkmnopqrstuvwxyz',
  '23456789',
  '!@#$%&*()-_=+?.,;:',
] as const;

/**
 * A new administrator's password, encrypted with the key pair's public half (`ssh-rsa …`) and in base64, as Windows in EC2 makes it when it
 * first runs. RunInstances puts it into `Instance.passwordData` of a Windows instance with a key; GetPasswordData shows it when
 * `pace.passwordMs` have passed. The password itself is kept nowhere. Throws for what is no RSA key: EC2 starts no Windows with one.
 */
export function encryptedPassword(publicKey: string, random: (count: number) => Uint8Array): string {
  const key = readLine(publicKey);
  if (key?.type !== 'rsa') throw new Error('a Windows password needs an RSA key');
  const password = Buffer.from(newPassword(random), 'latin1');
  return publicEncrypt({ key: key.key, padding: constants.RSA_PKCS1_PADDING }, password).toString('base64');
}

/** One of each kind first, so that each is there, and then in any order. */
function newPassword(random: (count: number) => Uint8Array): string {
  const all = KINDS.join('');
  const signs = Array.from({ length: LENGTH }, (_, at) => pick(KINDS[at] ?? all, random));
  const order = signs.map((sign) => [numberFrom(random), sign] as const);
  return order
    .toSorted(([one], [other]) => one - other)
    .map(([, sign]) => sign)
    .join('');
}

function pick(signs: string, random: (count: number) => Uint8Array): string {
  return signs[numberFrom(random) % signs.length] ?? '';
}

function numberFrom(random: (count: number) => Uint8Array): number {
  return Buffer.from(random(4)).readUInt32BE();
}
