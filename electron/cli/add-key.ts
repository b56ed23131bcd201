import { makeProblem } from '../../shared/make-problem.ts';
import { failed, succeeded, type Outcome } from '../../shared/outcome.ts';
import type { AddedKey } from '../../shared/keys/keys-api.ts';
import { words } from '../../shared/words/en.ts';
import { sayOf } from './key-lines.ts';
import { knownPassphrase } from './passphrase.ts';
import type { Session } from './session.ts';
import type { Shown } from './shown.ts';

type AddOptions = { readonly name: string; readonly passphraseFile?: string };

/** A passphrase is asked for once it is known that the file has one. */
export async function addKey(session: Session, file: string, options: AddOptions): Promise<Outcome<Shown>> {
  session.chooses(file);
  const chosen = await session.keys.chooseKeyFile();
  if (!chosen.ok) return chosen;
  if (chosen.value === null) return failed(makeProblem('cancelled'));
  const added = await addChosen(session, chosen.value.fileId, options);
  if (!added.ok) return added;
  const { key, stillAt } = added.value;
  return succeeded({ lines: [sayOf(key, words.cli.done.added(key.name, stillAt))], json: { key, stillAt } });
}

async function addChosen(
  { keys, terminal, pathFrom }: Session,
  fileId: string,
  { name, passphraseFile }: AddOptions,
): Promise<Outcome<AddedKey>> {
  const added = await keys.addKey({ fileId, name, passphrase: null });
  if (added.ok || added.problem.code !== 'passphrase-needed') return added;
  const from = passphraseFile === undefined ? null : pathFrom(passphraseFile);
  const passphrase = await knownPassphrase(name, from, terminal);
  return passphrase.ok ? keys.addKey({ fileId, name, passphrase: passphrase.value }) : passphrase;
}
