import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import {
  DescribeImagesCommand,
  DescribeKeyPairsCommand,
  RunInstancesCommand,
  TerminateInstancesCommand,
  type EC2Client,
} from '@aws-sdk/client-ec2';
import { afterAll, afterEach, beforeAll, expect, onTestFinished, test } from 'vitest';
import { accountsOf } from '../../../electron/aws/accounts.ts';
import { createConnections } from '../../../electron/aws/connections.ts';
import type { KeyRequest } from '../../../electron/custody/custody.ts';
import { isPrivateHalfOf } from '../../../electron/custody/key-format.ts';
import type { KeyRecord } from '../../../electron/custody/key-record.ts';
import { recoverKeys } from '../../../electron/custody/recover.ts';
import { secureKey } from '../../../electron/custody/secure-key.ts';
import type { VaultServices } from '../../../electron/custody/vault-services.ts';
import type { VaultKey } from '../../../shared/keys/vault.ts';
import { clientsAt } from '../../support/aws-clients.ts';
import { startKeyring, type TestKeyring } from '../../support/keyring.ts';
import { startMoto, type Moto } from '../../support/moto.ts';
import { needs } from '../../support/parts.ts';
import { openKeychain, type RealKeychain } from '../../support/real-keychain.ts';
import { openTestVault } from '../../support/vault.ts';

const REGION = 'us-east-1';
const ways = ['aws-makes-it', 'made-here'] as const;

needs(
  'moto',
  'gnome-keyring',
  'dbus',
)('a key between moto and GNOME Keyring, and a program that dies', () => {
  let moto: Moto;
  let keyring: TestKeyring;
  let keychain: RealKeychain;
  let ec2: EC2Client;

  beforeAll(async () => {
    [moto, keyring] = await Promise.all([startMoto(), startKeyring()]);
    keychain = openKeychain(keyring.env);
    ({ ec2 } = clientsAt(moto.endpoint));
  });
  afterEach(() => moto.reset());
  afterAll(async () => {
    await keychain.close();
    await Promise.all([moto.stop(), keyring.stop()]);
  });

  /** A run of Keyport in this home, or in a new one. */
  const open = (home?: string, endpoint = moto.endpoint): VaultServices => {
    const vault = openTestVault({ keychain, ...(home === undefined ? {} : { home }) });
    onTestFinished(vault.remove);
    return {
      ...vault,
      connections: createConnections(accountsOf({ ...moto.env, AWS_ENDPOINT_URL: endpoint })),
    };
  };
  const request = (kind: KeyRequest['kind']): KeyRequest => ({
    kind,
    type: 'ed25519',
    name: 'web',
    sourceId: 'environment',
    accountId: '123456789012',
    region: REGION,
    endpoint: moto.endpoint,
    launchId: null,
  });
  /** Makes a key, and dies right after the step of this number. */
  const dieAfter = async (services: VaultServices, kind: KeyRequest['kind'], last: number) => {
    const { mortal, died, steps } = withSteps(services, clientsAt(moto.endpoint), last);
    await Promise.race([secureKey(mortal, request(kind), () => {}), died]);
    return steps;
  };
  const recover = async (home: string, endpoint = moto.endpoint): Promise<readonly VaultKey[]> => {
    const services = open(home, endpoint);
    await recoverKeys(services);
    return services.board.vault().keys;
  };
  const pairs = async () => {
    const { KeyPairs = [] } = await ec2.send(new DescribeKeyPairsCommand({ IncludePublicKey: true }));
    return KeyPairs;
  };
  /** A pair in AWS, a record in REQUESTED, and no private key. */
  const makeOrphan = async (): Promise<VaultServices> => {
    const services = open();
    const steps = await dieAfter(services, 'aws-makes-it', 2);
    expect(steps).toEqual(['REQUESTED', 'CreateKeyPairCommand']);
    return services;
  };

  test.each(ways)(
    'whichever step was its last, both halves are there in the end, or neither: %s',
    async (kind) => {
      const all = await dieAfter(open(), kind, Number.POSITIVE_INFINITY);
      expect(all.at(-1)).toBe('READY');
      await moto.reset();
      const ends: string[] = [];
      for (const last of all.keys()) {
        const services = open();
        expect(await dieAfter(services, kind, last + 1)).toEqual(all.slice(0, last + 1));

        const keys = await recover(services.home);

        const shown = await pairs();
        const [key] = keys;
        if (key === undefined || key.trouble?.code === 'not-yet-shown') expect(shown).toEqual([]);
        else {
          const privateKey = (await keychain.read(key.keychainAccount)) ?? Buffer.alloc(0);
          expect(key).toMatchObject({ standing: 'safe', pair: { keyPairId: shown[0]?.KeyPairId } });
          expect(shown.map(({ PublicKey }) => isPrivateHalfOf(privateKey, PublicKey ?? ''))).toEqual([true]);
        }
        ends.push(`${all[last] ?? ''}: ${key?.trouble?.code ?? key?.standing ?? 'gone'}`);
        const before = stateOf(services.home);
        await recover(services.home);
        expect(stateOf(services.home)).toEqual(before);
        expect(await pairs()).toEqual(shown);
        await moto.reset();
      }
      expect(ends).toEqual(ENDS[kind]);
    },
    120_000,
  );

  test('a pair that nobody has the private key of is deleted, also by a server that ignores the id', async () => {
    const { home } = await makeOrphan();
    expect(await pairs()).toHaveLength(1);

    expect(await recover(home)).toEqual([]);

    expect(await pairs()).toEqual([]);
  });

  test('it stays while an instance was started with it, and goes when that is terminated', async () => {
    const { home } = await makeOrphan();
    const { Images = [] } = await ec2.send(new DescribeImagesCommand({ Owners: ['amazon'] }));
    const ImageId = Images[0]?.ImageId;
    const run = new RunInstancesCommand({ ImageId, KeyName: 'web', MinCount: 1, MaxCount: 1 });
    const InstanceIds = [(await ec2.send(run)).Instances?.[0]?.InstanceId ?? ''];

    expect(await recover(home)).toMatchObject([{ standing: 'needs-you', trouble: { code: 'pair-in-use' } }]);
    expect(await pairs()).toHaveLength(1);

    await ec2.send(new TerminateInstancesCommand({ InstanceIds }));
    expect(await recover(home)).toEqual([]);
    expect(await pairs()).toEqual([]);
  });

  test('a keyring that is locked changes nothing, here or in AWS; once it is open all goes on', async () => {
    const { home } = await makeOrphan();
    lock(keyring);

    const locked = await recover(home);
    expect(locked).toMatchObject([{ standing: 'finishing', trouble: { code: 'keychain-locked' } }]);
    expect(await pairs()).toHaveLength(1);

    await keyring.restart();
    expect(await recover(home)).toEqual([]);
    expect(await pairs()).toEqual([]);
  });

  test('another keyring is no proof that the private key is lost', async () => {
    const services = open();
    await dieAfter(services, 'aws-makes-it', 3);
    const other = await startKeyring();
    const otherKeychain = openKeychain(other.env);
    const elsewhere = openTestVault({ keychain: otherKeychain, home: services.home });

    await recoverKeys({ ...elsewhere, connections: services.connections });

    expect(elsewhere.board.vault().keys).toMatchObject([
      { standing: 'needs-you', trouble: { code: 'not-this-keychain' } },
    ]);
    expect(await pairs()).toHaveLength(1);
    expect(await recover(services.home)).toMatchObject([{ standing: 'safe' }]);
    await otherKeychain.close();
    await other.stop();
  });

  test('another AWS is no proof that the pair was never made; neither is one that is gone', async () => {
    const { home } = await makeOrphan();
    const other = await startMoto();

    expect(await recover(home, other.endpoint)).toMatchObject([{ trouble: { code: 'other-account' } }]);
    await other.stop();
    expect(await recover(home, other.endpoint)).toMatchObject([{ trouble: { code: 'aws-not-asked' } }]);

    expect(await pairs()).toHaveLength(1);
    expect(await recover(home)).toEqual([]);
  });
});

/** After which step, what the next start makes of it. */
const ENDS = {
  'aws-makes-it': ['REQUESTED: not-yet-shown', 'CreateKeyPairCommand: gone', 'save: safe', 'READY: safe'],
  'made-here': ['PLANNED: gone', 'save: safe', 'SECURED: safe', 'ImportKeyPairCommand: safe', 'READY: safe'],
};

/** The services of a run that ends after the step of this number: nothing that it waits for comes back. */
function withSteps(services: VaultServices, clients: ReturnType<typeof clientsAt>, last: number) {
  const steps: string[] = [];
  const { promise: died, resolve: die } = Promise.withResolvers<void>();
  const step = async <Value>(name: string, call: () => Promise<Value>): Promise<Value> => {
    const value = await call();
    steps.push(name);
    if (steps.length !== last) return value;
    die();
    return new Promise<never>(() => {});
  };
  for (const client of [clients.ec2, clients.ec2Once]) {
    client.middlewareStack.add(
      (next, { commandName = '' }) =>
        (args) =>
          /^(Create|Import)/.test(commandName) ? step(commandName, () => next(args)) : next(args),
      { step: 'initialize' },
    );
  }
  const { journal, keychain } = services;
  const mortal = {
    ...services,
    ...clients,
    journal: {
      ...journal,
      // More that is noted of the same state is no step: it is written while the keychain is at work.
      write: (record: KeyRecord) =>
        steps.includes(record.state)
          ? journal.write(record)
          : step(record.state, () => journal.write(record)),
    },
    keychain: {
      ...keychain,
      save: (account: string, privateKey: Uint8Array) =>
        step('save', () => keychain.save(account, privateKey)),
    },
  };
  return { mortal, died, steps };
}

/** As the desktop does when the screen is locked. */
function lock({ env }: TestKeyring): void {
  const to = ['--session', '--print-reply', '--dest=org.freedesktop.secrets', '/org/freedesktop/secrets'];
  const collection = 'array:objpath:/org/freedesktop/secrets/collection/login';
  execFileSync('dbus-send', [...to, 'org.freedesktop.Secret.Service.Lock', collection], { env });
}

function stateOf(home: string): Record<string, string> {
  const folder = path.join(home, 'keys');
  const files = fs.readdirSync(folder).toSorted();
  return Object.fromEntries(files.map((name) => [name, fs.readFileSync(path.join(folder, name), 'utf8')]));
}
