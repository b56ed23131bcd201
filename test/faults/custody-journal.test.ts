import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import type { KeyRequest } from '../../electron/custody/custody.ts';
import { newPrivateKey, publicKeyOf } from '../../electron/custody/key-format.ts';
import { entered, type KeyRecord } from '../../electron/custody/key-record.ts';
import { recoverKeys } from '../../electron/custody/recover.ts';
import { secureKey } from '../../electron/custody/secure-key.ts';
import { fakeEc2, type FakeEc2Options } from '../support/fake-key-pairs.ts';
import { fakeKeychain, type FakeKeychainOptions } from '../support/fake-keychain.ts';
import { KEY_REQUEST, openTestVault } from '../support/vault.ts';

const ways = ['aws-makes-it', 'made-here'] as const;

describe('what stands on the disk', () => {
  test('of a key that AWS makes: before it is asked, once it has answered, and at the end', async () => {
    const { run, moments } = setUp();

    const { outcome } = await run({ kind: 'aws-makes-it' });

    const { keyPairId, publicKey, custodyId } = outcome.ok ? outcome.value : KEY_NONE;
    expect(moments).toEqual([
      ['DescribeKeyPairs', null],
      ['read', null],
      ['CreateKeyPair', ['REQUESTED', null, null]],
      // The save has begun before anything else.
      ['save', ['REQUESTED', null, null]],
      ['read', ['REQUESTED', null, null]],
      ['DescribeKeyPairs', ['REQUESTED', keyPairId, publicKey]],
      ['the end', ['READY', keyPairId, publicKey]],
    ]);
    expect(custodyId).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('of a key that is made here: before it is kept, before AWS hears of it, and at the end', async () => {
    const { run, moments } = setUp();

    const { outcome } = await run({ kind: 'made-here' });

    const { keyPairId, publicKey } = outcome.ok ? outcome.value : KEY_NONE;
    expect(moments).toEqual([
      ['DescribeKeyPairs', null],
      ['read', null],
      ['save', ['PLANNED', null, publicKey]],
      ['read', ['PLANNED', null, publicKey]],
      ['ImportKeyPair', ['SECURED', null, publicKey]],
      ['DescribeKeyPairs', ['SECURED', null, publicKey]],
      ['the end', ['READY', keyPairId, publicKey]],
    ]);
  });

  test.each(ways)('is everything about it but its secret: %s', async (kind) => {
    const { run, vault, onDisk } = setUp();

    const { outcome } = await run({ kind, type: 'rsa' });

    const { custodyId, keychainAccount, publicKey } = outcome.ok ? outcome.value : KEY_NONE;
    const { sourceId, accountId, region, endpoint, launchId } = KEY_REQUEST;
    expect(onDisk()).toMatchObject({
      custodyId,
      name: 'web',
      type: 'rsa',
      origin: kind === 'aws-makes-it' ? 'aws-made' : 'made-here',
      place: { sourceId, accountId, region, endpoint },
      publicKey,
      fingerprints: {
        openssh: expect.stringMatching(/^SHA256:/),
        aws: expect.stringMatching(/^[0-9a-f:]+$/),
      },
      keychainAccount,
      backend: vault.keychain.backend,
      sentinelHash: await vault.sentinel.hash(),
      launchId,
      provedAt: expect.stringMatching(/Z$/),
      trouble: null,
    });
  });

  test('of a key without a launch has none, and neither have its tags', async () => {
    const { run, ec2, onDisk } = setUp();

    await run({ launchId: null });

    expect(onDisk()?.launchId).toBeNull();
    expect(Object.keys(ec2.keyPairs.get('web')?.tags ?? {}).toSorted()).toEqual([
      'keyport:created-by',
      'keyport:custody-id',
    ]);
  });
});

describe('a journal that cannot be written', () => {
  test.each(ways)('before AWS is asked refuses the key: %s', async (kind) => {
    const { run, ec2, disk, keys } = setUp({ breaksAt: 'DescribeKeyPairs' });

    const { problem } = await run({ kind });

    expect(problem).toMatchObject({ code: 'disk-failed', retryable: true, actions: ['retry'] });
    expect(ec2.requests).toEqual(['DescribeKeyPairs']);
    expect(keys()).toEqual([]);
    disk.mend();
  });

  test.each(ways)('from the beginning refuses the key, and AWS hears nothing at all: %s', async (kind) => {
    const { run, ec2, vault, keys } = setUp();
    fs.writeFileSync(path.join(vault.home, 'keys'), 'a file in its place');

    expect((await run({ kind })).problem).toMatchObject({ code: 'disk-failed' });
    expect([ec2.requests, keys()]).toEqual([[], []]);
  });

  test.each([
    ['aws-makes-it', 'CreateKeyPair', 'REQUESTED', 'undo'],
    ['made-here', 'save', 'PLANNED', 'retry'],
    ['made-here', 'ImportKeyPair', 'SECURED', 'undo'],
  ] as const)('after that loses no key: %s, from %s on', async (kind, breaksAt, state, action) => {
    const { run, ec2, vault, disk, keys, onDisk } = setUp({ breaksAt });

    const { problem } = await run({ kind });

    expect(problem).toMatchObject({
      code: 'disk-failed',
      explanation: expect.stringContaining('safe in your keychain'),
      actions: [action],
    });
    expect(keys()).toHaveLength(1);
    expect(ec2.requests.includes('ImportKeyPair')).toBe(breaksAt === 'ImportKeyPair');
    disk.mend();
    expect(onDisk()?.state).toBe(state);

    await recoverKeys(vault);

    expect(onDisk()).toMatchObject({ state: 'READY', publicKey: publicKeyOf(keys()[0] ?? Buffer.alloc(0)) });
    expect(ec2.keyPairs.size).toBe(1);
  });
});

describe('a key that AWS did not make', () => {
  test.each([
    ['refuse', 'not-permitted'],
    ['taken', 'key-name-taken'],
  ] as const)('leaves no record: %s', async (fault, code) => {
    const { run, onDisk } = setUp({
      ec2: fault === 'refuse' ? { faults: { CreateKeyPair: ['refuse'] } } : {},
      onRequest: (action, { keyPairs }) => {
        if (fault === 'taken' && action === 'CreateKeyPair') keyPairs.set('web', THEIRS);
      },
    });

    expect((await run({})).problem).toMatchObject({ code });
    expect(onDisk()).toBeNull();
  });

  test('says so also where the record cannot be removed', async () => {
    const { run, disk, onDisk } = setUp({
      ec2: { faults: { CreateKeyPair: ['refuse'] } },
      breaksAt: 'CreateKeyPair',
    });

    expect((await run({})).problem).toMatchObject({ code: 'not-permitted' });
    disk.mend();
    expect(onDisk()?.state).toBe('REQUESTED');
  });

  test.each(['lose-request', 'lose-answer', 'cut-answer', 'error-after'] as const)(
    'or may have made (%s) is left to the next recovery, which leaves nothing behind in AWS',
    async (fault) => {
      const { run, ec2, vault, onDisk } = setUp({ ec2: { faults: { CreateKeyPair: [fault] } } });

      expect((await run({})).problem).toMatchObject({ code: 'answer-lost' });
      expect(onDisk()).toMatchObject({
        state: 'REQUESTED',
        keyPairId: ec2.keyPairs.get('web')?.keyPairId ?? null,
      });

      await recoverKeys(vault);
      expect(ec2.keyPairs.size).toBe(0);
    },
  );
});

describe('the mark of this home in the keychain', () => {
  test.each([
    ['gone', (items: Items) => items.clear()],
    ['another', (items: Items) => items.forEach((_, name) => items.set(name, Buffer.from('ab\n\n')))],
  ])('is looked at before AWS is asked: %s', async (_, change) => {
    const { run, ec2, vault, keychain, onDisk } = setUp();
    await vault.sentinel.hash();
    change(keychain.items);

    for (const kind of ways) {
      expect((await run({ kind })).problem).toMatchObject({ code: 'not-this-keychain' });
    }
    expect([ec2.requests, onDisk()]).toEqual([[], null]);
  });

  test.each([
    ['cannot be written', { save: ['throw-before'] }],
    ['does not come back', { save: ['null'] }],
    ['comes back as another', { read: ['wrong-back'] }],
    ['cannot be read', { read: [null, 'throw-before'] }],
  ] as const)('that %s refuses the key before AWS is asked', async (_, options) => {
    const { run, ec2, onDisk } = setUp({ keychain: options });

    expect((await run({})).problem).toMatchObject({ code: 'keychain-failed' });
    expect([ec2.requests, onDisk()]).toEqual([[], null]);

    expect((await run({})).outcome.ok).toBe(true);
  });

  test('is written once for many keys at a time', async () => {
    const { run, vault, keychain } = setUp();

    await Promise.all(['a', 'b', 'c'].map((name) => run({ name })));

    const { records } = await vault.journal.list();
    expect(new Set(records.map(({ sentinelHash }) => sentinelHash)).size).toBe(1);
    expect([...keychain.items.keys()].filter((name) => name.startsWith('sentinel|'))).toHaveLength(1);
  });

  test('that was kept, though the keychain said no, is one', async () => {
    const { run } = setUp({ keychain: { save: ['throw-after'] } });

    expect((await run({})).outcome.ok).toBe(true);
  });
});

describe('the size of a key that AWS hands out', () => {
  test.each([2559, 2560])('of %i bytes fits', async (bytes) => {
    const { run, keys } = setUp({ ec2: { handsOut: await keyOf(bytes) } });

    expect((await run({})).outcome.ok).toBe(true);
    expect(keys().map(({ length }) => length)).toEqual([2560]);
  });

  test.each([2561, 2562])('of %i bytes does not fit, and is not lost either', async (bytes) => {
    const handsOut = await keyOf(bytes);
    const { run, vault, onDisk } = setUp({ ec2: { handsOut } });
    const file = path.join(vault.home, 'saved.pem');
    vault.chosen.push(file);

    const running = run({});
    await expect.poll(() => vault.board.vault().held).toMatchObject([{ problem: { code: 'key-too-long' } }]);
    const { custodyId } = vault.board.vault().held[0] ?? { custodyId: '' };
    await vault.held.answer({ custodyId, answer: 'save-to-file' });

    expect((await running).problem).toMatchObject({ code: 'held-in-file' });
    expect(fs.readFileSync(file, 'utf8')).toBe(handsOut);
    expect(onDisk()).toMatchObject({ state: 'HELD_IN_FILE', copies: [{ where: file }] });
  });

  test.each(['ed25519', 'rsa'] as const)('is no question for what is made here: %s', async (type) => {
    const lengths = await Promise.all(
      Array.from({ length: 5 }, async () => (await newPrivateKey(type)).length),
    );

    expect(Math.max(...lengths)).toBeLessThan(2560);
  });
});

describe('a key that is being made', () => {
  test('is left alone by everything else until it is, whatever becomes of it', async () => {
    const custodyId = randomUUID();
    const { run, vault } = setUp({
      onRequest: (action) => {
        if (action === 'ImportKeyPair') seen.push([...vault.inWork]);
      },
    });
    const seen: string[][] = [];

    const first = run({ kind: 'made-here', custodyId });
    expect((await run({ kind: 'made-here', custodyId })).problem).toMatchObject({ code: 'key-not-finished' });
    await first;

    expect(seen).toEqual([[custodyId]]);
    expect(vault.inWork.size).toBe(0);
  });
});

describe('a key that is sent again', () => {
  const again = async (change: (record: KeyRecord) => KeyRecord, request: Partial<KeyRequest> = {}) => {
    const custodyId = randomUUID();
    const all = setUp();
    const { outcome } = await all.run({ kind: 'made-here', custodyId });
    expect(outcome.ok).toBe(true);
    await all.vault.journal.change(custodyId, change);
    const before = all.onDisk();
    return { ...all, custodyId, before, send: () => all.run({ kind: 'made-here', custodyId, ...request }) };
  };

  test('keeps what is known of it', async () => {
    const copy = { kind: 'backup', where: '/backup.age', at: '2026-01-01T00:00:00.000Z' } as const;
    const { send, before, onDisk } = await again((record) => ({ ...record, copies: [copy] }));

    expect((await send()).outcome.ok).toBe(true);
    const { createdAt, copies, publicKey, keyPairId } = before ?? KEY_NONE_RECORD;
    expect(onDisk()).toMatchObject({ state: 'READY', createdAt, copies, publicKey, keyPairId });
  });

  test('goes on from where it had come to', async () => {
    const { send, ec2, moments } = await again((record) => entered(record, 'SECURED'));
    moments.length = 0;
    ec2.keyPairs.clear();

    expect((await send()).outcome.ok).toBe(true);
    expect(moments.map(([, state]) => state?.[0])).not.toContain('PLANNED');
  });

  test.each(['TRASHED', 'HELD_IN_FILE', 'ABSENT', 'REQUESTED'] as const)(
    'is refused where it is %s',
    async (state) => {
      const { send, before, onDisk } = await again((record) => entered(record, state));

      expect((await send()).problem).toMatchObject({ code: 'key-not-finished' });
      expect(onDisk()).toEqual(before);
    },
  );

  test.each([
    { region: 'us-east-1' },
    { accountId: '999999999999' },
    { endpoint: 'http://localhost' },
    { name: 'b' },
  ])('is refused where it is meant for elsewhere: %o', async (request) => {
    const { send } = await again((record) => record, request);

    expect((await send()).problem).toMatchObject({ code: 'key-not-finished' });
  });

  test('is not made anew where it is gone: another key would pass for it', async () => {
    const { send, ec2, keychain, before, onDisk } = await again((record) => entered(record, 'SECURED'));
    ec2.keyPairs.clear();
    keychain.items.delete(before?.keychainAccount ?? '');

    expect((await send()).problem).toMatchObject({ code: 'key-missing-here' });
    expect(onDisk()).toEqual(before);
  });

  test('is not sent where another stands in its place', async () => {
    const { send, ec2, keychain, before } = await again((record) => entered(record, 'SECURED'));
    ec2.keyPairs.clear();
    keychain.items.set(before?.keychainAccount ?? '', await newPrivateKey('ed25519'));

    expect((await send()).problem).toMatchObject({ code: 'key-not-proved' });
    expect(ec2.keyPairs.size).toBe(0);
  });
});

const removals: (() => void)[] = [];
afterEach(() => {
  for (const remove of removals.splice(0)) remove();
});

type Items = Map<string, Uint8Array>;
type Moment = readonly [string, readonly [string, string | null, string | null] | null];

type SetUp = {
  readonly ec2?: FakeEc2Options;
  readonly keychain?: FakeKeychainOptions;
  /** The journal's folder is a file from this request, or this call to the keychain, on. */
  readonly breaksAt?: string;
  readonly onRequest?: (action: string, ec2: ReturnType<typeof fakeEc2>) => void;
};

/** `moments`: what stood on the disk as a request of the key reached AWS, or a call of it the keychain. */
function setUp({ breaksAt, onRequest, ...options }: SetUp = {}) {
  const moments: Moment[] = [];
  const at = (what: string) => {
    const record = onDisk();
    moments.push([what, record && [record.state, record.keyPairId, record.publicKey]]);
    if (what === breaksAt) disk.break();
  };
  const ec2 = fakeEc2({
    ...options.ec2,
    onRequest: (action) => {
      at(action);
      onRequest?.(action, ec2);
    },
  });
  const keychain = fakeKeychain({
    ...options.keychain,
    onCall: (call) => {
      const [what = '', account = ''] = call.split(' ');
      if (!account.startsWith('sentinel|')) at(what);
    },
  });
  const vault = openTestVault({ keychain, clients: { ec2: ec2.ec2, ec2Once: ec2.ec2Once } });
  removals.push(vault.remove);
  const folder = path.join(vault.home, 'keys');
  const disk = {
    break: () => {
      if (fs.existsSync(`${folder}.away`)) return;
      fs.renameSync(folder, `${folder}.away`);
      fs.writeFileSync(folder, 'a file in its place');
    },
    mend: () => {
      fs.rmSync(folder);
      fs.renameSync(`${folder}.away`, folder);
    },
  };
  /** As another program finds it at this moment. */
  const onDisk = (): KeyRecord | null => {
    const isFolder = fs.statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true;
    const [name] = isFolder ? fs.readdirSync(folder).filter((one) => /^[0-9a-f-]{36}\.json$/.test(one)) : [];
    return name === undefined
      ? null
      : (JSON.parse(fs.readFileSync(path.join(folder, name), 'utf8')) as KeyRecord);
  };
  const run = async (request: Partial<KeyRequest>) => {
    const deps = { ...vault, ec2: ec2.ec2, ec2Once: ec2.ec2Once };
    const outcome = await secureKey(deps, { ...KEY_REQUEST, ...request }, () => {});
    at('the end');
    return { outcome, problem: outcome.ok ? null : outcome.problem };
  };
  const keys = () =>
    [...keychain.items].flatMap(([account, item]) => (account.startsWith('sentinel|') ? [] : [item]));
  return { ec2, keychain, vault, run, moments, disk, onDisk, keys };
}

const THEIRS = { keyPairId: 'key-0', name: 'web', publicKey: 'ssh-rsa AAAA', tags: {} };
const KEY_NONE = { keyPairId: '', publicKey: '', custodyId: '', keychainAccount: '' };
const KEY_NONE_RECORD = { createdAt: '', copies: [], publicKey: '', keyPairId: '' };

/** A private key of exactly so many bytes, as text: what stands before its first line is nobody's. */
async function keyOf(bytes: number): Promise<string> {
  const key = Buffer.from(await newPrivateKey('rsa')).toString();
  return `${'x'.repeat(bytes - key.length - 1)}\n${key}`;
}
