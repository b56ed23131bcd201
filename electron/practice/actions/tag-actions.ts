import { changes, reads, type ActionContext, type Actions } from '../action.ts';
import { invalidValue, missingParameter } from '../aws-error.ts';
import { filtered, readFilters } from '../filters.ts';
import { pageOf, UP_TO_1000 } from '../paging.ts';
import type { Params } from '../protocol/params.ts';
import type { Answer } from '../protocol/write-xml.ts';
import { taggedResource, taggedResources, type TaggedResource } from '../tagged-resources.ts';
import { readTags, withTags } from '../tags.ts';
import type { Tag } from '../world/state.ts';

export const tagActions: Actions = {
  CreateTags: changes(createTags),
  DeleteTags: changes(deleteTags),
  DescribeTags: reads(describeTags),
};

/** AWS's bounds for one call. */
const MOST_RESOURCES = 1000;
const MOST_DELETED_TAGS = 1000;

function createTags(context: ActionContext, params: Params): Answer {
  const ids = readResourceIds(params);
  const tags = readTags(params);
  if (tags.length === 0) throw missingParameter('Tag');
  changeTags(context, ids, (before) => withTags(before, tags));
  return { return: true };
}

/** A tag without a value goes whatever its value is; without any tag told, all go. */
function deleteTags(context: ActionContext, params: Params): Answer {
  const ids = readResourceIds(params);
  const told = params.list('Tag', (tag) => ({ key: tag.text('Key'), value: tag.optionalText('Value') }));
  if (told.length > MOST_DELETED_TAGS) throw invalidValue('The request must contain at most 1000 tags');
  changeTags(context, ids, (before) =>
    told.length === 0
      ? []
      : before.filter(
          (tag) => !told.some(({ key, value }) => key === tag.key && (value === null || value === tag.value)),
        ),
  );
  return { return: true };
}

/** One at a time: the tags of a rule lie in its group, which may be among the resources too. */
function changeTags(
  context: ActionContext,
  ids: readonly string[],
  after: (before: readonly Tag[]) => readonly Tag[],
): void {
  for (const id of ids) {
    const resource = taggedResource(context, id);
    resource.putTags(after(resource.tags));
  }
}

function readResourceIds(params: Params): readonly string[] {
  const ids = params.texts('ResourceId');
  if (ids.length === 0) throw missingParameter('ResourceId');
  if (ids.length > MOST_RESOURCES) {
    throw invalidValue(`The request must contain at most ${String(MOST_RESOURCES)} resource IDs`);
  }
  return ids;
}

type TagRow = Pick<TaggedResource, 'resourceId' | 'resourceType'> & {
  readonly tag: Tag;
  /** The same one, where filters look for tags. */
  readonly tags: readonly Tag[];
};

function describeTags(context: ActionContext, params: Params): Answer {
  const all = taggedResources(context).flatMap(({ resourceId, resourceType, tags }) =>
    tags.map((tag): TagRow => ({ resourceId, resourceType, tag, tags: [tag] })),
  );
  const filters = readFilters(params);
  if (filters.some(({ name }) => name === 'tag-key')) throw invalidValue("The filter 'tag-key' is invalid");
  const tags = filtered(all, filters, {
    key: ({ tag }) => tag.key,
    value: ({ tag }) => tag.value,
    'resource-id': ({ resourceId }) => resourceId,
    'resource-type': ({ resourceType }) => resourceType,
  });
  const { rows, nextToken } = pageOf(params, tags, UP_TO_1000);
  return {
    tagSet: rows.map(({ resourceId, resourceType, tag }) => ({ resourceId, resourceType, ...tag })),
    nextToken,
  };
}
