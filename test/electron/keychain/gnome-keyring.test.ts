import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { afterEach, expect, test } from 'vitest';
import { newPrivateKey } from '../../../electron/custody/key-format.ts';
import { startKeyring, withoutKeyring, type TestKeyring } from '../../support/keyring.ts';
import { needs } from '../../support/parts.ts';
import { openKeychain, type RealKeychain } from '../../support/real-keychain.ts';

const ACCOUNT = 'web|eu-central-1|123456789012|0a1b2c3d';
const stops: (() => unknown)[] = [];

afterEach(async () => {
  for (const stop of stops.splice(0).toReversed()) await stop();
});

needs('gnome-keyring', 'dbus')('a real GNOME Keyring', () => {
  test.each(['ed25519', 'rsa'] as const)('gives a private key back as it was saved: %s', async (type) => {
    const keychain = open(await start());
    const privateKey = Buffer.from(await newPrivateKey(type));

    await keychain.save(ACCOUNT, privateKey);

    expect(privateKey.equals((await keychain.read(ACCOUNT)) ?? Buffer.alloc(0))).toBe(true);
    expect(await keychain.remove(ACCOUNT)).toBe(true);
    expect(await keychain.remove(ACCOUNT)).toBe(false);
    expect(await keychain.read(ACCOUNT)).toBeNull();
  });

  test('keeps it for the next start of the program', async () => {
    const keyring = await start();
    const first = open(keyring);
    await first.save(ACCOUNT, Buffer.from('abcd\n'));
    await first.close();

    expect(String(await open(keyring).read(ACCOUNT))).toBe('abcd\n');
  });

  test('never replaces another private key', async () => {
    const keychain = open(await start());
    await keychain.save(ACCOUNT, Buffer.from('first\n'));

    await expect(keychain.save(ACCOUNT, Buffer.from('other\n'))).rejects.toMatchObject({ kind: 'failed' });

    expect(String(await keychain.read(ACCOUNT))).toBe('first\n');
  });

  test('takes 2560 bytes, which is all that Windows would', async () => {
    const keychain = open(await start());
    const largest = Buffer.from(`${'a'.repeat(2559)}\n`);

    await keychain.save(ACCOUNT, largest);

    expect(largest.equals((await keychain.read(ACCOUNT)) ?? Buffer.alloc(0))).toBe(true);
  });

  test('passes the probe, and keeps nothing of it', async () => {
    const keychain = open(await start());

    expect(await keychain.probe()).toMatchObject({ state: 'ready', problem: null });

    expect(await keychain.read('probe')).toBeNull();
  });

  test('a locked one is called locked, before anything is asked of it', async () => {
    const keychain = open(await start({ locked: true }));

    expect(await keychain.probe()).toMatchObject({ state: 'locked', problem: { code: 'keychain-locked' } });
    await expect(keychain.save(ACCOUNT, Buffer.from('abcd\n'))).rejects.toMatchObject({ kind: 'locked' });
    // Not an error: which is why an absence proves nothing.
    expect(await keychain.read(ACCOUNT)).toBeNull();
  });

  test('one that does not answer has failed, which is neither an absence nor a no, and is asked again later', async () => {
    const keyring = await start();
    const keychain = open(keyring);
    await keychain.save(ACCOUNT, Buffer.from('abcd\n'));

    keyring.freeze();
    await expect(keychain.read(ACCOUNT)).rejects.toMatchObject({
      kind: 'failed',
      raw: expect.stringContaining('Did not receive a reply'),
    });
    keyring.thaw();

    expect(String(await keychain.read(ACCOUNT))).toBe('abcd\n');
  });

  test('hundreds of calls do not use up the connections that a bus gives to one person', async () => {
    const keychain = open(await start());
    await keychain.save(ACCOUNT, Buffer.from('abcd\n'));

    for (let calls = 0; calls < 400; calls++) {
      expect(String(await keychain.read(ACCOUNT))).toBe('abcd\n');
    }
  });

  test('one that came back after it was gone is used again', async () => {
    const keyring = await start();
    const keychain = open(keyring);
    await keychain.save(ACCOUNT, Buffer.from('abcd\n'));
    await keyring.restart();

    expect(String(await keychain.read(ACCOUNT))).toBe('abcd\n');
  });
});

needs(
  'gnome-keyring',
  'dbus',
  'secret-tool',
)('asked by another program', () => {
  test('the item has the name and the text that a person can rescue it by', async () => {
    const keyring = await start();
    const privateKey = await newPrivateKey('ed25519');
    await open(keyring).save(ACCOUNT, privateKey);

    const lookup = ['lookup', 'service', 'keyport', 'username', ACCOUNT];
    const { stdout } = spawnSync('secret-tool', lookup, { env: keyring.env, encoding: 'utf8' });

    expect(stdout.trimEnd()).toBe(Buffer.from(privateKey).toString().trimEnd());
  });
});

needs('dbus')('where there is no keychain', () => {
  test('no bus at all is called absent, and nothing falls back to kernel memory', async () => {
    const nothing = withoutKeyring();
    stops.push(nothing.stop);
    const keychain = open(nothing);

    expect(await keychain.probe()).toMatchObject({ state: 'absent', problem: { code: 'keychain-absent' } });
    await expect(keychain.save(ACCOUNT, Buffer.from('abcd\n'))).rejects.toMatchObject({ kind: 'absent' });
    expect(fs.readFileSync('/proc/keys', 'utf8')).not.toContain('keyport');
  });
});

async function start(options?: { readonly locked: boolean }): Promise<TestKeyring> {
  const keyring = await startKeyring(options);
  stops.push(keyring.stop);
  return keyring;
}

function open({ env }: { readonly env: Readonly<Record<string, string>> }): RealKeychain {
  const keychain = openKeychain(env);
  stops.push(keychain.close);
  return keychain;
}
