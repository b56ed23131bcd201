import { singleAddressCidr } from '../address.ts';
import type { NewGroupAccess } from '../launch-plan.ts';
import { PORTS, adminPortOf, type Platform } from '../platform.ts';

/** One inbound rule that a new group will have. */
export type PlannedRule = {
  readonly protocol: 'tcp';
  readonly port: number;
  readonly cidr: string;
  readonly family: 'ipv4' | 'ipv6';
  /** EC2 allows a-z A-Z 0-9 and . _-:/()#,@[]+=;{}!$* here: no apostrophe, no ampersand. */
  readonly description: string;
};

/** Everyone, in each address family. Only web ports ever get these. */
const OPEN_TO_ALL = { ipv4: '0.0.0.0/0', ipv6: '::/0' } as const;

/** The rules of a plan's new group: web ports to everyone where ticked, the admin port to one address. */
export function plannedRules(access: NewGroupAccess, platform: Platform): readonly PlannedRule[] {
  return [
    ...(access.httpsFromEveryone ? fromEveryone(PORTS.https, 'HTTPS from everyone') : []),
    ...(access.httpFromEveryone ? fromEveryone(PORTS.http, 'HTTP from everyone') : []),
    ...(access.adminAddress === null ? [] : [fromMyAddress(access.adminAddress, platform)]),
  ];
}

function fromEveryone(port: number, description: string): readonly PlannedRule[] {
  return [
    { protocol: 'tcp', port, cidr: OPEN_TO_ALL.ipv4, family: 'ipv4', description },
    { protocol: 'tcp', port, cidr: OPEN_TO_ALL.ipv6, family: 'ipv6', description },
  ];
}

function fromMyAddress(address: string, platform: Platform): PlannedRule {
  return {
    protocol: 'tcp',
    port: adminPortOf(platform),
    cidr: singleAddressCidr(address),
    family: 'ipv4',
    description: `${platform === 'windows' ? 'RDP' : 'SSH'} from my address only`,
  };
}
