import {
  array,
  assert,
  asyncProperty,
  boolean,
  constantFrom,
  record as oneOfEach,
  type Arbitrary,
} from 'fast-check';
import { expect, test } from 'vitest';
import { isSamePublicKey, newPrivateKey, publicKeyOf } from '../../../electron/custody/key-format.ts';
import type { KeyRecord } from '../../../electron/custody/key-record.ts';
import { recoverKeys } from '../../../electron/custody/recover.ts';
import type { FakeEc2Options, KeyPairFault } from '../../support/fake-key-pairs.ts';
import { DAY_MS, newRecord, openWorld, pairOf, type World } from '../../support/recovery.ts';

const NAMES = ['web', 'db', 'mail'] as const;
const KEYS = await Promise.all(NAMES.map(() => newPrivateKey('ed25519')));

/**
 * How far a key had come when the computer stopped: what is written down, and what is true. The record may be behind: it is of
 * the last step, or the whole journal was restored from an earlier day.
 */
const STANDS = [
  // Made by AWS.
  { state: 'REQUESTED', item: false, pair: false },
  { state: 'REQUESTED', item: false, pair: true },
  { state: 'REQUESTED', item: true, pair: true },
  { state: 'REQUESTED', item: true, pair: false },
  { state: 'ABSENT', item: false, pair: false },
  { state: 'ABSENT', item: false, pair: true },
  { state: 'HELD_IN_FILE', item: false, pair: true },
  { state: 'HELD_IN_FILE', item: true, pair: true },
  // Made here.
  { state: 'PLANNED', item: false, pair: false },
  { state: 'PLANNED', item: true, pair: false },
  { state: 'PLANNED', item: true, pair: true },
  { state: 'SECURED', item: true, pair: false },
  { state: 'SECURED', item: true, pair: true },
  // Finished.
  { state: 'READY', item: true, pair: true },
  { state: 'TRASHED', item: true, pair: true },
] as const;
type Stand = (typeof STANDS)[number];

/** What happens before a run of Keyport, how the run finds things, and what goes wrong in it. */
const runs = oneOfEach({
  event: constantFrom('nothing', 'pair-removed', 'instance-started', 'instances-ended', 'key-added'),
  of: constantFrom(...NAMES),
  days: constantFrom(0, 1, 8),
  keychain: constantFrom('open', 'open', 'open', 'locked', 'empty'),
  aws: constantFrom('up', 'up', 'up', 'down', 'other-account', 'other-endpoint'),
  faults: oneOfEach({
    ImportKeyPair: faults(),
    DeleteKeyPair: faults(),
    DescribeKeyPairs: faults(),
    DescribeInstances: faults(),
  }),
  isDiskFull: boolean(),
});
type Run = typeof runs extends Arbitrary<infer Value> ? Value : never;

function faults(): Arbitrary<(KeyPairFault | null)[]> {
  const fault = constantFrom(
    null,
    null,
    'lose-request',
    'lose-answer',
    'cut-answer',
    'error-after',
    'refuse',
  );
  return array(fault, { maxLength: 3 });
}

const histories = oneOfEach({
  stands: array(constantFrom(...STANDS), { minLength: 1, maxLength: NAMES.length }),
  runs: array(runs, { maxLength: 5 }),
});

test('whatever fails in which run: no private key is deleted, no pair that somebody may need, and all ends well', async () => {
  const ends: Record<string, number> = {};
  await assert(
    asyncProperty(histories, async ({ stands, runs: bad }) => {
      let world = await openWorld();
      try {
        await begin(world, stands);
        for (const run of bad) world = await live(world, run);
        world = await live(world, ALL_WELL);
        world = await live(world, { ...ALL_WELL, days: 8 });
        const before = world.state();
        world = await live(world, ALL_WELL);
        expect(world.state()).toEqual(before);
        for (const end of await endsOf(world, stands)) ends[end] = (ends[end] ?? 0) + 1;
      } finally {
        world.remove();
      }
    }),
    { numRuns: 100, examples: EXAMPLES },
  );
  // Histories that all end alike would prove little.
  expect(Object.keys(ends).toSorted()).toEqual(ENDS);
}, 120_000);

const ALL_WELL: Run = {
  event: 'nothing',
  of: 'web',
  days: 0,
  keychain: 'open',
  aws: 'up',
  faults: { ImportKeyPair: [], DeleteKeyPair: [], DescribeKeyPairs: [], DescribeInstances: [] },
  isDiskFull: false,
};

/** One of each end, whatever chance brings. */
const EXAMPLES: [{ stands: Stand[]; runs: Run[] }][] = [
  [{ stands: [STANDS[1], STANDS[6], STANDS[14]], runs: [{ ...ALL_WELL, event: 'instance-started' }] }],
  [{ stands: [STANDS[0], STANDS[2], STANDS[3]], runs: [] }],
];

async function begin(world: World, stands: readonly Stand[]): Promise<void> {
  for (const [at, { state, item, pair }] of stands.entries()) {
    const privateKey = keyOf(at);
    const isKnown = state !== 'REQUESTED' && state !== 'ABSENT' && state !== 'HELD_IN_FILE';
    const record = await newRecord(world, {
      name: NAMES[at] ?? '',
      state,
      publicKey: isKnown ? publicKeyOf(privateKey) : null,
      trashedFrom: state === 'TRASHED' ? 'READY' : null,
    });
    await world.services.journal.write(record);
    if (item) await world.keychain.save(record.keychainAccount, privateKey);
    if (pair) world.aws.keyPairs.set(record.name, pairOf(record, privateKey));
  }
}

/** One run, with what it must never do. */
async function live(last: World, run: Run): Promise<World> {
  await happen(last, run);
  const world = last.nextRun({ faults: run.faults } satisfies FakeEc2Options);
  world.mode.keychain = run.keychain;
  world.mode.aws = run.aws;
  world.mode.now = new Date(world.mode.now.getTime() + run.days * DAY_MS);
  const before = world.state();
  const pairs = [...world.aws.keyPairs.values()];

  const { journal } = world.services;
  const full = async () => Promise.reject(new Error('ENOSPC: no space left on device'));
  await recoverKeys(
    run.isDiskFull
      ? { ...world.services, journal: { ...journal, change: full, remove: full } }
      : world.services,
  );

  const after = world.state();
  expect(after.keychain).toEqual(before.keychain);
  if (run.isDiskFull) expect(after.journal).toEqual(before.journal);
  if (run.keychain !== 'open' || run.aws !== 'up') expect(after.pairs).toEqual(before.pairs);
  const gone = pairs.filter(({ name }) => !world.aws.keyPairs.has(name));
  const privateKeys = [...world.keychain.items.values()].map((item) => publicKeyOf(item));
  for (const { name, publicKey } of gone) {
    expect(privateKeys.some((here) => here !== null && isSamePublicKey(here, publicKey))).toBe(false);
    expect(world.aws.instances.some((instance) => instance.keyName === name)).toBe(false);
  }
  return world;
}

async function happen({ aws, services, keychain }: World, { event, of }: Run): Promise<void> {
  if (event === 'pair-removed') aws.keyPairs.delete(of);
  if (event === 'instance-started' && aws.keyPairs.has(of)) {
    aws.instances.push({ instanceId: 'i-1', keyName: of, state: 'running' });
  }
  if (event === 'instances-ended') aws.instances.splice(0);
  const held = await recordOf(services, of);
  // The person adds the key from the file that it was saved to.
  if (event === 'key-added' && held?.state === 'HELD_IN_FILE') {
    await keychain.save(held.keychainAccount, keyOf(NAMES.indexOf(of)));
  }
}

/** How each key ended, having looked that it ended well. */
async function endsOf(world: World, stands: readonly Stand[]): Promise<readonly string[]> {
  const { aws, services, keychain } = world;
  const ends: string[] = [];
  for (const [at, stand] of stands.entries()) {
    const name = NAMES[at] ?? '';
    const record = await recordOf(services, name);
    const pair = aws.keyPairs.get(name);
    const isUsed = aws.instances.some(({ keyName }) => keyName === name);
    const hasKey = [...keychain.items.keys()].some((account) => account.startsWith(`${name}|`));
    if (record === null) {
      // Not a trace: neither an orphan in AWS nor a private key without a record.
      expect([pair, hasKey]).toEqual([undefined, false]);
    } else if (record.trouble?.code === 'pair-in-use') {
      expect([hasKey, isUsed, pair !== undefined]).toEqual([false, true, true]);
    } else if (record.state === 'HELD_IN_FILE') {
      expect(hasKey).toBe(false);
    } else if (record.state === 'READY' && stand.state !== 'READY') {
      expect(hasKey).toBe(true);
      expect(record.trouble).toBeNull();
    } else if (record.state === 'SECURED') {
      expect([record.place, record.trouble, hasKey]).toEqual([null, null, true]);
    } else {
      expect(record).toMatchObject({ state: stand.state, trouble: null });
      expect(['READY', 'TRASHED']).toContain(stand.state);
    }
    ends.push(record === null ? 'gone' : (record.trouble?.code ?? record.state));
  }
  return ends;
}

const ENDS = ['HELD_IN_FILE', 'READY', 'SECURED', 'TRASHED', 'gone', 'pair-in-use'];

async function recordOf({ journal }: World['services'], name: string): Promise<KeyRecord | null> {
  const { records } = await journal.list();
  return records.find((record) => record.name === name) ?? null;
}

function keyOf(at: number): Uint8Array {
  const privateKey = KEYS[at];
  if (privateKey === undefined) throw new Error('more keys than names');
  return privateKey;
}
