import fs from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { startKeyring, withoutKeyring, type TestKeyring } from '../support/keyring.ts';
import { listen } from '../support/loopback.ts';

/** The address that the address service of the tests gives: one of those set aside for documentation (RFC 5737). */
export const MY_ADDRESS = '203.0.113.7';

export type KeychainKind = 'unlocked' | 'locked' | 'absent';

/** What the app meets outside itself in one test. */
export type Surroundings = {
  readonly home: string;
  readonly env: Readonly<Record<string, string>>;
  /** Null where there is none. */
  readonly keyring: Pick<TestKeyring, 'freeze' | 'thaw'> | null;
  /** Every message between screen and machine so far, as text. */
  readonly traffic: () => string;
  /** The hosts that the app has wanted to connect to so far, this computer among them. */
  readonly connections: () => readonly string[];
  /** This computer is somewhere else from now on: the address service gives this address. */
  readonly moveTo: (address: string) => void;
  readonly stop: () => Promise<void>;
};

type Wishes = {
  readonly keychain: KeychainKind;
  /** Where AWS calls go; written into the profile `practice` of a config file of this test's own. Null: there is no account. */
  readonly endpoint: string | null;
  /** False: nothing listens where the address service should be. */
  readonly hasAddressService: boolean;
};

export async function openSurroundings(wishes: Wishes): Promise<Surroundings> {
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'keyport-app-'));
  const keyring = await openKeyring(wishes.keychain);
  const address = await startAddressService();
  if (!wishes.hasAddressService) await address.stop();
  const traffic = path.join(home, 'traffic.jsonl');
  const connections = path.join(home, 'connections.jsonl');
  return {
    home,
    keyring: 'freeze' in keyring ? keyring : null,
    traffic: () => fs.readFileSync(traffic, 'utf8'),
    connections: () => linesOf(connections),
    moveTo: address.moveTo,
    env: {
      ...withoutAws(keyring.env),
      ...writeProfile(home, wishes),
      KEYPORT_ADDRESS_URL: address.url,
      KEYPORT_TEST_TRAFFIC: traffic,
      KEYPORT_TEST_CONNECTIONS: connections,
      // Never the developer's own.
      KEYPORT_SSH_CONFIG: path.join(home, 'of-the-person', '.ssh', 'config'),
      // A tenth of every wait: what is waited for here are emulators of this computer.
      KEYPORT_PATIENCE: '0.1',
    },
    stop: async () => {
      if (wishes.hasAddressService) await address.stop();
      await keyring.stop();
      fs.rmSync(home, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

async function openKeyring(
  kind: KeychainKind,
): Promise<TestKeyring | Awaited<ReturnType<typeof withoutKeyring>>> {
  return kind === 'absent' ? withoutKeyring() : startKeyring({ locked: kind === 'locked' });
}

/** The machine's own AWS settings must not be reachable from a test. */
function withoutAws(env: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('AWS_')));
}

function linesOf(file: string): readonly string[] {
  return fs.existsSync(file) ? fs.readFileSync(file, 'utf8').split('\n').filter(Boolean) : [];
}

function writeProfile(home: string, { endpoint }: Wishes): Record<string, string> {
  const config = path.join(home, 'aws-config');
  const credentials = path.join(home, 'aws-credentials');
  const settings = {
    AWS_CONFIG_FILE: config,
    AWS_SHARED_CREDENTIALS_FILE: credentials,
    AWS_EC2_METADATA_DISABLED: 'true',
  };
  if (endpoint === null) return settings;
  fs.writeFileSync(config, `[profile practice]\nregion = us-east-1\nendpoint_url = ${endpoint}\n`);
  fs.writeFileSync(
    credentials,
    '[practice]\naws_access_key_id = ASIAIOSFODNN7EXAMPLE\naws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\n',
  );
  return settings;
}

type AddressService = {
  readonly url: string;
  readonly moveTo: (address: string) => void;
  readonly stop: () => Promise<void>;
};

async function startAddressService(): Promise<AddressService> {
  let here = MY_ADDRESS;
  const service = http.createServer((_request, response) => response.end(`${here}\n`));
  const { endpoint, stop } = await listen(service);
  const moveTo = (address: string) => {
    here = address;
  };
  return { url: `${endpoint}/`, moveTo, stop };
}
