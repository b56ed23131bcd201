import fs from 'node:fs';
import path from 'node:path';
import {
  array,
  assert,
  asyncProperty,
  constant,
  constantFrom,
  oneof,
  record,
  type Arbitrary,
} from 'fast-check';
import { expect, test } from 'vitest';
import type { SecureKeyStep } from '../../electron/custody/custody.ts';
import { createHeldKeys } from '../../electron/custody/held-keys.ts';
import type { KeyJournal } from '../../electron/custody/key-journal.ts';
import { publicKeyOf } from '../../electron/custody/key-format.ts';
import type { KeyRecord } from '../../electron/custody/key-record.ts';
import { secureKey } from '../../electron/custody/secure-key.ts';
import { openSentinel } from '../../electron/custody/sentinel.ts';
import { fakeEc2, type KeyPairFault } from '../support/fake-key-pairs.ts';
import { fakeKeychain, type FakeKeychain, type KeychainFault } from '../support/fake-keychain.ts';
import { KEY_REQUEST, openTestVault } from '../support/vault.ts';

// Mostly nothing, so that a launch also gets far enough for its last steps to fail.
const mostlyNothing = { arbitrary: constant(null), weight: 4 };
const keychainFault: Arbitrary<KeychainFault | null> = oneof(mostlyNothing, {
  arbitrary: constantFrom('throw-before', 'throw-after', 'wrong-back', 'null', 'hang'),
  weight: 2,
});
const ec2Fault: Arbitrary<KeyPairFault | null> = oneof(mostlyNothing, {
  arbitrary: constantFrom('lose-request', 'lose-answer', 'cut-answer', 'error-after', 'refuse'),
  weight: 2,
});
/** `throw-after`: on the disk, and then reported as failed. */
const journalFault: Arbitrary<JournalFault | null> = oneof(
  { arbitrary: constant(null), weight: 8 },
  { arbitrary: constantFrom('throw-before', 'throw-after'), weight: 2 },
);
type JournalFault = 'throw-before' | 'throw-after';

const mishap = record({
  kind: constantFrom('aws-makes-it', 'made-here'),
  save: array(keychainFault, { maxLength: 3 }),
  read: array(keychainFault, { maxLength: 4 }),
  create: ec2Fault,
  import: ec2Fault,
  delete: array(ec2Fault, { maxLength: 2 }),
  describe: array(ec2Fault, { maxLength: 4 }),
  write: array(journalFault, { maxLength: 5 }),
  /** What the person says of a key that is held, one after the other; then it is given up. */
  answers: array(constantFrom('retry', 'save-to-file', 'delete-pair'), { maxLength: 3 }),
});

test(
  'whatever fails, in whatever order, nothing is secured that the keychain does not give back, and nothing is lost sight of',
  { timeout: 240_000 },
  async () => {
    const seen = new Set<string>();

    await assert(
      asyncProperty(mishap, async (faults) => {
        const keychain = fakeKeychain({ save: faults.save, read: faults.read });
        const vault = openTestVault({ keychain });
        const file = path.join(vault.home, 'saved.pem');
        const asked: [string, KeyRecord | null][] = [];
        const ec2 = fakeEc2({
          faults: {
            CreateKeyPair: [faults.create],
            ImportKeyPair: [faults.import],
            DeleteKeyPair: faults.delete,
            DescribeKeyPairs: faults.describe,
          },
          onRequest: (action) => asked.push([action, recordOnDisk(vault.home)]),
        });
        const told: SecureKeyStep[] = [];
        const answers = [...faults.answers];
        const held = createHeldKeys({
          board: vault.board,
          files: { save: async () => file },
          decide: async () => answers.shift() ?? 'give-up',
          patienceMs: 10_000_000,
        });

        const outcome = await Promise.race([
          secureKey(
            {
              ...vault,
              ec2: ec2.ec2,
              ec2Once: ec2.ec2Once,
              journal: faultyJournal(vault.journal, faults.write),
              // In a keychain of its own: the faults are for the key.
              sentinel: openSentinel(vault.home, fakeKeychain()),
              held,
              patience: { pause: async () => {}, throttled: (call) => call() },
            },
            { ...KEY_REQUEST, kind: faults.kind },
            (step) => void told.push(step),
          ),
          keychain.hung.then(() => 'waiting' as const),
        ]);

        const code = codeOf(outcome);
        seen.add(`${faults.kind} ${code}`);
        const made = told.flatMap((step) => ('made' in step ? [step.made.keyPairId] : []));
        const inEc2 = [...ec2.keyPairs.values()];
        const onDisk = recordOnDisk(vault.home);

        // Nothing secured without its proof, and none without its record.
        if (code === 'ok') expect(onDisk?.state).toBe('READY');
        if (outcome !== 'waiting' && outcome.ok) {
          const { keychainAccount, keyPairId, publicKey } = outcome.value;
          expect(keptPublicKey(keychain, keychainAccount)).toBe(publicKey);
          expect(inEc2).toMatchObject([{ keyPairId, publicKey: `${publicKey} web` }]);
          expect(onDisk).toMatchObject({ keychainAccount, keyPairId, publicKey });
        }
        // What AWS was asked for was on the disk before.
        for (const [action, found] of asked) {
          if (action === 'CreateKeyPair') expect(found?.state).toBe('REQUESTED');
          if (action === 'ImportKeyPair') expect(found?.state).toBe('SECURED');
        }
        // Nothing is anywhere without a record that says so: not in AWS, not in the keychain, not in a file.
        if (inEc2.length > 0) expect(onDisk).not.toBeNull();
        for (const [account, item] of keychain.items) {
          if (publicKeyOf(item) !== null) expect(onDisk?.keychainAccount).toBe(account);
        }
        if (fs.existsSync(file)) expect(onDisk).toMatchObject({ state: 'HELD_IN_FILE' });
        if (outcome !== 'waiting') {
          // Nothing made that is not told of, and nothing gone that nobody wanted to be gone.
          const isDeleted = inEc2.length === 0 && faults.answers.includes('delete-pair');
          if (!isDeleted) expect(made).toEqual(inEc2.map(({ keyPairId }) => keyPairId));
          expect(vault.inWork.size).toBe(0);
          expect(held.hasOnlyCopy()).toBe(false);
          expect(vault.board.vault().held).toEqual([]);
        }
        // Nothing asked for twice.
        expect(ec2.requests.filter((action) => action === 'CreateKeyPair').length).toBeLessThanOrEqual(1);
        // No secret said or written down, and none left lying about.
        const written = textsIn(path.join(vault.home, 'keys'));
        const said = JSON.stringify([outcome, told, vault.snapshots, written]);
        expect(said).not.toContain('PRIVATE KEY');
        for (const line of linesOf(ec2.privateKeys, keychain)) expect(said).not.toContain(line);
        const unwiped = keychain.buffers.filter((bytes) => bytes.some((byte) => byte !== 0));
        if (outcome !== 'waiting') expect(unwiped.length).toBe(0);
        vault.remove();
      }),
      // Seeded: by chance a run of 500 may meet one of the mishaps below never.
      { numRuns: 500, seed: 20_261_123 },
    );

    // The property would hold of a program that always fails, or of mishaps that never happen.
    expect([...seen].toSorted()).toEqual(
      expect.arrayContaining([
        'aws-makes-it answer-lost',
        'aws-makes-it disk-failed',
        'aws-makes-it held-in-file',
        'aws-makes-it key-not-proved',
        'aws-makes-it keychain-failed',
        'aws-makes-it not-permitted',
        'aws-makes-it ok',
        'aws-makes-it waiting',
        'made-here disk-failed',
        'made-here key-not-proved',
        'made-here keychain-failed',
        'made-here ok',
        'made-here waiting',
      ]),
    );
  },
);

function faultyJournal(journal: KeyJournal, faults: readonly (JournalFault | null)[]): KeyJournal {
  const left = [...faults];
  return {
    ...journal,
    write: async (next) => {
      const fault = left.shift();
      if (fault !== 'throw-before') await journal.write(next);
      if (fault) throw new Error('ENOSPC: no space left on device');
    },
  };
}

/** As another program finds it at this moment. */
function recordOnDisk(home: string): KeyRecord | null {
  const folder = path.join(home, 'keys');
  const [name] = fs.existsSync(folder) ? fs.readdirSync(folder).filter((one) => RECORD.test(one)) : [];
  return name === undefined ? null : JSON.parse(fs.readFileSync(path.join(folder, name), 'utf8'));
}

const RECORD = /^[0-9a-f-]{36}\.json$/;

function textsIn(folder: string): string[] {
  return fs.existsSync(folder)
    ? fs.readdirSync(folder).map((name) => fs.readFileSync(path.join(folder, name), 'utf8'))
    : [];
}

function codeOf(outcome: Awaited<ReturnType<typeof secureKey>> | 'waiting'): string {
  if (outcome === 'waiting') return outcome;
  return outcome.ok ? 'ok' : outcome.problem.code;
}

function keptPublicKey(keychain: FakeKeychain, account: string): string | null {
  return publicKeyOf(keychain.items.get(account) ?? Buffer.alloc(0));
}

/** Lines of the base64 of every private key there was; the first holds nothing but the format. */
function linesOf(handedOut: readonly string[], keychain: FakeKeychain): string[] {
  const texts = [...handedOut, ...[...keychain.items.values()].map((bytes) => Buffer.from(bytes).toString())];
  return texts.flatMap((text) =>
    text.split('\n').filter((line) => line.length > 40 && !line.startsWith('-----')),
  );
}
