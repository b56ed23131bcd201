import { describe, expect, test } from 'vitest';
import type { KeyRecord, KeyState } from '../../../electron/custody/key-record.ts';
import { removeKeyPair } from '../../../electron/custody/remove-key-pair.ts';
import { makeProblem } from '../../../shared/make-problem.ts';
import type { FakeEc2Options } from '../../support/fake-key-pairs.ts';
import type { AwsMode, World } from '../../support/recovery.ts';
import { keepKeyIn, onFullDisk, openVaultWorld, type KeptKey } from '../../support/vault-world.ts';
import { ACCOUNT } from '../../support/vault.ts';

test('a pair is removed in AWS, and the private key is only here from now on', async () => {
  const world = await openVaultWorld();
  const { record, pair } = await keepKeyIn(world);
  const { keychain } = world.state();

  expect(await removeKeyPair(world.services, asked(pair))).toEqual({ ok: true, value: null });

  expect(world.aws.keyPairs.size).toBe(0);
  expect(world.state().keychain).toEqual(keychain);
  expect(await world.services.journal.read(record.custodyId)).toEqual({
    ...record,
    state: 'SECURED',
    place: null,
    keyPairId: null,
  });
  expect(world.services.board.vault().keys).toMatchObject([{ standing: 'safe', pair: null }]);
});

test('a pair that Keyport did not make is removed as well, by id', async () => {
  const world = await openVaultWorld();
  const { record } = await keepKeyIn(world);
  const other = { keyPairId: 'key-0fffffff1', name: 'mine', publicKey: 'ssh-ed25519 AAAA', tags: {} };
  world.aws.keyPairs.set('mine', other);

  expect(await removeKeyPair(world.services, asked(other))).toMatchObject({ ok: true });

  expect([...world.aws.keyPairs.keys()]).toEqual(['web']);
  expect(await world.services.journal.read(record.custodyId)).toEqual(record);
});

test('also where an emulator ignores its id, as long as name and id belong together', async () => {
  const world = await openVaultWorld();
  const other = { keyPairId: 'key-0fffffff1', name: 'mine', publicKey: 'ssh-ed25519 AAAA', tags: {} };
  world.aws.keyPairs.set('mine', other);
  const { services, aws } = world.nextRun({ ignoresDeletionById: true });

  expect(await removeKeyPair(services, asked(other))).toMatchObject({ ok: true });

  expect(aws.keyPairs.size).toBe(0);
});

describe('not while an instance names it', () => {
  test.each(['pending', 'running', 'stopping', 'stopped', 'shutting-down'])('and is %s', async (state) => {
    const world = await openVaultWorld();
    const { record, pair } = await keepKeyIn(world);
    world.aws.instances.push({ instanceId: 'i-1', keyName: 'web', state });

    const outcome = await removeKeyPair(world.services, asked(pair));

    expect(outcome).toMatchObject({
      ok: false,
      problem: { code: 'key-in-use', explanation: expect.stringContaining('i-1') },
    });
    expect(world.aws.requests).not.toContain('DeleteKeyPair');
    expect(await world.services.journal.read(record.custodyId)).toEqual(record);
  });

  test('but one that is terminated, or has another key, needs it no more', async () => {
    const world = await openVaultWorld();
    const { pair } = await keepKeyIn(world);
    world.aws.instances.push(
      { instanceId: 'i-1', keyName: 'web', state: 'terminated' },
      { instanceId: 'i-2', keyName: 'web-2', state: 'running' },
    );

    expect(await removeKeyPair(world.services, asked(pair))).toMatchObject({ ok: true });
  });

  test('of many, the first ten are named', async () => {
    const world = await openVaultWorld();
    const { pair } = await keepKeyIn(world);
    for (let at = 1; at <= 12; at += 1)
      world.aws.instances.push({ instanceId: `i-${at}`, keyName: 'web', state: 'running' });

    const outcome = await removeKeyPair(world.services, asked(pair));

    expect(outcome).toMatchObject({ problem: { explanation: expect.stringContaining('i-10, …') } });
  });
});

test('not where the instances cannot be listed', async () => {
  const world = await openVaultWorld();
  const { pair } = await keepKeyIn(world);
  const { services, aws } = world.nextRun({ faults: { DescribeInstances: ['refuse'] } });

  expect(await removeKeyPair(services, asked(pair))).toMatchObject({ problem: { code: 'key-use-unknown' } });
  expect(aws.keyPairs.size).toBe(1);
});

test.each(['Web', 'we', '', 'db'])('not by another name: %j', async (typedName) => {
  const world = await openVaultWorld();
  const { pair } = await keepKeyIn(world);
  await keepKeyIn(world, { name: 'db' });

  const outcome = await removeKeyPair(world.services, { ...asked(pair), typedName });

  expect(outcome).toMatchObject({ ok: false, problem: { code: 'name-not-typed' } });
  expect(world.aws.keyPairs.size).toBe(2);
});

test('what AWS does not show is told as gone, and the record is left as it is', async () => {
  const world = await openVaultWorld();
  const { record, pair } = await keepKeyIn(world);
  world.aws.keyPairs.clear();

  expect(await removeKeyPair(world.services, asked(pair))).toMatchObject({
    problem: { code: 'key-pair-gone' },
  });
  expect(await world.services.journal.read(record.custodyId)).toEqual(record);
});

test.each<[string, FakeEc2Options['faults'], string]>([
  ['AWS may not be asked', { DescribeKeyPairs: ['refuse'] }, 'not-permitted'],
  ['it may not be deleted', { DeleteKeyPair: ['refuse'] }, 'not-permitted'],
  ['the deletion never arrived', { DeleteKeyPair: ['lose-request'] }, 'answer-lost'],
])('where %s, the pair and its record stay', async (_, faults, code) => {
  const world = await openVaultWorld();
  const { record, pair } = await keepKeyIn(world);
  const { services, aws } = world.nextRun({ faults: faults ?? {} });

  expect(await removeKeyPair(services, asked(pair))).toMatchObject({ ok: false, problem: { code } });
  expect(aws.keyPairs.size).toBe(1);
  expect(await services.journal.read(record.custodyId)).toEqual(record);
});

test('where AWS cannot be reached, nothing is changed', async () => {
  const world = await openVaultWorld();
  const { pair } = await keepKeyIn(world);
  world.mode.aws = 'down';
  const before = world.state();

  expect(await removeKeyPair(world.services, asked(pair))).toMatchObject({
    problem: { code: 'unreachable' },
  });
  expect(world.state()).toEqual(before);
});

test.each(['lose-answer', 'cut-answer', 'error-after'] as const)(
  'a deletion that was carried out unseen counts: %s',
  async (fault) => {
    const world = await openVaultWorld();
    const { record, pair } = await keepKeyIn(world);
    const { services } = world.nextRun({ faults: { DeleteKeyPair: [fault] } });

    expect(await removeKeyPair(services, asked(pair))).toMatchObject({ ok: true });
    expect(await services.journal.read(record.custodyId)).toMatchObject({
      state: 'SECURED',
      keyPairId: null,
    });
  },
);

describe('the record of its key', () => {
  test.each<[string, Partial<KeyRecord>, Partial<KeyRecord>]>([
    [
      'in the trash',
      { state: 'TRASHED', trashedFrom: 'READY' },
      { state: 'TRASHED', trashedFrom: 'SECURED' },
    ],
    ['only in a file', { state: 'HELD_IN_FILE' }, { state: 'HELD_IN_FILE' }],
    [
      'that AWS shows another half of',
      { trouble: { code: 'pair-differs', raw: null } },
      { state: 'SECURED', trouble: null },
    ],
    [
      'that is missing here',
      { trouble: { code: 'missing-here', raw: null } },
      { state: 'SECURED', trouble: { code: 'missing-here', raw: null } },
    ],
  ])('%s loses its pair and nothing else', async (_, part, after) => {
    const world = await openVaultWorld();
    const { record, pair } = await keepKeyIn(world, part);

    expect(await removeKeyPair(world.services, asked(pair))).toMatchObject({ ok: true });
    expect(await world.services.journal.read(record.custodyId)).toEqual({
      ...record,
      place: null,
      keyPairId: null,
      ...after,
    });
  });

  test('whose import was carried out unseen is not imported again', async () => {
    const world = await openVaultWorld();
    const kept = await keepKeyIn(world, { state: 'SECURED' });
    await world.services.journal.change(kept.record.custodyId, (record) => ({ ...record, keyPairId: null }));

    expect(await removeKeyPair(world.services, asked(kept.pair))).toMatchObject({ ok: true });
    expect(await world.services.journal.read(kept.record.custodyId)).toMatchObject({
      state: 'SECURED',
      place: null,
    });
  });

  test.each<KeyState>(['REQUESTED', 'ABSENT'])('that is %s is left for the recovery', async (state) => {
    const world = await openVaultWorld();
    const { pair, ...kept } = await keepKeyIn(world, { state });
    const record = { ...kept.record, keyPairId: null };
    await world.services.journal.write(record);

    expect(await removeKeyPair(world.services, asked(pair))).toMatchObject({ ok: true });
    expect(await world.services.journal.read(record.custodyId)).toEqual(record);
  });

  test.each<[string, Partial<NonNullable<KeyRecord['place']>>]>([
    ['account', { accountId: '999999999999' }],
    ['region', { region: 'us-east-1' }],
    ['endpoint', { endpoint: 'http://127.0.0.1:5000' }],
  ])('of another %s is another one, although it has the same id', async (_, part) => {
    const world = await openVaultWorld();
    const { record, pair } = await keepKeyIn(world);
    const elsewhere = { ...record, place: record.place && { ...record.place, ...part } };
    await world.services.journal.write(elsewhere);

    expect(await removeKeyPair(world.services, asked(pair))).toMatchObject({ ok: true });
    expect(await world.services.journal.read(record.custodyId)).toEqual(elsewhere);
  });

  test('that cannot be written is told, and so is that the pair is gone', async () => {
    const world = await openVaultWorld();
    const { pair } = await keepKeyIn(world);

    const outcome = await removeKeyPair(onFullDisk(world.services), asked(pair));

    expect(outcome).toMatchObject({
      ok: false,
      problem: { code: 'disk-failed', explanation: expect.stringContaining('removed in AWS') },
    });
  });
});

test.each<[string, (world: World, kept: KeptKey) => void, string]>([
  [
    'is being made or recovered',
    ({ services }, { record }) => void services.inWork.add(record.custodyId),
    'key-not-finished',
  ],
  [
    'is in memory only',
    ({ services }, { record, pair }) => holdInMemory(services, record, pair.keyPairId),
    'held-in-memory',
  ],
])('a key that %s keeps its pair', async (_, prepare, code) => {
  const world = await openVaultWorld();
  const kept = await keepKeyIn(world);
  prepare(world, kept);

  expect(await removeKeyPair(world.services, asked(kept.pair))).toMatchObject({ problem: { code } });
  expect(world.aws.keyPairs.size).toBe(1);
});

test('in another account there is no such pair', async () => {
  const world = await openVaultWorld();
  const { record, pair } = await keepKeyIn(world);
  world.mode.aws = 'other-account' satisfies AwsMode;
  world.aws.keyPairs.clear();

  expect(await removeKeyPair(world.services, asked(pair))).toMatchObject({
    problem: { code: 'key-pair-gone' },
  });
  expect(await world.services.journal.read(record.custodyId)).toEqual(record);
});

function asked({ keyPairId, name }: { readonly keyPairId: string; readonly name: string }) {
  return { sourceId: ACCOUNT.sourceId, region: ACCOUNT.region, keyPairId, typedName: name };
}

function holdInMemory({ board }: World['services'], { custodyId, name }: KeyRecord, keyPairId: string): void {
  board.set({
    held: [{ custodyId, name, region: ACCOUNT.region, keyPairId, problem: makeProblem('keychain-locked') }],
  });
}
