import { createPrivateKey, type KeyObject } from 'node:crypto';
import { damaged, unsupportedKind } from './key-file-error.ts';
import { numberOf } from './wire.ts';

/** `dp` and `dq` where the file has them too. */
export type RsaNumbers = Readonly<Record<'n' | 'e' | 'd' | 'p' | 'q' | 'qi', bigint>> & {
  readonly dp?: bigint;
  readonly dq?: bigint;
};

const RSA_BITS: readonly number[] = [2048, 3072, 4096];

/**
 * Only where the numbers fit that a signature does not show: with a wrong one of five a key still signs, the long way round,
 * until a program takes the short one. Whether it signs is seen later, of every key.
 */
export function rsaKeyFrom(numbers: RsaNumbers): KeyObject {
  if (!RSA_BITS.includes(bitsOf(numbers.n))) throw unsupportedKind();
  const { n, e, d, p, q, qi } = numbers;
  if (!doFit(numbers)) throw damaged();
  const all = { n, e, d, p, q, qi, dp: d % (p - 1n), dq: d % (q - 1n) };
  const jwk = Object.fromEntries(Object.entries(all).map(([name, number]) => [name, base64UrlOf(number)]));
  return keyFrom(() => createPrivateKey({ key: { kty: 'RSA', ...jwk }, format: 'jwk' }));
}

/** A key as OpenSSL read it: it does not look whether the numbers fit. */
export function checkedKey(key: KeyObject): KeyObject {
  if (key.asymmetricKeyType === 'ed25519') return key;
  const { n, e, d, p, q, dp, dq, qi } = key.export({ format: 'jwk' });
  return rsaKeyFrom({
    n: decoded(n),
    e: decoded(e),
    d: decoded(d),
    p: decoded(p),
    q: decoded(q),
    dp: decoded(dp),
    dq: decoded(dq),
    qi: decoded(qi),
  });
}

/** What the engine throws is left out: it might quote what it was given. */
export function keyFrom(create: () => KeyObject): KeyObject {
  try {
    return create();
  } catch {
    throw damaged();
  }
}

function doFit({ n, e, d, p, q, qi, dp, dq }: RsaNumbers): boolean {
  if ([p, q].some((factor) => factor < 2n) || p * q !== n || e < 3n || d >= n) return false;
  if (qi >= p || (qi * q) % p !== 1n) return false;
  return (dp ?? d % (p - 1n)) === d % (p - 1n) && (dq ?? d % (q - 1n)) === d % (q - 1n);
}

function bitsOf(number: bigint): number {
  return number.toString(2).length;
}

function decoded(base64: string | undefined): bigint {
  return numberOf(Buffer.from(base64 ?? '', 'base64url'));
}

function base64UrlOf(number: bigint): string {
  const hex = number.toString(16);
  return Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex').toString('base64url');
}
