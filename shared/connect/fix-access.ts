import { singleAddressCidr } from '../address.ts';
import { areThere, isBusy } from '../launch-acts.ts';
import type { Launch } from '../launch.ts';
import { PORTS } from '../platform.ts';
import type { ChangeAsk, NewRule } from '../security-group/group-change.ts';
import type { GroupRule } from '../security-group/security-group.ts';
import type { ShutOut } from './address-api.ts';

/** The launch's own group, where its rule for logging in is Keyport's to change; null else. */
export function ownGroupId({ connect, made }: Pick<Launch, 'connect' | 'made'>): string | null {
  return connect.existingGroups === null ? (made.securityGroup?.groupId ?? null) : null;
}

/**
 * What lets this address in to log in, and then out who was let in before: exactly the rules of the launch's own for that address and
 * that port, and never another one. Null where the address is let in already and nobody else by such a rule.
 */
export function fixAccessAsk(
  { connect: { port, adminAddress } }: Pick<Launch, 'connect'>,
  group: { readonly groupId: string; readonly rules: readonly GroupRule[] },
  address: string,
): ChangeAsk | null {
  const isFor = (rule: GroupRule, from: string | null) =>
    from !== null && isLogInRule(rule, port) && cidrOf(rule) === singleAddressCidr(from);
  const isLetIn = group.rules.some((rule) => isFor(rule, address));
  const gone = adminAddress === address ? [] : group.rules.filter((rule) => isFor(rule, adminAddress));
  if (isLetIn && gone.length === 0) return null;
  return {
    groupId: group.groupId,
    findingKey: null,
    kind: 'my-address',
    add: isLetIn ? [] : [ruleFor(port, address)],
    removeRuleIds: gone.flatMap(({ ruleId }) => ruleId ?? []),
    target: { kind: 'this-group' },
  };
}

/** Launches of AWS's machines, or of practice, that let in one address, which is not this one. */
export function shutOut(launches: readonly Launch[], address: string): readonly ShutOut[] {
  return launches.flatMap((launch) => {
    const { launchId, name, region, connect } = launch;
    const before = connect.adminAddress;
    const isOpen = ownGroupId(launch) !== null && areThere(launch).length > 0 && !isBusy(launch);
    if (!isOpen || before === null || before === address) return [];
    return [{ launchId, name, region, port: connect.port, before }];
  });
}

type Rule = Omit<GroupRule, 'ruleId'>;

/** Single addresses that these rules let in to log in. */
export function logInAddresses(rules: readonly Rule[], port: number): readonly string[] {
  return rules
    .filter((rule) => isLogInRule(rule, port))
    .flatMap((rule) => {
      const cidr = cidrOf(rule);
      return cidr?.endsWith('/32') === true ? [cidr.slice(0, -'/32'.length)] : [];
    });
}

function isLogInRule({ isEgress, protocol, fromPort, toPort }: Rule, port: number): boolean {
  return !isEgress && protocol === 'tcp' && fromPort === port && toPort === port;
}

function cidrOf({ source }: Rule): string | null {
  return source.kind === 'ipv4' ? source.cidr : null;
}

function ruleFor(port: number, address: string): NewRule {
  return {
    protocol: 'tcp',
    fromPort: port,
    toPort: port,
    source: { kind: 'ipv4', cidr: singleAddressCidr(address) },
    description: `${port === PORTS.rdp ? 'RDP' : 'SSH'} from my address only`,
  };
}
