import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { fingerprintsOf } from '../../../electron/custody/fingerprints.ts';
import { newPrivateKey, publicKeyOf } from '../../../electron/custody/key-format.ts';
import type { KeyJournal } from '../../../electron/custody/key-journal.ts';
import type { KeyRecord, KeyState } from '../../../electron/custody/key-record.ts';
import { recoverKeys } from '../../../electron/custody/recover.ts';
import { PROBE_ACCOUNT } from '../../../electron/keychain/probe.ts';
import type { Vault } from '../../../shared/keys/vault.ts';
import { makeProblem } from '../../../shared/make-problem.ts';
import { fakeKeychain } from '../../support/fake-keychain.ts';
import { DAY_MS, newRecord, openWorld, pairOf, START, type World } from '../../support/recovery.ts';
import { openTestVault } from '../../support/vault.ts';

// What one recovery makes of a key, for each thing that the keychain and AWS may hold or answer.
//
// In the keychain: `same`, the private key itself; `another` private key; `rubbish`, no private key; `none`. `locked` and `empty`:
// it does hold the key, and cannot be looked into; `foreign`: it holds the key, beside the sentinel of another home.
// In AWS: `pair`, its own; `differs`, a pair with our tag and name and another public half; `theirs`, one of that name without our
// tag; `nothing`.
//
// A state: entered. `here`: SECURED, and only here. `+`: imported as well. `gone`: the record is removed; `gone-`: the pair too.
// `=`: not a byte changed. All else is the trouble that it gets, in the state that it was in.
const TABLES: Record<string, { readonly record: Partial<KeyRecord>; readonly table: string }> = {
  PLANNED: {
    record: { state: 'PLANNED', origin: 'made-here' },
    table: `
      |         pair              differs           theirs            nothing           down              other-account     other-endpoint
      same      READY             pair-differs      name-taken        READY+            aws-not-asked     other-account     other-account
      another   other-value       other-value       other-value       other-value       other-value       other-value       other-value
      rubbish   other-value       other-value       other-value       other-value       other-value       other-value       other-value
      none      gone              gone              gone              gone              gone              gone              gone
      locked    keychain-locked   keychain-locked   keychain-locked   keychain-locked   keychain-locked   keychain-locked   keychain-locked
      empty     not-this-keychain not-this-keychain not-this-keychain not-this-keychain not-this-keychain not-this-keychain not-this-keychain
      foreign   not-this-keychain not-this-keychain not-this-keychain not-this-keychain not-this-keychain not-this-keychain not-this-keychain`,
  },
  REQUESTED: {
    record: { state: 'REQUESTED' },
    table: `
      |         pair              differs           theirs            nothing           down              other-account     other-endpoint
      same      READY             pair-differs      here              here              aws-not-asked     other-account     other-account
      another   pair-differs      READY             here              here              aws-not-asked     other-account     other-account
      rubbish   other-value       other-value       other-value       other-value       other-value       other-value       other-value
      none      gone-             gone-             ABSENT            ABSENT            aws-not-asked     other-account     other-account
      locked    keychain-locked   keychain-locked   keychain-locked   keychain-locked   keychain-locked   keychain-locked   keychain-locked
      empty     not-this-keychain not-this-keychain not-this-keychain not-this-keychain not-this-keychain not-this-keychain not-this-keychain
      foreign   not-this-keychain not-this-keychain not-this-keychain not-this-keychain not-this-keychain not-this-keychain not-this-keychain`,
  },
  SECURED: {
    record: { state: 'SECURED', origin: 'made-here' },
    table: `
      |         pair              differs           theirs            nothing           down              other-account     other-endpoint
      same      READY             pair-differs      name-taken        READY+            aws-not-asked     other-account     other-account
      another   other-value       other-value       other-value       other-value       other-value       other-value       other-value
      rubbish   other-value       other-value       other-value       other-value       other-value       other-value       other-value
      none      missing-here      missing-here      missing-here      missing-here      missing-here      missing-here      missing-here
      locked    keychain-locked   keychain-locked   keychain-locked   keychain-locked   keychain-locked   keychain-locked   keychain-locked
      empty     not-this-keychain not-this-keychain not-this-keychain not-this-keychain not-this-keychain not-this-keychain not-this-keychain
      foreign   not-this-keychain not-this-keychain not-this-keychain not-this-keychain not-this-keychain not-this-keychain not-this-keychain`,
  },
  'SECURED and only here': {
    record: { state: 'SECURED', origin: 'added', place: null },
    table: `
      |         pair              differs           theirs            nothing           down              other-account     other-endpoint
      same      =                 =                 =                 =                 =                 =                 =
      another   =                 =                 =                 =                 =                 =                 =
      none      =                 =                 =                 =                 =                 =                 =
      locked    =                 =                 =                 =                 =                 =                 =
      empty     not-this-keychain not-this-keychain not-this-keychain not-this-keychain not-this-keychain not-this-keychain not-this-keychain
      foreign   not-this-keychain not-this-keychain not-this-keychain not-this-keychain not-this-keychain not-this-keychain not-this-keychain`,
  },
  READY: {
    record: { state: 'READY', keyPairId: 'key-0' },
    table: `
      |         pair              differs           theirs            nothing           down              other-account     other-endpoint
      same      =                 =                 =                 =                 =                 =                 =
      another   =                 =                 =                 =                 =                 =                 =
      none      =                 =                 =                 =                 =                 =                 =
      locked    =                 =                 =                 =                 =                 =                 =
      empty     not-this-keychain not-this-keychain not-this-keychain not-this-keychain not-this-keychain not-this-keychain not-this-keychain
      foreign   not-this-keychain not-this-keychain not-this-keychain not-this-keychain not-this-keychain not-this-keychain not-this-keychain`,
  },
  'ABSENT since a day': {
    record: { state: 'ABSENT', enteredAt: daysAgo(1), trouble: { code: 'not-yet-shown', raw: null } },
    table: `
      |         pair              differs           theirs            nothing           down              other-account     other-endpoint
      same      READY             pair-differs      here              here              aws-not-asked     other-account     other-account
      another   pair-differs      READY             here              here              aws-not-asked     other-account     other-account
      rubbish   other-value       other-value       other-value       other-value       other-value       other-value       other-value
      none      gone-             gone-             =                 =                 aws-not-asked     other-account     other-account
      locked    keychain-locked   keychain-locked   keychain-locked   keychain-locked   keychain-locked   keychain-locked   keychain-locked
      empty     not-this-keychain not-this-keychain not-this-keychain not-this-keychain not-this-keychain not-this-keychain not-this-keychain
      foreign   not-this-keychain not-this-keychain not-this-keychain not-this-keychain not-this-keychain not-this-keychain not-this-keychain`,
  },
  'ABSENT since a week': {
    record: { state: 'ABSENT', enteredAt: daysAgo(7), trouble: { code: 'not-yet-shown', raw: null } },
    table: `
      |         pair              differs           theirs            nothing           down              other-account     other-endpoint
      same      READY             pair-differs      here              here              aws-not-asked     other-account     other-account
      another   pair-differs      READY             here              here              aws-not-asked     other-account     other-account
      rubbish   other-value       other-value       other-value       other-value       other-value       other-value       other-value
      none      gone-             gone-             gone              gone              aws-not-asked     other-account     other-account
      locked    keychain-locked   keychain-locked   keychain-locked   keychain-locked   keychain-locked   keychain-locked   keychain-locked
      empty     not-this-keychain not-this-keychain not-this-keychain not-this-keychain not-this-keychain not-this-keychain not-this-keychain
      foreign   not-this-keychain not-this-keychain not-this-keychain not-this-keychain not-this-keychain not-this-keychain not-this-keychain`,
  },
  HELD_IN_FILE: {
    record: {
      state: 'HELD_IN_FILE',
      copies: [{ kind: 'file', where: '/home/me/web.pem', at: START.toISOString() }],
    },
    table: `
      |         pair              differs           theirs            nothing           down              other-account     other-endpoint
      same      READY             pair-differs      here              here              aws-not-asked     other-account     other-account
      another   pair-differs      READY             here              here              aws-not-asked     other-account     other-account
      rubbish   other-value       other-value       other-value       other-value       other-value       other-value       other-value
      none      =                 =                 =                 =                 =                 =                 =
      locked    =                 =                 =                 =                 =                 =                 =
      empty     =                 =                 =                 =                 =                 =                 =
      foreign   =                 =                 =                 =                 =                 =                 =`,
  },
  TRASHED: {
    record: { state: 'TRASHED', trashedFrom: 'READY', enteredAt: daysAgo(400), keyPairId: 'key-0' },
    table: `
      |         pair              differs           theirs            nothing           down              other-account     other-endpoint
      same      =                 =                 =                 =                 =                 =                 =
      none      =                 =                 =                 =                 =                 =                 =
      locked    =                 =                 =                 =                 =                 =                 =
      empty     =                 =                 =                 =                 =                 =                 =
      foreign   =                 =                 =                 =                 =                 =                 =`,
  },
};

const [KEY, ANOTHER] = await Promise.all([newPrivateKey('ed25519'), newPrivateKey('ed25519')]);
const KNOWS_PUBLIC_KEY: readonly (KeyState | undefined)[] = ['PLANNED', 'SECURED', 'READY', 'TRASHED'];

describe.each(Object.entries(TABLES))('a key that is %s', (_, { record: part, table }) => {
  test.each(rowsOf(table))('in the keychain %s, in AWS %s: %s', async (here, there, expected) => {
    const world = await openWorld();
    const record = await newRecord(world, {
      publicKey: KNOWS_PUBLIC_KEY.includes(part.state) ? publicKeyOf(KEY) : null,
      createdAt: daysAgo(500),
      ...part,
    });
    await world.services.journal.write(record);
    await putHere(world, record, here);
    putThere(world, record, there);
    const before = world.state();

    await recoverKeys(world.services);

    const after = world.state();
    expect(after.keychain).toEqual(before.keychain);
    expect(await whatBecameOf(world, record, before)).toBe(expected);
    if (!/[+-]$/.test(expected)) expect(after.pairs).toEqual(before.pairs);
    if (expected === '=') expect(after).toEqual(before);

    const again = world.nextRun();
    await recoverKeys(again.services);
    expect(again.state()).toEqual(after);
  });
});

test('what a killed probe left in the keychain is removed', async () => {
  const world = await openWorld();
  await world.keychain.save(PROBE_ACCOUNT, Buffer.from('a trial item\n'));

  await recoverKeys(world.services);

  expect(world.keychain.items.has(PROBE_ACCOUNT)).toBe(false);
});

test.each(['locked', 'empty'] as const)(
  'in a keychain that is %s not even a probe is removed',
  async (mode) => {
    const world = await openWorld();
    world.mode.keychain = mode;
    const removed: string[] = [];
    const { keychain } = world.services;
    const remove = async (account: string) => {
      removed.push(account);
      return keychain.remove(account);
    };

    await recoverKeys({ ...world.services, keychain: { ...keychain, remove } });

    expect(removed).toEqual([]);
  },
);

test('a pair that AWS shows a little later is waited for', async () => {
  const world = await openWorld({
    onRequest: (action) => {
      looks += action === 'DescribeKeyPairs' ? 1 : 0;
      if (looks === 5) world.aws.keyPairs.set('web', pairOf(record, KEY));
    },
  });
  let looks = 0;
  const record = await newRecord(world);
  await world.services.journal.write(record);
  await world.keychain.save(record.keychainAccount, KEY);

  await recoverKeys(world.services);

  expect(await world.services.journal.read(record.custodyId)).toMatchObject({ state: 'READY' });
});

test('a home without keys does not touch the keychain', async () => {
  const calls: string[] = [];
  const services = openTestVault({ keychain: fakeKeychain({ onCall: (call) => calls.push(call) }) });
  onTestFinished(services.remove);

  await recoverKeys(services);

  expect(calls).toEqual([]);
});

test('a finished key is not read: the system may ask the person about each', async () => {
  const calls: string[] = [];
  const services = openTestVault({ keychain: fakeKeychain({ onCall: (call) => calls.push(call) }) });
  onTestFinished(services.remove);
  const sentinelHash = await services.sentinel.hash();
  await services.journal.write(await newRecord({ services }, { state: 'READY', sentinelHash }));
  calls.splice(0);

  await recoverKeys(services);

  expect(calls).toEqual([expect.stringMatching(/^read sentinel\|/)]);
});

test.each([
  ['missing-here', KEY, null],
  ['missing-here', null, 'missing-here'],
  ['other-value', KEY, null],
  ['other-value', ANOTHER, 'other-value'],
  ['keychain-failed', KEY, null],
  ['not-this-keychain', null, null],
] as const)('a finished key with the trouble %s is looked at again', async (code, here, expected) => {
  const world = await openWorld();
  const publicKey = publicKeyOf(KEY);
  const record = await newRecord(world, { state: 'READY', publicKey, trouble: { code, raw: null } });
  await world.services.journal.write(record);
  if (here) await world.keychain.save(record.keychainAccount, here);

  await recoverKeys(world.services);

  const after = await world.services.journal.read(record.custodyId);
  expect(after?.trouble?.code ?? null).toBe(expected);
  expect(after?.state).toBe('READY');
  expect(after?.provedAt).toBe(here === KEY ? START.toISOString() : null);
});

test('a trouble that the keychain has no say in stays', async () => {
  const world = await openWorld();
  const trouble = { code: 'pair-differs', raw: null } as const;
  const record = await newRecord(world, { state: 'READY', publicKey: publicKeyOf(KEY), trouble });
  await world.services.journal.write(record);
  await world.keychain.save(record.keychainAccount, KEY);

  await recoverKeys(world.services);

  expect(await world.services.journal.read(record.custodyId)).toEqual(record);
});

test('a key that was planned without its public half cannot be told from any other', async () => {
  const world = await openWorld();
  const record = await newRecord(world, { state: 'PLANNED' });
  await world.services.journal.write(record);
  await world.keychain.save(record.keychainAccount, KEY);

  await recoverKeys(world.services);

  expect(await troubleOf(world, record)).toBe('other-value');
});

test('a key that is to be only here is safe once the keychain holds it', async () => {
  const world = await openWorld();
  const part = { state: 'PLANNED', origin: 'added', place: null, publicKey: publicKeyOf(KEY) } as const;
  const record = await newRecord(world, part);
  await world.services.journal.write(record);
  await world.keychain.save(record.keychainAccount, KEY);

  await recoverKeys(world.services);

  expect(await world.services.journal.read(record.custodyId)).toEqual({
    ...record,
    state: 'SECURED',
    fingerprints: fingerprintsOf(KEY, 'added'),
    provedAt: START.toISOString(),
  });
  expect(world.aws.requests).toEqual([]);
  expect(world.services.board.vault().keys).toMatchObject([{ standing: 'safe', pair: null }]);
});

test('a key of another sentinel is not judged by this one', async () => {
  const world = await openWorld();
  const record = await newRecord(world, { state: 'PLANNED', sentinelHash: 'f'.repeat(64) });
  await world.services.journal.write(record);

  await recoverKeys(world.services);

  expect(await troubleOf(world, record)).toBe('not-this-keychain');
});

test("the home's own half of the sentinel, damaged, is no proof of anything", async () => {
  const world = await openWorld();
  const record = await newRecord(world, { state: 'PLANNED' });
  await world.services.journal.write(record);
  fs.writeFileSync(path.join(world.services.home, 'keys/sentinel.json'), '{"version":1');

  await recoverKeys(world.services);

  expect(await troubleOf(world, record)).toBe('not-this-keychain');
});

test('a keychain that is locked while AWS is looked at proves nothing: the pair stays', async () => {
  const world = await openWorld({
    onRequest: (action) => {
      if (action === 'DescribeKeyPairs') world.mode.keychain = 'empty';
    },
  });
  const record = await newRecord(world);
  await world.services.journal.write(record);
  world.aws.keyPairs.set('web', pairOf(record, KEY));

  await recoverKeys(world.services);

  expect(await troubleOf(world, record)).toBe('not-this-keychain');
  expect(world.aws.requests).not.toContain('DeleteKeyPair');
});

test.each(['made', 'held'] as const)('a key that is being %s in this run is left alone', async (what) => {
  const world = await openWorld();
  const record = await newRecord(world);
  await world.services.journal.write(record);
  world.aws.keyPairs.set('web', pairOf(record, KEY));
  const { custodyId, name } = record;
  const problem = makeProblem('keychain-full');
  if (what === 'made') world.services.inWork.add(custodyId);
  else world.services.board.set({ held: [{ custodyId, name, region: 'r', keyPairId: 'k', problem }] });
  const before = world.state();

  await recoverKeys(world.services);

  expect(world.state()).toEqual(before);
  expect(world.aws.requests).toEqual([]);
  expect(world.services.inWork.has(custodyId)).toBe(what === 'made');
});

test('while a key is recovered everyone else leaves it alone', async () => {
  const inWork: boolean[] = [];
  const world = await openWorld({
    onRequest: () => inWork.push(world.services.inWork.has(record.custodyId)),
  });
  const record = await newRecord(world);
  await world.services.journal.write(record);

  await recoverKeys(world.services);

  expect(new Set(inWork)).toEqual(new Set([true]));
  expect([...world.services.inWork]).toEqual([]);
});

test('a key whose record cannot be written does not keep the next one from being finished', async () => {
  const world = await openWorld();
  const records = await Promise.all(
    ['web', 'db'].map((name) => newRecord(world, { name, state: 'PLANNED', publicKey: publicKeyOf(KEY) })),
  );
  for (const record of records) {
    await world.services.journal.write(record);
    await world.keychain.save(record.keychainAccount, KEY);
  }
  const [web, db] = records;
  const { journal } = world.services;
  const full: KeyJournal = {
    ...journal,
    change: async (custodyId, change) => {
      if (custodyId === web?.custodyId) throw new Error('ENOSPC: no space left on device');
      return journal.change(custodyId, change);
    },
  };

  await recoverKeys({ ...world.services, journal: full });

  expect(await journal.read(web?.custodyId ?? '')).toEqual(web);
  expect((await journal.read(db?.custodyId ?? ''))?.state).toBe('READY');
});

test('a record that cannot be read is left as it is, and the others are finished', async () => {
  const world = await openWorld();
  const record = await newRecord(world, { state: 'PLANNED' });
  await world.services.journal.write(record);
  const file = path.join(world.services.home, 'keys/0a1b2c3d-1111-4222-8333-444444444444.json');
  fs.writeFileSync(file, '{"version":2');

  await recoverKeys(world.services);

  expect(fs.readFileSync(file, 'utf8')).toBe('{"version":2');
  expect(await world.services.journal.read(record.custodyId)).toBeNull();
  expect(world.services.board.vault().keys).toMatchObject([{ trouble: { code: 'record-unreadable' } }]);
});

test('a copy that is noted while a key is recovered is not forgotten', async () => {
  const copy = { kind: 'backup', where: '/mnt/usb/keys.age', at: START.toISOString() } as const;
  const noted: Promise<unknown>[] = [];
  const world = await openWorld({
    onRequest: (action) => {
      if (action !== 'ImportKeyPair') return;
      const note = (known: KeyRecord) => ({ ...known, copies: [copy] });
      noted.push(world.services.journal.change(record.custodyId, note));
    },
  });
  const record = await newRecord(world, { state: 'SECURED', publicKey: publicKeyOf(KEY) });
  await world.services.journal.write(record);
  await world.keychain.save(record.keychainAccount, KEY);

  await recoverKeys(world.services);
  await Promise.all(noted);

  const after = await world.services.journal.read(record.custodyId);
  expect(after).toMatchObject({ state: 'READY', copies: [copy] });
});

test('a large vault of finished keys is read twice, not once for each key', async () => {
  const world = await openWorld();
  for (const name of ['web', 'db', 'mail']) {
    await world.services.journal.write(await newRecord(world, { name, state: 'READY' }));
  }
  let lists = 0;
  const { journal } = world.services;
  const counted: KeyJournal = {
    ...journal,
    list: async () => {
      lists++;
      return journal.list();
    },
  };

  await recoverKeys({ ...world.services, journal: counted });

  expect(lists).toBe(2);
});

test('the screen is told before the first key, and after each that has changed', async () => {
  const world = await openWorld();
  const seen: string[][] = [];
  const { board } = world.services;
  const services = {
    ...world.services,
    board: {
      ...board,
      set: (part: Partial<Vault>) => {
        if (part.keys) seen.push(part.keys.map(({ name, standing }) => `${name} ${standing}`));
        board.set(part);
      },
    },
  };
  for (const [name, createdAt] of [
    ['web', daysAgo(2)],
    ['db', daysAgo(1)],
  ] as const) {
    const record = await newRecord(world, { name, createdAt, state: 'PLANNED', publicKey: publicKeyOf(KEY) });
    await services.journal.write(record);
    await world.keychain.save(record.keychainAccount, KEY);
  }

  await recoverKeys(services);

  expect(seen).toEqual([
    ['db finishing', 'web finishing'],
    ['db safe', 'web finishing'],
    ['db safe', 'web safe'],
  ]);
});

test('what a key is proved by is written down: its public half, its fingerprints, its pair, and when', async () => {
  const world = await openWorld();
  const record = await newRecord(world);
  await world.services.journal.write(record);
  await world.keychain.save(record.keychainAccount, KEY);
  world.aws.keyPairs.set('web', pairOf(record, KEY));
  world.mode.now = new Date(START.getTime() + DAY_MS);

  await recoverKeys(world.services);

  const at = world.mode.now.toISOString();
  expect(await world.services.journal.read(record.custodyId)).toEqual({
    ...record,
    state: 'READY',
    enteredAt: at,
    provedAt: at,
    keyPairId: pairOf(record, KEY).keyPairId,
    publicKey: publicKeyOf(KEY),
    fingerprints: fingerprintsOf(KEY, 'aws-made'),
  });
});

test('every private key that was read is wiped', async () => {
  const world = await openWorld();
  const read: Uint8Array[] = [];
  const { keychain } = world.services;
  const services = {
    ...world.services,
    keychain: {
      ...keychain,
      read: async (account: string) => {
        const bytes = await keychain.read(account);
        if (bytes !== null && !account.startsWith('sentinel|')) read.push(bytes);
        return bytes;
      },
    },
  };
  for (const state of ['PLANNED', 'REQUESTED', 'SECURED', 'ABSENT', 'HELD_IN_FILE'] as const) {
    const record = await newRecord(world, { name: state, state, publicKey: publicKeyOf(KEY) });
    await services.journal.write(record);
    await world.keychain.save(record.keychainAccount, state === 'ABSENT' ? ANOTHER : KEY);
  }

  await recoverKeys(services);

  expect(read.length).toBeGreaterThanOrEqual(5);
  expect(read.every((bytes) => bytes.every((byte) => byte === 0))).toBe(true);
});

test.each(['PLANNED', 'REQUESTED', 'SECURED'] as const)(
  'a journal that was restored from an earlier day, in %s, loses nothing of a key that was ready',
  async (state) => {
    const world = await openWorld();
    const publicKey = state === 'REQUESTED' ? null : publicKeyOf(KEY);
    const record = await newRecord(world, { state, publicKey });
    await world.services.journal.write(record);
    await world.keychain.save(record.keychainAccount, KEY);
    world.aws.keyPairs.set('web', pairOf(record, KEY));
    world.aws.instances.push({ instanceId: 'i-1', keyName: 'web', state: 'running' });
    world.mode.now = new Date(START.getTime() + 100 * DAY_MS);
    const before = world.state();

    await recoverKeys(world.services);

    expect((await world.services.journal.read(record.custodyId))?.state).toBe('READY');
    expect(world.state()).toMatchObject({ keychain: before.keychain, pairs: before.pairs });
    expect(new Set(world.aws.requests)).toEqual(new Set(['DescribeKeyPairs']));
  },
);

/** `[keychain, AWS, expected]` for each cell. */
function rowsOf(table: string): readonly (readonly [string, string, string])[] {
  const [head = [], ...rows] = table
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/));
  return rows.flatMap(([here = '', ...cells]) =>
    cells.map((expected, at) => [here, head[at + 1] ?? '', expected] as const),
  );
}

async function putHere(world: World, { keychainAccount }: KeyRecord, here: string): Promise<void> {
  const { keychain, mode } = world;
  if (here === 'none') return;
  const other = here === 'another' ? ANOTHER : Buffer.from('-----BEGIN nothing-----\n');
  await keychain.save(keychainAccount, here === 'another' || here === 'rubbish' ? other : KEY);
  if (here === 'locked' || here === 'empty') mode.keychain = here;
  if (here === 'foreign') {
    const [sentinel = ''] = [...keychain.items.keys()].filter((name) => name.startsWith('sentinel|'));
    keychain.items.set(sentinel, Buffer.from(`${'0'.repeat(64)}\n`));
  }
}

function putThere({ aws, mode }: World, record: KeyRecord, there: string): void {
  if (there === 'pair') aws.keyPairs.set(record.name, pairOf(record, KEY));
  if (there === 'differs') aws.keyPairs.set(record.name, pairOf(record, ANOTHER));
  if (there === 'theirs') aws.keyPairs.set(record.name, pairOf(record, ANOTHER, { tags: {} }));
  if (there === 'down' || there === 'other-account' || there === 'other-endpoint') mode.aws = there;
}

async function whatBecameOf(world: World, before: KeyRecord, then: ReturnType<World['state']>) {
  const pairsBefore = Object.keys(then.pairs).length;
  const change = Math.sign(world.aws.keyPairs.size - pairsBefore);
  const sign = ['-', '', '+'][change + 1] ?? '';
  const after = await world.services.journal.read(before.custodyId);
  if (after === null) return `gone${sign}`;
  if (JSON.stringify(after) === JSON.stringify(before)) return `=${sign}`;
  if (after.state === 'READY' && after.trouble === null) return `READY${sign}`;
  if (after.state === 'ABSENT' && before.state !== 'ABSENT') return `ABSENT${sign}`;
  if (after.state === 'SECURED' && after.place === null && before.place !== null) return `here${sign}`;
  return `${after.trouble?.code ?? after.state}${sign}`;
}

function daysAgo(days: number): string {
  return new Date(START.getTime() - days * DAY_MS).toISOString();
}

async function troubleOf({ services }: World, { custodyId }: KeyRecord): Promise<string | undefined> {
  return (await services.journal.read(custodyId))?.trouble?.code;
}
