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
import type { CustodyRecord, CustodyState, SecureKeyStep } from '../../electron/custody/custody.ts';
import { publicKeyOf } from '../../electron/custody/key-format.ts';
import { secureKey } from '../../electron/custody/secure-key.ts';
import { fakeEc2, type KeyPairFault } from '../support/fake-key-pairs.ts';
import { fakeKeychain, type FakeKeychain, type KeychainFault } from '../support/fake-keychain.ts';

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

const mishap = record({
  kind: constantFrom('aws-makes-it', 'made-here'),
  save: array(keychainFault, { maxLength: 2 }),
  read: array(keychainFault, { maxLength: 3 }),
  create: ec2Fault,
  import: ec2Fault,
  describe: array(ec2Fault, { maxLength: 4 }),
});

test(
  'whatever fails, in whatever order, nothing is secured that the keychain does not give back',
  { timeout: 120_000 },
  async () => {
    const seen = new Set<string>();

    await assert(
      asyncProperty(mishap, async (faults) => {
        const ec2 = fakeEc2({
          faults: {
            CreateKeyPair: [faults.create],
            ImportKeyPair: [faults.import],
            DescribeKeyPairs: faults.describe,
          },
        });
        const keychain = fakeKeychain({ save: faults.save, read: faults.read });
        const told: (SecureKeyStep | readonly [CustodyState, CustodyRecord])[] = [];

        const outcome = await Promise.race([
          secureKey(
            {
              ec2: ec2.ec2,
              ec2Once: ec2.ec2Once,
              keychain,
              pause: async () => {},
              onState: (state, known) => void told.push([state, known]),
            },
            { ...REQUEST, kind: faults.kind },
            (step) => void told.push(step),
          ),
          keychain.hung.then(() => 'waiting' as const),
        ]);

        seen.add(`${faults.kind} ${codeOf(outcome)}`);
        const made = told.flatMap((step) => ('made' in step ? [step.made.keyPairId] : []));
        const inEc2 = [...ec2.keyPairs.values()];

        // Nothing secured without its proof.
        const isReady = told.some((step) => Array.isArray(step) && step[0] === 'READY');
        expect(isReady).toBe(codeOf(outcome) === 'ok');
        if (outcome !== 'waiting' && outcome.ok) {
          const { keychainAccount, keyPairId, publicKey } = outcome.value;
          expect(keptPublicKey(keychain, keychainAccount)).toBe(publicKey);
          expect(inEc2).toMatchObject([{ keyPairId, publicKey: `${publicKey} web` }]);
        }
        // Nothing made that is not told of.
        if (outcome !== 'waiting') expect(made).toEqual(inEc2.map(({ keyPairId }) => keyPairId));
        // Nothing asked for twice.
        expect(ec2.requests.filter((action) => action === 'CreateKeyPair').length).toBeLessThanOrEqual(1);
        // No secret said, and none left lying about.
        const said = JSON.stringify([outcome, told]);
        expect(said).not.toContain('PRIVATE KEY');
        for (const line of linesOf(ec2.privateKeys, keychain)) expect(said).not.toContain(line);
        const unwiped = keychain.buffers.filter((bytes) => bytes.some((byte) => byte !== 0));
        if (outcome !== 'waiting') expect(unwiped.length).toBe(0);
      }),
      { numRuns: 600 },
    );

    // The property would hold of a program that always fails, or of mishaps that never happen.
    expect([...seen].toSorted()).toEqual(
      expect.arrayContaining([
        'aws-makes-it answer-lost',
        'aws-makes-it key-not-proved',
        'aws-makes-it keychain-failed',
        'aws-makes-it not-permitted',
        'aws-makes-it ok',
        'aws-makes-it waiting',
        'made-here key-not-proved',
        'made-here keychain-failed',
        'made-here ok',
        'made-here waiting',
      ]),
    );
  },
);

const REQUEST = {
  type: 'ed25519',
  name: 'web',
  region: 'eu-central-1',
  accountId: '123456789012',
  launchId: 'launch-1',
} as const;

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
