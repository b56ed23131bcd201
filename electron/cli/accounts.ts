import { regionOf } from '../aws/account-sources.ts';
import type { AccountSource } from '../../shared/account.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import { failed, succeeded, type Outcome } from '../../shared/outcome.ts';
import { words } from '../../shared/words/en.ts';
import { askTwice } from './ask-twice.ts';
import { nobodyToAsk } from './nobody-to-ask.ts';
import { EXIT } from './exit-codes.ts';
import type { Document, Plain } from './run-plain.ts';
import type { Session } from './session.ts';
import { linesOf, table, type Shown } from './shown.ts';

const said = words.accounts.cli;

/** Every way in, the one that is taken where none is said first. */
export async function listAccounts({ openAccounts, globals }: Plain): Promise<Outcome<Document>> {
  const sources = await (await openAccounts()).list();
  if (!sources.ok) return sources;
  const result = { ok: true, result: { sources: sources.value } };
  const rows = sources.value.map((source) => [
    source.name,
    inWords(source),
    source.region ?? words.cli.none,
    source.endpoint ?? words.cli.none,
  ]);
  const lines = rows.length === 0 ? [said.none] : table([[...said.columns], ...rows]);
  const text = globals.json ? `${JSON.stringify(result, null, 2)}\n` : linesOf(lines);
  return succeeded({ text, exitCode: EXIT.done });
}

function inWords({ kind, keyEnding, signIn }: AccountSource): string {
  const { account } = words.wizard;
  if (kind === 'access-key') return `${account.accessKey}, ${account.keyEnding(keyEnding ?? '')}`;
  if (signIn !== undefined) return words.accounts.kinds[signIn];
  return kind === 'profile' ? account.profile : account.environment;
}

/** The key is asked for, or is two lines of standard input; what is typed is not shown, and it is no argument of a command. */
export async function addAccount(session: Session, { name }: { name: string }): Promise<Outcome<Shown>> {
  const { ownAccounts, globals, env, say } = session;
  const region = globals.region ?? regionOf(env) ?? FIRST_REGION;
  const typed = await typedKey(session);
  if (!typed.ok) return typed;
  say(words.accounts.add.waiting);
  const added = await ownAccounts.addAccessKey({ ...typed.value, name, region });
  if (!added.ok) return added;
  return succeeded({ lines: [said.added(added.value.name)], json: added.value });
}

const FIRST_REGION = 'us-east-1';

type Typed = { readonly accessKeyId: string; readonly secretAccessKey: string };

async function typedKey({ terminal, readInput }: Session): Promise<Outcome<Typed>> {
  if (!terminal.isInteractive) {
    const bytes = await readInput();
    const [accessKeyId = '', secretAccessKey = ''] = Buffer.from(bytes.subarray(0, 4096))
      .toString('utf8')
      .split(/\r?\n/);
    bytes.fill(0);
    if (accessKeyId.trim() !== '') return succeeded({ accessKeyId, secretAccessKey });
    return failed(nobodyToAsk('passphrase-needed', said.stdin));
  }
  const accessKeyId = await terminal.askHidden(said.askId);
  const secretAccessKey = accessKeyId === null ? null : await terminal.askHidden(said.askSecret);
  if (accessKeyId === null || secretAccessKey === null) return failed(makeProblem('cancelled'));
  return succeeded({ accessKeyId, secretAccessKey });
}

export async function renameAccount(session: Session, name: string, to: string): Promise<Outcome<Shown>> {
  const source = await keptAccount(session, name);
  if (!source.ok) return source;
  const renamed = await session.ownAccounts.renameAccount({ sourceId: source.value.id, name: to });
  if (!renamed.ok) return renamed;
  return succeeded({ lines: [said.renamed(name, to)], json: { ...source.value, name: to } });
}

/** Asks, and says what it does and what it does not. */
export async function removeAccount(session: Session, name: string): Promise<Outcome<Shown>> {
  const source = await keptAccount(session, name);
  if (!source.ok) return source;
  const { does, doesNot } = words.accounts.remove;
  const ending = doesNot(source.value.keyEnding ?? '');
  const sure = await confirmed(session, name, [does, ending, said.typeName(name)].join('\n'));
  if (!sure.ok) return sure;
  const removed = await session.ownAccounts.removeAccount({ sourceId: source.value.id });
  if (!removed.ok) return removed;
  return succeeded({ lines: [said.removed(name), ending], json: source.value });
}

async function confirmed(
  { globals, terminal }: Session,
  name: string,
  question: string,
): Promise<Outcome<null>> {
  if (globals.yes) return succeeded(null);
  if (!terminal.isInteractive) return failed(nobodyToAsk('name-not-typed', words.cli.usage.noTerminalName));
  return askTwice(terminal, question, (typed) => typed === name, said.typeName(name));
}

/** A profile of the same name is not meant: it is not Keyport's to change. */
async function keptAccount({ accounts }: Session, name: string): Promise<Outcome<AccountSource>> {
  const sources = await accounts.list();
  if (!sources.ok) return sources;
  const kept = sources.value.find((source) => source.kind === 'access-key' && source.name === name);
  if (kept !== undefined) return succeeded(kept);
  const isOther = sources.value.some((source) => source.name === name);
  const explanation = isOther ? words.accounts.problems.notOurs : said.unknown(name);
  return failed(makeProblem('account-refused', { explanation }));
}
