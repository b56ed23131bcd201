import { afterEach, expect, test, vi } from 'vitest';
import { createOsKeychain } from '../../../electron/keychain/os-keychain.ts';
import { PROBE_ACCOUNT } from '../../../electron/keychain/probe.ts';

afterEach(() => vi.useRealTimers());

test('every item is pinned to the Secret Service, and named so that a person finds it', async () => {
  const keyring = fakeKeyring();

  await createOsKeychain(keyring).save('web|eu-central-1|123456789012|0a1b2c3d', Buffer.from('key\n'));

  expect(keyring.opened).toEqual([
    ['keyport', 'web|eu-central-1|123456789012|0a1b2c3d', { linux: { store: 'secret-service' } }],
  ]);
});

test('the library is not loaded before it is needed, and a failure to load it is a keychain error', async () => {
  const load = vi.fn(() =>
    Promise.reject(new Error('Cannot find native binding', { cause: new Error('glibc 2.99 not found') })),
  );
  const keychain = createOsKeychain({ load });
  expect(load).not.toHaveBeenCalled();

  await expect(keychain.read('web')).rejects.toMatchObject({
    kind: 'failed',
    raw: 'Cannot find native binding — glibc 2.99 not found',
  });
  expect(await keychain.probe()).toMatchObject({ state: 'failed', problem: { code: 'keychain-failed' } });
});

test('another private key under the same account is never replaced', async () => {
  const keyring = fakeKeyring();
  const keychain = createOsKeychain(keyring);
  await keychain.save('web', Buffer.from('first\n'));

  await expect(keychain.save('web', Buffer.from('other\n'))).rejects.toMatchObject({ kind: 'failed' });

  expect(String(keyring.items.get('web'))).toBe('first\n');
});

test('saving the same private key again is no error and writes nothing', async () => {
  const keyring = fakeKeyring();
  const keychain = createOsKeychain(keyring);
  await keychain.save('web', Buffer.from('first\n'));
  await keychain.save('web', Buffer.from('first'));

  expect(keyring.calls.filter((call) => call.startsWith('set'))).toEqual(['set web']);
});

test.each(['', 'x'.repeat(2561), 'schlüssel'])(
  'what cannot be stored never reaches the library',
  async (given) => {
    const keyring = fakeKeyring();

    await expect(createOsKeychain(keyring).save('web', Buffer.from(given))).rejects.toMatchObject({
      kind: 'failed',
    });

    expect(keyring.calls).toEqual([]);
  },
);

test('the copies it made of a private key are wiped, the one it was given is not', async () => {
  const keyring = fakeKeyring();
  const keychain = createOsKeychain(keyring);
  const privateKey = Buffer.from('first\n');

  await keychain.save('web', privateKey);
  const back = await keychain.read('web');

  expect(String(back)).toBe(String(Uint8Array.from(Buffer.from('first\n'))));
  expect(privateKey.toString()).toBe('first\n');
  expect([...keyring.given, ...keyring.handedOut].flatMap((bytes) => [...bytes]).filter(Boolean)).toEqual([]);
  expect(keyring.given).toHaveLength(1);
  expect(keyring.handedOut).toHaveLength(1);
});

test('calls run one at a time, in order, and a failure does not stop the next', async () => {
  const keyring = fakeKeyring({ failing: 'bad' });
  const keychain = createOsKeychain(keyring);

  const results = await Promise.allSettled([
    keychain.save('one', Buffer.from('1\n')),
    keychain.read('bad'),
    keychain.read('one'),
    keychain.remove('one'),
  ]);

  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
  expect(keyring.calls).toEqual(['get one', 'set one', 'get bad', 'get one', 'delete one']);
  expect(keyring.mostAtOnce()).toBe(1);
});

test('a call without an answer is reported once, and no second one is started', async () => {
  vi.useFakeTimers();
  const answer = Promise.withResolvers<void>();
  const keyring = fakeKeyring({ gate: answer.promise });
  const reports: boolean[] = [];
  const keychain = createOsKeychain({ ...keyring, onWaiting: (isWaiting) => reports.push(isWaiting) });

  const first = keychain.read('web');
  const second = keychain.read('web');
  await vi.advanceTimersByTimeAsync(999);
  expect(reports).toEqual([]);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(reports).toEqual([true]);
  expect(keyring.calls).toEqual(['get web']);

  answer.resolve();
  await Promise.all([first, second]);
  expect(reports).toEqual([true, false]);
});

test('a quick answer is not reported at all', async () => {
  vi.useFakeTimers();
  const onWaiting = vi.fn();
  await createOsKeychain({ ...fakeKeyring(), onWaiting }).read('web');

  await vi.advanceTimersByTimeAsync(60_000);

  expect(onWaiting).not.toHaveBeenCalled();
});

test('a probe writes as much as a private key has, reads it back, and leaves nothing', async () => {
  const keyring = fakeKeyring();

  const probe = await createOsKeychain({ ...keyring, platform: 'linux' }).probe();

  expect(probe).toEqual({
    state: 'ready',
    backend: 'Secret Service (GNOME Keyring, KWallet, KeePassXC)',
    raw: null,
    problem: null,
  });
  expect(keyring.given.map(({ length }) => length)).toEqual([1700]);
  expect(keyring.items.size).toBe(0);
});

test('what a killed probe left behind is removed by the next', async () => {
  const keyring = fakeKeyring();
  keyring.items.set(PROBE_ACCOUNT, Buffer.from('left behind\n'));

  expect((await createOsKeychain(keyring).probe()).state).toBe('ready');

  expect(keyring.items.size).toBe(0);
});

test('probes at the same time do not meet', async () => {
  const keychain = createOsKeychain(fakeKeyring());

  const probes = await Promise.all([keychain.probe(), keychain.probe(), keychain.probe()]);

  expect(probes.map(({ state }) => state)).toEqual(['ready', 'ready', 'ready']);
});

test('a keychain that forgets what it was given does not pass the probe', async () => {
  const keyring = fakeKeyring({ forgets: true });

  expect(await createOsKeychain(keyring).probe()).toMatchObject({ state: 'failed' });
});

test('a full disk is its own problem', async () => {
  const keyring = fakeKeyring({
    failing: PROBE_ACCOUNT,
    message: 'Platform failure: No space left on device',
  });

  expect(await createOsKeychain(keyring).probe()).toMatchObject({
    state: 'failed',
    problem: { code: 'keychain-full' },
  });
});

type FakeOptions = {
  readonly failing?: string;
  readonly message?: string;
  readonly forgets?: boolean;
  readonly gate?: Promise<void>;
};

/** The library, as far as it is used: it remembers what it was given by reference, to see it wiped. */
function fakeKeyring(options: FakeOptions = {}) {
  const opened: unknown[] = [];
  const calls: string[] = [];
  const items = new Map<string, Buffer>();
  const given: Uint8Array[] = [];
  const handedOut: number[][] = [];
  let running = 0;
  let most = 0;

  const call = async <Value>(name: string, account: string, answer: () => Value): Promise<Value> => {
    calls.push(`${name} ${account}`);
    most = Math.max(most, ++running);
    await options.gate;
    running--;
    if (account === options.failing) throw new Error(options.message ?? 'Platform failure: broken');
    return answer();
  };

  class AsyncEntry {
    readonly account: string;
    constructor(service: string, account: string, entryOptions?: unknown) {
      opened.push([service, account, entryOptions]);
      this.account = account;
    }
    static withTarget(): never {
      throw new Error('not used');
    }
    setSecret(secret: Uint8Array): Promise<void> {
      return call('set', this.account, () => {
        given.push(secret);
        if (!options.forgets) items.set(this.account, Buffer.from(secret));
      });
    }
    getSecret(): Promise<number[] | null> {
      return call('get', this.account, () => {
        const secret = items.get(this.account);
        if (!secret) return null;
        handedOut.push([...secret]);
        return handedOut.at(-1) ?? null;
      });
    }
    deleteCredential(): Promise<boolean> {
      return call('delete', this.account, () => items.delete(this.account));
    }
    setPassword = notUsed;
    getPassword = notUsed;
    deletePassword = notUsed;
  }
  return {
    opened,
    calls,
    items,
    given,
    handedOut,
    mostAtOnce: () => most,
    load: () => Promise.resolve({ AsyncEntry }),
  };
}

function notUsed(): never {
  throw new Error('not used');
}
