import { matchKeys } from '../../shared/keys/match-keys.ts';
import type { KeyRow } from '../../shared/keys/key-row.ts';
import type { StoreKind, Vault, VaultKey } from '../../shared/keys/vault.ts';
import { succeeded, type Outcome } from '../../shared/outcome.ts';
import { words } from '../../shared/words/en.ts';
import { inStore } from '../../shared/words/en/store-names.ts';
import { chooseAccount } from './account.ts';
import type { Session } from './session.ts';
import { table, type Shown } from './shown.ts';

/** As it stands in the journal; or compared with everything that is in the account. */
export async function listKeys(
  session: Session,
  options: { readonly account: boolean },
): Promise<Outcome<Shown>> {
  const vault = await session.keys.readVault();
  if (!vault.ok) return vault;
  sayUnfinished(session, vault.value);
  if (options.account) return listWithAccount(session, vault.value);
  const { store, keys } = vault.value;
  return succeeded({
    lines: keys.length === 0 ? [done.noKeys] : keyTable(keys, store.kind),
    json: { store, keys },
  });
}

const { columns, done, none, state } = words.cli;

function keyTable(keys: readonly VaultKey[], store: StoreKind): string[] {
  const head = [columns.name, columns.state, columns.type, columns.region, columns.copies, columns.proved];
  return table([
    [...head, columns.id],
    ...keys.map((key) => [
      key.name,
      key.trouble === null
        ? state[key.standing]
        : `${state[key.standing]}: ${inStore(store, key.trouble.title)}`,
      key.type,
      key.pair?.region ?? none,
      String(key.copies.length),
      key.provedAt ?? none,
      key.custodyId.slice(0, 8),
    ]),
  ]);
}

async function listWithAccount(
  { keys, accounts, env, globals, say }: Session,
  vault: Vault,
): Promise<Outcome<Shown>> {
  const choice = await chooseAccount({ accounts, env }, globals);
  if (!choice.ok) return choice;
  const account = await keys.readAccountKeys(choice.value);
  if (!account.ok) return account;
  const { accountId, endpoint, regions } = account.value;
  for (const { region, keyPairs, instances } of regions) {
    const problem = keyPairs ?? instances;
    if (problem !== null) say(`${region}: ${problem.title}`);
  }
  const rows = matchKeys(vault.keys, account.value);
  return succeeded({
    lines: rows.length === 0 ? [done.noKeys] : rowTable(rows),
    json: { store: vault.store, account: { accountId, endpoint, regions }, rows },
  });
}

function rowTable(rows: readonly KeyRow[]): string[] {
  const { standing } = words.keys;
  return table([
    [columns.name, columns.state, columns.type, columns.region, columns.users, columns.id],
    ...rows.map((row) => [
      row.name,
      standing[row.standing],
      row.type ?? none,
      row.pairs.map(({ region }) => region).join(',') || none,
      row.areUsersIncomplete ? `${String(row.users.length)}+` : String(row.users.length),
      row.key?.custodyId.slice(0, 8) ?? row.id,
    ]),
  ]);
}

function sayUnfinished({ say }: Session, { keys }: Vault): void {
  const count = keys.filter(({ standing }) => standing === 'finishing').length;
  if (count > 0) say(words.cli.progress.unfinished(count));
}
