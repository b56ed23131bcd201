import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { createStores } from '../../../electron/custody/stores.ts';
import { createVaultFile } from '../../../electron/keychain/vault-file.ts';
import { valueOf } from '../../support/aws-clients.ts';
import { fakeKeychain } from '../../support/fake-keychain.ts';
import { keychainContract } from '../../support/keychain-contract.ts';
import { startKeyring, type TestKeyring } from '../../support/keyring.ts';
import { needs } from '../../support/parts.ts';
import { openKeychain, type RealKeychain } from '../../support/real-keychain.ts';

const PASSPHRASE = 'four words, no relation';
const workFactor = 8;

const homes: string[] = [];
afterEach(() => {
  for (const home of homes.splice(0)) fs.rmSync(home, { recursive: true });
});

function newHome(): string {
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'keyport-contract-'));
  homes.push(home);
  return home;
}

keychainContract('the keychain in memory', () => fakeKeychain());

keychainContract('the encrypted file', async () => {
  const vaultFile = createVaultFile(newHome(), { workFactor });
  valueOf(await vaultFile.create(PASSPHRASE));
  return vaultFile;
});

keychainContract('the store of a home that uses the keychain', () => {
  const osKeychain = fakeKeychain();
  return createStores({ home: newHome(), osKeychain, inWork: new Set(), workFactor }).keychain;
});

keychainContract('the store of a home that uses the encrypted file', async () => {
  const stores = createStores({ home: newHome(), osKeychain: fakeKeychain(), inWork: new Set(), workFactor });
  valueOf(await stores.choose({ store: 'file', passphrase: PASSPHRASE }));
  return stores.keychain;
});

needs('gnome-keyring', 'dbus')('with a real GNOME Keyring', () => {
  let keyring: TestKeyring;
  let keychain: RealKeychain;
  beforeAll(async () => {
    keyring = await startKeyring();
    keychain = openKeychain(keyring.env);
  });
  afterAll(async () => {
    await keychain.close();
    await keyring.stop();
  });

  keychainContract('the keychain of the system', () => keychain);
});
