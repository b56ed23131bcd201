import type { Asker } from './asker.ts';
import type { ReachAsk, ReachStep, ReachVerdict } from '../reachability.ts';
import { isInCidr } from '../security-group/cidr.ts';
import type { AclEntry, NetworkAcl, NetworkInterface, RegionFacts } from '../security-group/region-facts.ts';
import { protocolName } from '../security-group/rule-ports.ts';
import { words } from '../words/en.ts';

/**
 * Does the subnet's network ACL let the question in, and the answers out? It keeps no record of connections, so both are asked. The
 * entry with the lowest number that fits decides. Inside one subnet it is not asked. (VPC user guide, network ACLs.)
 */
export function aclStep(asker: Asker, ask: ReachAsk, to: NetworkInterface, facts: RegionFacts): ReachStep {
  const subnet = facts.subnets?.find(({ subnetId }) => subnetId === to.subnetId);
  const mayBeInside = asker.place === 'inside' || asker.place === 'unread';
  if (mayBeInside && subnet?.cidrs.some((cidr) => isInCidr(asker.address, cidr)) === true) {
    return say('yes', said.sameSubnet, [to.subnetId]);
  }
  if (facts.networkAcls === null) return say('unknown', said.unread, []);
  const acl = aclOf(to, facts.networkAcls);
  if (acl === null) return say('unknown', said.missing, [to.subnetId]);
  const judged = judge(acl, asker, ask);
  const mayBeNeighbours = mayBeInside && subnet === undefined && judged.verdict !== 'yes';
  return mayBeNeighbours ? say('unknown', said.subnetUnread, judged.because) : judged;
}

function say(verdict: ReachVerdict, sentence: string, because: readonly string[]): ReachStep {
  return { step: 'acl', verdict, sentence, because };
}

function aclOf({ subnetId, vpcId }: NetworkInterface, acls: readonly NetworkAcl[]): NetworkAcl | null {
  const own = acls.find(({ subnetIds }) => subnetIds.includes(subnetId));
  return own ?? acls.find((acl) => acl.isDefault && acl.vpcId === vpcId) ?? null;
}

function judge(acl: NetworkAcl, { address }: Asker, { protocol, port }: ReachAsk): ReachStep {
  const { networkAclId: id, entries } = acl;
  const fitting = entries
    .filter(
      (entry) => isInCidr(address, entry.cidr) && ['-1', protocol].includes(protocolName(entry.protocol)),
    )
    .toSorted((one, other) => one.number - other.number);
  const inbound = fitting.find((entry) => !entry.isEgress && isForPort(entry, port));
  if (inbound?.isAllow !== true) {
    const entry = inbound === undefined || inbound.number === LAST ? said.end : said.entry(inbound.number);
    return say('no', said.inbound(entry, words.reach.port(protocol, port)), [id]);
  }
  const answers = answersOut(fitting.filter(({ isEgress }) => isEgress));
  if (answers === 'yes') return say('yes', said.open, [id]);
  return say(answers, answers === 'no' ? said.outbound : said.partly, [id]);
}

/** The refusal at the end of every network ACL. */
const LAST = 32_767;

function isForPort(entry: AclEntry, port: number): boolean {
  const { from, to } = portsOf(entry);
  return from <= port && port <= to;
}

/** An entry for every protocol is for every port, whatever is written on it. */
function portsOf({ protocol, fromPort, toPort }: AclEntry): { readonly from: number; readonly to: number } {
  if (protocol === '-1') return { from: 0, to: 65_535 };
  return { from: fromPort ?? 0, to: toPort ?? 65_535 };
}

/** An answer goes to the port that the asker's computer picked: one of 1024–65535, and which, nobody here knows. */
function answersOut(entries: readonly AclEntry[]): ReachVerdict {
  const starts = new Set([EPHEMERAL.from]);
  for (const { from, to } of entries.map(portsOf)) {
    for (const start of [from, to + 1])
      if (start > EPHEMERAL.from && start <= EPHEMERAL.to) starts.add(start);
  }
  const verdicts = [...starts].map(
    (port) => entries.find((entry) => isForPort(entry, port))?.isAllow === true,
  );
  if (verdicts.every(Boolean)) return 'yes';
  return verdicts.some(Boolean) ? 'unknown' : 'no';
}

const EPHEMERAL = { from: 1024, to: 65_535 };

const said = words.reach.acl;
