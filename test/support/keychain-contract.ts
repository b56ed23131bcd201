import { randomUUID } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newPrivateKey } from '../../electron/custody/key-format.ts';
import { KeychainError, type Keychain } from '../../electron/keychain/keychain.ts';

/**
 * What Keyport relies on, whatever keeps the private keys. `open` may give the same one each time: every test has accounts of
 * its own.
 */
export function keychainContract(title: string, open: () => Keychain | Promise<Keychain>): void {
  describe(`${title}, as every keychain`, () => {
    test.each(['ed25519', 'rsa'] as const)('gives a private key back byte by byte: %s', async (type) => {
      const [keychain, account] = [await open(), newAccount()];
      const privateKey = await newPrivateKey(type);

      await keychain.save(account, privateKey);

      expect(textOf(await keychain.read(account))).toBe(textOf(privateKey));
    });

    test.each([
      ['of an odd length', 'abcd\n', 'abcd\n'],
      ['of an even length', 'abc\n', 'abc\n'],
      ['with CRLF', 'a\r\nbc\r\n', 'a\nbc\n'],
      ['without a final newline', 'abcd', 'abcd\n'],
      ['with several final newlines', 'abc\n\n\n', 'abc\n'],
      ['as long as it may be', `${'a'.repeat(2559)}\n`, `${'a'.repeat(2559)}\n`],
    ])('gives a text back with LF and one final newline: %s', async (_, given, back) => {
      const [keychain, account] = [await open(), newAccount()];

      await keychain.save(account, Buffer.from(given));

      expect(textOf(await keychain.read(account))).toBe(back);
    });

    test.each([
      ['of 2561 bytes', `${'a'.repeat(2560)}\n`],
      ['empty', ''],
      ['only newlines', '\r\n\n'],
      ['not ASCII', 'secret schlüssel\n'],
    ])('refuses a text before anything is stored: %s', async (_, given) => {
      const [keychain, account] = [await open(), newAccount()];

      const error: unknown = await keychain
        .save(account, Buffer.from(given))
        .catch((thrown: unknown) => thrown);

      expect(error).toBeInstanceOf(KeychainError);
      expect(error).toMatchObject({ kind: 'failed', message: expect.not.stringContaining('secret') });
      expect(await keychain.read(account)).toBeNull();
    });

    test('never replaces a private key by another', async () => {
      const [keychain, account] = [await open(), newAccount()];
      await keychain.save(account, Buffer.from('primus\n'));

      const error: unknown = await keychain
        .save(account, Buffer.from('secundus\n'))
        .catch((thrown: unknown) => thrown);

      expect(error).toBeInstanceOf(KeychainError);
      expect(error).toMatchObject({ kind: 'failed', message: expect.not.stringMatching(/primus|secundus/) });
      expect(textOf(await keychain.read(account))).toBe('primus\n');
    });

    test('takes the same private key again', async () => {
      const [keychain, account] = [await open(), newAccount()];

      for (const same of ['first\n', 'first', 'first\r\n']) await keychain.save(account, Buffer.from(same));

      expect(textOf(await keychain.read(account))).toBe('first\n');
    });

    test('says that there is none where there is none', async () => {
      const [keychain, account] = [await open(), newAccount()];

      expect(await keychain.read(account)).toBeNull();
      expect(await keychain.remove(account)).toBe(false);
    });

    test('removes once, and can then be given another', async () => {
      const [keychain, account] = [await open(), newAccount()];
      await keychain.save(account, Buffer.from('first\n'));

      expect(await keychain.remove(account)).toBe(true);
      expect(await keychain.read(account)).toBeNull();
      expect(await keychain.remove(account)).toBe(false);

      await keychain.save(account, Buffer.from('other\n'));
      expect(textOf(await keychain.read(account))).toBe('other\n');
    });

    test.each([
      ['in one character', 'web|0a1b2c3d', 'web|0a1b2c3e'],
      ['in case', 'web', 'Web'],
      ['in a space at the end', 'web', 'web '],
      ['in a bar', 'web|eu|1', 'web|eu1'],
      ['in what a path is made of', 'a/../b', 'b'],
      ['beyond ASCII', 'schlüssel', 'schlussel'],
      ['in a quote', 'say "web"', "say 'web'"],
      ['at the end of a long one', `${'a'.repeat(255)}1`, `${'a'.repeat(255)}2`],
    ])('keeps two accounts apart that differ %s', async (_, one, other) => {
      const [keychain, own] = [await open(), newAccount()];
      // What they differ in stands at both ends.
      const [first, second] = [`${one} ${own} ${one}`, `${other} ${own} ${other}`];
      await keychain.save(first, Buffer.from('one\n'));

      expect(await keychain.read(second)).toBeNull();
      await keychain.save(second, Buffer.from('two\n'));
      expect(textOf(await keychain.read(first))).toBe('one\n');
      expect(await keychain.remove(first)).toBe(true);
      expect(textOf(await keychain.read(second))).toBe('two\n');
    });

    test('leaves the bytes that it was given alone', async () => {
      const [keychain, account] = [await open(), newAccount()];
      const given = Buffer.from('first\r\n');

      await keychain.save(account, given);
      await keychain.save(account, given);

      expect(given.toString()).toBe('first\r\n');
    });

    test('keeps its own copy of what it is given, and gives a new one away each time', async () => {
      const [keychain, account] = [await open(), newAccount()];
      const given = Buffer.from('first\n');
      await keychain.save(account, given);

      given.fill(0);
      (await keychain.read(account))?.fill(0);

      expect(textOf(await keychain.read(account))).toBe('first\n');
    });

    test('answers calls that come all at once as if they came one after the other', async () => {
      const keychain = await open();
      await fc.assert(
        fc.asyncProperty(fc.array(call, { minLength: 50, maxLength: 50 }), async (calls) => {
          const own = newAccount();
          const answers = calls.map((each) => carryOut(keychain, own, each));
          expect(await Promise.all(answers)).toEqual(expectedOf(calls));
          await Promise.all(ACCOUNTS.map((name) => keychain.remove(name + own)));
        }),
        { numRuns: 3, endOnFailure: true },
      );
    });

    test('passes the probe, and keeps nothing of it, also of several at once', async () => {
      const [keychain, account] = [await open(), newAccount()];
      await keychain.save(account, Buffer.from('first\n'));

      const probes = await Promise.all([keychain.probe(), keychain.probe()]);

      for (const probe of probes) expect(probe).toMatchObject({ state: 'ready', problem: null, raw: null });
      expect(await keychain.read('probe')).toBeNull();
      expect(textOf(await keychain.read(account))).toBe('first\n');
    });
  });
}

const ACCOUNTS = ['one|', 'two|', 'three|'] as const;
const KEYS = ['first\n', 'other\n'] as const;

type Call = { readonly what: 'save' | 'read' | 'remove'; readonly name: string; readonly privateKey: string };

const call: fc.Arbitrary<Call> = fc.record({
  what: fc.constantFrom('save', 'save', 'read', 'remove'),
  name: fc.constantFrom(...ACCOUNTS),
  privateKey: fc.constantFrom(...KEYS),
});

async function carryOut(keychain: Keychain, own: string, { what, name, privateKey }: Call): Promise<unknown> {
  const account = name + own;
  if (what === 'remove') return keychain.remove(account);
  if (what === 'read') return textOf(await keychain.read(account));
  return keychain.save(account, Buffer.from(privateKey)).then(
    () => 'saved',
    (error: unknown) => (error instanceof KeychainError ? error.kind : error),
  );
}

function expectedOf(calls: readonly Call[]): unknown[] {
  const kept = new Map<string, string>();
  return calls.map(({ what, name, privateKey }) => {
    const present = kept.get(name) ?? null;
    if (what === 'remove') return kept.delete(name);
    if (what === 'read') return present;
    if (present === null) kept.set(name, privateKey);
    return present === null || present === privateKey ? 'saved' : 'failed';
  });
}

function newAccount(): string {
  return `web server|eu-central-1|123456789012|${randomUUID().slice(0, 8)}`;
}

function textOf(bytes: Uint8Array | null): string | null {
  return bytes && Buffer.from(bytes).toString('latin1');
}
