import type { Facts } from './facts.ts';
import type { Finding, Fix } from './finding.ts';
import type { Placement, PlanDraft } from './launch-plan.ts';
import { found, say } from './make-finding.ts';
import { fewerOf } from './placement.ts';
import { nearSizes, sizeFixes } from './near-sizes.ts';
import { stillHolds } from './still-holds.ts';
import { words } from './words/en.ts';

type Draft = Pick<PlanDraft, 'account' | 'image' | 'size' | 'placements'>;
type Sizes = Pick<Facts, 'instanceTypes' | 'prices'>;

/** Whether the account's limit of vCPUs has room for these machines, beside what runs already. */
export function checkQuota(
  { account, image, size, placements }: Draft,
  { preflight, instanceTypes, prices }: Sizes & Pick<Facts, 'preflight'>,
): readonly Finding[] {
  const quota = stillHolds('quota', { account, size }, preflight)?.quota;
  if (quota === undefined || size === null || placements === null || placements.length === 0) return [];
  if (quota.kind === 'unknown') {
    const { 'quota-unknown': unknown } = said;
    const sentence = unknown.sentence[quota.isForbidden ? 'forbidden' : 'failed'];
    return [found('quota-unknown', 'note', 'zones', say(unknown, sentence))];
  }
  const room = Math.max(0, quota.limit - quota.inUse);
  const vcpus = instanceTypes?.find(({ name }) => name === size.name)?.vcpus ?? size.vcpus;
  const wanted = vcpus * placements.length;
  if (wanted <= room) return [];
  const { 'too-many-vcpus': many } = said;
  const sentence = many.sentence(wanted, quota.inUse, quota.limit);
  const smaller = smallerFixes({ image, size, placements }, room, { instanceTypes, prices });
  const fixes = [...fewerFixes(placements, Math.floor(room / vcpus), smaller.length === 0), ...smaller];
  return [found('too-many-vcpus', 'blocker', 'zones', say(many, sentence), fixes)];
}

const said = words.findings;

/** As many machines as there is room for, in as many zones. A single one only where no smaller size leaves two. */
function fewerFixes(placements: readonly Placement[], most: number, isLastResort: boolean): readonly Fix[] {
  if (most < (isLastResort ? 1 : 2)) return [];
  const edit = { placements: fewerOf(placements, most) };
  const zones = zonesIn(edit.placements);
  const { useFewerZones, useFewerMachines } = said.fixes;
  const isOneEach = zonesIn(placements) === placements.length;
  return [{ label: isOneEach ? useFewerZones(most) : useFewerMachines(most, zones), edit }];
}

function zonesIn(placements: readonly Placement[]): number {
  return new Set(placements.map(({ zoneId }) => zoneId)).size;
}

/** Sizes with which every machine has room. A size that is counted by another limit is found out when that is read. */
function smallerFixes(
  { image, size, placements }: Omit<Draft, 'account'>,
  room: number,
  sizes: Sizes,
): readonly Fix[] {
  if (size === null || placements === null) return [];
  const most = room / placements.length;
  return sizeFixes(nearSizes({ image, size }, sizes).filter(({ vcpus }) => vcpus <= most));
}
