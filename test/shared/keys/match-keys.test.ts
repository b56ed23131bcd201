import {
  array,
  assert,
  constantFrom,
  date,
  nat,
  option,
  property,
  record,
  shuffledSubarray,
  uniqueArray,
} from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AccountKeyPair, AccountKeys, KeyUser } from '../../../shared/keys/account-keys.ts';
import { matchKeys } from '../../../shared/keys/match-keys.ts';
import type { VaultKey } from '../../../shared/keys/vault.ts';
import { makeProblem } from '../../../shared/make-problem.ts';

const PUBLIC = 'ssh-ed25519 AAAA';
const EARLY = '2026-05-01T00:00:00.000Z';
const READ = { region: 'eu-central-1', keyPairs: null, instances: null };
const PLACE = {
  sourceId: 'environment',
  accountId: '123456789012',
  region: 'eu-central-1',
  endpoint: null,
  keyPairId: 'key-1',
};

describe('what belongs together', () => {
  test('a private key and a key pair with the same public half are one line, whatever comment stands behind it', () => {
    const rows = matchKeys([key()], account({ keyPairs: [pair({ publicKey: `${PUBLIC} web@aws` })] }));

    expect(rows).toMatchObject([
      { id: 'key-a', name: 'web', standing: 'safe-here', pairs: [{ region: 'eu-central-1' }] },
    ]);
  });

  test('one private key is one line, with its pairs in every region', () => {
    const keyPairs = [pair({ region: 'us-east-1', keyPairId: 'key-2', name: 'web-us' }), pair()];

    const rows = matchKeys([key()], account({ keyPairs }));

    expect(rows.map(({ pairs }) => pairs.map(({ name }) => name))).toEqual([['web', 'web-us']]);
  });

  test('a pair of the same name and the same tag, but with another public half, is another key', () => {
    const stranger = pair({ publicKey: 'ssh-ed25519 BBBB', custodyId: 'key-a', keyPairId: 'key-1' });

    const rows = matchKeys([key({ pair: PLACE })], account({ keyPairs: [stranger] }));

    expect(rows.map(({ id, standing }) => [id, standing])).toEqual([
      ['key-a', 'here-only'],
      ['eu-central-1/key-1', 'in-aws-only'],
    ]);
  });

  test.each<[string, Partial<AccountKeyPair>, Partial<VaultKey>, boolean]>([
    ['tag and id are those of our record', {}, {}, true],
    ['the tag is missing', { custodyId: null }, {}, false],
    ['the tag is that of another', { custodyId: 'key-b' }, {}, false],
    ['the id is another', { keyPairId: 'key-9' }, {}, false],
    ['the region is another', { region: 'us-east-1' }, {}, false],
    ['our record has no pair', {}, { pair: null }, false],
  ])('a pair whose public half is not shown: %s', (_, pairPart, keyPart, isOne) => {
    const hidden = pair({ publicKey: null, custodyId: 'key-a', ...pairPart });

    const rows = matchKeys([key({ pair: PLACE, ...keyPart })], account({ keyPairs: [hidden] }));

    expect(rows).toHaveLength(isOne ? 1 : 2);
  });

  test('of two records of one private key the pair stands under the one that made it', () => {
    const keys = [key({ custodyId: 'key-0' }), key({ custodyId: 'key-z', pair: PLACE, standing: 'trashed' })];

    const rows = matchKeys(keys, account({ keyPairs: [pair()] }));

    expect(rows.find(({ pairs }) => pairs.length > 0)?.id).toBe('key-z');
  });

  test('else under one that is in use', () => {
    const keys = [key({ custodyId: 'key-0', standing: 'trashed' }), key({ custodyId: 'key-z' })];

    const rows = matchKeys(keys, account({ keyPairs: [pair()] }));

    expect(rows.find(({ pairs }) => pairs.length > 0)?.id).toBe('key-z');
  });

  test('the other record of the same private key is not said to be here only', () => {
    const keys = [key({ custodyId: 'key-0' }), key({ custodyId: 'key-z' })];

    const rows = matchKeys(keys, account({ keyPairs: [pair()] }));

    expect(rows.map(({ standing }) => standing)).toEqual(['safe-here', 'safe-here']);
  });

  test('two public halves that nobody knows are not the same', () => {
    const rows = matchKeys([key({ publicKey: null })], account({ keyPairs: [pair({ publicKey: null })] }));

    expect(rows.map(({ standing }) => standing)).toEqual(['here-only', 'in-aws-only']);
  });

  test('base64 that was not filled up is the same', () => {
    const rows = matchKeys(
      [key({ publicKey: 'ssh-rsa AAAAB3==' })],
      account({ keyPairs: [pair({ publicKey: 'ssh-rsa AAAAB3' })] }),
    );

    expect(rows).toHaveLength(1);
  });

  test('what AWS has not answered about yet matches nothing', () => {
    const rows = matchKeys(
      [key({ publicKey: null, standing: 'finishing' })],
      account({ keyPairs: [pair({ publicKey: null })] }),
    );

    expect(rows.map(({ standing }) => standing)).toEqual(['finishing', 'in-aws-only']);
  });
});

describe('where it stands', () => {
  test.each<[string, Partial<VaultKey>, AccountKeys | null, string]>([
    ['safe, and no pair in the whole account', {}, account(), 'here-only'],
    ['safe, and the account was not read', {}, null, 'not-read'],
    [
      'safe, and one region could not be read',
      {},
      account({ regions: [READ, unread('keyPairs')] }),
      'not-read',
    ],
    [
      'safe, and its instances could not be read',
      {},
      account({ regions: [READ, unread('instances')] }),
      'here-only',
    ],
    ['safe, and the regions could not be listed', {}, account({ areAllRegions: false }), 'not-read'],
    ['of another account', { pair: { ...PLACE, accountId: '999999999999' } }, account(), 'not-read'],
    ['of an emulator', { pair: { ...PLACE, endpoint: 'http://127.0.0.1:5000' } }, account(), 'not-read'],
    ['its pair was removed in AWS', { pair: PLACE }, account(), 'here-only'],
    ['not finished', { standing: 'finishing' }, account({ keyPairs: [pair()] }), 'finishing'],
    ['in need of the person', { standing: 'needs-you' }, account({ keyPairs: [pair()] }), 'needs-you'],
    ['in the trash', { standing: 'trashed' }, account({ keyPairs: [pair()] }), 'trashed'],
    [
      'of another account, and its public half is in this one too',
      { pair: { ...PLACE, accountId: '999999999999' } },
      account({ keyPairs: [pair()] }),
      'safe-here',
    ],
    [
      'a pair was found, and another region could not be read',
      {},
      account({ keyPairs: [pair()], regions: [READ, unread('keyPairs')] }),
      'safe-here',
    ],
  ])('%s', (_, part, read, standing) => {
    expect(matchKeys([key(part)], read)[0]?.standing).toBe(standing);
  });

  test('needs you, then what is here, then what is only there, then the trash; and by name', () => {
    const keys = [
      key({ custodyId: '1', name: 'gone', standing: 'trashed' }),
      key({ custodyId: '2', name: 'web-10', publicKey: 'ssh-ed25519 CCCC' }),
      key({ custodyId: '3', name: 'web-2', publicKey: 'ssh-ed25519 DDDD' }),
      key({ custodyId: '4', name: 'zoo' }),
      key({ custodyId: '5', name: 'help', standing: 'needs-you' }),
      key({ custodyId: '6', name: 'busy', standing: 'finishing' }),
    ];
    const keyPairs = [pair(), pair({ keyPairId: 'key-2', name: 'alone', publicKey: 'ssh-ed25519 EEEE' })];

    const rows = matchKeys(keys, account({ keyPairs }));

    expect(rows.map(({ name }) => name)).toEqual(['help', 'busy', 'zoo', 'web-2', 'web-10', 'alone', 'gone']);
  });
});

describe('who uses it', () => {
  test.each<[string, Partial<KeyUser>, Partial<AccountKeyPair>, string | null]>([
    ['our launch', { launchId: 'launch-a' }, {}, 'launched'],
    ['our launch, before the pair it seems', { launchId: 'launch-a', launchedAt: EARLY }, {}, 'launched'],
    ['started after the pair was made', {}, {}, 'likely'],
    ['started before the pair was made', { launchedAt: EARLY }, {}, 'unknown'],
    ['nobody knows when it was started', { launchedAt: null }, {}, 'unknown'],
    ['nobody knows when the pair was made', {}, { createdAt: null }, 'unknown'],
    ['another launch', { launchId: 'launch-b' }, {}, 'likely'],
    ['another name', { keyName: 'other' }, {}, null],
    ['our tag on an instance with another key', { keyName: 'other', launchId: 'launch-a' }, {}, null],
    ['the name in another region', { region: 'us-east-1' }, {}, null],
    ['our tag in another region', { region: 'us-east-1', launchId: 'launch-a' }, {}, null],
  ])('%s', (_, userPart, pairPart, certainty) => {
    const instances = [user(userPart)];
    const [row] = matchKeys(
      [key({ launchId: 'launch-a', pair: PLACE })],
      account({ keyPairs: [pair(pairPart)], instances }),
    );

    expect(row?.users.map((use) => use.certainty)).toEqual(certainty === null ? [] : [certainty]);
  });

  test('our launch used the pair, whatever the key is called by now', () => {
    const [row] = matchKeys(
      [key({ name: 'renamed', launchId: 'launch-a' })],
      account({ keyPairs: [pair()], instances: [user({ launchId: 'launch-a' })] }),
    );

    expect(row?.users.map(({ certainty }) => certainty)).toEqual(['launched']);
  });

  test('an instance of our launch is told although its pair is gone', () => {
    const [row] = matchKeys(
      [key({ launchId: 'launch-a', pair: null })],
      account({ instances: [user({ launchId: 'launch-a' }), user({ instanceId: 'i-2' })] }),
    );

    expect(row?.users.map(({ instanceId }) => instanceId)).toEqual(['i-1']);
  });

  test('under a pair of which nothing is here, those that have its name', () => {
    const [row] = matchKeys([], account({ keyPairs: [pair()], instances: [user({ launchId: 'launch-a' })] }));

    expect(row).toMatchObject({
      standing: 'in-aws-only',
      users: [{ instanceId: 'i-1', certainty: 'likely' }],
    });
  });

  test('the pair may have been given another name than the key', () => {
    const [row] = matchKeys(
      [key()],
      account({ keyPairs: [pair({ name: 'shop' })], instances: [user({ keyName: 'shop' })] }),
    );

    expect(row?.users).toHaveLength(1);
  });

  test.each<[string, AccountKeys | null, Partial<VaultKey>, boolean]>([
    ['all was read', account({ keyPairs: [pair()] }), {}, false],
    ['nothing was read', null, {}, true],
    ['a region has hidden its instances', account({ regions: [READ, unread('instances')] }), {}, true],
    ['a region has hidden its key pairs', account({ regions: [READ, unread('keyPairs')] }), {}, true],
    ['the regions could not be listed', account({ areAllRegions: false }), {}, true],
    ['it is of another account', account(), { pair: { ...PLACE, accountId: '999999999999' } }, true],
  ])('whether these are all: %s', (_, read, part, isIncomplete) => {
    expect(matchKeys([key(part)], read)[0]?.areUsersIncomplete).toBe(isIncomplete);
  });

  test.each([
    ['eu-central-1', true],
    ['us-east-1', false],
  ])('of a pair, only its own region counts: %s', (region, isIncomplete) => {
    const regions = [READ, { ...READ, region: 'us-east-1' }].map((read) =>
      read.region === region ? { ...read, instances: makeProblem('not-permitted') } : read,
    );
    const [row] = matchKeys([], account({ keyPairs: [pair()], regions }));

    expect(row?.areUsersIncomplete).toBe(isIncomplete);
  });
});

// Few of each, so that much of it meets.
const PUBLIC_KEYS = ['ssh-ed25519 AAAA', 'ssh-ed25519 BBBB', 'ssh-rsa AAAA', 'ssh-rsa CCCC=='];
const REGIONS = ['eu-central-1', 'us-east-1', 'us-west-2'];
const NAMES = ['web', 'db', 'Web', 'shop*'];
const LAUNCHES = ['launch-a', 'launch-b'];
const times = option(
  date({ min: new Date(0), max: new Date(1e12), noInvalidDate: true }).map((at) => at.toISOString()),
);
const places = record({
  sourceId: constantFrom('environment'),
  accountId: constantFrom('123456789012', '999999999999'),
  region: constantFrom(...REGIONS),
  endpoint: constantFrom(null),
  keyPairId: constantFrom('key-1', 'key-2', 'key-3'),
});
const vaults = uniqueArray(
  record({
    custodyId: nat({ max: 20 }).map((number) => `key-${number}`),
    name: constantFrom(...NAMES),
    standing: constantFrom('safe', 'safe', 'finishing', 'needs-you', 'trashed'),
    publicKey: option(constantFrom(...PUBLIC_KEYS), { freq: 5 }),
    launchId: option(constantFrom(...LAUNCHES)),
    pair: option(places),
  }).map((part) => key(part as Partial<VaultKey>)),
  { selector: ({ custodyId }) => custodyId, maxLength: 6 },
);
const somePairs = uniqueArray(
  record({
    region: constantFrom(...REGIONS),
    keyPairId: constantFrom('key-1', 'key-2', 'key-3', 'key-4'),
    name: constantFrom(...NAMES),
    publicKey: option(constantFrom(...PUBLIC_KEYS), { freq: 5 }),
    createdAt: times,
    custodyId: option(nat({ max: 20 }).map((number) => `key-${number}`)),
  }).map(pair),
  { selector: placeOf, maxLength: 6 },
);
const someInstances = uniqueArray(
  record({
    region: constantFrom(...REGIONS),
    instanceId: nat({ max: 30 }).map((number) => `i-${number}`),
    keyName: constantFrom(...NAMES),
    launchedAt: times,
    launchId: option(constantFrom(...LAUNCHES)),
  }).map(user),
  { selector: ({ instanceId }) => instanceId, maxLength: 8 },
);
const accounts = record({
  keyPairs: somePairs,
  instances: someInstances,
  areAllRegions: constantFrom(true, true, true, false),
  unread: array(constantFrom(...REGIONS), { maxLength: 1 }),
}).map(({ unread: failedRegions, keyPairs, instances, areAllRegions }) =>
  account({
    areAllRegions,
    regions: REGIONS.map((region) => ({
      region,
      keyPairs: failedRegions.includes(region) ? makeProblem('not-permitted') : null,
      instances: null,
    })),
    keyPairs: keyPairs.filter(({ region }) => !failedRegions.includes(region)).filter(isFirstOfItsName),
    instances,
  }),
);

describe('whatever is here and there', () => {
  test('every private key is on one line, every pair on one line, and nothing is said of what was not read', () => {
    const seen = { both: 0, hereOnly: 0, notRead: 0, alone: 0 };
    assert(
      property(vaults, accounts, (vault, read) => {
        const rows = matchKeys(vault, read);

        expect(
          rows
            .flatMap((row) => row.key ?? [])
            .map(({ custodyId }) => custodyId)
            .toSorted(),
        ).toEqual(vault.map(({ custodyId }) => custodyId).toSorted());
        expect(
          rows
            .flatMap(({ pairs }) => pairs)
            .map(placeOf)
            .toSorted(),
        ).toEqual(read.keyPairs.map(placeOf).toSorted());
        expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
        const isUnread = read.regions.some(({ keyPairs }) => keyPairs !== null);
        for (const { standing, key: mine, pairs, users } of rows) {
          if (standing === 'here-only') {
            seen.hereOnly += 1;
            expect([isUnread, read.areAllRegions, pairs]).toEqual([false, true, []]);
            expect(
              read.keyPairs.some(({ publicKey }) => publicKey !== null && publicKey === mine?.publicKey),
            ).toBe(false);
          }
          if (standing === 'not-read') seen.notRead += 1;
          if (standing === 'safe-here') seen.both += 1;
          if (mine === null) seen.alone += 1;
          expect(new Set(users.map(({ instanceId }) => instanceId)).size).toBe(users.length);
          // Nobody who names one of these pairs is left out: what may be removed hangs on it.
          const naming = read.instances.filter((instance) =>
            pairs.some(({ region, name }) => region === instance.region && name === instance.keyName),
          );
          const told = new Set(users.map(({ instanceId }) => instanceId));
          expect(naming.filter(({ instanceId }) => !told.has(instanceId))).toEqual([]);
        }
      }),
      { numRuns: 500 },
    );

    // All of it was met, often enough to mean something.
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(50);
  });

  test('the order in which it is told makes no difference', () => {
    const shuffles = vaults.chain((vault) =>
      accounts.chain((read) =>
        record({
          vault: shuffledSubarray(vault, { minLength: vault.length }),
          keyPairs: shuffledSubarray([...read.keyPairs], { minLength: read.keyPairs.length }),
          instances: shuffledSubarray([...read.instances], { minLength: read.instances.length }),
        }).map((shuffled) => ({ vault, read, shuffled })),
      ),
    );
    assert(
      property(shuffles, ({ vault, read, shuffled }) => {
        const { keyPairs, instances } = shuffled;
        expect(matchKeys(shuffled.vault, { ...read, keyPairs, instances })).toEqual(matchKeys(vault, read));
      }),
      { numRuns: 300 },
    );
  });

  test('before the account is read, every private key is there and no pair', () => {
    assert(
      property(vaults, (vault) => {
        const rows = matchKeys(vault, null);

        expect(rows.map(({ id }) => id).toSorted()).toEqual(
          vault.map(({ custodyId }) => custodyId).toSorted(),
        );
        expect(rows.filter(({ standing }) => standing === 'here-only' || standing === 'safe-here')).toEqual(
          [],
        );
      }),
    );
  });
});

/** In one region EC2 gives a name once. */
function isFirstOfItsName(one: AccountKeyPair, at: number, all: readonly AccountKeyPair[]): boolean {
  return all.findIndex(({ region, name }) => region === one.region && name === one.name) === at;
}

function placeOf({ region, keyPairId }: AccountKeyPair): string {
  return `${region}/${keyPairId}`;
}

function key(part: Partial<VaultKey> = {}): VaultKey {
  return {
    custodyId: 'key-a',
    name: 'web',
    type: 'ed25519',
    origin: 'made-here',
    standing: 'safe',
    trouble: null,
    publicKey: PUBLIC,
    fingerprints: null,
    keychainAccount: 'web|eu-central-1|123456789012|0000000a',
    pair: null,
    launchId: null,
    createdAt: '2026-05-12T08:00:00.000Z',
    provedAt: null,
    trashedAt: null,
    copies: [],
    ...part,
  };
}

function pair(part: Partial<AccountKeyPair> = {}): AccountKeyPair {
  return {
    region: 'eu-central-1',
    keyPairId: 'key-1',
    name: 'web',
    type: 'ed25519',
    fingerprint: 'aa:bb',
    publicKey: PUBLIC,
    createdAt: '2026-05-12T08:00:00.000Z',
    custodyId: null,
    ...part,
  };
}

function user(part: Partial<KeyUser> = {}): KeyUser {
  return {
    region: 'eu-central-1',
    instanceId: 'i-1',
    name: null,
    state: 'running',
    keyName: 'web',
    launchedAt: '2026-05-13T08:00:00.000Z',
    launchId: null,
    ...part,
  };
}

function account(part: Partial<AccountKeys> = {}): AccountKeys {
  return {
    accountId: '123456789012',
    endpoint: null,
    areAllRegions: true,
    regions: [READ],
    keyPairs: [],
    instances: [],
    ...part,
  };
}

function unread(part: 'keyPairs' | 'instances') {
  return { ...READ, region: 'us-east-1', [part]: makeProblem('not-permitted') };
}
