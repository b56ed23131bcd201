import type { Severity } from '../finding.ts';
import type { AddressFamily } from './exposure.ts';

/** The rules of the catalogue; `catalogue.ts` has what each of them stands on. */
export const GROUP_RULE_IDS = [
  'SG-ALL',
  'SG-ADMIN',
  'SG-RISK',
  'SG-PUBPORT',
  'SG-WIDE',
  'SG-SPLIT',
  'SG-V6GAP',
  'SG-UDP',
  'SG-ICMP',
  'SG-PROTO',
  'SG-RANGE',
  'SG-HTTPONLY',
  'SG-DEFAULT',
  'SG-UNUSED',
  'SG-DUP',
  'SG-MERGE',
  'SG-EGRESS',
  'SG-STALE',
  'SG-PEER',
  'SG-PLIST',
  'SG-MYIP',
  'SG-AWSIP',
  'SG-SHARED',
  'SG-FULL',
] as const;
export type GroupRuleId = (typeof GROUP_RULE_IDS)[number];

/** From the worst. */
export const LEVELS = ['critical', 'high', 'medium', 'low', 'info'] as const;
export type Level = (typeof LEVELS)[number];

/** How near the group's doors are to somebody who knocks, for one address family. From the nearest. */
export const EXPOSURE_LEVELS = ['X4', 'X3', 'X2', 'X1', 'X0'] as const;
export type ExposureLevel = (typeof EXPOSURE_LEVELS)[number];

/** `isKnown` is false where something could not be read: the level is then the worst that it may be. */
export type GroupExposure = {
  readonly level: Readonly<Record<AddressFamily, ExposureLevel>>;
  readonly isKnown: boolean;
};

/** One thing to see in one group. A port stands in one finding only: the most specific one. */
export type GroupFinding = {
  /** The same for the same finding of the same group at every review: `SG-ADMIN tcp 22 ipv4,ipv6`. */
  readonly key: string;
  readonly id: GroupRuleId;
  readonly level: Level;
  /** critical, high = danger; medium = caution; low, info = note. */
  readonly severity: Exclude<Severity, 'blocker'>;
  readonly families: readonly AddressFamily[];
  /** What is concerned; empty where it is not about ports. */
  readonly ports: readonly PortSpan[];
  /** One sentence a newcomer understands, then why it matters, then what to do. */
  readonly sentence: string;
  readonly why: string;
  readonly advice: string;
  /** Catalogue rules that say more about the same ports: `SG-SPLIT`, `SG-PLIST`. With a sentence each. */
  readonly notes: readonly { readonly id: GroupRuleId; readonly sentence: string }[];
  /** The rules that bring it about: places in `SecurityGroup.rules`. */
  readonly rules: readonly number[];
  /** Null where a repair by Keyport is not offered: then `advice` is all there is. */
  readonly fix: FixKind | null;
};

/** Ports `from`–`to` of a protocol, both included. ICMP: types. Other protocols: 0–0. */
export type PortSpan = { readonly protocol: string; readonly from: number; readonly to: number };

/**
 * `narrow`: what is offered is written anew for fewer, then the rules go. `remove`: nobody loses anything, or nobody should
 * have it. `merge`, `add-https` and `my-address` say themselves.
 */
export const FIX_KINDS = ['narrow', 'remove', 'merge', 'add-https', 'my-address'] as const;
export type FixKind = (typeof FIX_KINDS)[number];
