import { askerOf } from './reach/asker.ts';
import { aclStep } from './reach/acl-step.ts';
import { addressStep } from './reach/address-step.ts';
import { blockStep } from './reach/block-step.ts';
import { groupStep } from './reach/group-step.ts';
import { machineStep } from './reach/machine-step.ts';
import { routeStep } from './reach/route-step.ts';
import type { NetworkInterface, RegionFacts } from './security-group/region-facts.ts';
import { words } from './words/en.ts';

/** One question: can this address reach this port of this machine? */
export type ReachAsk = {
  /** An IPv4 or an IPv6 address. */
  readonly from: string;
  readonly protocol: 'tcp' | 'udp';
  readonly port: number;
  readonly instanceId: string;
};

/** `yes` only where every step says yes; `no` where one says no; else `unknown`. */
export type ReachVerdict = 'yes' | 'no' | 'unknown';

export type ReachAnswer = {
  readonly ask: ReachAsk;
  readonly verdict: ReachVerdict;
  /** In one sentence, with the step that decides. */
  readonly sentence: string;
  /** The way a packet takes, from outside to the machine, and back where that may differ. */
  readonly steps: readonly ReachStep[];
};

export const REACH_STEPS = ['machine', 'address', 'route', 'block-public-access', 'acl', 'group'] as const;

export type ReachStep = {
  readonly step: (typeof REACH_STEPS)[number];
  readonly verdict: ReachVerdict;
  readonly sentence: string;
  /** AWS's ids of what decides: a route table, a network ACL, a group, a rule. */
  readonly because: readonly string[];
};

/**
 * Can this address reach this port of this machine, by what was read of the region? Asked once for everyone. Of several network
 * interfaces one that gets through is enough. The asking computer's own firewall and network are not looked at. What could
 * not be read makes its step unknown, and never no. Pure.
 */
export function canReach(ask: ReachAsk, facts: RegionFacts): ReachAnswer {
  const machine = machineStep(ask, facts);
  const interfaces = (facts.interfaces ?? []).filter(({ instanceId }) => instanceId === ask.instanceId);
  const ways = interfaces.map((each) => [machine, ...wayTo(each, ask, facts)]);
  const [steps = [machine, ...UNASKED]] = ways.toSorted(byChance);
  const verdict = verdictOf(steps);
  const deciding = steps.filter((step) => step.verdict === verdict);
  const because = (verdict === 'yes' ? deciding.at(-1) : deciding[0]) ?? machine;
  const port = words.reach.port(ask.protocol, ask.port);
  const answer = words.reach.answer[verdict](ask.from, port, nameOf(ask, facts));
  const sentence = `${answer} ${because.sentence}`;
  return { ask, verdict, sentence, steps };
}

/** What a person calls the machine. */
function nameOf({ instanceId }: ReachAsk, { instances }: RegionFacts): string {
  return instances?.find((instance) => instance.instanceId === instanceId)?.name ?? instanceId;
}

function wayTo(to: NetworkInterface, ask: ReachAsk, facts: RegionFacts): readonly ReachStep[] {
  const asker = askerOf(ask.from, to, facts);
  return [
    addressStep(asker, to),
    routeStep(asker, to, facts),
    blockStep(asker, to, facts),
    aclStep(asker, ask, to, facts),
    groupStep(asker, ask, to, facts),
  ];
}

/** `yes` only where every step says yes; `no` where one says no; else `unknown`. */
export function verdictOf(steps: readonly ReachStep[]): ReachVerdict {
  return (
    (['no', 'unknown'] as const).find((verdict) => steps.some((step) => step.verdict === verdict)) ?? 'yes'
  );
}

/** The way that gets furthest first. */
function byChance(one: readonly ReachStep[], other: readonly ReachStep[]): number {
  const rank = (steps: readonly ReachStep[]) => RANK.indexOf(verdictOf(steps));
  const refusals = (steps: readonly ReachStep[]) => steps.filter(({ verdict }) => verdict === 'no').length;
  return rank(one) - rank(other) || refusals(one) - refusals(other);
}

const RANK: readonly ReachVerdict[] = ['yes', 'unknown', 'no'];

const UNASKED: readonly ReachStep[] = REACH_STEPS.filter((step) => step !== 'machine').map((step) => ({
  step,
  verdict: 'unknown',
  sentence: words.reach.unasked,
  because: [],
}));
