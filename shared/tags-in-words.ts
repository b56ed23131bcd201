import type { PlanTag } from './launch-plan.ts';

/** `Team = Shop, Critical`. */
export function tagsInWords(tags: readonly PlanTag[]): string {
  return tags.map(({ key, value }) => (value === '' ? key : `${key} = ${value}`)).join(', ');
}
