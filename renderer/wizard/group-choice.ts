import { MOST_GROUPS, type ChosenGroup } from '../../shared/launch-plan.ts';
import type { LaunchGroup } from '../../shared/security-group/launch-groups.ts';

/** The worst that is said of the group for these machines. */
export function gradeOfGroup({ findings }: LaunchGroup): 'danger' | 'caution' | 'fine' {
  const severities = new Set(findings.map(({ severity }) => severity));
  if (severities.has('danger')) return 'danger';
  return severities.has('caution') ? 'caution' : 'fine';
}

/** Whether the text stands in its name, its id or its description. */
export function isFound({ group }: LaunchGroup, text: string): boolean {
  const wanted = text.trim().toLowerCase();
  return [group.name, group.groupId, group.description].some((part) => part.toLowerCase().includes(wanted));
}

/** A description as far as the list has room for it: EC2 takes 255 characters. */
export function shortDescription(description: string): string {
  if (description.length <= LONGEST) return description;
  return `${description.slice(0, LONGEST - 1).trimEnd()}…`;
}

const LONGEST = 60;

/** One more than EC2 takes cannot be chosen; what is chosen can always be left out again. */
export function isChoosable(groupId: string, chosen: readonly ChosenGroup[]): boolean {
  return chosen.length < MOST_GROUPS || chosen.some((one) => one.groupId === groupId);
}

/**
 * The choice after ticking on one page of the list. What is not on the page stays: groups of other pages, and those that the
 * list no longer has, which only the judge may take away.
 */
export function chosenAfter(
  chosen: readonly ChosenGroup[],
  shown: readonly LaunchGroup[],
  ticked: readonly LaunchGroup[],
): ChosenGroup[] {
  const onPage = new Set(shown.map(({ group }) => group.groupId));
  const elsewhere = chosen.filter(({ groupId }) => !onPage.has(groupId));
  const here = ticked.map(({ group: { groupId, name } }) => ({ groupId, name }));
  return [...elsewhere, ...here];
}
