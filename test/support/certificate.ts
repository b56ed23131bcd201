import { generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';

/** A certificate with its private key, both as PEM. */
export type Certificate = {
  readonly cert: string;
  readonly key: string;
  readonly name: string;
  readonly privateKey: KeyObject;
};

type Wishes = {
  /** The host it is for. */
  readonly host: string;
  readonly from?: Date;
  readonly to?: Date;
  /** Who has signed it; itself, where nobody else. */
  readonly issuer?: Certificate;
};

/** Made anew for one test: nothing of it is trusted anywhere, and its key is worth nothing. */
export function makeCertificate({ host, from, to, issuer }: Wishes): Certificate {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const signedBy = issuer ?? { name: host, privateKey };
  const body = sequence(
    explicit(0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    ECDSA_WITH_SHA256,
    nameOf(signedBy.name),
    sequence(timeOf(from ?? new Date(Date.now() - DAY_MS)), timeOf(to ?? new Date(Date.now() + DAY_MS))),
    nameOf(host),
    publicKey.export({ type: 'spki', format: 'der' }),
    explicit(3, sequence(alternativeName(host), IS_AUTHORITY)),
  );
  const signature = der(0x03, Buffer.concat([Buffer.from([0]), sign('sha256', body, signedBy.privateKey)]));
  const whole = sequence(body, ECDSA_WITH_SHA256, signature);
  // No empty line at the end, whatever its length is.
  const lines = (whole.toString('base64').match(/.{1,64}/g) ?? []).join('\n');
  return {
    cert: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`,
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    name: host,
    privateKey,
  };
}

const DAY_MS = 24 * 60 * 60_000;
const ECDSA_WITH_SHA256 = sequence(oid('2a8648ce3d040302'));
const IS_AUTHORITY = sequence(oid('551d13'), der(0x04, sequence(der(0x01, Buffer.from([0xff])))));

function alternativeName(host: string): Buffer {
  return sequence(oid('551d11'), der(0x04, sequence(der(0x82, Buffer.from(host)))));
}

function nameOf(commonName: string): Buffer {
  return sequence(der(0x31, sequence(oid('550403'), der(0x0c, Buffer.from(commonName)))));
}

function timeOf(date: Date): Buffer {
  return der(0x18, Buffer.from(`${date.toISOString().replaceAll(/[-:T]/g, '').slice(0, 14)}Z`));
}

function oid(hex: string): Buffer {
  return der(0x06, Buffer.from(hex, 'hex'));
}

function explicit(tag: number, content: Buffer): Buffer {
  return der(0xa0 + tag, content);
}

function sequence(...parts: readonly Buffer[]): Buffer {
  return der(0x30, Buffer.concat(parts));
}

function der(tag: number, content: Buffer): Buffer {
  const { length } = content;
  if (length < 0x80) return Buffer.concat([Buffer.from([tag, length]), content]);
  return Buffer.concat([Buffer.from([tag, 0x82, length >> 8, length & 0xff]), content]);
}
