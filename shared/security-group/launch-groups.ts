import type { GroupExposure, GroupFinding, PortSpan } from './group-finding.ts';
import type { MyAddresses } from './groups-api.ts';
import type { PrefixList, SecurityGroup } from './security-group.ts';

/**
 * The groups that a launch may use as they are: those of the region's default network, each judged as if it already stood
 * before a machine of this launch, whatever it is attached to now.
 */
export type LaunchGroups = {
  /** Null where the region has no default network; there are no groups then. */
  readonly vpcId: string | null;
  /** How near to strangers the machines will be: they get a public address behind an internet gateway. */
  readonly planned: GroupExposure;
  readonly groups: readonly LaunchGroup[];
  /** Lists that could be read. One that a rule names and that is not here could not. */
  readonly prefixLists: readonly PrefixList[];
  /** Null where nobody said, or nobody was asked. */
  readonly myAddresses: MyAddresses;
};

export type LaunchGroup = {
  readonly group: SecurityGroup;
  readonly findings: readonly GroupFinding[];
  readonly doors: readonly LaunchDoor[];
};

/** Who comes in by one port of TCP that people ask about, or by other ports that somebody comes in by. */
export type LaunchDoor = {
  /** Of other ports: the first. */
  readonly port: number;
  /** The other ports; absent for a port that people ask about. */
  readonly others?: PortSpan;
  readonly opening: DoorOpening;
  /** The one range of `one-address`; null for every other opening. */
  readonly cidr: string | null;
  /** Whether the address in use here is let in. */
  readonly admitsMe: 'yes' | 'no' | 'unknown';
};

/**
 * `many` is more than 65,536 addresses (IPv6: 2^96), `one-address` a single one. `unknown`: an address list of its rules could
 * not be read.
 */
export type DoorOpening = 'everyone' | 'many' | 'some' | 'one-address' | 'closed' | 'unknown';
