import type { GroupFinding } from '../group-finding.ts';
import { isLive } from '../rule-addresses.ts';
import type { GroupReference, SecurityGroup } from '../security-group.ts';
import { words } from '../../words/en.ts';
import { groupFinding } from './make-group-finding.ts';

/** SG-STALE and SG-PEER: rules that name a group that is gone, or one of somebody else. */
export function referenceFindings(group: SecurityGroup): readonly GroupFinding[] {
  const named = group.rules.flatMap(({ source, isEgress }, place) =>
    source.kind === 'group' ? [{ reference: source, isEgress, place }] : [],
  );
  const stale = named.filter(({ reference }) => !isLive(reference));
  const foreign = named.filter(({ reference, isEgress }) => !isEgress && isForeign(reference, group));
  return [...byReference(stale).map(staleFinding), ...byReference(foreign).map(peerFinding)];
}

type Named = { readonly reference: GroupReference; readonly isEgress: boolean; readonly place: number };

const said = words.groupFindings;

function isForeign(reference: GroupReference, { ownerId }: SecurityGroup): boolean {
  const { userId, peeringConnectionId, peeringStatus } = reference;
  if (!isLive(reference) || (peeringStatus !== null && peeringStatus !== 'active')) return false;
  return peeringConnectionId !== null || userId !== ownerId;
}

/** The same group, in one direction, is one thing to see, however many ports it has. */
function byReference(named: readonly Named[]): readonly (readonly [Named, ...Named[]])[] {
  const groups = Map.groupBy(named, ({ reference, isEgress }) =>
    [reference.groupId, reference.peeringConnectionId, isEgress].join(' '),
  );
  return [...groups.values()].flatMap(([first, ...rest]) =>
    first === undefined ? [] : [[first, ...rest] as const],
  );
}

function staleFinding(same: readonly [Named, ...Named[]]): GroupFinding {
  const [{ reference, isEgress }] = same;
  const isGone = reference.userId === null || reference.userId === '';
  return groupFinding('SG-STALE', {
    level: 'low',
    subject: subjectOf(same),
    sentence: (isGone ? said.stale : said.staleWay)(reference.groupId),
    rules: same.map(({ place }) => place),
    fix: isEgress ? null : 'remove',
  });
}

function peerFinding(same: readonly [Named, ...Named[]]): GroupFinding {
  const [{ reference }] = same;
  const { groupId, userId, peeringConnectionId } = reference;
  return groupFinding('SG-PEER', {
    level: 'info',
    subject: subjectOf(same),
    sentence:
      peeringConnectionId === null
        ? said.peer(groupId, userId ?? '')
        : said.peerNetwork(groupId, userId ?? '', peeringConnectionId),
    rules: same.map(({ place }) => place),
  });
}

function subjectOf([{ reference, isEgress }]: readonly [Named, ...Named[]]): string {
  return [reference.groupId, reference.peeringConnectionId, isEgress ? 'outbound' : 'inbound']
    .filter((part) => part !== null)
    .join(' ');
}
