import { MOST_TAGS, refusalOfTag, type TagRefusal } from './check-tags.ts';
import type { PlanTag } from './launch-plan.ts';

/** A tag that every launch from here needs, with the value that is proposed for it; empty where none is. */
export type RequiredTag = { readonly key: string; readonly value: string };

/** What is wrong with these, the first of it; null where all can be required. */
export function refusalOfRequired(
  tags: readonly RequiredTag[],
): { readonly key: string; readonly refusal: TagRefusal | 'too-many' } | null {
  const [bad] = tags.flatMap(({ key }, index) => {
    const refusal = refusalOfTag(tags, index);
    return refusal === null ? [] : [{ key, refusal }];
  });
  if (bad !== undefined) return bad;
  return tags.length > MOST_TAGS ? { key: '', refusal: 'too-many' } : null;
}

/** Those that these tags do not satisfy: a key without a value is no answer. */
export function missingTags(
  tags: readonly PlanTag[],
  required: readonly RequiredTag[],
): readonly RequiredTag[] {
  return required.filter(({ key }) => !tags.some((tag) => tag.key === key && tag.value.trim() !== ''));
}

/** With a row for each that is required, those first. What a person has written stays. */
export function withRequired(tags: readonly PlanTag[], required: readonly RequiredTag[]): PlanTag[] {
  const isRequired = ({ key }: PlanTag) => required.some((each) => each.key === key);
  return [
    ...required.map(({ key, value }) => tags.find((tag) => tag.key === key) ?? { key, value }),
    ...tags.filter((tag, at) => !isRequired(tag) || tags.findIndex(({ key }) => key === tag.key) !== at),
  ];
}

/** Without the rows that were proposed and are required no more, or are proposed otherwise now. */
export function withoutProposed(
  tags: readonly PlanTag[],
  before: readonly RequiredTag[],
  now: readonly RequiredTag[],
): PlanTag[] {
  const isIn = (list: readonly RequiredTag[], tag: PlanTag) =>
    list.some(({ key, value }) => key === tag.key && value === tag.value);
  return tags.filter((tag) => !isIn(before, tag) || isIn(now, tag));
}
