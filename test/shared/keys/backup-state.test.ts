import { describe, expect, test } from 'vitest';
import { backupReminder, copiesInWords } from '../../../shared/keys/backup-state.ts';
import type { KeyCopy, VaultKey } from '../../../shared/keys/vault.ts';

const NOW = new Date('2026-05-20T12:00:00.000Z');

const here: KeyCopy = { kind: 'keychain', where: 'Keychain of macOS', at: '2026-05-01T12:00:00.000Z' };
const backupOf = (day: number): KeyCopy => ({
  kind: 'backup',
  where: `/media/usb/${day}.age`,
  at: `2026-05-${String(day).padStart(2, '0')}T12:00:00.000Z`,
});
const file: KeyCopy = { kind: 'file', where: '/home/maria/web.pem', at: '2026-05-03T12:00:00.000Z' };

function key(name: string, part: Partial<VaultKey> = {}): VaultKey {
  return {
    custodyId: name,
    name,
    type: 'ed25519',
    origin: 'made-here',
    standing: 'safe',
    trouble: null,
    publicKey: 'ssh-ed25519 AAAA',
    fingerprints: null,
    keychainAccount: name,
    pair: null,
    launchId: null,
    createdAt: '2026-05-10T12:00:00.000Z',
    provedAt: null,
    trashedAt: null,
    copies: [here],
    ...part,
  };
}

describe('the reminder', () => {
  test('names the safe keys that are in no backup, the oldest first, and says for how long', () => {
    const reminder = backupReminder(
      [
        key('newer', { createdAt: '2026-05-19T12:00:01.000Z' }),
        key('older', { createdAt: '2026-05-17T12:00:00.000Z' }),
        key('in a backup', { createdAt: '2026-01-01T12:00:00.000Z', copies: [here, backupOf(12)] }),
        key('saved to a file', { createdAt: '2026-05-18T12:00:00.000Z', copies: [here, file] }),
      ],
      NOW,
    );

    expect(reminder?.keys.map(({ name }) => name)).toEqual(['older', 'saved to a file', 'newer']);
    expect(reminder?.days).toBe(3);
  });

  test.each(['finishing', 'needs-you', 'trashed'] as const)(
    'says nothing of a key that is not safe: %s',
    (standing) => {
      expect(backupReminder([key('web', { standing })], NOW)).toBeNull();
    },
  );

  test('says nothing where there is no key', () => {
    expect(backupReminder([], NOW)).toBeNull();
  });

  test('does not count backwards where the clock was set back', () => {
    expect(backupReminder([key('web', { createdAt: '2026-05-22T12:00:00.000Z' })], NOW)?.days).toBe(0);
  });

  test('counts whole days', () => {
    const { days } = backupReminder([key('web', { createdAt: '2026-05-19T12:00:01.000Z' })], NOW) ?? {
      days: -1,
    };
    expect(days).toBe(0);
  });
});

test.each<[string, readonly KeyCopy[]]>([
  ['1 copy: this keychain', [here]],
  ['1 copy: this encrypted file', [{ ...here, where: 'Encrypted file' }]],
  ['1 copy: the plain file of practice', [{ ...here, where: 'Plain file for practice' }]],
  ['2 copies: this keychain, backup of 12 May 2026', [here, backupOf(12)]],
  ['3 copies: this keychain, backup of 12 May 2026, 1 earlier backup', [here, backupOf(2), backupOf(12)]],
  [
    '5 copies: this keychain, backup of 12 May 2026, 2 earlier backups, a file of yours',
    [here, backupOf(2), file, backupOf(12), backupOf(3)],
  ],
  ['1 copy: backup of 12 May 2026', [backupOf(12)]],
  ['2 copies: 2 files of yours', [file, { ...file, where: '/other' }]],
  ['No copy known', []],
])('%s', (said, copies) => {
  expect(copiesInWords({ copies })).toBe(said);
});
