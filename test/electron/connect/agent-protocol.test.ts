import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  FAILURE,
  MAX_FRAME_BYTES,
  createFrameReader,
  identitiesAnswer,
  readMessage,
  signatureAnswer,
  signatureMethod,
} from '../../../electron/connect/agent-protocol.ts';
import { bind, frame, number, signRequest, string } from '../../support/agent-frames.ts';

const KEY = Buffer.from('a key');
const DATA = Buffer.from('what is to be signed');
const LIST = Buffer.from([11]);
const SIGN = signRequest(KEY, DATA, 2);

test('the messages that are answered are read to the last byte', () => {
  expect(readMessage(LIST)).toEqual({ kind: 'list' });
  expect(readMessage(SIGN)).toEqual({ kind: 'sign', keyBlob: KEY, data: DATA, flags: 2 });
  expect(readMessage(signRequest(Buffer.alloc(0), Buffer.alloc(0), 0xff_ff_ff_ff))).toEqual({
    kind: 'sign',
    keyBlob: Buffer.alloc(0),
    data: Buffer.alloc(0),
    flags: 0xff_ff_ff_ff,
  });
});

test('what OpenSSH tells of a connection says whether it is forwarded', () => {
  expect(readMessage(bind({ isForwarded: false }))).toEqual({ kind: 'session-bind', isForwarded: false });
  expect(readMessage(bind({ isForwarded: true }))).toEqual({ kind: 'session-bind', isForwarded: true });
});

test.each([
  ['nothing', Buffer.alloc(0)],
  ['a list that goes on', Buffer.concat([LIST, Buffer.from([0])])],
  ['a signature that goes on', Buffer.concat([SIGN, Buffer.from([0])])],
  ['a signature without its flags', SIGN.subarray(0, -4)],
  ['a signature cut in its flags', SIGN.subarray(0, -1)],
  ['a signature of nothing', Buffer.from([13])],
  ['a length beyond the message', Buffer.concat([Buffer.from([13]), number(1000), KEY])],
  ['the largest length there is', Buffer.concat([Buffer.from([13]), number(0xff_ff_ff_ff), KEY])],
  ['an addition', Buffer.concat([Buffer.from([17]), string('ssh-ed25519')])],
  ['an addition with constraints', Buffer.from([25])],
  ['a removal', Buffer.concat([Buffer.from([18]), string(KEY)])],
  ['the removal of all', Buffer.from([19])],
  ['a smart card', Buffer.from([20])],
  ['a lock', Buffer.concat([Buffer.from([22]), string('a passphrase')])],
  ['an unlock', Buffer.concat([Buffer.from([23]), string('a passphrase')])],
  ['another extension', Buffer.concat([Buffer.from([27]), string('query')])],
  ['a binding without its end', bind({ isForwarded: true }).subarray(0, -1)],
  ['an extension of nothing', Buffer.from([27])],
  ['a list of the first protocol', Buffer.from([1])],
  ['an answer', Buffer.from([5])],
  ['a type that nobody knows', Buffer.from([255, 1, 2, 3])],
])('anything else is a message that we do not know: %s', (_, message) => {
  expect(readMessage(message)).toEqual({ kind: 'other' });
});

test('no bytes make reading throw', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
      const { kind } = readMessage(Buffer.from(bytes));

      expect(['list', 'sign', 'session-bind', 'other']).toContain(kind);
    }),
  );
});

test('frames are the same, however the bytes are cut', () => {
  const frames = fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 8 });
  fc.assert(
    fc.property(frames, fc.infiniteStream(fc.integer({ min: 1, max: 9 })), (bodies, sizes) => {
      const all = Buffer.concat(bodies.map((body) => frame(Buffer.from(body))));
      const chunks: Buffer[] = [];
      for (let at = 0; at < all.length; at += chunks.at(-1)?.length ?? 0) {
        chunks.push(all.subarray(at, at + (sizes.next().value ?? 1)));
      }

      expect(framesIn(chunks)).toEqual(bodies.map((body) => Buffer.from(body)));
      expect(framesIn([all])).toEqual(framesIn(chunks));
    }),
  );
});

test('a frame may be as long as the longest of OpenSSH, and no byte longer', () => {
  const longest = Buffer.alloc(MAX_FRAME_BYTES, 7);

  expect(MAX_FRAME_BYTES).toBe(262_144);
  expect(framesIn([frame(longest)])).toEqual([longest]);
  expect(framesIn([frame(LIST), number(MAX_FRAME_BYTES + 1)])).toEqual([LIST, 'too-long']);
  expect(framesIn([number(0xff_ff_ff_ff)])).toEqual(['too-long']);
});

test('a frame that is not whole yet is none', () => {
  expect(framesIn([frame(SIGN).subarray(0, -1)])).toEqual([]);
  expect(framesIn([Buffer.from([0, 0, 0])])).toEqual([]);
});

test('the answers are laid out as the protocol says', () => {
  const signature = signatureAnswer({ name: 'ssh-ed25519', digest: null }, Buffer.from('ab'));

  expect(hex(FAILURE)).toBe('00000001 05');
  expect(hex(identitiesAnswer(Buffer.from('key'), 'web'))).toBe(
    '00000013 0c00000001000000036b657900000003776562',
  );
  expect(hex(signature)).toBe('0000001a 0e000000150000000b7373682d65643235353139000000026162');
});

test.each([
  ['rsa', 0, null],
  ['rsa', 1, null],
  ['rsa', 2, 'rsa-sha2-256'],
  ['rsa', 4, 'rsa-sha2-512'],
  ['rsa', 6, 'rsa-sha2-256'],
  ['rsa', 8, null],
  ['rsa', 0x80_00_00_04, 'rsa-sha2-512'],
  ['ed25519', 0, 'ssh-ed25519'],
  ['ed25519', 2, 'ssh-ed25519'],
  ['ed25519', 0xff_ff_ff_ff, 'ssh-ed25519'],
] as const)('%s with flags %i is signed by %s', (type, flags, name) => {
  expect(signatureMethod(type, flags)?.name ?? null).toBe(name);
});

function framesIn(chunks: readonly Buffer[]): (Buffer | 'too-long')[] {
  const reader = createFrameReader();
  const frames: (Buffer | 'too-long')[] = [];
  for (let rest of chunks) {
    while (rest.length > 0) {
      const { used, frame: read } = reader.read(rest);
      if (read !== null) frames.push(read);
      if (read === 'too-long') return frames;
      rest = rest.subarray(used);
    }
  }
  return frames;
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex').replace(/^.{8}/, '$& ');
}
