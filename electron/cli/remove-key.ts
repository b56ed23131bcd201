import type { AccountChoice } from '../../shared/account.ts';
import type { VaultKey } from '../../shared/keys/vault.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import { failed, succeeded, type Outcome } from '../../shared/outcome.ts';
import { words } from '../../shared/words/en.ts';
import { chooseAccount } from './account.ts';
import { findKey } from './find-key.ts';
import { shownKey } from './key-lines.ts';
import { nobodyToAsk } from './nobody-to-ask.ts';
import type { Session } from './session.ts';
import type { Shown } from './shown.ts';

type RemoveOptions = { readonly pair?: boolean; readonly privateKey?: boolean; readonly forGood?: boolean };

/** Two acts that never go together: what AWS has, and what is here. */
export async function removeKey(
  session: Session,
  name: string,
  { pair = false, privateKey = false, forGood = false }: RemoveOptions,
): Promise<Outcome<Shown>> {
  if (pair === privateKey) return usage(words.cli.usage.removeWhat);
  if (pair) return forGood ? usage(words.cli.usage.forGoodWhat) : removePair(session, name);
  return forGood ? deleteKey(session, name) : trashKey(session, name);
}

export async function untrashKey({ keys }: Session, name: string): Promise<Outcome<Shown>> {
  const vault = await keys.readVault();
  if (!vault.ok) return vault;
  const key = findKey(vault.value, name, 'in-the-trash');
  if (!key.ok) return key;
  const { custodyId } = key.value;
  return shownKey(await keys.untrashKey({ custodyId }), words.cli.done.untrashed);
}

async function trashKey(session: Session, named: string): Promise<Outcome<Shown>> {
  const { keys } = session;
  const vault = await keys.readVault();
  if (!vault.ok) return vault;
  const key = findKey(vault.value, named);
  if (!key.ok) return key;
  const { custodyId, name } = key.value;
  const typedName = await confirmedName(session, name, words.cli.ask.typeTrash(name));
  if (!typedName.ok) return typedName;
  return shownKey(await keys.trashKey({ custodyId, typedName: typedName.value }), words.cli.done.trashed);
}

async function deleteKey(session: Session, named: string): Promise<Outcome<Shown>> {
  const { keys } = session;
  const vault = await keys.readVault();
  if (!vault.ok) return vault;
  const key = findKey(vault.value, named, 'in-the-trash');
  if (!key.ok) return key;
  const { custodyId, name } = key.value;
  const typedName = await confirmedName(session, name, words.cli.ask.typeDelete(name));
  if (!typedName.ok) return typedName;
  const deleted = await keys.deleteKey({ custodyId, typedName: typedName.value });
  if (!deleted.ok) return deleted;
  return succeeded({ lines: [words.cli.done.deleted(name)], json: { custodyId, name } });
}

async function removePair(session: Session, named: string): Promise<Outcome<Shown>> {
  const found = await findPair(session, named);
  if (!found.ok) return found;
  const { choice, keyPairId, name } = found.value;
  const question = words.cli.ask.typePair(name, keyPairId, choice.region);
  const typedName = await confirmedName(session, name, question);
  if (!typedName.ok) return typedName;
  const removed = await session.keys.removeKeyPair({ ...choice, keyPairId, typedName: typedName.value });
  if (!removed.ok) return removed;
  const json = { name, keyPairId, region: choice.region };
  return succeeded({ lines: [words.cli.done.removedPair(name, keyPairId)], json });
}

type Pair = { readonly choice: AccountChoice; readonly keyPairId: string; readonly name: string };

/** The pair of a key that is here, by the way in that made it; else a pair of the account by this name. */
async function findPair(session: Session, named: string): Promise<Outcome<Pair>> {
  const { keys, globals } = session;
  const vault = await keys.readVault();
  if (!vault.ok) return vault;
  const key = findKey(vault.value, named);
  if (!key.ok) return key.problem.code === 'key-unknown' ? findInAccount(session, named) : key;
  const { pair, name } = key.value;
  const isElsewhere = globals.region !== undefined && globals.region !== pair?.region;
  if (pair === null || isElsewhere) return findInAccount(session, name);
  return pairHere(session, key.value, pair);
}

async function pairHere(
  { accounts, env, globals }: Session,
  { name }: VaultKey,
  pair: NonNullable<VaultKey['pair']>,
): Promise<Outcome<Pair>> {
  const { keyPairId, region, sourceId } = pair;
  if (globals.profile === undefined) return succeeded({ choice: { sourceId, region }, keyPairId, name });
  const choice = await chooseAccount({ accounts, env }, { profile: globals.profile, region });
  return choice.ok ? succeeded({ choice: choice.value, keyPairId, name }) : choice;
}

async function findInAccount(
  { keys, accounts, env, globals }: Session,
  named: string,
): Promise<Outcome<Pair>> {
  const choice = await chooseAccount({ accounts, env }, globals);
  if (!choice.ok) return choice;
  const account = await keys.readAccountKeys(choice.value);
  if (!account.ok) return account;
  const { region } = choice.value;
  const pair = account.value.keyPairs.find((each) => each.region === region && each.name === named);
  if (pair !== undefined) {
    return succeeded({ choice: choice.value, keyPairId: pair.keyPairId, name: pair.name });
  }
  return failed(makeProblem('key-unknown', { explanation: words.cli.usage.unknownPair(named, region) }));
}

/** What was typed, right or wrong: whether it is the name is judged where the removal is. */
async function confirmedName(
  { globals, terminal }: Session,
  name: string,
  question: string,
): Promise<Outcome<string>> {
  if (globals.yes) return succeeded(name);
  const typed = await terminal.ask(question);
  if (typed !== null) return succeeded(typed);
  if (terminal.isInteractive) return failed(makeProblem('cancelled'));
  return failed(nobodyToAsk('name-not-typed', words.cli.usage.noTerminalName));
}

function usage(explanation: string): Outcome<never> {
  return failed(makeProblem('bad-request', { explanation }));
}
