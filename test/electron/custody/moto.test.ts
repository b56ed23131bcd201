import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { DescribeKeyPairsCommand } from '@aws-sdk/client-ec2';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { deleteKeyPair } from '../../../electron/aws/key-pairs.ts';
import type { KeyRequest } from '../../../electron/custody/custody.ts';
import { secureKey } from '../../../electron/custody/secure-key.ts';
import { clientsAt, valueOf } from '../../support/aws-clients.ts';
import { startKeyring, type TestKeyring } from '../../support/keyring.ts';
import { startMoto, type Moto } from '../../support/moto.ts';
import { needs } from '../../support/parts.ts';
import { openKeychain, type RealKeychain } from '../../support/real-keychain.ts';
import { KEY_REQUEST, openTestVault } from '../../support/vault.ts';

const ways = ['aws-makes-it', 'made-here'] as const;
const types = ['ed25519', 'rsa'] as const;

needs(
  'moto',
  'gnome-keyring',
  'dbus',
  'secret-tool',
  'ssh-keygen',
)('a key between moto and GNOME Keyring', () => {
  let moto: Moto;
  let keyring: TestKeyring;
  let keychain: RealKeychain;

  beforeAll(async () => {
    [moto, keyring] = await Promise.all([startMoto(), startKeyring()]);
    keychain = openKeychain(keyring.env);
  });
  afterEach(() => moto.reset());
  afterAll(async () => {
    await keychain.close();
    await Promise.all([moto.stop(), keyring.stop()]);
  });

  const secure = async (request: Partial<KeyRequest>) => {
    const { ec2, ec2Once } = clientsAt(moto.endpoint);
    const vault = openTestVault({ keychain });
    const outcome = await secureKey({ ...vault, ec2, ec2Once }, { ...REQUEST, ...request }, () => {});
    vault.remove();
    return outcome;
  };

  test.each(ways.flatMap((kind) => types.map((type) => [kind, type] as const)))(
    'what another program reads from the keyring derives the public key that EC2 shows: %s, %s',
    async (kind, type) => {
      const secured = valueOf(await secure({ kind, type }));

      const lookup = ['lookup', 'service', 'keyport', 'username', secured.keychainAccount];
      const privateKey = spawnSync('secret-tool', lookup, { env: keyring.env }).stdout;
      const { KeyPairs = [] } = await clientsAt(moto.endpoint).ec2.send(
        new DescribeKeyPairsCommand({ IncludePublicKey: true }),
      );
      const shown = KeyPairs.map(({ KeyName, KeyPairId, PublicKey }) => [
        KeyName,
        KeyPairId,
        PublicKey?.trim().split(' ').slice(0, 2).join(' '),
      ]);
      expect(shown).toEqual([['web', secured.keyPairId, secured.publicKey]]);
      expect(sshKeygenOn(privateKey, keyring.env['HOME'] ?? '')).toBe(secured.publicKey);
    },
  );

  test.each(ways)('its tags say whose it is: %s', async (kind) => {
    const { custodyId } = valueOf(await secure({ kind }));

    const { KeyPairs = [] } = await clientsAt(moto.endpoint).ec2.send(
      new DescribeKeyPairsCommand({ Filters: [{ Name: 'tag:keyport:custody-id', Values: [custodyId] }] }),
    );

    expect(KeyPairs.map(({ KeyName }) => KeyName)).toEqual(['web']);
  });

  test.each(ways)('the second of the same name is refused, and the first stays: %s', async (kind) => {
    const first = valueOf(await secure({ kind }));

    expect(await secure({ kind })).toMatchObject({ ok: false, problem: { code: 'key-name-taken' } });

    expect(await keychain.read(first.keychainAccount)).not.toBeNull();
  });

  test('a removed key pair is gone in EC2, and its private key is still in the keychain', async () => {
    const secured = valueOf(await secure({ kind: 'aws-makes-it' }));
    const { ec2 } = clientsAt(moto.endpoint);

    await deleteKeyPair(ec2, secured);

    expect((await ec2.send(new DescribeKeyPairsCommand({}))).KeyPairs).toEqual([]);
    expect(await keychain.read(secured.keychainAccount)).not.toBeNull();
  });
});

needs(
  'moto',
  'gnome-keyring',
  'dbus',
)('a keyring that is locked', () => {
  test.each(ways)('ends the launch before AWS is asked for a key: %s', async (kind) => {
    const [moto, keyring] = await Promise.all([startMoto(), startKeyring({ locked: true })]);
    const keychain = openKeychain(keyring.env);
    const { ec2, ec2Once } = clientsAt(moto.endpoint);

    const vault = openTestVault({ keychain });
    const outcome = await secureKey({ ...vault, ec2, ec2Once }, { ...REQUEST, kind }, () => {});
    vault.remove();

    expect(outcome).toMatchObject({ ok: false, problem: { code: 'keychain-locked' } });
    expect((await ec2.send(new DescribeKeyPairsCommand({}))).KeyPairs).toEqual([]);
    await keychain.close();
    await Promise.all([moto.stop(), keyring.stop()]);
  });
});

const REQUEST: KeyRequest = { ...KEY_REQUEST, region: 'us-east-1' };

function sshKeygenOn(privateKey: Uint8Array, folder: string): string {
  const file = path.join(folder, 'key');
  fs.writeFileSync(file, privateKey, { mode: 0o600 });
  const { stdout } = spawnSync('ssh-keygen', ['-y', '-P', '', '-f', file], { encoding: 'utf8' });
  fs.rmSync(file);
  return stdout.trim().split(' ').slice(0, 2).join(' ');
}
