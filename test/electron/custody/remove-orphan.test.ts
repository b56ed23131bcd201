import { expect, test } from 'vitest';
import { newPrivateKey } from '../../../electron/custody/key-format.ts';
import type { KeyRecord } from '../../../electron/custody/key-record.ts';
import { recoverKeys } from '../../../electron/custody/recover.ts';
import type { FakeEc2Options, FakeKeyPair } from '../../support/fake-key-pairs.ts';
import { DAY_MS, newRecord, openWorld, pairOf, START, type World } from '../../support/recovery.ts';

const KEY = await newPrivateKey('ed25519');
const always = <Fault>(fault: Fault): readonly Fault[] => Array.from({ length: 100 }, () => fault);

test('a pair whose private key nobody has is deleted by its id, and seen to be gone', async () => {
  const { world, record } = await openOrphan();

  await recoverKeys(world.services);

  expect(world.aws.keyPairs.size).toBe(0);
  expect(await world.services.journal.read(record.custodyId)).toBeNull();
  expect(world.aws.requests).toEqual([
    'DescribeKeyPairs',
    'DescribeInstances',
    'DeleteKeyPair',
    'DescribeKeyPairs',
  ]);
});

test('also where a deletion by id deletes nothing', async () => {
  const { world, record } = await openOrphan({ ec2: { ignoresDeletionById: true } });

  await recoverKeys(world.services);

  expect(world.aws.keyPairs.size).toBe(0);
  expect(await world.services.journal.read(record.custodyId)).toBeNull();
});

test.each(['pending', 'running', 'shutting-down', 'stopping', 'stopped'])(
  'it stays while an instance that is %s names it',
  async (state) => {
    const { world, record } = await openOrphan();
    world.aws.instances.push({ instanceId: 'i-1', keyName: 'web', state });

    await recoverKeys(world.services);

    await expectKept(world, record, { code: 'pair-in-use', raw: `i-1 ${state}` });
  },
);

test('instances that are terminated, or name another pair, do not keep it', async () => {
  const { world } = await openOrphan();
  world.aws.instances.push({ instanceId: 'i-1', keyName: 'web', state: 'terminated' });
  world.aws.instances.push({ instanceId: 'i-2', keyName: 'web-2', state: 'running' });

  await recoverKeys(world.services);

  expect(world.aws.keyPairs.size).toBe(0);
});

test('it stays where the instances may not be listed', async () => {
  const { world, record } = await openOrphan({ ec2: { faults: { DescribeInstances: always('refuse') } } });

  await recoverKeys(world.services);

  await expectKept(world, record, { code: 'pair-left', raw: expect.stringMatching('UnauthorizedOperation') });
});

test('it stays where listing the instances fails, and is tried again at the next start', async () => {
  const { world, record } = await openOrphan({
    ec2: { faults: { DescribeInstances: always('lose-answer') } },
  });

  await recoverKeys(world.services);
  await expectKept(world, record, { code: 'aws-not-asked' });

  const next = world.nextRun();
  await recoverKeys(next.services);
  expect(next.aws.keyPairs.size).toBe(0);
});

test('it stays where it may not be deleted', async () => {
  const { world, record } = await openOrphan({ ec2: { faults: { DeleteKeyPair: always('refuse') } } });

  await recoverKeys(world.services);

  await expectKept(world, record, { code: 'pair-left', raw: expect.stringMatching('UnauthorizedOperation') });
});

test('a deletion without an answer is looked at again: what is gone becomes a memory of seven days', async () => {
  const { world, record } = await openOrphan({ ec2: { faults: { DeleteKeyPair: always('lose-answer') } } });

  await recoverKeys(world.services);
  expect(await world.services.journal.read(record.custodyId)).toMatchObject({
    state: 'REQUESTED',
    trouble: { code: 'aws-not-asked' },
  });

  const next = world.nextRun();
  await recoverKeys(next.services);
  expect(await world.services.journal.read(record.custodyId)).toMatchObject({ state: 'ABSENT' });

  world.mode.now = new Date(START.getTime() + 7 * DAY_MS);
  const last = next.nextRun();
  await recoverKeys(last.services);
  expect(await world.services.journal.read(record.custodyId)).toBeNull();
});

test.each([
  ['15 minutes before', 15, 'deleted'],
  ['16 minutes before', 16, 'kept'],
  ['the day before', 24 * 60, 'kept'],
] as const)(
  'a pair that was made %s Keyport asked for it is %s: clocks differ a little',
  async (_, minutes, is) => {
    const createdAt = new Date(START.getTime() - minutes * 60_000).toISOString();
    const { world, record } = await openOrphan({ pair: { createdAt } });

    await recoverKeys(world.services);

    if (is === 'deleted') expect(world.aws.keyPairs.size).toBe(0);
    else await expectKept(world, record, { code: 'pair-left', raw: expect.stringContaining(createdAt) });
  },
);

test('a pair of which AWS does not say when it was made is left to the person', async () => {
  const { world, record } = await openOrphan();
  const { createdAt: _, ...ageless } = pairOf(record, KEY);
  world.aws.keyPairs.set('web', ageless);

  await recoverKeys(world.services);

  await expectKept(world, record, { code: 'pair-left' });
});

test('a pair that carries our tag and another name is not the one that was asked for', async () => {
  const { world, record } = await openOrphan();
  const copied = pairOf(record, KEY, { name: 'copied', keyPairId: 'key-2' });
  world.aws.keyPairs.clear();
  world.aws.keyPairs.set('copied', copied);

  await recoverKeys(world.services);

  expect([...world.aws.keyPairs.values()]).toEqual([copied]);
  expect(await world.services.journal.read(record.custodyId)).toMatchObject({ state: 'ABSENT' });
});

test('a pair of another id than the one that was written down stays', async () => {
  const { world, record } = await openOrphan({ record: { keyPairId: 'key-0fffffff' } });

  await recoverKeys(world.services);

  await expectKept(world, record, { code: 'pair-left', raw: expect.stringContaining('key-0fffffff') });
});

test.each([
  { provedAt: START.toISOString() },
  { copies: [{ kind: 'file', where: '/home/me/web.pem', at: START.toISOString() }] },
] as const)('a pair whose private key has been seen is none that nobody has: %j', async (part) => {
  const { world, record } = await openOrphan({ record: { ...part, copies: [...(part.copies ?? [])] } });

  await recoverKeys(world.services);

  await expectKept(world, record, { code: 'pair-left' });
});

test('a private key that comes to light while AWS is looked at keeps its pair', async () => {
  const { world, record } = await openOrphan({
    ec2: {
      onRequest: (action) => {
        if (action === 'DescribeKeyPairs') void world.keychain.save(record.keychainAccount, KEY);
      },
    },
  });

  await recoverKeys(world.services);
  expect(world.aws.requests).not.toContain('DeleteKeyPair');

  const next = world.nextRun();
  await recoverKeys(next.services);
  expect((await world.services.journal.read(record.custodyId))?.state).toBe('READY');
});

test('credentials that are those of another account by then delete nothing', async () => {
  const { world, record } = await openOrphan({
    ec2: {
      onRequest: (action) => {
        if (action === 'DescribeKeyPairs') world.mode.aws = 'other-account';
      },
    },
  });

  await recoverKeys(world.services);

  await expectKept(world, record, { code: 'other-account', raw: '999999999999 AWS, not 123456789012 AWS' });
});

async function expectKept(world: World, record: KeyRecord, trouble: object): Promise<void> {
  const after = await world.services.journal.read(record.custodyId);
  expect(after).toMatchObject({ state: record.state, trouble });
  expect(world.aws.keyPairs.has('web')).toBe(true);
}

type Orphan = {
  readonly ec2?: FakeEc2Options;
  readonly record?: Partial<KeyRecord>;
  readonly pair?: Partial<FakeKeyPair>;
};

/** AWS made a pair, and its private key did not arrive. */
async function openOrphan(parts: Orphan = {}): Promise<{ world: World; record: KeyRecord }> {
  const world = await openWorld(parts.ec2);
  const record = await newRecord(world, parts.record);
  await world.services.journal.write(record);
  world.aws.keyPairs.set('web', pairOf(record, KEY, parts.pair));
  return { world, record };
}
