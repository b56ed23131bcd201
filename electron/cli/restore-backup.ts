import { makeProblem } from '../../shared/make-problem.ts';
import { failed, succeeded, type Outcome } from '../../shared/outcome.ts';
import { words } from '../../shared/words/en.ts';
import { EXIT } from './exit-codes.ts';
import { knownPassphrase } from './passphrase.ts';
import type { Session } from './session.ts';
import type { Shown } from './shown.ts';

/** Done, though a key of it was refused: that one is told by the exit code. */
export async function restoreBackup(
  { keys, terminal, pathFrom, chooses }: Session,
  file: string,
  { passphraseFile }: { readonly passphraseFile?: string },
): Promise<Outcome<Shown>> {
  chooses(file);
  const chosen = await keys.chooseBackupFile();
  if (!chosen.ok) return chosen;
  if (chosen.value === null) return failed(makeProblem('cancelled'));
  const { fileId, name } = chosen.value;
  const from = passphraseFile === undefined ? null : pathFrom(passphraseFile);
  const passphrase = await knownPassphrase(name, from, terminal);
  if (!passphrase.ok) return passphrase;
  const restored = await keys.restoreBackup({ fileId, passphrase: passphrase.value });
  if (!restored.ok) return restored;
  const { added, alreadyHere, refused } = restored.value;
  const { done } = words.cli;
  return succeeded({
    lines: [
      done.restored(added.length),
      ...(alreadyHere.length > 0 ? [done.alreadyHere(alreadyHere.length)] : []),
      ...refused.map(({ name: refusedName, why }) => done.refused(refusedName, why)),
    ],
    json: restored.value,
    exitCode: refused.length > 0 ? EXIT.refused : EXIT.done,
  });
}
