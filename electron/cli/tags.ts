import { createHomeLock } from '../journal/home-lock.ts';
import { keepRequiredTags, readRequiredTags } from '../required-tags.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import { failed, succeeded, type Outcome } from '../../shared/outcome.ts';
import type { RequiredTag } from '../../shared/required-tags.ts';
import { words } from '../../shared/words/en.ts';
import { EXIT } from './exit-codes.ts';
import { homeFolder } from './home.ts';
import type { Document, Plain } from './run-plain.ts';
import { linesOf, table } from './shown.ts';

const { none, cli: said } = words.tags.required;

/** The tags that every launch from this home needs. */
export async function listTags({ env, globals }: Plain): Promise<Outcome<Document>> {
  const tags = await readRequiredTags(homeFolder(globals.home, { env }));
  if (!tags.ok) return tags;
  const rows = tags.value.map(({ key, value }) => [key, value === '' ? words.cli.none : value]);
  return succeeded(
    shown(globals, tags.value, rows.length === 0 ? [none] : table([[...said.columns], ...rows])),
  );
}

/** Without a value, nothing is proposed; what was proposed for it before is not any more. */
export function requireTag(plain: Plain, key: string, value = ''): Promise<Outcome<Document>> {
  return change(plain, said.required(key), (tags) => {
    const isKnown = tags.some((tag) => tag.key === key);
    const changed = tags.map((tag) => (tag.key === key ? { key, value } : tag));
    return succeeded(isKnown ? changed : [...tags, { key, value }]);
  });
}

export function unrequireTag(plain: Plain, key: string): Promise<Outcome<Document>> {
  return change(plain, said.unrequired(key), (tags) =>
    tags.some((tag) => tag.key === key)
      ? succeeded(tags.filter((tag) => tag.key !== key))
      : failed(makeProblem('bad-request', { explanation: said.unknown(key) })),
  );
}

/** Reads and writes with the home in hand: the window may be changing them too. */
async function change(
  { env, globals }: Plain,
  done: string,
  next: (tags: readonly RequiredTag[]) => Outcome<readonly RequiredTag[]>,
): Promise<Outcome<Document>> {
  const home = homeFolder(globals.home, { env });
  const lock = createHomeLock(home, 'keyport (command line)');
  const taken = await lock.take();
  if (!taken.ok) return taken;
  try {
    const before = await readRequiredTags(home);
    const wanted = before.ok ? next(before.value) : before;
    const kept = wanted.ok ? await keepRequiredTags(home, wanted.value) : wanted;
    return kept.ok ? succeeded(shown(globals, kept.value, [done])) : kept;
  } finally {
    lock.release();
  }
}

function shown({ json }: Plain['globals'], tags: readonly RequiredTag[], lines: readonly string[]): Document {
  const text = json ? `${JSON.stringify({ ok: true, result: { tags } }, null, 2)}\n` : linesOf(lines);
  return { text, exitCode: EXIT.done };
}
