import { makeProblem } from '../../shared/make-problem.ts';
import { failed, succeeded, type Outcome } from '../../shared/outcome.ts';
import { words } from '../../shared/words/en.ts';
import { newPassphrase } from './passphrase.ts';
import type { Session } from './session.ts';
import type { Shown } from './shown.ts';

export async function backUp(
  { keys, terminal, pathFrom, chooses }: Session,
  { to, passphraseFile }: { readonly to: string; readonly passphraseFile?: string },
): Promise<Outcome<Shown>> {
  const from = passphraseFile === undefined ? null : pathFrom(passphraseFile);
  const passphrase = await newPassphrase(from, terminal);
  if (!passphrase.ok) return passphrase;
  chooses(to);
  const made = await keys.backUp({ passphrase: passphrase.value });
  if (!made.ok) return made;
  if (made.value === null) return failed(makeProblem('cancelled'));
  const { keys: count, path, leftOut } = made.value;
  const { done } = words.cli;
  return succeeded({ lines: [done.backedUp(count, path), ...leftOut.map(done.leftOut)], json: made.value });
}
