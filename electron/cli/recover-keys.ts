import type { Vault } from '../../shared/keys/vault.ts';
import { succeeded, type Outcome } from '../../shared/outcome.ts';
import { words } from '../../shared/words/en.ts';
import { inStore } from '../../shared/words/en/store-names.ts';
import { EXIT } from './exit-codes.ts';
import type { Session } from './session.ts';
import { table, type Shown } from './shown.ts';

/** Done, though a key may still be on its way: the next recovery goes on. One that needs the person is told by the exit code. */
export async function recoverKeys({ keys }: Session): Promise<Outcome<Shown>> {
  const vault = await keys.recoverKeys();
  return vault.ok ? succeeded(shownVault(vault.value)) : vault;
}

function shownVault({ store, keys }: Vault): Shown {
  const needing = keys.filter(({ standing }) => standing === 'needs-you');
  const finishing = keys.filter(({ standing }) => standing === 'finishing');
  const { done } = words.cli;
  const lines = [
    ...(needing.length > 0 ? [done.needsYou(needing.length)] : []),
    ...(finishing.length > 0 ? [done.finishing(finishing.length)] : []),
    ...table(
      [...needing, ...finishing].map(({ name, trouble, custodyId }) => [
        `  ${name}`,
        custodyId.slice(0, 8),
        inStore(store.kind, trouble?.title ?? ''),
      ]),
    ),
  ];
  return {
    lines: lines.length === 0 ? [done.recovered] : lines,
    json: { store, keys },
    exitCode: needing.length > 0 ? EXIT.refused : EXIT.done,
  };
}
