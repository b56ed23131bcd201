import type { Vault } from '../../shared/keys/vault.ts';

/** What the screen shows of the vault, in one place; each change is told as a whole snapshot. */
export type VaultBoard = {
  readonly vault: () => Vault;
  readonly set: (part: Partial<Vault>) => void;
};

export function createVaultBoard(initial: Vault, changed: (vault: Vault) => void): VaultBoard {
  let vault = initial;
  return {
    vault: () => vault,
    set: (part) => {
      vault = { ...vault, ...part };
      changed(vault);
    },
  };
}
