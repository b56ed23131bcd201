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
