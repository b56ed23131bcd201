import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { accountsOf } from '../../../electron/aws/accounts.ts';
import { createConnections, type Connections } from '../../../electron/aws/connections.ts';
import { createKey } from '../../../electron/custody/create-key.ts';
import { openKeyJournal } from '../../../electron/custody/key-journal.ts';
import { proveVaultKey } from '../../../electron/custody/prove-vault-key.ts';
import { readAccountKeys } from '../../../electron/custody/read-account-keys.ts';
import { openSentinel } from '../../../electron/custody/sentinel.ts';
import { removeKeyPair } from '../../../electron/custody/remove-key-pair.ts';
import { sendPublicKey } from '../../../electron/custody/send-public-key.ts';
import { deleteKey, trashKey } from '../../../electron/custody/trash-key.ts';
import type { VaultServices } from '../../../electron/custody/vault-services.ts';
import { matchKeys } from '../../../shared/keys/match-keys.ts';
import type { VaultKey } from '../../../shared/keys/vault.ts';
import { awsCli } from '../../app/judge.ts';
import { valueOf } from '../../support/aws-clients.ts';
import { startKeyring, type TestKeyring } from '../../support/keyring.ts';
import { startMoto, type Moto } from '../../support/moto.ts';
import { needs } from '../../support/parts.ts';
import { openKeychain, type RealKeychain } from '../../support/real-keychain.ts';
import { openTestVault } from '../../support/vault.ts';

// Judged by programs that know nothing of Keyport: the AWS CLI of what is in AWS, secret-tool of what is in the keyring.
needs(
  'moto',
  'aws',
  'gnome-keyring',
  'dbus',
  'secret-tool',
)('one key through all that is done with it', () => {
  let moto: Moto;
  let keyring: TestKeyring;
  let keychain: RealKeychain;
  let vault: ReturnType<typeof openTestVault>;
  let services: VaultServices;

  beforeAll(async () => {
    [moto, keyring] = await Promise.all([startMoto(), startKeyring()]);
    keychain = openKeychain(keyring.env);
  });
  afterAll(async () => {
    await keychain.close();
    await Promise.all([moto.stop(), keyring.stop()]);
  });
  beforeEach(() => {
    vault = openTestVault({ keychain });
    services = { ...vault, connections: ofTwoRegions(createConnections(accountsOf(moto.env))) };
  });
  afterEach(async () => {
    vault.remove();
    await moto.reset();
  });

  const make = async (kind: 'aws-makes-it' | 'made-here', type: VaultKey['type'] = 'ed25519') =>
    valueOf(await createKey(services, { ...CHOICE, name: 'web', type, kind }));

  /** By a profile of its own: it takes none of the machine's. */
  const aws = (words: string) => {
    const profile = path.join(vault.home, 'judge');
    fs.writeFileSync(profile, '[practice]\naws_access_key_id = judge\naws_secret_access_key = judge\n');
    const files = { AWS_CONFIG_FILE: '/nonexistent/config', AWS_SHARED_CREDENTIALS_FILE: profile };
    return awsCli(moto.endpoint, { ...process.env, ...files })(words);
  };

  const inAws = async () => {
    const { KeyPairs } = (await aws('describe-key-pairs --include-public-key')) as {
      readonly KeyPairs: readonly { KeyName: string; KeyPairId: string; PublicKey: string }[];
    };
    return KeyPairs.map(({ KeyName, KeyPairId, PublicKey }) => ({
      name: KeyName,
      keyPairId: KeyPairId,
      publicKey: PublicKey.trim().split(' ').slice(0, 2).join(' '),
    }));
  };

  const inKeyring = ({ keychainAccount }: VaultKey) =>
    spawnSync('secret-tool', ['lookup', 'service', 'keyport', 'username', keychainAccount], {
      env: keyring.env,
    }).stdout.toString();

  test.each([
    ['aws-makes-it', 'ed25519'],
    ['made-here', 'rsa'],
  ] as const)(
    'made (%s, %s), proved, taken out of AWS, sent there again, trashed and deleted',
    { timeout: 120_000 },
    async (kind, type) => {
      const made = await make(kind, type);
      expect(await inAws()).toEqual([
        { name: 'web', keyPairId: made.pair?.keyPairId, publicKey: made.publicKey },
      ]);
      const secret = inKeyring(made);
      expect(secret).toContain('PRIVATE KEY');

      valueOf(await proveVaultKey(services, made.custodyId));

      valueOf(
        await removeKeyPair(services, { ...CHOICE, keyPairId: made.pair?.keyPairId ?? '', typedName: 'web' }),
      );
      expect(await inAws()).toEqual([]);
      expect(inKeyring(made)).toBe(secret);

      const sent = valueOf(
        await sendPublicKey(services, { ...CHOICE, custodyId: made.custodyId, name: 'web-2' }),
      );
      expect(await inAws()).toEqual([
        { name: 'web-2', keyPairId: sent.pair?.keyPairId, publicKey: made.publicKey },
      ]);

      const account = valueOf(await readAccountKeys(services, CHOICE));
      expect(matchKeys([sent], account)).toMatchObject([
        { standing: 'safe-here', pairs: [{ name: 'web-2' }] },
      ]);

      valueOf(await trashKey(services, { custodyId: made.custodyId, typedName: 'web-2' }));
      expect(inKeyring(made)).toBe(secret);
      valueOf(await deleteKey(services, { custodyId: made.custodyId, typedName: 'web-2' }));
      expect(inKeyring(made)).toBe('');
      expect((await inAws()).map(({ name }) => name)).toEqual(['web-2']);
      expect((await openKeyJournal(vault.home).list()).records).toEqual([]);
    },
  );

  test(
    'a pair that somebody else made is removed, although the emulator ignores its id; an instance keeps it',
    { timeout: 120_000 },
    async () => {
      await aws('create-key-pair --key-name theirs');
      await aws('create-key-pair --key-name used');
      await aws('run-instances --image-id ami-12c6146b --instance-type t3.micro --key-name used');
      const [theirs, used] = (await inAws()).toSorted((one, other) => one.name.localeCompare(other.name));

      const refused = await removeKeyPair(services, {
        ...CHOICE,
        keyPairId: used?.keyPairId ?? '',
        typedName: 'used',
      });
      expect(refused).toMatchObject({ ok: false, problem: { code: 'key-in-use' } });
      valueOf(
        await removeKeyPair(services, { ...CHOICE, keyPairId: theirs?.keyPairId ?? '', typedName: 'theirs' }),
      );

      expect((await inAws()).map(({ name }) => name)).toEqual(['used']);
    },
  );

  test(
    'a private key is not deleted while an instance runs with it, nor with its region gone',
    { timeout: 120_000 },
    async () => {
      const made = await make('made-here');
      await aws('run-instances --image-id ami-12c6146b --instance-type t3.micro --key-name web');
      const named = { custodyId: made.custodyId, typedName: 'web' };
      valueOf(await trashKey(services, named));

      expect(await deleteKey(services, named)).toMatchObject({ problem: { code: 'key-in-use' } });
      const offline = {
        ...services,
        connections: createConnections(accountsOf({ ...moto.env, AWS_ENDPOINT_URL: 'http://127.0.0.1:9' })),
      };
      expect(await deleteKey(offline, named)).toMatchObject({ problem: { code: 'key-use-unknown' } });

      expect(inKeyring(made)).toContain('PRIVATE KEY');
    },
  );

  test('another keyring, and a locked one, proves nothing of the key and removes nothing', async () => {
    const made = await make('made-here');
    const named = { custodyId: made.custodyId, typedName: 'web' };
    valueOf(await trashKey(services, named));
    const locked = await startKeyring({ locked: true });
    const lockedKeychain = openKeychain(locked.env);
    const sentinel = openSentinel(vault.home, lockedKeychain);
    const moved = { ...services, keychain: lockedKeychain, sentinel };

    expect(await proveVaultKey(moved, made.custodyId)).toMatchObject({
      problem: { code: 'not-this-keychain' },
    });
    expect(await deleteKey(moved, named)).toMatchObject({ problem: { code: 'not-this-keychain' } });

    expect(await services.journal.read(made.custodyId)).toMatchObject({ state: 'TRASHED', trouble: null });
    await lockedKeychain.close();
    await locked.stop();
  });
});

/** The emulator has thirty, and takes its time to set up each. */
function ofTwoRegions(connections: Connections): Connections {
  const connect: Connections['connect'] = async (choice) => {
    const connected = await connections.connect(choice);
    if (!connected.ok) return connected;
    // The same clients, by which the others are found.
    const { account, clients } = connected.value;
    return { ok: true, value: { account: { ...account, regions: ['eu-west-1', 'us-east-1'] }, clients } };
  };
  return { ...connections, connect };
}

const CHOICE = { sourceId: 'environment', region: 'us-east-1' };
