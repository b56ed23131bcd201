import { readAddress } from './cidr.ts';
import type { AddressFamily } from './exposure.ts';
import type { NewRule } from './group-change.ts';
import type { GroupReference, GroupRule } from './security-group.ts';
import { sourceText } from './span-words.ts';

/** Protocols that Keyport writes rules for. */
export function isWritable(protocol: string): protocol is NewRule['protocol'] {
  return protocol === 'tcp' || protocol === 'udp' || protocol === 'icmp' || protocol === 'icmpv6';
}

/** The text without the characters that EC2 refuses in a rule's description. */
export function writable(description: string): string {
  return description
    .replaceAll('&', '+')
    .replaceAll(/[^a-zA-Z0-9. _\-:/()#,@[\]+=;{}!$*]/g, '')
    .slice(0, 255)
    .trim();
}

/** Exactly one address as a CIDR; null for what is no address of that family. */
export function singleCidr(address: string, family: AddressFamily): string | null {
  if (readAddress(address, family) === null) return null;
  return family === 'ipv4' ? `${address}/32` : `${address}/128`;
}

/** Two rules with the same identity are one to EC2: it refuses the second as a duplicate. */
export function identityOf({
  protocol,
  fromPort,
  toPort,
  source,
}: Pick<GroupRule, 'protocol' | 'fromPort' | 'toPort'> & {
  readonly source: GroupRule['source'] | NewRule['source'];
}): string {
  return `${protocol} ${fromPort ?? '*'} ${toPort ?? '*'} ${sourceText(source)}`;
}

/** The rule as EC2 will describe it; the id comes later. What is known of a group that it names is taken from `others`. */
export function asRule(rule: NewRule, others: readonly GroupRule[] = []): GroupRule {
  const { source } = rule;
  return {
    ...rule,
    ruleId: null,
    isEgress: false,
    source: source.kind === 'group' ? referenceTo(source.groupId, others) : source,
  };
}

function referenceTo(groupId: string, others: readonly GroupRule[]): GroupReference {
  const known = others.flatMap(({ source }) =>
    source.kind === 'group' && source.groupId === groupId && source.userId !== null ? [source] : [],
  );
  const plain = { vpcId: null, peeringConnectionId: null, peeringStatus: null };
  return known[0] ?? { kind: 'group', groupId, userId: OWN_ACCOUNT, ...plain };
}

/** Keyport names groups of the account itself, and needs no account id for it. */
const OWN_ACCOUNT = 'self';
