import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { takeLock, type InstanceLock, type SecondInstance } from './single-instance.ts';

const call = (word: string): SecondInstance => ({
  argv: ['electron', '.', word],
  cwd: '/somewhere',
  data: undefined,
});
let dir: string;
let held: InstanceLock | undefined;

beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'keyport-lock-'));
});
afterEach(() => {
  held?.release();
  rmSync(dir, { recursive: true, force: true });
});

test('the first takes the lock, the second is turned away and heard by the first', async () => {
  held = takeLock(dir, call('first'));
  expect(held).toBeDefined();

  const heard = new Promise<SecondInstance>((resolve) => held?.onSecondInstance(resolve));
  expect(takeLock(dir, call('second'))).toBeUndefined();

  expect((await heard).argv).toEqual(['electron', '.', 'second']);
});

test('a call made before the first listens is not lost', async () => {
  held = takeLock(dir, call('first'));
  takeLock(dir, call('early'));

  const heard = new Promise<SecondInstance>((resolve) => held?.onSecondInstance(resolve));

  expect((await heard).argv).toContain('early');
});

test('a released lock can be taken', () => {
  takeLock(dir, call('first'))?.release();

  expect(takeLock(dir, call('second'))).toBeDefined();
});

test('a lock whose holder is gone is taken over, and calls to it are forgotten', () => {
  const { pid } = spawnSync('true');
  writeFileSync(path.join(dir, 'lock'), String(pid));
  writeFileSync(path.join(dir, 'call-1-1.json'), JSON.stringify(call('long ago')));

  expect(takeLock(dir, call('next'))).toBeDefined();
  expect(readFileSync(path.join(dir, 'lock'), 'utf8')).toContain(String(process.pid));
  expect(readdirSync(dir)).toEqual(['lock']);
});

test.runIf(process.platform === 'linux')('a process id that came round again does not hold the lock', () => {
  // Alive, but started at another time than the holder.
  writeFileSync(path.join(dir, 'lock'), `${process.pid} 1`);

  expect(takeLock(dir, call('next'))).toBeDefined();
});

test.each(['', 'nonsense', '-1', '0'])('a torn lock (%j) is taken over', (content) => {
  writeFileSync(path.join(dir, 'lock'), content);

  expect(takeLock(dir, call('next'))).toBeDefined();
});
