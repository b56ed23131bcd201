import type { Vault } from '../../shared/keys/vault.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import { failed, succeeded, type Outcome } from '../../shared/outcome.ts';
import { words } from '../../shared/words/en.ts';
import { newPassphrase } from './passphrase.ts';
import type { Session } from './session.ts';
import type { Shown } from './shown.ts';
import { storeLines } from './store-lines.ts';

/** Says where private keys are kept and whether that place works now; or chooses it first. Asks for no passphrase only to say it. */
export async function chooseStore(
  session: Session,
  where: string | undefined,
  { passphraseFile }: { readonly passphraseFile?: string },
): Promise<Outcome<Shown>> {
  const { keys, terminal, pathFrom } = session;
  if (where === undefined) {
    return shownStore(session, await keys.readVault());
  }
  if (where === 'keychain') {
    return shownStore(session, await keys.chooseStore({ store: 'keychain' }));
  }
  if (where !== 'file') return failed(makeProblem('bad-request', { explanation: words.cli.args.store }));
  const from = passphraseFile === undefined ? null : pathFrom(passphraseFile);
  const passphrase = await newPassphrase(from, terminal);
  if (!passphrase.ok) return passphrase;
  return shownStore(session, await keys.chooseStore({ store: 'file', passphrase: passphrase.value }));
}

/** Whether it works is tried out, with an item that stands for nothing: that nothing was refused yet says little. */
async function shownStore(session: Session, vault: Outcome<Vault>): Promise<Outcome<Shown>> {
  if (!vault.ok) return vault;
  const report = await session.probeStore();
  if (!report.ok) return report;
  const { store, keys } = vault.value;
  const { state } = report.value;
  return succeeded({
    lines: storeLines({ store, keys }, report.value),
    json: { store: { ...store, state: state === 'ready' ? 'open' : state } },
  });
}
