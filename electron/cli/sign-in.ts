import { createSsoSignIns } from '../aws/sso-sign-ins.ts';
import { succeeded, type Outcome } from '../../shared/outcome.ts';
import { words } from '../../shared/words/en.ts';
import { chooseAccount } from './account.ts';
import { EXIT } from './exit-codes.ts';
import type { Document, Plain } from './run-plain.ts';

const said = words.accounts.cli;

/** Signs in by IAM Identity Center: a person opens the page, here or on another computer. */
export async function signIn(plain: Plain): Promise<Outcome<Document>> {
  const { env, globals, signal } = plain;
  const choice = await chooseAccount(
    { accounts: await plain.openAccounts(), env },
    { region: ANY, ...globals },
  );
  if (!choice.ok) return choice;
  const signIns = createSsoSignIns({ env, openExternal: async () => {} });
  const started = await signIns.start(choice.value.sourceId);
  if (!started.ok) return started;
  const { signInId, address, userCode } = started.value;
  signal.addEventListener('abort', () => signIns.cancel(signInId), { once: true });
  plain.warn(said.signInAt(address, userCode));
  const finished = await signIns.finish(signInId);
  if (!finished.ok) return finished;
  const { sourceId } = choice.value;
  const result = `${JSON.stringify({ ok: true, result: { sourceId } }, null, 2)}\n`;
  return succeeded({ text: globals.json ? result : `${said.signedIn}\n`, exitCode: EXIT.done });
}

/** It says nothing of where the sign-in is: the profile does. */
const ANY = 'us-east-1';
