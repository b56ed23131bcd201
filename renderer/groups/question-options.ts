import type { MyAddresses } from '../../shared/security-group/groups-api.ts';
import type { ReviewedMachine } from '../../shared/security-group/reviewed-group.ts';
import { SERVICES } from '../../shared/security-group/services.ts';
import { words } from '../../shared/words/en.ts';

const said = words.groups.ask;

/** What “me” may stand for: each family that this computer is seen by. */
export function meOptions(addresses: MyAddresses | null): { value: string; label: string }[] {
  const { ipv4 = null, ipv6 = null } = addresses ?? {};
  const first = ipv4 ?? ipv6;
  return [
    ...(first === null ? [] : [{ value: said.meWord, label: said.me(first) }]),
    ...(ipv4 !== null && ipv6 !== null ? [{ value: ipv6, label: said.meV6(ipv6) }] : []),
  ];
}

/** What people ask about; any other number can be typed. */
export const PORT_OPTIONS = SERVICES.filter(({ protocol }) => protocol === 'tcp')
  .slice(0, 8)
  .map(({ port, names }) => ({ value: String(port), label: said.portOption(port, names[0]) }));

/** Found by name, id and address. */
export function machineOptions(machines: readonly ReviewedMachine[]) {
  return machines.map(({ instanceId, name, state, publicIpv4, ipv6 }) => ({
    value: instanceId,
    label: name ?? instanceId,
    description: [instanceId, state, ...publicIpv4, ...ipv6].join(', '),
    filteringTags: [instanceId, ...publicIpv4, ...ipv6],
  }));
}
