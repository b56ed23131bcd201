import { DescribeKeyPairsCommand } from '@aws-sdk/client-ec2';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { MadeKeyPair } from '../../electron/custody/custody.ts';
import { secureKey } from '../../electron/custody/secure-key.ts';
import { clientsAt } from '../support/aws-clients.ts';
import { fakeKeychain } from '../support/fake-keychain.ts';
import { startPractice, type ServedPractice } from '../support/practice.ts';
import { startProxy } from '../support/proxy.ts';
import { KEY_REQUEST, openTestVault } from '../support/vault.ts';

describe('an answer that a proxy swallows', () => {
  let practice: ServedPractice;
  beforeEach(async () => {
    practice = await startPractice();
  });
  afterEach(() => practice.stop());

  const secureBehind = async (kind: 'aws-makes-it' | 'made-here', lost: string) => {
    const proxy = await startProxy(practice.endpoint, ({ action, nth }) =>
      action === lost && nth === 1 ? 'lose-answer' : 'pass',
    );
    const { ec2, ec2Once } = clientsAt(proxy.endpoint);
    const made: MadeKeyPair[] = [];
    const keychain = fakeKeychain();
    const vault = openTestVault({ keychain });
    const request = { ...KEY_REQUEST, kind, region: 'us-east-1' };
    const outcome = await secureKey({ ...vault, ec2, ec2Once }, request, (step) => {
      if ('made' in step) made.push(step.made);
    });
    await proxy.stop();
    const { records } = await vault.journal.list();
    vault.remove();
    const { KeyPairs = [] } = await clientsAt(practice.endpoint).ec2.send(new DescribeKeyPairsCommand({}));
    const inEc2 = KeyPairs.map(({ KeyPairId, KeyName }) => ({
      kind: 'key-pair',
      keyPairId: KeyPairId,
      name: KeyName,
    }));
    return { outcome, made, inEc2, records, actions: proxy.calls.map(({ action }) => action), keychain };
  };

  test('is asked for exactly once; the key pair is found by its tag, and can be removed', async () => {
    const { outcome, made, inEc2, records, actions, keychain } = await secureBehind(
      'aws-makes-it',
      'CreateKeyPair',
    );

    expect(outcome).toMatchObject({
      ok: false,
      problem: { code: 'answer-lost', actions: ['finish', 'undo'] },
    });
    expect(actions).toEqual(['DescribeKeyPairs', 'CreateKeyPair', 'DescribeKeyPairs']);
    expect(made).toEqual(inEc2);
    expect(made).toHaveLength(1);
    expect([...keychain.items.keys()]).toEqual([expect.stringMatching(/^sentinel/)]);
    // What the next recovery finds it by.
    expect(records).toMatchObject([{ state: 'REQUESTED', keyPairId: made[0]?.keyPairId, publicKey: null }]);
  });

  test('does no harm to a key that is made here', async () => {
    const { outcome, made, inEc2, actions } = await secureBehind('made-here', 'ImportKeyPair');

    expect(outcome).toMatchObject({ ok: true });
    expect(actions.filter((action) => action === 'ImportKeyPair').length).toBeGreaterThan(1);
    expect(made).toEqual(inEc2);
  });

  test('of a question is asked again', async () => {
    const { outcome } = await secureBehind('aws-makes-it', 'DescribeKeyPairs');

    expect(outcome).toMatchObject({ ok: true });
  });
});
