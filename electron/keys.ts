import type { Agents } from './connect/agents.ts';
import { dismissKey } from './custody/dismiss-key.ts';
import { showKeys } from './custody/vault-key.ts';
import type { VaultServices } from './custody/vault-services.ts';
import type { VaultDoor } from './open-vault.ts';
import type { KeysApi } from '../shared/keys/keys-api.ts';
import { makeProblem } from '../shared/make-problem.ts';
import { failed, succeeded, type Outcome } from '../shared/outcome.ts';

/** All that is done with keys, behind its part of the contract. Each call takes the home first, if nobody else has it. */
export function createKeys(door: VaultDoor, agents: Agents): Omit<KeysApi, 'startUp'> {
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
    readAccountKeys: later,
    createKey: later,
    sendPublicKey: later,
    proveKey: later,
    copyPublicKey: later,
    chooseKeyFile: later,
    addKey: later,
    exportKey: later,
    backUp: later,
    chooseBackupFile: later,
    restoreBackup: later,
    trashKey: later,
    untrashKey: later,
    deleteKey: later,
    dismissKey: inVault((services, { custodyId }) => dismissKey(services, custodyId)),
    removeKeyPair: later,
    answerHeldKey: inVault((services, input) => services.held.answer(input)),
    openAgent: inVault((_services, input) => agents.open(input)),
    closeAgent: agents.close,
    answerAgent: agents.answer,
    copyAgentText: agents.copyText,
  };
}

const later = async () => failed(makeProblem('unexpected', { raw: 'not wired' }));
