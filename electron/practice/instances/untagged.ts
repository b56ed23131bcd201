import { invalidValue } from '../aws-error.ts';
import { readFilters, type Filter } from '../filters.ts';
import { shortened } from '../protocol/param-tree.ts';
import type { Params } from '../protocol/params.ts';

/** The filters of an action in which AWS lets nobody ask for tags: one that does is refused. */
export function readUntaggedFilters(params: Params): readonly Filter[] {
  const filters = readFilters(params);
  const tag = filters.find(({ name }) => name === 'tag-key' || name.startsWith('tag:'));
  if (tag !== undefined) throw invalidValue(`The filter '${shortened(tag.name)}' is invalid`);
  return filters;
}
