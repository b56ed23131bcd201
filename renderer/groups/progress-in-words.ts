import type { ReviewProgress } from '../../shared/security-group/groups-api.ts';
import { words } from '../../shared/words/en.ts';

const said = words.groups.reading;

/** Regions count alike, and so do the parts of one. 0–100; never full before it is over. */
export function percentOf(progress: ReviewProgress | null): number {
  if (progress === null) return 0;
  const { partsDone, partsTotal, regionsDone, regionsTotal } = progress;
  const part = partsTotal > 0 ? Math.min(partsDone / partsTotal, 1) : 0;
  const share = (regionsDone + part) / Math.max(regionsTotal, 1);
  return Math.min(99, Math.round(share * 100));
}

/** “Groups and their rules, 1,250 groups so far”. */
export function partInWords(progress: ReviewProgress | null): string {
  if (progress === null) return said.start;
  const part = said.part[progress.part];
  if (progress.groupsRead === 0) return part;
  const count = progress.part === 'groups' ? said.groupsSoFar : words.groups.read.count;
  return `${part}; ${count(progress.groupsRead)}`;
}
