import type { Asking } from '../aws/every-page.ts';
import { readPrefixLists } from '../aws/prefix-lists.ts';
import { readGroup } from '../aws/region-groups.ts';
import { listInterfaces } from '../aws/region-interfaces.ts';
import { readPlannedNetwork } from '../launch/preflight/read-planned-network.ts';
import { NOTHING_ELSE_READ, type RegionFacts } from '../../shared/security-group/region-facts.ts';
import type { SecurityGroup } from '../../shared/security-group/security-group.ts';

type Machine = { readonly instanceId: string; readonly name: string; readonly state: string };

/**
 * What lies on the way to one machine, read now, and no more of its region than that. A part that cannot be read is unknown, and never a
 * no. Rejects only when the signal aborts.
 */
export async function readWay(
  asking: Asking,
  { instanceId, name, state }: Machine,
  account: Pick<RegionFacts, 'region' | 'accountId'>,
): Promise<RegionFacts> {
  const interfaces = await orNull(asking, () => listInterfaces(asking, instanceId));
  const [first] = interfaces ?? [];
  const [network, groups] = await Promise.all([
    first === undefined ? null : readPlannedNetwork(asking, first.vpcId, account),
    readGroups(asking, new Set(interfaces?.flatMap(({ groupIds }) => groupIds))),
  ]);
  const lists = await orNull(asking, () => listsNamedBy(asking, groups));
  asking.signal.throwIfAborted();
  const machine = { instanceId, name, state, platform: 'linux', launchId: null } as const;
  return {
    ...NOTHING_ELSE_READ,
    ...account,
    readAt: Date.now(),
    ...network,
    groups,
    instances: [machine],
    interfaces,
    prefixLists: [...(network?.prefixLists ?? []), ...(lists ?? [])],
  };
}

async function orNull<Value>({ signal }: Asking, read: () => Promise<Value>): Promise<Value | null> {
  try {
    return await read();
  } catch {
    signal.throwIfAborted();
    return null;
  }
}

/** Each by itself: one that may not be read says nothing about the others. */
async function readGroups(asking: Asking, ids: ReadonlySet<string>): Promise<readonly SecurityGroup[]> {
  const groups = await Promise.all([...ids].map((id) => orNull(asking, () => readGroup(asking, id))));
  return groups.filter((group) => group !== null);
}

async function listsNamedBy(asking: Asking, groups: readonly SecurityGroup[]) {
  const named = groups.flatMap(({ rules }) =>
    rules.flatMap(({ source }) => (source.kind === 'prefix-list' ? source.prefixListId : [])),
  );
  return named.length === 0 ? [] : (await readPrefixLists(asking, [...new Set(named)])).lists;
}
