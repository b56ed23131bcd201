import { damaged } from './key-file-error.ts';
import { numberOf } from './wire.ts';

/** As much of ASN.1's DER as stands around an encrypted key. */
export type Der = {
  readonly sequence: () => Der;
  readonly bytes: () => Buffer;
  readonly oid: () => string;
  readonly number: () => number;
  /** The next one's tag; null at the end. */
  readonly nextTag: () => number | null;
};

export const DER_NUMBER = 0x02;
export const DER_SEQUENCE = 0x30;
const OCTETS = 0x04;
const OID = 0x06;

export function readDer(bytes: Buffer): Der {
  let at = 0;
  const take = (count: number) => {
    if (count > bytes.length - at) throw damaged();
    at += count;
    return bytes.subarray(at - count, at);
  };
  const length = () => {
    const first = take(1).readUInt8();
    if (first < 0x80) return first;
    if (first < 0x81 || first > 0x84) throw damaged();
    return take(first - 0x80).readUIntBE(0, first - 0x80);
  };
  const content = (tag: number) => {
    if (take(1).readUInt8() !== tag) throw damaged();
    return take(length());
  };
  return {
    sequence: () => readDer(content(DER_SEQUENCE)),
    bytes: () => content(OCTETS),
    oid: () => content(OID).toString('hex'),
    // What does not fit is far beyond every limit, and is refused there.
    number: () => Number(numberOf(content(DER_NUMBER))),
    nextTag: () => bytes[at] ?? null,
  };
}
