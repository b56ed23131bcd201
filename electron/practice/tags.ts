import { AwsError, invalidValue } from './aws-error.ts';
import { shortened } from './protocol/param-tree.ts';
import type { Params } from './protocol/params.ts';
import type { Answer } from './protocol/write-xml.ts';
import type { Tag } from './world/state.ts';

const MOST_TAGS = 50;
const LONGEST_KEY = 128;
const LONGEST_VALUE = 256;

/**
 * The tags that `TagSpecification` gives to each of these kinds of resource (`security-group`, `instance`, …), which are all
 * that the action makes.
 */
export function readTagSpecifications<Kind extends string>(
  params: Params,
  kinds: readonly Kind[],
): Readonly<Record<Kind, readonly Tag[]>> {
  const given = new Map<string, readonly Tag[]>();
  params.list('TagSpecification', (specification) => {
    const kind = specification.text('ResourceType');
    if (!kinds.some((each) => each === kind)) {
      throw invalidValue(`'${shortened(kind)}' is not a valid taggable resource type for this operation.`);
    }
    if (given.has(kind)) {
      throw invalidValue(`Duplicate tag specification for resource type '${shortened(kind)}'.`);
    }
    given.set(kind, readTags(specification));
  });
  return Object.fromEntries(kinds.map((kind) => [kind, given.get(kind) ?? []])) as unknown as Readonly<
    Record<Kind, readonly Tag[]>
  >;
}

/** The `Tag` list, by AWS's rules for keys and values. */
export function readTags(params: Params): readonly Tag[] {
  const tags = params.list('Tag', (tag) => ({
    key: tag.text('Key'),
    value: tag.optionalText('Value') ?? '',
  }));
  const keys = new Set<string>();
  for (const { key, value } of tags) {
    checkTag(key, value);
    if (keys.has(key)) throw invalidValue(`Duplicate tag key '${shortened(key)}' specified.`);
    keys.add(key);
  }
  if (tags.length > MOST_TAGS) throw tooManyTags();
  return tags;
}

/** The tags that were there, with these put over them. */
export function withTags(before: readonly Tag[], given: readonly Tag[]): readonly Tag[] {
  const after = new Map(before.map((tag) => [tag.key, tag]));
  for (const tag of given) after.set(tag.key, tag);
  if (after.size > MOST_TAGS) throw tooManyTags();
  return [...after.values()];
}

/** As EC2 lists them; left out where there are none. */
export function tagSetOf(tags: readonly Tag[]): readonly Answer[] | null {
  return tags.length === 0 ? null : tags.map(({ key, value }) => ({ key, value }));
}

function checkTag(key: string, value: string): void {
  if (key.length > LONGEST_KEY) {
    throw invalidValue(
      `Tag key exceeds the maximum length of ${String(LONGEST_KEY)} characters: ${shortened(key)}`,
    );
  }
  if (value.length > LONGEST_VALUE) {
    throw invalidValue(
      `Tag value exceeds the maximum length of ${String(LONGEST_VALUE)} characters: ${shortened(value)}`,
    );
  }
  if (/^aws:/iu.test(key)) {
    throw invalidValue(`Tag keys starting with 'aws:' are reserved for internal use: ${shortened(key)}`);
  }
}

function tooManyTags(): AwsError {
  return new AwsError('TagLimitExceeded', `More than ${String(MOST_TAGS)} tags specified`);
}
