import { readBlockPublicAccess } from '../aws/block-public-access.ts';
import type { AwsClients } from '../aws/clients.ts';
import type { Asking } from '../aws/every-page.ts';
import { readTemplateGroups, type TemplateGroups } from '../aws/launch-template-groups.ts';
import type { Patience } from '../aws/patience.ts';
import { readPrefixLists } from '../aws/prefix-lists.ts';
import { problemFrom } from '../aws/problem.ts';
import { listGroups } from '../aws/region-groups.ts';
import { listInstances } from '../aws/region-instances.ts';
import { listInterfaces } from '../aws/region-interfaces.ts';
import { listNetworkAcls, listSubnets, listVpcs } from '../aws/region-network.ts';
import { listPeerings } from '../aws/region-peerings.ts';
import { listRouteTables } from '../aws/region-routes.ts';
import type {
  RegionFacts,
  RegionPart,
  RouteTable,
  UnreadPart,
} from '../../shared/security-group/region-facts.ts';
import type { PrefixList, SecurityGroup } from '../../shared/security-group/security-group.ts';
import { fewAtOnce } from './few-at-once.ts';

export type RegionAsk = {
  readonly region: string;
  readonly accountId: string;
  readonly patience: Patience;
  readonly signal: AbortSignal;
  /** After each page of groups, and after each part. */
  readonly onProgress: (progress: RegionProgress) => void;
};

/** `part`: what was read last. */
export type RegionProgress = {
  readonly part: RegionPart;
  readonly groupsRead: number;
  readonly partsDone: number;
};

/** What is read, beside the ids of rules, which are read of few groups and later. */
export const PARTS_READ = 11;

/** EC2 counts each kind of call by itself; more at once would only wait for the same thread to read the answers. */
const AT_ONCE = 4;

/**
 * All that a review of one region stands on. Throws where the groups cannot be read, and where the signal aborts. Any other part
 * that cannot be read is null, and stands in `unread` with the reason: it is unknown from then on.
 */
export async function readRegion(clients: AwsClients, ask: RegionAsk): Promise<RegionFacts> {
  const over = new AbortController();
  const signal = AbortSignal.any([ask.signal, over.signal]);
  try {
    return await readParts({ ec2: clients.ec2, patience: ask.patience, signal }, ask);
  } finally {
    // Without the groups, nobody wants the rest.
    over.abort();
  }
}

async function readParts(asking: Asking, ask: RegionAsk): Promise<RegionFacts> {
  const { region, accountId } = ask;
  const readAt = Date.now();
  const inTurn = fewAtOnce(AT_ONCE);
  const unread: UnreadPart[] = [];
  const tell = progressOf(ask);

  async function part<Value>(name: RegionPart, read: () => Promise<Value>): Promise<Value | null> {
    try {
      return await inTurn(read);
    } catch (error) {
      asking.signal.throwIfAborted();
      unread.push(unreadPart(name, error));
      return null;
    } finally {
      tell.partDone(name);
    }
  }

  async function readGroups(): Promise<readonly SecurityGroup[]> {
    const groups = await inTurn(() => listGroups(asking, tell.groupsRead));
    tell.partDone('groups');
    return groups;
  }

  async function readLists(ids: readonly string[]): Promise<readonly PrefixList[]> {
    const { lists, error } = await readPrefixLists(asking, ids);
    if (error !== null) unread.push(unreadPart('prefixLists', error));
    return lists;
  }

  const reading = [
    readGroups(),
    part('routeTables', () => listRouteTables(asking)),
    part('interfaces', () => listInterfaces(asking)),
    part('instances', () => listInstances(asking)),
    part('subnets', () => listSubnets(asking)),
    part('networkAcls', () => listNetworkAcls(asking)),
    part('vpcs', () => listVpcs(asking)),
    part('peerings', () => listPeerings(asking, { accountId, region })),
    part('blockPublicAccess', () => readBlockPublicAccess(asking)),
    part('launchTemplates', () => readTemplateGroups(asking)),
  ] as const;
  const [groups, routeTables, interfaces, instances, subnets, networkAcls, vpcs, peerings, blocked, named] =
    await Promise.all(reading);
  const lists = await part('prefixLists', () => readLists(listsNamed(groups, routeTables)));
  return {
    region,
    accountId,
    readAt,
    groups,
    interfaces,
    instances,
    subnets,
    routeTables,
    networkAcls,
    vpcs,
    peerings,
    prefixLists: lists ?? [],
    blockPublicAccess: blocked,
    launchTemplateGroupIds: named === null ? null : idsOf(named, groups),
    unread,
  };
}

/** One snapshot for every page of groups, and for every part that is there or cannot be had. */
function progressOf({ onProgress }: RegionAsk) {
  let groupsRead = 0;
  let partsDone = 0;
  return {
    groupsRead: (count: number): void => {
      groupsRead = count;
      onProgress({ part: 'groups', groupsRead, partsDone });
    },
    partDone: (part: RegionPart): void => {
      partsDone += 1;
      onProgress({ part, groupsRead, partsDone });
    },
  };
}

export function unreadPart(part: RegionPart, error: unknown): UnreadPart {
  const { code, raw } = problemFrom(error);
  return { part, isForbidden: code === 'not-permitted', raw };
}

/** The prefix lists that a rule of these groups, or a route, names. */
export function listsNamed(
  groups: readonly SecurityGroup[],
  routeTables: readonly RouteTable[] | null,
): readonly string[] {
  const byRules = groups.flatMap(({ rules }) =>
    rules.flatMap(({ source }) => (source.kind === 'prefix-list' ? source.prefixListId : [])),
  );
  const byRoutes = (routeTables ?? []).flatMap(({ routes }) =>
    routes.flatMap(({ prefixListId }) => prefixListId ?? []),
  );
  return [...new Set([...byRules, ...byRoutes])].toSorted();
}

/** A template may name a group of the default network by its name. */
function idsOf({ groupIds, names }: TemplateGroups, groups: readonly SecurityGroup[]): readonly string[] {
  const wanted = new Set(names);
  const byName = groups.filter(({ name }) => wanted.has(name)).map(({ groupId }) => groupId);
  return [...new Set([...groupIds, ...byName])];
}
