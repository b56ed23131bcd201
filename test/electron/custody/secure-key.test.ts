import { afterEach, expect, test } from 'vitest';
import type { CustodyDeps, KeyRequest, SecureKeyStep } from '../../../electron/custody/custody.ts';
import { createHeldKeys } from '../../../electron/custody/held-keys.ts';
import type { KeyJournal } from '../../../electron/custody/key-journal.ts';
import { newPrivateKey, publicKeyOf } from '../../../electron/custody/key-format.ts';
import { secureKey } from '../../../electron/custody/secure-key.ts';
import { openSentinel } from '../../../electron/custody/sentinel.ts';
import { withDamagedFactor, withoutSense } from '../../support/damaged-key.ts';
import { fakeEc2, type FakeEc2, type FakeEc2Options } from '../../support/fake-key-pairs.ts';
import { fakeKeychain, type FakeKeychainOptions } from '../../support/fake-keychain.ts';
import { KEY_REQUEST, openTestVault } from '../../support/vault.ts';

const CUSTODY_ID = '0a1b2c3d-1111-4222-8333-444444444444';
const ACCOUNT = 'web|eu-central-1|123456789012|0a1b2c3d';
const ours = { 'keyport:custody-id': CUSTODY_ID };
const theirs = { keyPairId: 'key-0', name: 'web', publicKey: 'ssh-rsa AAAA', tags: {} };
const ways = ['aws-makes-it', 'made-here'] as const;
const types = ['ed25519', 'rsa'] as const;

test.each(ways.flatMap((kind) => types.map((type) => [kind, type] as const)))(
  'a key is secured when the keychain gives back the private half of what EC2 shows: %s, %s',
  async (kind, type) => {
    const { ec2, keychain, secure } = setUp();

    const { outcome, made } = await secure({ kind, type });

    const keyPair = ec2.keyPairs.get('web');
    const publicKey = publicKeyOf(keychain.items.get(ACCOUNT) ?? Buffer.alloc(0));
    expect(outcome).toEqual({
      ok: true,
      value: {
        name: 'web',
        keyPairId: keyPair?.keyPairId,
        publicKey,
        fingerprint: 'aa:bb',
        keychainAccount: ACCOUNT,
        custodyId: CUSTODY_ID,
      },
    });
    expect(keyPair?.publicKey).toBe(`${publicKey} web`);
    expect(keyPair?.tags).toEqual({
      ...ours,
      'keyport:launch-id': KEY_REQUEST.launchId,
      'keyport:created-by': 'keyport',
    });
    expect(made).toEqual([{ kind: 'key-pair', keyPairId: keyPair?.keyPairId, name: 'web' }]);
  },
);

test('a key that AWS makes is asked for once, stored at once, and only then proved', async () => {
  const { order, secure } = setUp();

  await secure({ kind: 'aws-makes-it' });

  expect(order).toEqual([
    'probing',
    'DescribeKeyPairs',
    `read ${ACCOUNT}`,
    'creating',
    'REQUESTED',
    'CreateKeyPair',
    `save ${ACCOUNT}`,
    'REQUESTED',
    `read ${ACCOUNT}`,
    'made',
    'storing',
    'proving',
    'DescribeKeyPairs',
    'READY',
    'secured',
  ]);
});

test('a key that is made here is in the keychain, and proved, before AWS hears of it', async () => {
  const { order, secure } = setUp();

  await secure({ kind: 'made-here' });

  expect(order).toEqual([
    'probing',
    'DescribeKeyPairs',
    `read ${ACCOUNT}`,
    'PLANNED',
    'storing',
    `save ${ACCOUNT}`,
    `read ${ACCOUNT}`,
    'SECURED',
    'importing',
    'ImportKeyPair',
    'made',
    'proving',
    'DescribeKeyPairs',
    'READY',
    'secured',
  ]);
});

test.each(
  ways.flatMap((kind) =>
    (['absent', 'locked', 'full', 'failed'] as const).map((probe) => [kind, probe] as const),
  ),
)('AWS is not asked for a key that cannot be kept: %s, %s', async (kind, probe) => {
  const { ec2, secure } = setUp({ keychain: { probe } });

  expect(await problemOf(secure({ kind }))).toMatchObject({ code: `keychain-${probe}` });

  expect(ec2.requests).toEqual([]);
});

test.each(ways)('a name that is taken is refused before anything is made: %s', async (kind) => {
  const { ec2, keychain, secure } = setUp();
  ec2.keyPairs.set('web', theirs);

  expect(await problemOf(secure({ kind }))).toMatchObject({ code: 'key-name-taken', actions: ['rename'] });

  expect(ec2.requests).toEqual(['DescribeKeyPairs']);
  expect(keychain.items.size).toBe(0);
});

test('a name that was taken a moment later is the same problem', async () => {
  const onRequest = (action: string) => {
    if (action === 'CreateKeyPair') ec2.keyPairs.set('web', theirs);
  };
  const { ec2, secure } = setUp({ ec2: { onRequest } });

  expect(await problemOf(secure({ kind: 'aws-makes-it' }))).toMatchObject({ code: 'key-name-taken' });

  expect(ec2.requests).toEqual(['DescribeKeyPairs', 'CreateKeyPair']);
});

test('where the keychain holds something under the name already, no key is asked for', async () => {
  const { ec2, keychain, secure } = setUp();
  keychain.items.set(ACCOUNT, Buffer.from('an earlier key\n'));

  expect(await problemOf(secure({ kind: 'aws-makes-it' }))).toMatchObject({ code: 'keychain-failed' });

  expect(ec2.requests).not.toContain('CreateKeyPair');
  expect(String(keychain.items.get(ACCOUNT))).toBe('an earlier key\n');
});

test.each(['lose-answer', 'cut-answer', 'error-after'] as const)(
  'a lost answer is looked up by tag and never asked for again: %s',
  async (fault) => {
    const { ec2, keychain, secure } = setUp({ ec2: { faults: { CreateKeyPair: [fault] } } });

    const { outcome, made } = await secure({ kind: 'aws-makes-it' });

    expect(outcome).toMatchObject({
      ok: false,
      problem: {
        code: 'answer-lost',
        explanation: expect.stringContaining('harmless'),
        actions: ['finish', 'undo'],
      },
    });
    expect(made).toEqual([{ kind: 'key-pair', keyPairId: ec2.keyPairs.get('web')?.keyPairId, name: 'web' }]);
    expect(ec2.requests.filter((action) => action === 'CreateKeyPair')).toHaveLength(1);
    expect(keychain.items.size).toBe(0);
  },
);

test('a request that was lost on its way is looked for as long as EC2 may take to show it', async () => {
  const waits: number[] = [];
  const { secure } = setUp({
    ec2: { faults: { CreateKeyPair: ['lose-request'] } },
    pause: async (ms: number) => void waits.push(ms),
  });

  const { outcome, made } = await secure({ kind: 'aws-makes-it' });

  expect(outcome).toMatchObject({ ok: false, problem: { code: 'answer-lost', actions: ['finish', 'undo'] } });
  expect(made).toEqual([]);
  expect(waits.reduce((sum, ms) => sum + ms, 0)).toBe(30_000);
});

test('a key pair that EC2 shows late is found all the same', async () => {
  const late = { keyPairId: 'key-0', name: 'web', publicKey: 'ssh-rsa AAAA', tags: ours };
  const { ec2, secure } = setUp({
    ec2: { faults: { CreateKeyPair: ['lose-request'] } },
    pause: async () => void ec2.keyPairs.set('web', late),
  });

  const { made } = await secure({ kind: 'aws-makes-it' });

  expect(made).toEqual([{ kind: 'key-pair', keyPairId: 'key-0', name: 'web' }]);
});

test('the look-up outlives a network that stays away for a while', async () => {
  const { secure } = setUp({
    ec2: {
      faults: { CreateKeyPair: ['lose-answer'], DescribeKeyPairs: [null, 'lose-request', 'lose-request'] },
    },
  });

  const { made } = await secure({ kind: 'aws-makes-it' });

  expect(made).toHaveLength(1);
});

test('a plain no of AWS is passed on, and nothing is looked for', async () => {
  const { ec2, secure } = setUp({ ec2: { faults: { CreateKeyPair: ['refuse'] } } });

  expect(await problemOf(secure({ kind: 'aws-makes-it' }))).toMatchObject({
    code: 'not-permitted',
    requestId: 'request-1',
  });

  expect(ec2.requests).toEqual(['DescribeKeyPairs', 'CreateKeyPair']);
});

test('a save that failed but was carried out counts: what can be read back decides', async () => {
  const { secure } = setUp({ keychain: { save: ['throw-after'] } });

  expect((await secure({ kind: 'aws-makes-it' })).outcome.ok).toBe(true);
});

test.each([
  ['locked', 'keychain-locked'],
  ['full', 'keychain-full'],
  ['failed', 'keychain-failed'],
] as const)(
  'a key that AWS made and the keychain did not keep is named, and can be removed: %s',
  async (kind, code) => {
    const { ec2, secure } = setUp({ keychain: { save: ['throw-before'], kind } });

    const { outcome, made } = await secure({ kind: 'aws-makes-it' });

    expect(outcome).toMatchObject({
      ok: false,
      problem: { code, explanation: expect.stringContaining('“web”'), actions: ['undo'], retryable: false },
    });
    expect(made).toEqual([{ kind: 'key-pair', keyPairId: ec2.keyPairs.get('web')?.keyPairId, name: 'web' }]);
  },
);

test.each(ways)('a keychain that gives another item back ends the launch: %s', async (kind) => {
  const { secure } = setUp({ keychain: { read: [null, 'wrong-back'] } });

  expect(await problemOf(secure({ kind }))).toMatchObject({ code: 'key-not-proved' });
});

test.each(ways)('a keychain that kept nothing and said nothing ends the launch: %s', async (kind) => {
  const { secure } = setUp({ keychain: { save: ['null'] } });

  expect(await problemOf(secure({ kind }))).toMatchObject({ code: 'key-not-proved' });
});

test('an RSA key that came back damaged in a factor is not kept, though it has the same public half', async () => {
  const { secure } = setUp({ read: (privateKey) => privateKey && withDamagedFactor(privateKey) });

  expect(await problemOf(secure({ kind: 'aws-makes-it', type: 'rsa' }))).toMatchObject({
    code: 'key-not-proved',
  });
});

test.each(ways)('a public key in EC2 that is not ours ends the launch: %s', async (kind) => {
  const showsPublicKey = publicKeyOf(await newPrivateKey('ed25519')) ?? '';
  const { secure } = setUp({ ec2: { showsPublicKey } });

  expect(await problemOf(secure({ kind }))).toMatchObject({ code: 'key-not-proved', actions: ['undo'] });
});

test('without a public key in EC2 nothing is proved, however long it is waited for', async () => {
  const { secure } = setUp({ ec2: { showsPublicKey: '' } });

  expect(await problemOf(secure({ kind: 'aws-makes-it' }))).toMatchObject({
    code: 'key-not-proved',
    explanation: expect.stringContaining('does not show'),
  });
});

test('an import whose answer was lost is found by tag and public key, and is a success', async () => {
  const { secure } = setUp({ ec2: { faults: { ImportKeyPair: ['lose-answer'] } } });

  const { outcome, made } = await secure({ kind: 'made-here' });

  expect(outcome.ok).toBe(true);
  expect(made).toHaveLength(1);
});

test("an import that the SDK's own retry calls a duplicate is a success too", async () => {
  const { ec2, secure } = setUp({ ec2: { faults: { ImportKeyPair: ['lose-answer'] }, maxAttempts: 3 } });

  expect((await secure({ kind: 'made-here' })).outcome.ok).toBe(true);

  expect(ec2.requests.filter((action) => action === 'ImportKeyPair')).toHaveLength(2);
});

test.each([
  ['refuse', 'not-permitted'],
  ['lose-request', 'answer-lost'],
] as const)('the private key stays in the keychain when its import fails: %s', async (fault, code) => {
  const { keychain, secure } = setUp({ ec2: { faults: { ImportKeyPair: [fault] } } });

  expect(await problemOf(secure({ kind: 'made-here' }))).toMatchObject({ code });

  expect(publicKeyOf(keychain.items.get(ACCOUNT) ?? Buffer.alloc(0))).toMatch(/^ssh-ed25519 /);
});

test('an import can be repeated with the same private key', async () => {
  const { ec2, keychain, secure } = setUp({ ec2: { faults: { ImportKeyPair: ['refuse'] } } });
  await secure({ kind: 'made-here' });
  const first = publicKeyOf(keychain.items.get(ACCOUNT) ?? Buffer.alloc(0));

  const again = await secure({ kind: 'made-here', custodyId: CUSTODY_ID });
  const onceMore = await secure({ kind: 'made-here', custodyId: CUSTODY_ID });

  expect([again, onceMore].map(({ outcome }) => outcome.ok && outcome.value.publicKey)).toEqual([
    first,
    first,
  ]);
  expect(ec2.keyPairs.size).toBe(1);
});

test('a key pair under our tag whose private key is not here is a taken name, and no other key is made', async () => {
  const { ec2, keychain, secure } = setUp();
  ec2.keyPairs.set('web', { ...theirs, tags: ours });

  expect(await problemOf(secure({ kind: 'made-here' }))).toMatchObject({ code: 'key-name-taken' });

  expect(keychain.items.size).toBe(0);
});

test('a name that somebody took before the repetition is not imported over', async () => {
  const { ec2, secure } = setUp({ ec2: { faults: { ImportKeyPair: ['refuse'] } } });
  await secure({ kind: 'made-here' });
  ec2.keyPairs.set('web', theirs);

  expect(await problemOf(secure({ kind: 'made-here' }))).toMatchObject({ code: 'key-name-taken' });

  expect(ec2.requests.filter((action) => action === 'ImportKeyPair')).toHaveLength(1);
});

test('an earlier private key that cannot sign is not imported', async () => {
  const { ec2, keychain, secure } = setUp();
  keychain.items.set(ACCOUNT, withoutSense(await newPrivateKey('rsa')));

  expect(await problemOf(secure({ kind: 'made-here', type: 'rsa' }))).toMatchObject({
    code: 'key-not-proved',
  });

  expect(ec2.requests).toEqual(['DescribeKeyPairs']);
});

test('an earlier private key that another system’s keychain could not hold is not imported', async () => {
  const { ec2, keychain, secure } = setUp();
  const rsa = Buffer.from(await newPrivateKey('rsa')).toString();
  keychain.items.set(ACCOUNT, Buffer.from(`${'x'.repeat(2561 - rsa.length - 1)}\n${rsa}`));

  expect(await problemOf(secure({ kind: 'made-here', type: 'rsa' }))).toMatchObject({ code: 'key-too-long' });

  expect(ec2.requests).toEqual(['DescribeKeyPairs']);
});

test('the key is on its way into the keychain even where the launch record cannot be written', async () => {
  const { keychain, secure } = setUp();
  const onStep = (step: SecureKeyStep) => {
    if ('made' in step) throw new Error('disk full');
  };

  const { outcome } = await secure({ kind: 'aws-makes-it' }, onStep);

  expect(outcome).toMatchObject({ ok: false });
  expect(publicKeyOf(keychain.items.get(ACCOUNT) ?? Buffer.alloc(0))).toMatch(/^ssh-ed25519 /);
});

test.each(ways)('every buffer that held the private key is wiped: %s', async (kind) => {
  const { keychain, secure } = setUp();

  await secure({ kind });

  expect(keychain.buffers.length).toBeGreaterThanOrEqual(2);
  expect(keychain.buffers.filter((bytes) => bytes.some((byte) => byte !== 0)).length).toBe(0);
});

test('an answer that cannot be read takes no line of the key into the problem', async () => {
  const { ec2, secure } = setUp({ ec2: { faults: { CreateKeyPair: ['cut-answer'] } } });

  const said = JSON.stringify(await secure({ kind: 'aws-makes-it', type: 'rsa' }));

  expect(ec2.privateKeys).toHaveLength(1);
  expect(linesOf(ec2).filter((line) => said.includes(line))).toEqual([]);
});

const removals: (() => void)[] = [];
afterEach(() => {
  for (const remove of removals.splice(0)) remove();
});

type SetUp = {
  readonly pause?: CustodyDeps['patience']['pause'];
  readonly write?: KeyJournal['write'];
  readonly ec2?: FakeEc2Options;
  readonly keychain?: FakeKeychainOptions;
  readonly read?: (privateKey: Uint8Array | null) => Uint8Array | null;
};

/** `order` is all that happened, on the wire, in the keychain and in what was told, in one line. */
function setUp(options: SetUp = {}) {
  const order: string[] = [];
  const note = (what: string) => void order.push(what);
  const ec2 = fakeEc2({ onRequest: note, ...options.ec2 });
  const keychain = fakeKeychain({ onCall: note, ...options.keychain });
  const { read = (privateKey) => privateKey, pause = async () => {} } = options;
  const vault = openTestVault({
    keychain: { ...keychain, read: async (account) => read(await keychain.read(account)) },
  });
  removals.push(vault.remove);
  const { journal, board, files } = vault;
  const deps: CustodyDeps = {
    ...vault,
    ec2: ec2.ec2,
    ec2Once: ec2.ec2Once,
    journal: {
      ...journal,
      write: async (record) => {
        note(record.state);
        await (options.write ?? journal.write)(record);
      },
    },
    // In a keychain of its own: the faults are for the key.
    sentinel: openSentinel(vault.home, fakeKeychain()),
    held: createHeldKeys({ board, files, decide: async () => 'give-up' }),
    newId: () => CUSTODY_ID,
    patience: { pause, throttled: (call) => call() },
  };
  const secure = async (request: Partial<KeyRequest>, onStep: (step: SecureKeyStep) => void = () => {}) => {
    const steps: SecureKeyStep[] = [];
    const outcome = await secureKey(deps, { ...KEY_REQUEST, ...request }, (step) => {
      steps.push(step);
      note('made' in step ? 'made' : step.step);
      onStep(step);
    });
    return { outcome, made: steps.flatMap((step) => ('made' in step ? [step.made] : [])) };
  };
  return { ec2, keychain, secure, order, vault };
}

async function problemOf(secured: Promise<{ outcome: Awaited<ReturnType<typeof secureKey>> }>) {
  const { outcome } = await secured;
  return outcome.ok ? null : outcome.problem;
}

function linesOf(ec2: FakeEc2): string[] {
  return ec2.privateKeys.flatMap((privateKey) => privateKey.trim().split('\n'));
}
