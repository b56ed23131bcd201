import type { Problem } from '../problem.ts';
import type { AddressFamily } from './exposure.ts';
import type { FixKind, GroupFinding } from './group-finding.ts';
import type { GroupRule } from './security-group.ts';

/** A rule that is to be written: exact, one source, never wider than the ports' purpose allows. Inbound. */
export type NewRule = {
  readonly protocol: 'tcp' | 'udp' | 'icmp' | 'icmpv6';
  /** As in `GroupRule`. */
  readonly fromPort: number | null;
  readonly toPort: number | null;
  readonly source:
    | { readonly kind: AddressFamily; readonly cidr: string }
    | { readonly kind: 'group'; readonly groupId: string };
  /** EC2 allows a-z A-Z 0-9 and . _-:/()#,@[]+=;{}!$* here: no apostrophe, no ampersand. */
  readonly description: string;
};

/** What is asked for: these rules first, and only then those ids away. Never the other way round, never in place. */
export type ChangeAsk = {
  readonly groupId: string;
  /** The finding that is answered, so that the review can be asked again; null for one without. */
  readonly findingKey: string | null;
  readonly kind: FixKind;
  readonly add: readonly NewRule[];
  readonly removeRuleIds: readonly string[];
  readonly target: ChangeTarget;
};

/** `copy`: a corrected copy of the group, which takes its place on these network interfaces only. */
export type ChangeTarget =
  | { readonly kind: 'this-group' }
  | { readonly kind: 'copy'; readonly name: string; readonly interfaceIds: readonly string[] };

/** What would happen, from what EC2 says now. Nothing has been changed. */
export type ChangePreview = {
  /** What was previewed is what `startChange` carries out, if the group is still as it was. */
  readonly previewId: string;
  readonly ask: ChangeAsk;
  readonly before: readonly GroupRule[];
  readonly after: readonly GroupRule[];
  readonly findingsBefore: readonly GroupFinding[];
  readonly findingsAfter: readonly GroupFinding[];
  /** Who else comes in by the rules that go, and would not any more. */
  readonly dependants: readonly Dependant[];
  /** Running machines behind the group other than those that are meant: they are changed too. */
  readonly sharedWith: readonly { readonly instanceId: string; readonly name: string | null }[];
  /** `cut`: connections that are open now end at once. `live-on`: they last until they are closed. */
  readonly openSessions: 'cut' | 'live-on' | 'unknown';
  /** The addresses in use here, and whether they are let in to a port that people log in by, before and after. */
  readonly myAddresses: readonly MyAccess[];
  /** Where it will be tried from here before and after. Empty: it cannot be tried from here. */
  readonly probes: readonly ProbeTarget[];
  /** Each keeps it from being started. */
  readonly obstacles: readonly string[];
  readonly cautions: readonly string[];
};

export type MyAccess = {
  readonly address: string;
  readonly family: AddressFamily;
  readonly port: number;
  readonly isAdmittedBefore: boolean;
  readonly isAdmittedAfter: boolean;
};

/** Somebody who may come in by a rule that goes. `cidrs`: what would have to stay for them. */
export type Dependant = {
  readonly kind: 'vpc' | 'peered-vpc' | 'load-balancer' | 'machine' | 'service';
  readonly name: string;
  readonly cidrs: readonly string[];
  /** By the rules as they will be. */
  readonly isKept: boolean;
};

export type ProbeTarget = { readonly instanceId: string; readonly address: string; readonly port: number };

/**
 * `answers`: an ssh banner or an RDP hello came back; `connects`, a bare connection, proves nothing. `reset`: broken off from the other end.
 * `unreachable`: this computer, or its network, knows no way there. `no-answer`: nobody says anything.
 */
export const PROBE_RESULTS = [
  'answers',
  'connects',
  'reset',
  'refused',
  'unreachable',
  'no-answer',
  'not-tried',
] as const;

export type ProbeResult = ProbeTarget & { readonly result: (typeof PROBE_RESULTS)[number] };

/** A change as it goes and as it went: a whole snapshot, sent again at every step. Journalled with its undo. */
export type GroupChange = {
  readonly changeId: string;
  readonly sourceId: string;
  readonly accountId: string;
  readonly region: string;
  readonly groupId: string;
  readonly groupName: string;
  readonly kind: FixKind;
  readonly state: ChangeState;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  readonly finishedAt: number | null;
  readonly lines: readonly ChangeLine[];
  readonly added: readonly GroupRule[];
  readonly removed: readonly GroupRule[];
  readonly probesBefore: readonly ProbeResult[];
  readonly probesAfter: readonly ProbeResult[];
  /** The corrected copy; null where the group itself was changed. */
  readonly copyGroupId: string | null;
  readonly problem: Problem | null;
  /** What may be asked for now. `finish`: what an ended program left half done. */
  readonly may: readonly ('undo' | 'finish' | 'forget')[];
};

/**
 * `added-only`: the new rules are there, the old ones too: nobody is locked out, and it is not yet safe. `put-back`: somebody
 * who was let in was not any more, so the old rules are back.
 */
export type ChangeState =
  'working' | 'done' | 'added-only' | 'put-back' | 'failed' | 'undoing' | 'undone' | 'unfinished';

export type ChangeLine = {
  readonly id: string;
  readonly label: string;
  readonly state: 'waiting' | 'working' | 'done' | 'failed' | 'skipped';
  readonly note: string | null;
};
