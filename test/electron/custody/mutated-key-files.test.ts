import { describe, expect, test } from 'vitest';
import { newPrivateKey } from '../../../electron/custody/key-format.ts';
import { readKeyFile } from '../../../electron/custody/read-key-file.ts';
import { fuzzKeyFiles, type Reader } from '../../support/fuzz-key-files.ts';
import { openKeyFileReader } from '../../support/key-file-reader.ts';
import { needs } from '../../support/parts.ts';

const FILES = 300;

needs('ssh-keygen')('a key file that was changed anywhere', () => {
  test('is refused, or read as the right key', { timeout: 120_000 }, async () => {
    const seed = 20_261_123;
    const { files, accepted, refused, failed } = await fuzzKeyFiles({ seed, count: FILES, judge: 3 });

    expect(failed).toEqual([]);
    expect(files).toBe(FILES);
    expect(accepted).toBeGreaterThanOrEqual(FILES / 100);
    expect(refused).toBeGreaterThanOrEqual(FILES / 100);
  });

  const faulty: Record<string, Reader> = {
    crashed: () => Promise.reject(new Error('a bug')),
    'another key': async () => readKeyFile(await newPrivateKey('ed25519'), null),
    'with details': async () => {
      const outcome = await readKeyFile(Buffer.alloc(0), null);
      return outcome.ok ? outcome : { ok: false, problem: { ...outcome.problem, raw: 'the secret is …' } };
    },
  };

  test.each(Object.entries(faulty))('would be seen to be answered wrongly: %s', async (wrong, read) => {
    const { failed } = await fuzzKeyFiles({ seed: 1, count: 3, judge: 1, read });

    expect(failed).toHaveLength(3);
    expect(failed.every((line) => line.includes(wrong))).toBe(true);
  });
});

describe('a process that reads key files', () => {
  test('answers as the reading itself does', async () => {
    const reader = openKeyFileReader();
    const privateKey = await newPrivateKey('ed25519');

    const answers = await Promise.all([reader.read(privateKey, null), readKeyFile(privateKey, null)]);
    await reader.close();
    const [one, other] = answers.map((answer) => (answer.ok ? answer.value.publicKey : null));
    expect(one).toMatch(/^ssh-ed25519 /);
    expect(one).toBe(other);
    expect(reader.peakMib()).toBeGreaterThan(10);
  });

  test('is told of where it hangs, and where it ends', async () => {
    // It loads, and answers nothing.
    const reader = openKeyFileReader(1, 'random.ts');

    await expect(reader.read(Buffer.alloc(0), null)).rejects.toThrow('it hangs');
    await reader.close();
    const patient = openKeyFileReader(60_000, 'random.ts');
    await expect(patient.read(Buffer.alloc(0), null)).rejects.toThrow('it ended the process');
    await patient.close();
  });
});
