import { z } from 'zod';
import { failed, succeeded, type Outcome } from '../../shared/outcome.ts';
import { readDescribedGroups, readPrefixListsFile } from '../../shared/security-group/described-group.ts';
import {
  NOTHING_ELSE_READ,
  type RegionFacts,
  type UnreadPart,
} from '../../shared/security-group/region-facts.ts';
import type { PrefixLists, SecurityGroup } from '../../shared/security-group/security-group.ts';
import { words } from '../../shared/words/en.ts';
import { nameOfFile, readJsonFile, unreadable } from './input-file.ts';
import type { Plain } from './run-plain.ts';

export type SavedGroups = {
  /** As a person would say it. */
  readonly name: string;
  /** In the order of the file. */
  readonly groups: readonly SecurityGroup[];
  readonly lists: PrefixLists;
  readonly accountId: string;
  /** The same groups by the region that they name; nothing else of any region is known. */
  readonly facts: readonly RegionFacts[];
  /** The answer says itself that more pages follow. */
  readonly isCutOff: boolean;
};

type Files = { readonly from: string; readonly prefixLists: string | undefined };

/** A saved `aws ec2 describe-security-groups` answer, and what is known of prefix lists. AWS is not asked. */
export async function readSavedGroups(plain: Plain, files: Files): Promise<Outcome<SavedGroups>> {
  const { usage } = words.cliReview;
  if (files.from === '-' && files.prefixLists === '-') return failed(unreadable(usage.inputOnce));
  const json = await readJsonFile(plain, files.from);
  if (!json.ok) return json;
  const name = nameOfFile(plain, files.from);
  const groups = readDescribedGroups(json.value);
  if (groups === null) return failed(unreadable(usage.notGroups(name)));
  const lists = await readLists(plain, files.prefixLists);
  if (!lists.ok) return lists;
  const accountId = accountOf(groups);
  const isCutOff = cutOff.safeParse(json.value).success;
  const said = plain.globals.region === words.cliReview.region ? undefined : plain.globals.region;
  const regions = said === undefined ? regionsIn(json.value) : [];
  const byRegion = Map.groupBy(
    groups.map((group, place) => ({ group, region: said ?? regions[place] ?? '' })),
    ({ region }) => region,
  );
  const facts = [...byRegion].map(([region, members]) =>
    factsOf(region, { accountId, groups: members.map(({ group }) => group), lists: lists.value, isCutOff }),
  );
  return succeeded({ name, groups, lists: lists.value, accountId, facts, isCutOff });
}

async function readLists(plain: Plain, typed: string | undefined): Promise<Outcome<PrefixLists>> {
  if (typed === undefined) return succeeded(new Map());
  const json = await readJsonFile(plain, typed);
  if (!json.ok) return json;
  const lists = readPrefixListsFile(json.value);
  if (lists !== null) return succeeded(lists);
  return failed(unreadable(words.cliReview.usage.notLists(nameOfFile(plain, typed))));
}

const cutOff = z.object({ NextToken: z.string().min(1) });

/** `arn:aws:ec2:us-east-1:…` of each group, in order; nothing where it has none. */
function regionsIn(json: unknown): readonly (string | undefined)[] {
  const items = z.union([described, z.object({ SecurityGroups: described })]).safeParse(json).data ?? [];
  const list = 'SecurityGroups' in items ? items.SecurityGroups : items;
  return list.map(
    ({ SecurityGroupArn }) => /^arn:[^:]*:ec2:([a-z0-9-]+):/u.exec(SecurityGroupArn ?? '')?.[1],
  );
}

const described = z.array(z.object({ SecurityGroupArn: z.string().nullish() }));

/** Who asked is not in the answer: most of the groups are theirs. */
function accountOf(groups: readonly SecurityGroup[]): string {
  const owners = [...Map.groupBy(groups, ({ ownerId }) => ownerId)];
  const most = owners.toSorted(([, one], [, other]) => other.length - one.length)[0];
  return most?.[0] ?? '';
}

type Saved = {
  readonly accountId: string;
  readonly groups: readonly SecurityGroup[];
  readonly lists: PrefixLists;
  readonly isCutOff: boolean;
};

function factsOf(region: string, { accountId, groups, lists, isCutOff }: Saved): RegionFacts {
  return {
    region: region === '' ? words.cliReview.savedRegion : region,
    accountId,
    readAt: Date.now(),
    groups,
    ...NOTHING_ELSE_READ,
    prefixLists: [...lists.values()],
    unread: [
      ...(isCutOff ? [missing('groups', words.cliReview.cutOff)] : []),
      ...unknownLists(groups, lists),
    ],
  };
}

function unknownLists(groups: readonly SecurityGroup[], lists: PrefixLists): readonly UnreadPart[] {
  const named = groups
    .flatMap(({ rules }) => rules)
    .flatMap(({ source }) => (source.kind === 'prefix-list' ? [source.prefixListId] : []));
  const unknown = [...new Set(named)].filter((id) => !lists.has(id)).toSorted();
  return unknown.length === 0 ? [] : [missing('prefixLists', unknown.join(', '))];
}

function missing(part: UnreadPart['part'], raw: string): UnreadPart {
  return { part, isForbidden: false, raw };
}
