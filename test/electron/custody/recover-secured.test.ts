import { expect, test } from 'vitest';
import { newPrivateKey, publicKeyOf } from '../../../electron/custody/key-format.ts';
import type { KeyRecord } from '../../../electron/custody/key-record.ts';
import { recoverKeys } from '../../../electron/custody/recover.ts';
import { withoutSense } from '../../support/damaged-key.ts';
import type { FakeEc2Options, KeyPairFault } from '../../support/fake-key-pairs.ts';
import { newRecord, openWorld, pairOf, type World } from '../../support/recovery.ts';

const [KEY, ANOTHER, RSA] = await Promise.all([
  newPrivateKey('ed25519'),
  newPrivateKey('ed25519'),
  newPrivateKey('rsa'),
]);
const always = (fault: KeyPairFault) => Array.from({ length: 100 }, () => fault);

test('the public half is imported under its name, with the tags that say whose it is', async () => {
  const launchId = '0a1b2c3d-9999-4222-8333-444444444444';
  const { world, record } = await openSecured({}, { launchId });

  await recoverKeys(world.services);

  const pair = world.aws.keyPairs.get('web');
  expect(pair?.publicKey).toBe(`${publicKeyOf(KEY)} web`);
  expect(pair?.tags).toEqual({
    'keyport:custody-id': record.custodyId,
    'keyport:created-by': 'keyport',
    'keyport:launch-id': launchId,
  });
  expect(await after(world, record)).toMatchObject({ state: 'READY', keyPairId: pair?.keyPairId });
});

test('a pair that was imported before is not imported again', async () => {
  const { world, record } = await openSecured({ faults: { ImportKeyPair: always('refuse') } });
  world.aws.keyPairs.set('web', pairOf(record, KEY));

  await recoverKeys(world.services);

  expect(await after(world, record)).toMatchObject({ state: 'READY' });
  expect(world.aws.requests).toEqual(['DescribeKeyPairs']);
});

test('one that was imported under another name, and not yet written down, is found by its tag', async () => {
  const { world, record } = await openSecured();
  world.aws.keyPairs.set('web', pairOf(record, ANOTHER, { tags: {} }));
  world.aws.keyPairs.set('web-2', pairOf(record, KEY, { name: 'web-2', keyPairId: 'key-2' }));

  await recoverKeys(world.services);

  expect(await after(world, record)).toMatchObject({ state: 'READY', keyPairId: 'key-2' });
});

test.each(['lose-answer', 'error-after', 'cut-answer'] as const)(
  'an import whose answer is %s is looked for, not sent again blindly',
  async (fault) => {
    const { world, record } = await openSecured({ faults: { ImportKeyPair: [fault] } });

    await recoverKeys(world.services);

    expect(await after(world, record)).toMatchObject({ state: 'READY' });
    expect(world.aws.requests.filter((action) => action === 'ImportKeyPair')).toHaveLength(1);
  },
);

test("an import that the client sent twice finds its own first one in the name's place", async () => {
  const { world, record } = await openSecured({
    maxAttempts: 3,
    faults: { ImportKeyPair: ['error-after'] },
  });

  await recoverKeys(world.services);

  expect(await after(world, record)).toMatchObject({ state: 'READY' });
  expect(world.aws.requests.filter((action) => action === 'ImportKeyPair')).toHaveLength(2);
});

test('an import that never arrives is tried again at the next start', async () => {
  const { world, record } = await openSecured({ faults: { ImportKeyPair: always('lose-request') } });

  await recoverKeys(world.services);
  expect(await after(world, record)).toMatchObject({ state: 'SECURED', trouble: { code: 'aws-not-asked' } });

  await recoverKeys(world.nextRun().services);
  expect(await after(world, record)).toMatchObject({ state: 'READY', trouble: null });
});

test('a refused import is told, with what AWS said, and the private key stays', async () => {
  const { world, record } = await openSecured({ faults: { ImportKeyPair: always('refuse') } });

  await recoverKeys(world.services);

  expect(await after(world, record)).toMatchObject({
    state: 'SECURED',
    trouble: { code: 'import-refused', raw: expect.stringContaining('UnauthorizedOperation') },
  });
  expect(world.keychain.items.has(record.keychainAccount)).toBe(true);
});

test('a pair that may not be looked at is neither imported nor taken for absent', async () => {
  const { world, record } = await openSecured({ faults: { DescribeKeyPairs: always('refuse') } });

  await recoverKeys(world.services);

  expect(await after(world, record)).toMatchObject({ state: 'SECURED', trouble: { code: 'aws-not-asked' } });
  expect(world.aws.requests).not.toContain('ImportKeyPair');
});

test('a private key that cannot sign is not imported', async () => {
  const damaged = withoutSense(RSA);
  const publicKey = publicKeyOf(RSA);
  const { world, record } = await openSecured({}, { type: 'rsa', publicKey }, damaged);
  expect(publicKeyOf(damaged)).toBe(publicKey);

  await recoverKeys(world.services);

  expect(await after(world, record)).toMatchObject({ state: 'SECURED', trouble: { code: 'other-value' } });
  expect(world.aws.requests).toEqual([]);
});

test('what EC2 does not show the public half of is not proved', async () => {
  const { world, record } = await openSecured({ showsPublicKey: '' });
  world.aws.keyPairs.set('web', pairOf(record, KEY));

  await recoverKeys(world.services);

  expect(await after(world, record)).toMatchObject({ state: 'SECURED', trouble: { code: 'not-yet-shown' } });
});

async function after({ services }: World, { custodyId }: KeyRecord): Promise<KeyRecord | null> {
  return services.journal.read(custodyId);
}

async function openSecured(
  ec2: FakeEc2Options = {},
  part: Partial<KeyRecord> = {},
  privateKey = KEY,
): Promise<{ world: World; record: KeyRecord }> {
  const world = await openWorld(ec2);
  const made = { state: 'SECURED', origin: 'made-here', publicKey: publicKeyOf(KEY), ...part } as const;
  const record = await newRecord(world, made);
  await world.services.journal.write(record);
  await world.keychain.save(record.keychainAccount, privateKey);
  return { world, record };
}
