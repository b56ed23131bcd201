import type { Finding, FindingId } from './finding.ts';

/** Tells a fault once: what only follows from another one, zone by zone and call by call, goes with it, and is not said beside it. */
export function withoutWhatFollows(findings: readonly Finding[]): readonly Finding[] {
  const following = new Set(findings.flatMap(({ id }) => FOLLOWS[id] ?? []));
  return following.size === 0 ? findings : findings.filter(({ id }) => !following.has(id));
}

const FOLLOWS: Readonly<Partial<Record<FindingId, readonly FindingId[]>>> = {
  // Of a size that nobody sells here nothing else can be judged.
  'type-nowhere': [
    'architecture-mismatch',
    'size-unknown',
    'not-free-tier',
    'little-memory',
    'credits-unlimited',
    'credits-not-for-size',
    'type-not-in-zone',
    'no-capacity-now',
    'too-many-vcpus',
    'quota-unknown',
    'launch-refused',
    'free-tier-hours',
    'free-plan-credits',
    'price-unknown',
  ],
  // Another account has another network, too.
  'account-differs': ['plan-of-elsewhere'],
  'plan-of-elsewhere': [
    'zone-unknown',
    'zone-not-available',
    'zone-without-subnet',
    'subnet-differs',
    'subnet-gone',
    'subnet-full',
    'subnet-not-public',
    'subnet-not-reachable',
    'reach-unknown',
    'network-differs',
    'group-gone',
    'not-let-in',
    'group-refused',
    'not-checked',
  ],
  // The calls are tried with this very name.
  'name-refused': ['key-refused', 'group-refused'],
  // And with these tags.
  'tag-refused': ['key-refused', 'group-refused', 'launch-refused'],
};
