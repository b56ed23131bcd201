import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { openCustodyRecord } from '../../../electron/custody/custody-record.ts';
import { createHeldKeys, type KeyInHand } from '../../../electron/custody/held-keys.ts';
import { newPrivateKey } from '../../../electron/custody/key-format.ts';
import type { KeyRecord } from '../../../electron/custody/key-record.ts';
import { KeychainError, type Keychain } from '../../../electron/keychain/keychain.ts';
import type { HeldAnswer } from '../../../shared/keys/keys-api.ts';
import { fakeKeychain, type FakeKeychainOptions } from '../../support/fake-keychain.ts';
import { ACCOUNT, openTestVault } from '../../support/vault.ts';

const ACCOUNT_NAME = 'web|eu-central-1|123456789012|0a1b2c3d';

describe('a private key that the keychain takes', () => {
  test('is given back by it, wiped in memory, and never shown as held', async () => {
    const { held, key, text, hold, vault } = await setUp();

    const placed = await hold();

    expect(placed.how === 'kept' && Buffer.from(placed.privateKey).toString()).toBe(text);
    expect(isWiped(key.privateKey)).toBe(true);
    expect([held.hasHeld(), held.hasOnlyCopy(), vault.snapshots.length]).toEqual([false, false, 0]);
  });

  test('is the only copy until then, and on its way before anything else can happen', async () => {
    const { held, hold, calls } = await setUp();

    const holding = hold();

    expect(calls).toEqual([`save ${ACCOUNT_NAME}`]);
    expect([held.hasHeld(), held.hasOnlyCopy()]).toEqual([false, true]);
    await holding;
  });
});

describe('a private key that the keychain does not take', () => {
  test.each([
    ['is locked', { save: ['throw-before'], kind: 'locked' }, 'keychain-locked', 'did not keep'],
    ['is full', { save: ['throw-before'], kind: 'full' }, 'keychain-full', 'did not keep'],
    ['breaks', { save: ['throw-before'] }, 'keychain-failed', 'did not keep'],
    ['cannot be read', { read: ['throw-before'] }, 'keychain-failed', 'cannot be read back'],
    ['keeps nothing', { save: ['null'] }, 'key-not-proved', 'is not its private key'],
    ['gives another back', { read: ['wrong-back'] }, 'key-not-proved', 'is not its private key'],
  ] as const)('waits for the person: it %s', async (_, options, code, words) => {
    const { held, hold, vault, key } = await setUp(options);

    const holding = hold();
    const [shown] = await shownHeld(vault);

    expect(shown).toEqual({
      custodyId: key.custodyId,
      name: 'web',
      region: 'eu-central-1',
      keyPairId: 'key-1',
      problem: expect.objectContaining({
        code,
        explanation: expect.stringMatching(new RegExp(`“web”.*${words}`)) as unknown,
      }) as unknown,
    });
    expect([held.hasHeld(), held.hasOnlyCopy(), isWiped(key.privateKey)]).toEqual([true, true, false]);
    await answer('retry')(held, key);
    expect((await holding).how).toBe('kept');
    expect(vault.board.vault().held).toEqual([]);
  });

  test('is marked in the journal as being in memory only', async () => {
    const { hold, vault, key } = await setUp({ save: ['throw-before'] });
    void hold();
    await shownHeld(vault);

    await expect
      .poll(() => vault.journal.read(key.custodyId))
      .toMatchObject({ state: 'REQUESTED', trouble: { code: 'in-memory-only' } });
  });

  test('stays held when another try fails, and says why this time', async () => {
    const { held, hold, vault, key } = await setUp({ save: ['throw-before', 'null'] });
    const holding = hold();
    await shownHeld(vault);

    expect(await answer('retry')(held, key)).toMatchObject({ problem: { code: 'key-not-proved' } });
    expect(vault.board.vault().held).toMatchObject([{ problem: { code: 'key-not-proved' } }]);

    expect(await answer('retry')(held, key)).toMatchObject({ ok: true, value: { held: [] } });
    expect((await holding).how).toBe('kept');
  });

  test('waits beside others', async () => {
    const first = await setUp({ save: ['throw-before', 'throw-before'] });
    const second = { ...first.key, custodyId: randomUUID(), privateKey: await newPrivateKey('ed25519') };
    const holding = [first.hold(), first.held.hold({ ...second, keychainAccount: 'another' })];
    await expect.poll(() => first.vault.board.vault().held.length).toBe(2);

    await answer('retry')(first.held, first.key);
    expect(first.vault.board.vault().held).toMatchObject([{ custodyId: second.custodyId }]);
    await answer('delete-pair')(first.held, second);

    expect((await Promise.all(holding)).map(({ how }) => how)).toEqual(['kept', 'elsewhere']);
  });

  test('cannot be answered for twice, nor can one that is not there', async () => {
    const { held, hold, vault, key } = await setUp({ save: ['throw-before'] });
    const holding = hold();
    await shownHeld(vault);
    await answer('retry')(held, key);
    await holding;

    expect(await answer('delete-pair')(held, key)).toMatchObject({ problem: { code: 'key-unknown' } });
  });
});

describe('a keychain that does not answer', () => {
  test('is told to the person, not asked again behind its back, and may still answer', async () => {
    const slow = slowKeychain();
    const { held, hold, vault, key } = await setUp({}, { keychain: slow, patienceMs: 1 });
    const holding = hold();

    const [shown] = await shownHeld(vault);
    expect(shown?.problem.explanation).toContain('has not answered yet');
    expect(await answer('retry')(held, key)).toMatchObject({ problem: { code: 'keychain-failed' } });
    expect(slow.saves).toBe(1);

    slow.answer();
    expect((await holding).how).toBe('kept');
    expect(vault.board.vault().held).toEqual([]);
  });

  test('keeps nobody from saving the key to a file; what it answers then counts no more', async () => {
    const slow = slowKeychain();
    const { held, hold, vault, key, text } = await setUp({}, { keychain: slow, patienceMs: 1 });
    const holding = hold();
    await shownHeld(vault);
    const file = path.join(vault.home, 'saved.pem');
    vault.chosen.push(file);

    await answer('save-to-file')(held, key);

    expect((await holding).how).toBe('elsewhere');
    expect(fs.readFileSync(file, 'utf8')).toBe(text);
    slow.answer();
    await expect.poll(() => slow.given.length).toBe(1);
    await expect.poll(() => slow.given.every(isWiped)).toBe(true);
  });
});

describe('a keychain that answers while the person decides', () => {
  test('does not interfere, and is believed at the next try', async () => {
    const slow = slowKeychain();
    const dialog = Promise.withResolvers<null>();
    const options = { keychain: slow, patienceMs: 1, save: () => dialog.promise };
    const { held, hold, vault, key } = await setUp({}, options);
    const holding = hold();
    await shownHeld(vault);
    const saving = answer('save-to-file')(held, key);

    slow.answer();
    await expect.poll(() => slow.given.length).toBe(1);
    await expect.poll(() => slow.given.every(isWiped)).toBe(true);
    expect(held.hasHeld()).toBe(true);
    dialog.resolve(null);
    await saving;

    await answer('retry')(held, key);
    expect((await holding).how).toBe('kept');
  });
});

describe('a private key that is saved to a file', () => {
  test('is in the journal before the file is there, and the file is for its owner alone', async () => {
    const { held, hold, vault, key, text, writes } = await setUp({ save: ['throw-before'] });
    const holding = hold();
    await shownHeld(vault);
    const file = path.join(vault.home, 'saved.pem');
    vault.chosen.push(file);
    writes.file = file;

    expect(await answer('save-to-file')(held, key)).toMatchObject({ ok: true });

    expect(writes.states.at(-1)).toEqual(['HELD_IN_FILE', 'no file yet']);
    expect(await vault.journal.read(key.custodyId)).toMatchObject({
      state: 'HELD_IN_FILE',
      copies: [{ kind: 'file', where: file }],
    });
    expect(fs.readFileSync(file, 'utf8')).toBe(text);
    expect(fs.statSync(file).mode & 0o777).toBe(0o600);
    expect(isWiped(key.privateKey)).toBe(true);
    expect(await holding).toMatchObject({
      how: 'elsewhere',
      problem: { code: 'held-in-file', explanation: expect.stringContaining(file) as unknown },
    });
  });

  test('is held as before where no file was chosen', async () => {
    const { held, hold, vault, key } = await setUp({ save: ['throw-before'] });
    void hold();
    await shownHeld(vault);

    expect(await answer('save-to-file')(held, key)).toMatchObject({
      ok: true,
      value: { held: [{ custodyId: key.custodyId }] },
    });
    expect(await vault.journal.read(key.custodyId)).toMatchObject({ state: 'REQUESTED', copies: [] });
  });

  test('never replaces a file, and is held as before', async () => {
    const { held, hold, vault, key, before } = await setUp({ save: ['throw-before'] });
    void hold();
    await shownHeld(vault);
    const file = path.join(vault.home, 'mine.txt');
    fs.writeFileSync(file, 'mine');
    vault.chosen.push(file, path.join(vault.home, 'no', 'such', 'folder.pem'));

    expect(await answer('save-to-file')(held, key)).toMatchObject({ problem: { code: 'file-exists' } });
    expect(await answer('save-to-file')(held, key)).toMatchObject({ problem: { code: 'file-not-written' } });

    expect(fs.readFileSync(file, 'utf8')).toBe('mine');
    const { trouble: _, ...record } = (await vault.journal.read(key.custodyId)) ?? before;
    expect({ ...record, trouble: null }).toEqual(before);
    expect(held.hasHeld()).toBe(true);
  });

  test('is not written where the journal cannot know of it: its pair would be taken for an orphan', async () => {
    const { held, hold, vault, key } = await setUp({ save: ['throw-before'] });
    void hold();
    await shownHeld(vault);
    const file = path.join(vault.home, 'saved.pem');
    vault.chosen.push(file);
    const folder = path.join(vault.home, 'keys');
    fs.renameSync(folder, `${folder}.away`);
    fs.writeFileSync(folder, 'a file in its place');

    expect(await answer('save-to-file')(held, key)).toMatchObject({ problem: { code: 'disk-failed' } });

    expect(fs.existsSync(file)).toBe(false);
    expect([held.hasHeld(), isWiped(key.privateKey)]).toEqual([true, false]);
  });

  test.each([
    ['web', 'web.pem'],
    ['../../etc/passwd', '-..-etc-passwd.pem'],
    ['a:b*c?', 'a-b-c-.pem'],
    ['schlüssel 1', 'schlüssel 1.pem'],
    ['...', 'key.pem'],
  ])('is proposed under a name that is one everywhere: %s', async (name, proposed) => {
    const asked: string[] = [];
    const save = async ({ fileName }: { readonly fileName: string }) => {
      asked.push(fileName);
      return null;
    };
    const { held, key, vault } = await setUp({ save: ['throw-before'] }, { save });
    void held.hold({ ...key, name });
    await shownHeld(vault);
    await answer('save-to-file')(held, key);

    expect(asked).toEqual([proposed]);
  });
});

describe('a key pair that is not wanted any more', () => {
  test('is deleted in AWS, and then forgotten', async () => {
    const { held, hold, vault, key } = await setUp({ save: ['throw-before'] });
    const holding = hold();
    await shownHeld(vault);

    expect(await answer('delete-pair')(held, key)).toMatchObject({ ok: true, value: { held: [] } });

    expect(await vault.journal.read(key.custodyId)).toBeNull();
    expect(await holding).toMatchObject({
      how: 'elsewhere',
      problem: { explanation: expect.stringContaining('deleted in AWS') as unknown },
    });
    expect(isWiped(key.privateKey)).toBe(true);
  });

  test('is not forgotten, and its key is held as before, while it may still be there', async () => {
    const deletePair = () => Promise.reject(new Error('the key pair is still there'));
    const { held, hold, vault, key } = await setUp({ save: ['throw-before'] }, { deletePair });
    void hold();
    await shownHeld(vault);

    expect(await answer('delete-pair')(held, key)).toMatchObject({ ok: false });

    expect(await vault.journal.read(key.custodyId)).toMatchObject({ state: 'REQUESTED' });
    expect([held.hasHeld(), isWiped(key.privateKey)]).toEqual([true, false]);
  });

  test.each([
    ['has the private key after all', { read: ['null'] }],
    ['cannot be read', { save: ['throw-before'], read: [null, 'throw-before'] }],
  ] as const)('leaves its record where the keychain %s', async (_, options) => {
    const { held, hold, vault, key } = await setUp(options);
    void hold();
    await shownHeld(vault);

    await answer('delete-pair')(held, key);

    expect(await vault.journal.read(key.custodyId)).not.toBeNull();
  });

  test('leaves its record where the keychain is another one by now', async () => {
    const { held, hold, vault, key, keychain } = await setUp({ save: ['throw-before'] });
    void hold();
    await shownHeld(vault);
    keychain.items.clear();

    await answer('delete-pair')(held, key);

    expect(await vault.journal.read(key.custodyId)).not.toBeNull();
  });

  test('is deleted once, and no other decision is begun meanwhile', async () => {
    const asked = Promise.withResolvers<void>();
    const released = Promise.withResolvers<void>();
    const deletions: string[] = [];
    const deletePair = async () => {
      deletions.push('one');
      asked.resolve();
      await released.promise;
    };
    const { held, hold, vault, key, calls } = await setUp({ save: ['throw-before'] }, { deletePair });
    const holding = hold();
    await shownHeld(vault);
    const deleting = answer('delete-pair')(held, key);
    await asked.promise;
    const before = calls.length;

    expect(await answer('retry')(held, key)).toMatchObject({ ok: false });
    expect(await answer('delete-pair')(held, key)).toMatchObject({ ok: false });
    released.resolve();
    await Promise.all([deleting, holding]);

    expect([deletions.length, calls.slice(before).filter((call) => call.startsWith('save'))]).toEqual([
      1,
      [],
    ]);
  });
});

describe('where nobody sits at a screen', () => {
  test('a rule decides, and is asked again until it helps', async () => {
    const problems: string[] = [];
    const answers: (HeldAnswer | 'give-up')[] = ['retry', 'delete-pair', 'delete-pair'];
    let fails = true;
    const { hold } = await setUp(
      { save: ['throw-before', 'throw-before'] },
      {
        decide: async ({ problem }) => {
          problems.push(problem.code);
          return answers.shift() ?? 'give-up';
        },
        deletePair: async () => {
          if (fails) {
            fails = false;
            throw new Error('no answer');
          }
        },
      },
    );

    expect((await hold()).how).toBe('elsewhere');
    expect([problems, answers]).toEqual([['keychain-failed', 'keychain-failed', 'keychain-failed'], []]);
  });

  test.each([
    ['gives up', async () => 'give-up' as const],
    ['fails itself', () => Promise.reject(new Error('no terminal'))],
  ])('a rule that %s leaves the pair to the next recovery', async (_, decide) => {
    const { hold, vault, key } = await setUp({ save: ['throw-before'] }, { decide });

    expect(await hold()).toMatchObject({
      how: 'elsewhere',
      problem: { code: 'keychain-failed', explanation: expect.stringContaining('next start') as unknown },
    });
    expect(isWiped(key.privateKey)).toBe(true);
    // Written by now, so that nothing is written behind the next recovery.
    expect(await vault.journal.read(key.custodyId)).toMatchObject({
      state: 'REQUESTED',
      trouble: { code: 'in-memory-only' },
    });
  });
});

const removals: (() => void)[] = [];
afterEach(() => {
  for (const remove of removals.splice(0)) remove();
});

type More = Partial<Parameters<typeof createHeldKeys>[0]> & {
  readonly keychain?: Keychain;
  readonly deletePair?: KeyInHand['deletePair'];
  readonly save?: Parameters<typeof createHeldKeys>[0]['files']['save'];
};

async function setUp(options: FakeKeychainOptions = {}, more: More = {}) {
  const { keychain: other, deletePair = async () => {}, save, ...rest } = more;
  const calls: string[] = [];
  const keychain = fakeKeychain({ onCall: (call) => calls.push(call), ...options });
  // Its sentinel is kept before the faults begin.
  const plain = { ...keychain, ...plainCallsOf(keychain.items) };
  const vault = openTestVault({ keychain: plain });
  removals.push(vault.remove);
  const sentinelHash = await vault.sentinel.hash();
  const privateKey = Buffer.from(await newPrivateKey('ed25519'));
  const before = recordOf(sentinelHash);
  await vault.journal.write(before);
  const writes = { states: [] as [string, string][], file: '' };
  const journal = {
    ...vault.journal,
    write: async (record: KeyRecord) => {
      writes.states.push([record.state, fs.existsSync(writes.file) ? 'a file' : 'no file yet']);
      await vault.journal.write(record);
    },
  };
  const held = createHeldKeys({
    board: vault.board,
    files: { save: save ?? vault.files.save },
    ...rest,
  });
  const key: KeyInHand = {
    custodyId: before.custodyId,
    name: 'web',
    region: 'eu-central-1',
    keyPairId: 'key-1',
    privateKey,
    keychain: other ?? keychain,
    keychainAccount: ACCOUNT_NAME,
    sentinel: vault.sentinel,
    record: openCustodyRecord(journal, before, vault.now),
    deletePair,
  };
  const hold = () => held.hold(key);
  return { held, key, hold, vault, keychain, calls, writes, before, text: privateKey.toString() };
}

function plainCallsOf(items: Map<string, Uint8Array>): Pick<Keychain, 'save' | 'read'> {
  return {
    save: async (account, bytes) => void items.set(account, Uint8Array.from(bytes)),
    read: async (account) => items.get(account) ?? null,
  };
}

function recordOf(sentinelHash: string): KeyRecord {
  const { sourceId, accountId, region, endpoint } = ACCOUNT;
  return {
    version: 1,
    custodyId: randomUUID(),
    name: 'web',
    type: 'ed25519',
    origin: 'aws-made',
    state: 'REQUESTED',
    place: { sourceId, accountId, region, endpoint },
    keyPairId: null,
    publicKey: null,
    fingerprints: null,
    keychainAccount: ACCOUNT_NAME,
    backend: 'a keychain in memory',
    sentinelHash,
    launchId: null,
    createdAt: '2026-01-01T00:00:00.000Z',
    enteredAt: '2026-01-01T00:00:00.000Z',
    provedAt: null,
    trashedFrom: null,
    trouble: null,
    copies: [],
  };
}

/** Takes one call, and answers it when the test says so. */
function slowKeychain() {
  const released = Promise.withResolvers<void>();
  const given: Uint8Array[] = [];
  let kept: Uint8Array = new Uint8Array();
  let saves = 0;
  const slow = {
    kind: 'keychain' as const,
    backend: 'a slow keychain',
    save: async (_: string, privateKey: Uint8Array) => {
      saves++;
      kept = Uint8Array.from(privateKey);
      await released.promise;
    },
    read: async () => {
      const back = Uint8Array.from(kept);
      given.push(back);
      return back;
    },
    remove: async () => false,
    probe: () => Promise.reject(new KeychainError('failed', 'not asked')),
    given,
    answer: () => released.resolve(),
    get saves() {
      return saves;
    },
  };
  return slow;
}

type Vault = ReturnType<typeof openTestVault>;

async function shownHeld({ board }: Vault) {
  await expect.poll(() => board.vault().held.length).toBeGreaterThan(0);
  return board.vault().held;
}

function answer(what: HeldAnswer) {
  return (held: ReturnType<typeof createHeldKeys>, { custodyId }: { readonly custodyId: string }) =>
    held.answer({ custodyId, answer: what });
}

function isWiped(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === 0);
}
