import { reads, type ActionContext, type Actions } from '../action.ts';
import { AwsError } from '../aws-error.ts';
import { describeRows } from '../describe-rows.ts';
import type { FilterFields } from '../filters.ts';
import { pageOf, UP_TO_1000, type PageBounds } from '../paging.ts';
import { shortened } from '../protocol/param-tree.ts';
import type { Params } from '../protocol/params.ts';
import type { Answer } from '../protocol/write-xml.ts';
import { awsPrefixLists, type AwsPrefixList } from '../world/aws-prefix-lists.ts';
import type { Kind } from '../world/find.ts';

/** AWS's own lists only: none of one's own can be made. */
export const prefixListsActions: Actions = {
  DescribeManagedPrefixLists: reads(describeManaged),
  GetManagedPrefixListEntries: reads(getEntries),
  DescribePrefixLists: reads(describeLists),
};

const PREFIX_LIST: Kind = {
  prefix: 'pl',
  malformed: 'InvalidPrefixListId',
  notFound: 'InvalidPrefixListID.NotFound',
  called: 'prefix list ID',
};

/** AWS's API model. */
const UP_TO_100: PageBounds = { least: 1, most: 100 };

const FIELDS: FilterFields<AwsPrefixList> = {
  'owner-id': () => OWNER,
  'prefix-list-id': ({ prefixListId }) => prefixListId,
  'prefix-list-name': ({ name }) => name,
};

const OWNER = 'AWS';

/** Of its own lists AWS tells neither how many entries they may have nor their version. */
function describeManaged(context: ActionContext, params: Params): Answer {
  return describeRows(context, params, tableOf(context), {
    kind: PREFIX_LIST,
    idName: 'PrefixListId',
    fields: FIELDS,
    setName: 'prefixListSet',
    answer: ({ prefixListId, name }) => ({
      prefixListId,
      addressFamily: 'IPv4',
      state: 'create-complete',
      prefixListArn: `arn:aws:ec2:${context.region.region}:aws:prefix-list/${prefixListId}`,
      prefixListName: name,
      tagSet: [],
      ownerId: OWNER,
    }),
    bounds: UP_TO_100,
  });
}

function getEntries(context: ActionContext, params: Params): Answer {
  const id = params.text('PrefixListId');
  const list = tableOf(context).get(id);
  if (list === undefined) {
    throw new AwsError('InvalidPrefixListID.NotFound', `The prefix list (${shortened(id)}) does not exist.`);
  }
  const { rows, nextToken } = pageOf(params, list.cidrs, UP_TO_100);
  return { entrySet: rows.map((cidr) => ({ cidr })), nextToken };
}

/** The older way to ask, which gives a list's addresses at once. */
function describeLists(context: ActionContext, params: Params): Answer {
  const { 'owner-id': _, ...fields } = FIELDS;
  return describeRows(context, params, tableOf(context), {
    kind: PREFIX_LIST,
    idName: 'PrefixListId',
    fields,
    setName: 'prefixListSet',
    answer: ({ prefixListId, name, cidrs }) => ({ prefixListId, prefixListName: name, cidrSet: cidrs }),
    bounds: UP_TO_1000,
  });
}

function tableOf({ region: { region } }: ActionContext): ReadonlyMap<string, AwsPrefixList> {
  return new Map(awsPrefixLists(region).map((list) => [list.prefixListId, list]));
}
