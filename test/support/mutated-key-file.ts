import type { KeyFile } from './key-files.ts';
import type { Random } from './random.ts';

export type MutatedKeyFile = {
  readonly bytes: Buffer;
  /** What was done to it, to make it again. */
  readonly how: string;
};

type Mutation = (random: Random, bytes: Buffer, other: Buffer) => Buffer;

/** One file, changed in one to three places: in its text, or in the bytes that its base64 stands for. */
export function mutate(random: Random, file: KeyFile, other: KeyFile): MutatedKeyFile {
  const done: string[] = [];
  let bytes: Buffer = Buffer.from(file.bytes);
  for (let left = 1 + random.below(3); left > 0; left--) {
    const isInside = random.below(2) === 0;
    const [name, mutation] = random.oneOf(Object.entries(isInside ? ANYWHERE : { ...ANYWHERE, ...IN_TEXT }));
    done.push(isInside ? `${name} inside` : name);
    bytes = isInside
      ? insideBase64(bytes, (body) => mutation(random, body, bodyOf(Buffer.from(other.bytes))))
      : mutation(random, bytes, Buffer.from(other.bytes));
  }
  return { bytes, how: `${file.title}: ${done.join(', ')}` };
}

/** Lengths and counts that parsers have stumbled over. */
const NUMBERS = [0, 1, 2, 7, 0xff, 0x7fff, 0xffff, 0x10000, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff];

const ANYWHERE: Record<string, Mutation> = {
  'bit flip': (random, bytes) => {
    const flipped = Buffer.from(bytes);
    const at = random.below(bytes.length);
    flipped[at] = (flipped[at] ?? 0) ^ (1 << random.below(8));
    return flipped;
  },
  'another byte': (random, bytes) => {
    const changed = Buffer.from(bytes);
    changed[random.below(bytes.length)] = random.below(256);
    return changed;
  },
  'cut off': (random, bytes) => bytes.subarray(0, random.below(bytes.length + 1)),
  'cut at the front': (random, bytes) => bytes.subarray(random.below(20)),
  'a piece twice': (random, bytes) => {
    const [from, to] = cuts(random, bytes);
    return Buffer.concat([bytes.subarray(0, to), bytes.subarray(from)]);
  },
  'a piece gone': (random, bytes) => {
    const [from, to] = cuts(random, bytes);
    return Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)]);
  },
  'a piece of another': (random, bytes, other) => {
    const [from, to] = cuts(random, other);
    const at = random.below(bytes.length + 1);
    return Buffer.concat([bytes.subarray(0, at), other.subarray(from, to), bytes.subarray(at + to - from)]);
  },
  'the end of another': (random, bytes, other) =>
    Buffer.concat([
      bytes.subarray(0, random.below(bytes.length + 1)),
      other.subarray(random.below(other.length + 1)),
    ]),
  'another number': (random, bytes) => {
    if (bytes.length < 4) return bytes;
    const changed = Buffer.from(bytes);
    const at = random.below(bytes.length - 3);
    const near = bytes.readUInt32BE(at) + random.oneOf([-1, 1, -4, 4]);
    changed.writeUInt32BE(random.oneOf([...NUMBERS, near]) >>> 0, at);
    return changed;
  },
};

const IN_TEXT: Record<string, Mutation> = {
  'a blank or line end': (random, bytes) => {
    const at = random.below(bytes.length + 1);
    const blank = Buffer.from(random.oneOf([' ', '\n', '\r\n', '\t']));
    return Buffer.concat([bytes.subarray(0, at), blank, bytes.subarray(at)]);
  },
  'other line ends': (_, bytes) => inText(bytes, (text) => text.replaceAll(/\r?\n/g, '\r\n')),
  'words around it': (random, bytes) =>
    Buffer.concat([
      Buffer.from(`${random.bytes(9).toString('base64')}\n`),
      bytes,
      Buffer.from('\nthe end\n'),
    ]),
  'two lines swapped': (random, bytes) =>
    inText(bytes, (text) => {
      const lines = text.split('\n');
      const [one, two] = [random.below(lines.length), random.below(lines.length)];
      [lines[one], lines[two]] = [lines[two] ?? '', lines[one] ?? ''];
      return lines.join('\n');
    }),
  'other numerals': (random, bytes) =>
    inText(bytes, (text) => {
      const numerals = [...text.matchAll(/\b\d{1,6}\b/g)];
      const [numeral] = numerals.length > 0 ? [random.oneOf(numerals)] : [];
      if (!numeral) return text;
      const end = numeral.index + numeral[0].length;
      return `${text.slice(0, numeral.index)}${String(random.oneOf(NUMBERS))}${text.slice(end)}`;
    }),
};

/** From 1 byte to all of it. */
function cuts(random: Random, bytes: Buffer): readonly [number, number] {
  const from = random.below(bytes.length + 1);
  return [from, Math.min(bytes.length, from + 1 + random.below(random.oneOf([4, 64, 4096])))];
}

const BODY = /(-----BEGIN [^-]+-----\n(?:[\w-]+: .*\n)*\n?)([A-Za-z0-9+/=\n]+)(-----END)/;

function bodyOf(file: Buffer): Buffer {
  return Buffer.from(BODY.exec(file.toString('latin1'))?.[2] ?? '', 'base64');
}

/** A file that has no such part, or no longer, stays as it is. */
function insideBase64(file: Buffer, change: (body: Buffer) => Buffer): Buffer {
  const text = file.toString('latin1');
  const found = BODY.exec(text);
  if (!found) return file;
  const [all, before = '', , after = ''] = found;
  const changed = change(bodyOf(file))
    .toString('base64')
    .replaceAll(/.{1,64}/g, '$&\n');
  const end = text.slice(found.index + all.length);
  return Buffer.from(`${text.slice(0, found.index)}${before}${changed}${after}${end}`, 'latin1');
}

function inText(bytes: Buffer, change: (text: string) => string): Buffer {
  return Buffer.from(change(bytes.toString('latin1')), 'latin1');
}
