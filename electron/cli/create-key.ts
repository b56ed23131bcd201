import type { Outcome } from '../../shared/outcome.ts';
import { words } from '../../shared/words/en.ts';
import { chooseAccount } from './account.ts';
import { shownKey } from './key-lines.ts';
import type { Session } from './session.ts';
import type { Shown } from './shown.ts';

export async function createKey(
  { keys, accounts, env, globals }: Session,
  options: { readonly name: string; readonly type: string; readonly path: string },
): Promise<Outcome<Shown>> {
  const choice = await chooseAccount({ accounts, env }, globals);
  if (!choice.ok) return choice;
  const created = await keys.createKey({
    ...choice.value,
    name: options.name,
    type: options.type === 'rsa' ? 'rsa' : 'ed25519',
    kind: options.path === 'here' ? 'made-here' : 'aws-makes-it',
  });
  return shownKey(created, words.cli.done.created);
}
