import { makeProblem } from '../../shared/make-problem.ts';
import { failed, succeeded, type Outcome } from '../../shared/outcome.ts';
import { words } from '../../shared/words/en.ts';
import { findKey } from './find-key.ts';
import { newPassphrase } from './passphrase.ts';
import type { Session } from './session.ts';
import type { Shown } from './shown.ts';

type ExportOptions = {
  readonly to: string;
  readonly format: string;
  readonly encrypt?: true;
  readonly passphraseFile?: string;
};

export async function exportKey(
  session: Session,
  name: string,
  options: ExportOptions,
): Promise<Outcome<Shown>> {
  const { keys } = session;
  const vault = await keys.readVault();
  if (!vault.ok) return vault;
  const key = findKey(vault.value, name);
  if (!key.ok) return key;
  const passphrase = await passphraseFor(session, options);
  if (!passphrase.ok) return passphrase;
  session.chooses(options.to);
  const exported = await keys.exportKey({
    custodyId: key.value.custodyId,
    format: options.format === 'pem' ? 'pem' : 'openssh',
    passphrase: passphrase.value,
  });
  if (!exported.ok) return exported;
  if (exported.value === null) return failed(makeProblem('cancelled'));
  const { path, isPrivate } = exported.value;
  const { done } = words.cli;
  return succeeded({
    lines: [isPrivate ? done.exported(path) : done.exportedOpen(path)],
    json: exported.value,
  });
}

async function passphraseFor(
  { terminal, pathFrom }: Session,
  { encrypt, passphraseFile }: ExportOptions,
): Promise<Outcome<string | null>> {
  if (passphraseFile === undefined && encrypt !== true) return succeeded(null);
  return newPassphrase(passphraseFile === undefined ? null : pathFrom(passphraseFile), terminal);
}
