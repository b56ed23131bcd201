import type { VaultStore } from '../../shared/keys/vault.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import { failed, succeeded, type Outcome } from '../../shared/outcome.ts';
import { words } from '../../shared/words/en.ts';
import { newPassphrase } from './passphrase.ts';
import type { Session } from './session.ts';
import type { Shown } from './shown.ts';

export async function chooseStore(
  session: Session,
  where: string | undefined,
  { passphraseFile }: { readonly passphraseFile?: string },
): Promise<Outcome<Shown>> {
  const { keys, terminal, pathFrom } = session;
  if (where === undefined) {
    const vault = await keys.readVault();
    return vault.ok ? succeeded(shownStore(vault.value.store)) : vault;
  }
  if (where === 'keychain') {
    const chosen = await keys.chooseStore({ store: 'keychain' });
    return chosen.ok ? succeeded(shownStore(chosen.value.store)) : chosen;
  }
  if (where !== 'file') return failed(makeProblem('bad-request', { explanation: words.cli.args.store }));
  const from = passphraseFile === undefined ? null : pathFrom(passphraseFile);
  const passphrase = await newPassphrase(from, terminal);
  if (!passphrase.ok) return passphrase;
  const chosen = await keys.chooseStore({ store: 'file', passphrase: passphrase.value });
  return chosen.ok ? succeeded(shownStore(chosen.value.store)) : chosen;
}

function shownStore(store: VaultStore): Shown {
  return { lines: [words.cli.done.store(store.backend, store.state)], json: { store } };
}
