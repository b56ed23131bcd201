import type { Agents } from './connect/agents.ts';
import { createKeyFiles } from './custody/add-key.ts';
import { backUp } from './custody/back-up.ts';
import { copyPublicKey } from './custody/copy-public-key.ts';
import { createKey } from './custody/create-key.ts';
import { dismissKey } from './custody/dismiss-key.ts';
import { exportKey } from './custody/export-key.ts';
import { proveVaultKey } from './custody/prove-vault-key.ts';
import { readAccountKeys } from './custody/read-account-keys.ts';
import { rebuildRecords } from './custody/rebuild-records.ts';
import { removeKeyPair } from './custody/remove-key-pair.ts';
import { createBackups } from './custody/restore-backup.ts';
import { sendPublicKey } from './custody/send-public-key.ts';
import { deleteKey, trashKey, untrashKey } from './custody/trash-key.ts';
import { showKeys } from './custody/vault-key.ts';
import type { VaultServices } from './custody/vault-services.ts';
import type { VaultDoor } from './open-vault.ts';
import type { AccountChoice } from '../shared/account.ts';
import type { AccountKeys } from '../shared/keys/account-keys.ts';
import type { KeysApi } from '../shared/keys/keys-api.ts';
import { succeeded, type Outcome } from '../shared/outcome.ts';

/** All that is done with keys, behind its part of the contract. Each call takes the home first, if nobody else has it. */
export function createKeys(door: VaultDoor, agents: Agents): Omit<KeysApi, 'startUp'> {
  const files = createKeyFiles(door.services);
  const backups = createBackups(door.services);
  const inVault =
    <Input extends readonly unknown[], Value>(
      act: (services: VaultServices, ...input: Input) => Promise<Outcome<Value>>,
    ) =>
    async (...input: Input): Promise<Outcome<Value>> => {
      const opened = await door.open();
      return opened.ok ? act(opened.value, ...input) : opened;
    };
  return {
    recoverKeys: door.recover,
    readVault: inVault(async (services) => succeeded(await showKeys(services))),
    chooseStore: door.choose,
    unlockStore: door.unlock,
    readAccountKeys: inVault(readKeysOfAccount),
    createKey: inVault(createKey),
    sendPublicKey: inVault(sendPublicKey),
    proveKey: inVault((services, { custodyId }) => proveVaultKey(services, custodyId)),
    copyPublicKey: inVault((services, { custodyId }) => copyPublicKey(services, custodyId)),
    chooseKeyFile: files.chooseKeyFile,
    addKey: inVault((_services, input) => files.addKey(input)),
    exportKey: inVault(exportKey),
    backUp: inVault((services, input) => backUp(services, input)),
    chooseBackupFile: backups.chooseBackupFile,
    restoreBackup: inVault((_services, input) => backups.restoreBackup(input)),
    trashKey: inVault(async (services, input) => {
      const trashed = await trashKey(services, input);
      if (trashed.ok) agents.closeOf(input.custodyId);
      return trashed;
    }),
    untrashKey: inVault((services, { custodyId }) => untrashKey(services, custodyId)),
    deleteKey: inVault(deleteKey),
    dismissKey: inVault((services, { custodyId }) => dismissKey(services, custodyId)),
    removeKeyPair: inVault(removeKeyPair),
    answerHeldKey: inVault((services, input) => services.held.answer(input)),
    openAgent: inVault((_services, input) => agents.open(input)),
    closeAgent: agents.close,
    answerAgent: agents.answer,
    copyAgentText: agents.copyText,
  };
}

/** Keys of ours that the journal has lost are found again on the way, so that they are not shown as somebody else's. */
async function readKeysOfAccount(
  services: VaultServices,
  choice: AccountChoice,
): Promise<Outcome<AccountKeys>> {
  const keys = await readAccountKeys(services, choice);
  if (keys.ok) {
    const { accountId, endpoint, keyPairs } = keys.value;
    await rebuildRecords(services, keyPairs, { sourceId: choice.sourceId, accountId, endpoint });
  }
  return keys;
}
