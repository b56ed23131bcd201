import type { LaunchDoor } from '../../shared/security-group/launch-groups.ts';
import { words } from '../../shared/words/en.ts';

const said = words.wizard.groups;

/** `SSH (port 22): everyone`, one line for each door that is not closed. */
export function openDoorsInWords(doors: readonly LaunchDoor[]): readonly string[] {
  const open = doors.filter(({ opening }) => opening !== 'closed');
  if (open.length === 0) return [said.noDoors];
  return open.map((door) => said.doorLine(said.door(doorName(door.port), door.port), openingInWords(door)));
}

/** `HTTPS`. */
export function doorName(port: number): string {
  const names: Readonly<Record<number, string>> = words.wizard.access.door;
  return names[port] ?? '';
}

export function openingInWords({ opening, cidr, admitsMe }: LaunchDoor): string {
  if (opening !== 'one-address') return said.opening[opening];
  if (cidr === null) return said.opening.some;
  return admitsMe === 'yes' ? said.onlyMe(cidr) : words.wizard.access.openTo(cidr);
}
