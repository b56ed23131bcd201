import { PORTS } from '../../../shared/platform.ts';
import { admits } from '../../../shared/security-group/admits.ts';
import { ADDRESS_FAMILIES } from '../../../shared/security-group/exposure.ts';
import type { ChangeAsk, ProbeResult, ProbeTarget } from '../../../shared/security-group/group-change.ts';
import type { MyAddresses } from '../../../shared/security-group/groups-api.ts';
import type { NetworkInterface, RegionFacts } from '../../../shared/security-group/region-facts.ts';
import type { GroupRule, PrefixLists } from '../../../shared/security-group/security-group.ts';
import { probeDoor } from '../../connect/probe.ts';
import type { ChangeRun, Probe } from './change-services.ts';

const BEFORE_WITHIN_MS = 5_000;
/** Twice tried, twice over, and the old rules are back within ten seconds. */
const AFTER_WITHIN_MS = 2_000;
/** A firewall is not changed everywhere in one instant. */
const SETTLES_AFTER_MS = 1_500;
const MOST_TARGETS = 10;

export const knock: Probe = ({ address, port }, timeoutMs) =>
  probeDoor({ address, port, kind: port === PORTS.rdp ? 'rdp' : 'ssh', timeoutMs });

/**
 * Log-in ports of running machines, at addresses that can be called from here, that these rules let an address in use in to: where
 * it can be seen whether somebody is shut out, or let in.
 */
export function probeTargets(
  facts: RegionFacts | null,
  ask: ChangeAsk,
  rules: readonly GroupRule[],
  my: MyAddresses,
  lists: PrefixLists,
): readonly ProbeTarget[] {
  const running = (facts?.instances ?? []).filter(({ state }) => state === 'running');
  const ids = new Set(running.map(({ instanceId }) => instanceId));
  return (facts?.interfaces ?? [])
    .filter((each) => isConcerned(each, ask) && ids.has(each.instanceId ?? ''))
    .flatMap(({ instanceId, publicIpv4, ipv6 }) =>
      ADDRESS_FAMILIES.flatMap((family) => {
        const address = (family === 'ipv4' ? publicIpv4 : ipv6)[0];
        const mine = my[family];
        if (address === undefined || mine === null || instanceId === null) return [];
        return [PORTS.ssh, PORTS.rdp]
          .filter((port) => admits(rules, { protocol: 'tcp', port, address: mine }, lists).verdict === 'yes')
          .map((port) => ({ instanceId, address, port }));
      }),
    )
    .slice(0, MOST_TARGETS);
}

export function probeBefore(
  { probe }: Pick<ChangeRun, 'probe'>,
  targets: readonly ProbeTarget[],
): Promise<readonly ProbeResult[]> {
  return probeAll(probe, targets, BEFORE_WITHIN_MS);
}

/** The same of doors that were opened just now: a second time where nobody answers before the firewall has settled. */
export async function probeSettled(
  { probe, patience }: Pick<ChangeRun, 'probe' | 'patience'>,
  targets: readonly ProbeTarget[],
): Promise<readonly ProbeResult[]> {
  const first = await probeBefore({ probe }, targets);
  if (first.some(({ result }) => RANK[result] === RANK.answers || result === 'not-tried')) return first;
  await patience.pause(SETTLES_AFTER_MS);
  return probeBefore({ probe }, targets);
}

/**
 * Knocks again, by new connections, at once and once more when the firewall has settled. `lost`: what has answered before, and does
 * not now at a second try either.
 */
export async function probeAfter(
  { probe, patience }: Pick<ChangeRun, 'probe' | 'patience'>,
  before: readonly ProbeResult[],
): Promise<{ readonly results: readonly ProbeResult[]; readonly lost: readonly ProbeResult[] }> {
  const first = await tryTwice(probe, before);
  const lost = lostOf(before, first);
  if (lost.length > 0 || before.every(({ result }) => RANK[result] === 0)) return { results: first, lost };
  await patience.pause(SETTLES_AFTER_MS);
  const second = await tryTwice(probe, before);
  return { results: second, lost: lostOf(before, second) };
}

async function tryTwice(probe: Probe, before: readonly ProbeResult[]): Promise<readonly ProbeResult[]> {
  const first = await probeAll(probe, before, AFTER_WITHIN_MS);
  if (lostOf(before, first).length === 0) return first;
  const again = await probeAll(probe, before, AFTER_WITHIN_MS);
  return first.map((one, place) => {
    const other = again[place] ?? one;
    return RANK[other.result] > RANK[one.result] ? other : one;
  });
}

/** A machine that refuses has been reached, but nobody came in. */
const RANK = {
  answers: 2,
  connects: 1,
  reset: 0,
  refused: 0,
  unreachable: 0,
  'no-answer': 0,
  'not-tried': 0,
} as const;

function lostOf(before: readonly ProbeResult[], after: readonly ProbeResult[]): readonly ProbeResult[] {
  return after.filter(({ result }, place) => RANK[result] < RANK[before[place]?.result ?? 'not-tried']);
}

function probeAll(
  probe: Probe,
  targets: readonly ProbeTarget[],
  timeoutMs: number,
): Promise<readonly ProbeResult[]> {
  return Promise.all(
    targets.map(async ({ instanceId, address, port }) => ({
      instanceId,
      address,
      port,
      result: await probe({ instanceId, address, port }, timeoutMs),
    })),
  );
}

function isConcerned({ groupIds, interfaceId }: NetworkInterface, { groupId, target }: ChangeAsk): boolean {
  return target.kind === 'copy' ? target.interfaceIds.includes(interfaceId) : groupIds.includes(groupId);
}
