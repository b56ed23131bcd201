import { generateKeyPairSync } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { createVisits, type ExpectedVisit, type Visits } from '../../../electron/connect/visits.ts';
import type { LoadedKey } from '../../../electron/connect/load-key.ts';
import { privateKeyTextOf, publicKeyOf } from '../../../electron/custody/key-format.ts';
import { connectTo } from '../../support/agent-client.ts';
import { frame, signRequest } from '../../support/agent-frames.ts';

const MACHINE = 'i-0123456789abcdef0';
const REFUSED = 5;
const LIST = frame(Buffer.from([11]));

// That ssh itself is let in is seen in open-terminal.test.ts; here it is this test's own program that asks.

test('a program that is not ssh has no signature, and its visit is still to come', async () => {
  const { visits, key, runtime } = open();
  const visit = await visits.expect(MACHINE, key);

  expect(await answerOf(visit, key)).toBe(REFUSED);
  expect(fs.readdirSync(runtime)).not.toEqual([]);

  visit.cancel();
  expect(fs.readdirSync(runtime)).toEqual([]);
});

test('whom nobody visits within two minutes closes, and not before', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  const { visits, key, runtime } = open();
  await visits.expect(MACHINE, key);

  vi.advanceTimersByTime(119_999);
  expect(fs.readdirSync(runtime)).not.toEqual([]);
  vi.advanceTimersByTime(1);
  expect(fs.readdirSync(runtime)).toEqual([]);
});

test('who is expected later has its own two minutes, at the same door', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  const { visits, key, runtime } = open();
  const first = await visits.expect(MACHINE, key);
  vi.advanceTimersByTime(100_000);
  const second = await visits.expect(MACHINE, key);

  expect(second.socketPath).toBe(first.socketPath);
  vi.advanceTimersByTime(119_999);
  expect(fs.readdirSync(runtime)).not.toEqual([]);
  vi.advanceTimersByTime(1);
  expect(fs.readdirSync(runtime)).toEqual([]);
});

test('a door that has closed is not the door of the next one', async () => {
  const { visits, key } = open();
  const first = await visits.expect(MACHINE, key);
  first.cancel();
  const second = await visits.expect(MACHINE, key);

  expect(second.socketPath).not.toBe(first.socketPath);
  // Cancelled twice, it takes nobody else's visit away.
  first.cancel();
  expect(await answerOf(second, key)).toBe(REFUSED);
  second.cancel();
});

test('cancelled twice, one visit takes no other away', async () => {
  const { visits, key, runtime } = open();
  const first = await visits.expect(MACHINE, key);
  const second = await visits.expect(MACHINE, key);
  first.cancel();
  first.cancel();

  expect(fs.readdirSync(runtime)).not.toEqual([]);
  second.cancel();
  expect(fs.readdirSync(runtime)).toEqual([]);
});

test('another machine, and another key of the same one, have a door each', async () => {
  const { visits, key } = open();
  const doors = await Promise.all([
    visits.expect(MACHINE, key),
    visits.expect('i-00000000000000002', key),
    visits.expect(MACHINE, newKey()),
  ]);
  expect(new Set(doors.map(({ socketPath }) => socketPath)).size).toBe(3);
});

test('as the program ends all of them close, also one that is only being opened', async () => {
  const { visits, key, runtime } = open();
  await visits.expect(MACHINE, key);
  const opening = visits.expect('i-00000000000000002', key);
  visits.closeAll();
  await opening;

  expect(fs.readdirSync(runtime)).toEqual([]);
});

type Opened = { readonly visits: Visits; readonly key: LoadedKey; readonly runtime: string };

function open(): Opened {
  const runtime = fs.mkdtempSync(path.join(os.tmpdir(), 'keyport-visits-'));
  const visits = createVisits({ XDG_RUNTIME_DIR: runtime });
  onTestFinished(() => {
    visits.closeAll();
    fs.rmSync(runtime, { recursive: true });
  });
  return { visits, key: newKey(), runtime };
}

function newKey(): LoadedKey {
  const { privateKey } = generateKeyPairSync('ed25519');
  return { name: 'web', publicKey: publicKeyOf(privateKeyTextOf(privateKey)) ?? '', privateKey };
}

/** The kind of the answer to a request for a signature, by a client that can list the key. */
async function answerOf(
  { socketPath }: ExpectedVisit,
  { publicKey }: LoadedKey,
): Promise<number | undefined> {
  const client = await connectTo(socketPath);
  const blob = Buffer.from(publicKey.split(' ')[1] ?? '', 'base64');
  client.send(LIST, frame(signRequest(blob, Buffer.from('a log-in'), 0)));
  const [listed, signed] = await client.next(2);
  client.leave();
  expect(listed?.[0]).toBe(12);
  return signed?.[0];
}
