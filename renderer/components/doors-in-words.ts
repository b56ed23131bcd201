import type { DoorOpening, LaunchDoor } from '../../shared/security-group/launch-groups.ts';
import { spanInWords } from '../../shared/security-group/ports-in-words.ts';
import { words } from '../../shared/words/en.ts';

const said = words.wizard.groups;

/**
 * `SSH (port 22): Everyone`, one line for each door that is not closed; then the other ports that too many come in by, as far
 * as there is room, and that there are more.
 */
export function openDoorsInWords(doors: readonly LaunchDoor[]): readonly string[] {
  const open = doors.filter(({ others, opening }) => others === undefined && opening !== 'closed');
  const { shown, more, areSomeOpen } = otherDoors(doors);
  const lines = [
    ...[...open, ...shown].map((door) => said.doorLine(doorTitle(door), openingInWords(door))),
    ...(more === 0 ? [] : [said.moreDoors(more)]),
    ...(areSomeOpen ? [said.someOthers] : []),
  ];
  return open.length === 0 ? [said.noDoors, ...lines] : lines;
}

/** Other ports that everyone, very many or nobody knows who comes in by: a few, and how many more; and whether others do. */
export function otherDoors(doors: readonly LaunchDoor[]): {
  readonly shown: readonly LaunchDoor[];
  readonly more: number;
  readonly areSomeOpen: boolean;
} {
  const others = doors.filter((door) => door.others !== undefined);
  const wide = others.filter(({ opening }) => WIDE.has(opening));
  const shown = wide.slice(0, MOST);
  return { shown, more: wide.length - shown.length, areSomeOpen: others.length > wide.length };
}

const WIDE: ReadonlySet<DoorOpening> = new Set(['everyone', 'many', 'unknown']);
const MOST = 4;

/** `SSH (port 22)`, `every port`. */
export function doorTitle({ port, others }: LaunchDoor): string {
  if (others === undefined) return said.door(doorName(port), port);
  const title = spanInWords(others);
  return `${title.charAt(0).toUpperCase()}${title.slice(1)}`;
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
