import fs from 'node:fs';
import { afterEach, expect, test } from 'vitest';
import { newPrivateKey, publicKeyOf } from '../../../electron/custody/key-format.ts';
import { secureKey } from '../../../electron/custody/secure-key.ts';
import type { ProblemCode } from '../../../shared/problem.ts';
import { startBus, withoutKeyring } from '../../support/bus.ts';
import { fakeEc2 } from '../../support/fake-key-pairs.ts';
import {
  startHostileSecretService,
  type HostileSecretService,
  type Hostility,
} from '../../support/hostile-secret-service.ts';
import { startKeyring } from '../../support/keyring.ts';
import { needs } from '../../support/parts.ts';
import { openKeychain, type RealKeychain } from '../../support/real-keychain.ts';
import { KEY_REQUEST, openTestVault } from '../../support/vault.ts';

const ACCOUNT = 'web|eu-central-1|123456789012|0a1b2c3d';
const KINDS = ['aws-makes-it', 'made-here'] as const;
const stops: (() => unknown)[] = [];

afterEach(async () => {
  for (const stop of stops.splice(0).toReversed()) await stop();
  // Where the keyring library goes by itself when it is not pinned: gone with the next start of the computer.
  expect(fs.readFileSync('/proc/keys', 'utf8')).not.toContain('keyport');
});

needs('dbus')('a Secret Service of our own', () => {
  test('with nothing wrong is one like any other', async () => {
    const { service, keychain } = await start('none');
    const privateKey = Buffer.from(await newPrivateKey('ed25519'));

    expect(await keychain.probe()).toMatchObject({ state: 'ready', problem: null });
    await keychain.save(ACCOUNT, privateKey);
    expect(privateKey.equals((await keychain.read(ACCOUNT)) ?? Buffer.alloc(0))).toBe(true);
    expect([...service.items.keys()]).toEqual([ACCOUNT]);
    expect(await keychain.remove(ACCOUNT)).toBe(true);
    expect(await keychain.read(ACCOUNT)).toBeNull();
  });

  const refusals = [
    ['never answers a session', 'hang-open', 'keychain-failed'],
    ['never answers a search', 'hang-search', 'keychain-failed'],
    ['has no default collection', 'no-default', 'keychain-absent'],
    ['is locked, and the person says no', 'dismiss', 'keychain-locked'],
  ] as const;

  test.each(refusals.flatMap((refusal) => KINDS.map((kind) => [...refusal, kind] as const)))(
    'that %s (%s) is a problem (%s) before AWS is asked: %s',
    async (_, hostility, code, kind) => {
      const { service, keychain } = await start(hostility);

      await expectRefused(keychain, kind, code);
      expect([...service.items]).toEqual([]);
    },
  );

  test.each(['hang-open', 'hang-search'] as const)(
    'that does not answer (%s) is asked once for each call, and not again behind it',
    async (hostility) => {
      const { service, keychain } = await start(hostility);

      const calls = [keychain.read('one'), keychain.read('two'), keychain.remove('three')];

      for (const call of calls) await expect(call).rejects.toMatchObject({ kind: 'failed' });
      expect(sessionsOf(service)).toBe(3);
    },
  );

  test('that asks a person who is not there is waited for in sight, and asked nothing else meanwhile', async () => {
    const { service, keychain } = await start('no-answer');
    service.items.set(ACCOUNT, Buffer.from('abcd\n'));

    const first = keychain.read(ACCOUNT);
    const behind = [keychain.read('two'), keychain.remove('three')];
    await keychain.waits();

    expect(service.calls.at(-1)).toBe('Prompt');
    expect(sessionsOf(service)).toBe(1);

    service.dismissPrompt();
    await expect(first).rejects.toMatchObject({ kind: 'locked' });
    expect(await Promise.all(behind)).toEqual([null, false]);
    expect(sessionsOf(service)).toBe(3);
  });

  test.each(KINDS)('AWS is not asked while a person is (%s), nor after they said no', async (kind) => {
    const { service, keychain } = await start('no-answer');

    const { outcome, requests } = secure(keychain, kind);
    await keychain.waits();
    expect(requests).toEqual([]);
    service.become('dismiss');
    service.dismissPrompt();

    expect(await outcome).toMatchObject({ ok: false, problem: { code: 'keychain-locked' } });
    expect(requests).toEqual([]);
  });

  test('that keeps a private key, and never says so, has it: what is read back decides', async () => {
    const { service, keychain } = await start('late');

    const { outcome, requests } = secure(keychain, 'aws-makes-it');
    const secured = await outcome;

    const keys = [...service.items].filter(([name]) => !name.startsWith('sentinel|'));
    const [[account, kept] = ['', Buffer.alloc(0)]] = keys;
    expect(secured).toMatchObject({
      ok: true,
      value: { keychainAccount: account, publicKey: publicKeyOf(kept) },
    });
    expect(requests.filter((action) => action === 'CreateKeyPair')).toHaveLength(1);
  });

  test('that leaves the bus is absent', async () => {
    const { service, keychain } = await start('none');
    await keychain.save(ACCOUNT, Buffer.from('abcd\n'));

    await service.leave();

    await expect(keychain.read(ACCOUNT)).rejects.toMatchObject({ kind: 'absent' });
    await expectRefused(keychain, 'aws-makes-it', 'keychain-absent');
  });
});

needs('dbus')('a computer without a keychain', () => {
  test.each(KINDS)('a bus that nobody serves is a problem before AWS is asked: %s', async (kind) => {
    const bus = await startBus();
    stops.push(bus.stop);

    await expectRefused(open(bus), kind, 'keychain-absent');
  });

  test.each(KINDS)('no bus at all is a problem before AWS is asked: %s', async (kind) => {
    const nothing = withoutKeyring();
    stops.push(nothing.stop);

    await expectRefused(open(nothing), kind, 'keychain-absent');
  });
});

needs('gnome-keyring', 'dbus')('a real GNOME Keyring', () => {
  test('that is killed between two calls is absent, and has everything when it is back', async () => {
    const keyring = await startKeyring();
    stops.push(keyring.stop);
    const keychain = open(keyring);
    await keychain.save(ACCOUNT, Buffer.from('abcd\n'));

    await keyring.kill();
    await expect(keychain.read(ACCOUNT)).rejects.toMatchObject({ kind: 'absent' });
    await expectRefused(keychain, 'aws-makes-it', 'keychain-absent');
    await keyring.restart();

    expect(String(await keychain.read(ACCOUNT))).toBe('abcd\n');
  });

  test('that is locked is a problem before AWS is asked', async () => {
    const keyring = await startKeyring({ locked: true });
    stops.push(keyring.stop);

    await expectRefused(open(keyring), 'aws-makes-it', 'keychain-locked');
  });
});

async function start(
  hostility: Hostility,
): Promise<{ readonly service: HostileSecretService; readonly keychain: RealKeychain }> {
  const service = await startHostileSecretService(hostility);
  stops.push(service.stop);
  return { service, keychain: open(service) };
}

function open({ env }: { readonly env: Readonly<Record<string, string>> }): RealKeychain {
  const keychain = openKeychain(env);
  stops.push(keychain.close);
  return keychain;
}

function secure(keychain: RealKeychain, kind: (typeof KINDS)[number]) {
  const { ec2, ec2Once, requests } = fakeEc2();
  const vault = openTestVault({ keychain });
  stops.push(vault.remove);
  const outcome = secureKey({ ...vault, ec2, ec2Once }, { ...KEY_REQUEST, kind }, () => {});
  return { outcome, requests };
}

async function expectRefused(
  keychain: RealKeychain,
  kind: (typeof KINDS)[number],
  code: ProblemCode,
): Promise<void> {
  const { outcome, requests } = secure(keychain, kind);
  expect(await outcome).toMatchObject({ ok: false, problem: { code } });
  expect(requests).toEqual([]);
}

function sessionsOf({ calls }: HostileSecretService): number {
  return calls.filter((call) => call === 'OpenSession').length;
}
