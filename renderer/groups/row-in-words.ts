import type { GroupExposure } from '../../shared/security-group/group-finding.ts';
import type { GroupRow } from '../../shared/security-group/reviewed-group.ts';
import { words } from '../../shared/words/en.ts';
import { nearest } from './group-item.ts';

const said = words.groups;

/** “Reachable now”, with “not sure” where something could not be read. */
export function reachInWords(exposure: GroupExposure): string {
  const reach = said.reach[nearest(exposure)];
  return exposure.isKnown ? reach : `${reach}, ${said.notSure}`;
}

/** “2 machines, 3 interfaces”: the second where there are more of them than machines. */
export function attachedInWords({ machines, interfaces }: Pick<GroupRow, 'machines' | 'interfaces'>): string {
  const ofMachines = machines ?? 0;
  const parts = [
    ...(ofMachines > 0 ? [said.machines(ofMachines)] : []),
    ...(interfaces !== null && interfaces > ofMachines ? [said.interfaces(interfaces)] : []),
  ];
  if (parts.length > 0) return parts.join(', ');
  return machines === null || interfaces === null ? said.table.unknown : said.nothingAttached;
}

/** “1 danger, 2 notes”. */
export function countsInWords({ counts }: Pick<GroupRow, 'counts'>): string {
  const parts = (['danger', 'caution', 'note'] as const)
    .filter((severity) => counts[severity] > 0)
    .map((severity) => said.counts[severity](counts[severity]));
  return parts.length === 0 ? said.table.noFindings : parts.join(', ');
}

export function openPortsInWords({ openPorts, widest }: Pick<GroupRow, 'openPorts' | 'widest'>): string {
  if (openPorts === 'all') return said.table.everyPort;
  return openPorts === '' ? said.table.noPort[widest] : openPorts;
}
