import { damaged } from './key-file-error.ts';

/** What SSH and PuTTY put one after the other: numbers of four bytes, and fields behind their length. */
export type Wire = {
  readonly take: (count: number) => Buffer;
  readonly uint32: () => number;
  readonly field: () => Buffer;
  readonly word: () => string;
  readonly number: () => bigint;
  readonly rest: () => Buffer;
};

/** Every answer is a part of these bytes, never more: a length that lies is a damaged file. */
export function readWire(bytes: Buffer): Wire {
  let at = 0;
  const take = (count: number) => {
    if (count > bytes.length - at) throw damaged();
    at += count;
    return bytes.subarray(at - count, at);
  };
  const uint32 = () => take(4).readUInt32BE();
  const field = () => take(uint32());
  return {
    take,
    uint32,
    field,
    word: () => field().toString('latin1'),
    number: () => {
      const number = field();
      if ((number[0] ?? 0) > 0x7f) throw damaged();
      return numberOf(number);
    },
    rest: () => take(bytes.length - at),
  };
}

/**
 * What base64 over several lines stands for. Strictly: the engine leaves out letters that are none, and reads a damaged
 * file as another key.
 */
export function bytesOfBase64(text: string): Buffer {
  const letters = text.replaceAll(/\s/g, '');
  if (letters.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(letters)) throw damaged();
  return Buffer.from(letters, 'base64');
}

export function numberOf(bytes: Uint8Array): bigint {
  return bytes.length === 0 ? 0n : BigInt(`0x${Buffer.from(bytes).toString('hex')}`);
}
