import type { KeysApi } from '../../shared/keys/keys-api.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import { failed } from '../../shared/outcome.ts';

/** All that is done with keys, behind its part of the contract. */
export function createKeys(): KeysApi {
  return {
    startUp: later,
    readVault: later,
    recoverKeys: later,
    chooseStore: later,
    unlockStore: later,
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
    dismissKey: later,
    removeKeyPair: later,
    answerHeldKey: later,
    openAgent: later,
    closeAgent: later,
    answerAgent: later,
    copyAgentText: later,
  };
}

const later = async () => failed(makeProblem('unexpected', { raw: 'not wired' }));
