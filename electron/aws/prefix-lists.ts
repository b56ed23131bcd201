import {
  DescribeManagedPrefixListsCommand,
  GetManagedPrefixListEntriesCommand,
  type ManagedPrefixList,
} from '@aws-sdk/client-ec2';
import type { PrefixList } from '../../shared/security-group/security-group.ts';
import { atMost } from '../at-most.ts';
import { presentText } from './answer.ts';
import { everyPage, MOST_FILTER_VALUES, piecesOf, type Asking } from './every-page.ts';

/** The lists that could be read with all their entries, and what the first of the others met. */
export type PrefixListsRead = { readonly lists: readonly PrefixList[]; readonly error: unknown };

const AT_ONCE = 4;

/** Exactly these managed prefix lists, of AWS's, one's own and others' that are shared. */
export async function readPrefixLists(
  asking: Asking,
  prefixListIds: readonly string[],
): Promise<PrefixListsRead> {
  const described: ManagedPrefixList[] = [];
  for (const piece of piecesOf(prefixListIds, MOST_FILTER_VALUES)) {
    described.push(...(await describeLists(asking, piece)));
  }
  const lists: PrefixList[] = [];
  const errors: unknown[] = [];
  await atMost(AT_ONCE, described, async (list) => {
    try {
      lists.push(await withEntries(asking, list));
    } catch (error) {
      errors.push(error);
    }
  });
  asking.signal.throwIfAborted();
  return { lists, error: errors[0] ?? null };
}

/** By a filter: ids that are asked for as such fail the whole call where one of them is gone. */
function describeLists(asking: Asking, ids: readonly string[]): Promise<readonly ManagedPrefixList[]> {
  const Filters = [{ Name: 'prefix-list-id', Values: [...ids] }];
  const wanted = new Set<string | undefined>(ids);
  return everyPage(
    asking,
    (token, send) =>
      asking.ec2.send(new DescribeManagedPrefixListsCommand({ Filters, MaxResults: 100, ...token }), send),
    (page) => page.PrefixLists?.filter(({ PrefixListId }) => wanted.has(PrefixListId)),
  );
}

async function withEntries(asking: Asking, list: ManagedPrefixList): Promise<PrefixList> {
  const prefixListId = presentText(list.PrefixListId, 'PrefixListId');
  const ask = { PrefixListId: prefixListId, MaxResults: 100 };
  const cidrs = await everyPage(
    asking,
    (token, send) => asking.ec2.send(new GetManagedPrefixListEntriesCommand({ ...ask, ...token }), send),
    (page) => page.Entries?.map(({ Cidr }) => presentText(Cidr, 'Cidr')),
  );
  return {
    prefixListId,
    name: list.PrefixListName ?? '',
    ownerId: list.OwnerId ?? '',
    maxEntries: list.MaxEntries ?? null,
    cidrs,
  };
}
