import { changes, type ActionContext, type Actions } from '../action.ts';
import { AwsError, invalidCombination, invalidValue, missingParameter } from '../aws-error.ts';
import { shortened } from '../protocol/param-tree.ts';
import type { Params } from '../protocol/params.ts';
import type { Answer } from '../protocol/write-xml.ts';
import { found, KINDS } from '../world/find.ts';
import { LAST_RULE } from '../world/new-vpc.ts';
import type { NetworkAcl, NetworkAclEntry, RegionTables } from '../world/state.ts';
import { readCidrBlock, refuseMoreThan } from '../network/network-input.ts';

export const networkAclEntriesActions: Actions = {
  CreateNetworkAclEntry: changes(createEntry),
  ReplaceNetworkAclEntry: changes(replaceEntry),
  DeleteNetworkAclEntry: changes(deleteEntry),
};

/** EC2's limit in each direction, beside the last one. */
const MOST_ENTRIES = 20;

function createEntry(context: ActionContext, params: Params): Answer {
  const acl = readAcl(context, params);
  const entry = readEntry(params);
  if (acl.entries.some((each) => isSame(each, entry))) {
    throw new AwsError(
      'NetworkAclEntryAlreadyExists',
      `The network acl entry identified by ${String(entry.ruleNumber)} already exists.`,
    );
  }
  const beside = acl.entries.filter(
    ({ isEgress, ruleNumber }) => isEgress === entry.isEgress && ruleNumber !== LAST_RULE,
  );
  refuseMoreThan(context, MOST_ENTRIES, {
    count: beside.length,
    code: 'NetworkAclEntryLimitExceeded',
    things: 'network acl entries',
  });
  setEntries(context.region, acl, [...acl.entries, entry]);
  return { return: true };
}

function replaceEntry(context: ActionContext, params: Params): Answer {
  const acl = readAcl(context, params);
  const entry = readEntry(params);
  refuseAbsent(acl, entry);
  setEntries(
    context.region,
    acl,
    acl.entries.map((each) => (isSame(each, entry) ? entry : each)),
  );
  return { return: true };
}

function deleteEntry(context: ActionContext, params: Params): Answer {
  const acl = readAcl(context, params);
  const entry = readPlace(params);
  refuseAbsent(acl, entry);
  setEntries(
    context.region,
    acl,
    acl.entries.filter((each) => !isSame(each, entry)),
  );
  return { return: true };
}

/** What tells one entry of a network ACL from the others. */
type Place = Pick<NetworkAclEntry, 'ruleNumber' | 'isEgress'>;

function isSame(one: Place, other: Place): boolean {
  return one.ruleNumber === other.ruleNumber && one.isEgress === other.isEgress;
}

function refuseAbsent({ entries }: NetworkAcl, place: Place): void {
  if (entries.some((each) => isSame(each, place))) return;
  throw new AwsError(
    'InvalidNetworkAclEntry.NotFound',
    `The network acl entry identified by ${String(place.ruleNumber)} does not exist`,
  );
}

/** In the order in which EC2 lists them: outbound first, and in each direction by number. */
function setEntries(
  { networkAcls }: RegionTables,
  acl: NetworkAcl,
  entries: readonly NetworkAclEntry[],
): void {
  const sorted = entries.toSorted(
    (one, other) => Number(other.isEgress) - Number(one.isEgress) || one.ruleNumber - other.ruleNumber,
  );
  networkAcls.set(acl.networkAclId, { ...acl, entries: sorted });
}

function readAcl(context: ActionContext, params: Params): NetworkAcl {
  const { networkAcls } = context.region;
  return found(context, networkAcls, params.text('NetworkAclId'), KINDS.networkAcl);
}

function readPlace(params: Params): Place {
  const ruleNumber = params.integer('RuleNumber');
  const isEgress = params.boolean('Egress');
  if (isEgress === null) throw missingParameter('Egress');
  if (ruleNumber < 1 || ruleNumber >= LAST_RULE) {
    throw invalidValue(
      `Value (${String(ruleNumber)}) for parameter ruleNumber is invalid. Expecting a value from 1 to 32766.`,
    );
  }
  return { ruleNumber, isEgress };
}

function readEntry(params: Params): NetworkAclEntry {
  const place = readPlace(params);
  const protocol = readProtocol(params.text('Protocol'));
  return {
    ...place,
    protocol,
    action: readAction(params.text('RuleAction')),
    ...readSource(params),
    ...readPorts(params, protocol),
    icmp: readIcmp(params, protocol),
  };
}

const NUMBERS: ReadonlyMap<string, string> = new Map([
  ['all', '-1'],
  ['tcp', '6'],
  ['udp', '17'],
  ['icmp', '1'],
  ['icmpv6', '58'],
]);

/** EC2 keeps the number of a protocol, whatever its name. */
function readProtocol(given: string): string {
  const number = NUMBERS.get(given.toLowerCase()) ?? given;
  if (number === '-1' || (/^\d{1,3}$/u.test(number) && Number(number) <= 255)) return number;
  throw invalidValue(`Invalid value '${shortened(given)}' for IP protocol. Unknown protocol.`);
}

function readAction(given: string): 'allow' | 'deny' {
  if (given === 'allow' || given === 'deny') return given;
  throw invalidValue(`Value (${shortened(given)}) for parameter ruleAction is invalid.`);
}

function readSource(params: Params): Pick<NetworkAclEntry, 'cidr' | 'isIpv6'> {
  const ipv4 = params.optionalText('CidrBlock');
  const ipv6 = params.optionalText('Ipv6CidrBlock');
  if (ipv4 !== null && ipv6 !== null) {
    throw invalidCombination('The parameter cidrBlock cannot be used with the parameter ipv6CidrBlock');
  }
  if (ipv4 !== null) return { cidr: readCidrBlock(ipv4, 'cidrBlock', 'ipv4'), isIpv6: false };
  if (ipv6 !== null) return { cidr: readCidrBlock(ipv6, 'ipv6CidrBlock', 'ipv6'), isIpv6: true };
  throw missingParameter('cidrBlock or ipv6CidrBlock');
}

/** Needed for TCP and UDP; of no meaning for all others. */
function readPorts(params: Params, protocol: string): Pick<NetworkAclEntry, 'fromPort' | 'toPort'> {
  const range = params.child('PortRange');
  const [fromPort, toPort] = [range?.integer('From') ?? null, range?.integer('To') ?? null];
  if (protocol !== '6' && protocol !== '17') return { fromPort: null, toPort: null };
  if (fromPort === null || toPort === null) throw missingParameter('portRange');
  if (fromPort < 0 || toPort > 65_535 || fromPort > toPort) {
    throw invalidValue(`Invalid TCP/UDP port range (${String(fromPort)}:${String(toPort)})`);
  }
  return { fromPort, toPort };
}

/** Needed for ICMP; -1 is every type, or every code. */
function readIcmp(params: Params, protocol: string): NetworkAclEntry['icmp'] {
  const given = params.child('Icmp');
  const icmp = given === null ? null : { type: given.integer('Type'), code: given.integer('Code') };
  if (protocol !== '1' && protocol !== '58') return null;
  if (icmp === null) throw missingParameter('icmpTypeCode');
  if ([icmp.type, icmp.code].some((number) => number < -1 || number > 255)) {
    throw invalidValue(`ICMP code (${String(icmp.code)}) or type (${String(icmp.type)}) is out of range`);
  }
  return icmp;
}
