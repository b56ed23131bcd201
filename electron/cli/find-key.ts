import type { Vault, VaultKey } from '../../shared/keys/vault.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import { failed, succeeded, type Outcome } from '../../shared/outcome.ts';
import { words } from '../../shared/words/en.ts';

/** The one key that is meant by this name, or by an id of which at least eight characters are given. */
export function findKey(
  vault: Vault,
  named: string,
  where: 'in-use' | 'in-the-trash' = 'in-use',
): Outcome<VaultKey> {
  const byName = vault.keys.filter(({ name }) => name === named);
  const byId = ID_START.test(named)
    ? vault.keys.filter(({ custodyId }) => custodyId.startsWith(named.toLowerCase()))
    : [];
  const all = byName.length > 0 ? byName : byId;
  const wanted = all.filter(({ standing }) => (standing === 'trashed') === (where === 'in-the-trash'));
  // Where none is in the right place, what is done with it says why not.
  const found = wanted.length > 0 ? wanted : all;
  const [key] = found;
  if (key === undefined)
    return failed(makeProblem('key-unknown', { explanation: words.cli.usage.unknownKey(named) }));
  if (found.length === 1) return succeeded(key);
  const ids = found.map(({ custodyId }) => custodyId);
  return failed(makeProblem('bad-request', { explanation: words.cli.usage.ambiguous(named, ids) }));
}

const ID_START = /^[0-9a-f]{8}[0-9a-f-]{0,28}$/i;
