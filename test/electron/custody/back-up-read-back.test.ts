import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test, vi } from 'vitest';
import { backUp } from '../../../electron/custody/back-up.ts';
import { writePrivateFile } from '../../../electron/custody/write-private-file.ts';
import { encryptWithPassphrase } from '../../../electron/keychain/age.ts';
import { keepNewKey } from '../../support/kept-key.ts';
import { openTestVault } from '../../support/vault.ts';

vi.mock(import('../../../electron/custody/write-private-file.ts'), async (original) => {
  const real = await original();
  return { ...real, writePrivateFile: vi.fn(real.writePrivateFile) };
});

const PASSPHRASE = 'four words, no relation';
const { writePrivateFile: write } = await vi.importActual<
  typeof import('../../../electron/custody/write-private-file.ts')
>('../../../electron/custody/write-private-file.ts');

test.each<[string, (file: string) => unknown]>([
  ['nothing of it', (file) => fs.writeFileSync(file, '')],
  ['half of it', (file) => fs.truncateSync(file, 300)],
  ['something else', (file) => fs.writeFileSync(file, 'something else')],
  [
    'an earlier backup of other keys',
    async (file) =>
      fs.writeFileSync(file, await encryptWithPassphrase(Buffer.from('other keys'), PASSPHRASE, 8)),
  ],
  ['no file', (file) => fs.rmSync(file)],
])('a backup that a disk gives back as %s counts as none, and is removed', async (_, damage) => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'keyport-backup-'));
  const vault = openTestVault();
  try {
    const { custodyId } = await keepNewKey(vault, 'ed25519');
    vi.mocked(writePrivateFile).mockImplementation(async (file, bytes) => {
      const written = await write(file, bytes);
      await damage(file);
      return written;
    });
    vault.chosen.push(path.join(folder, 'backup.age'));

    expect(await backUp(vault, { passphrase: PASSPHRASE }, { workFactor: 8 })).toMatchObject({
      problem: { code: 'file-not-written', explanation: expect.stringContaining('It was removed') },
    });
    expect(fs.readdirSync(folder)).toEqual([]);
    expect((await vault.journal.read(custodyId))?.copies).toEqual([]);
  } finally {
    vault.remove();
    fs.rmSync(folder, { recursive: true });
  }
});
