import type { DoorOpening, LaunchDoor } from '../../shared/security-group/launch-groups.ts';
import { PORTS, adminPortOf, type Platform } from '../../shared/platform.ts';
import { words } from '../../shared/words/en.ts';
import { doorName, doorTitle, openingInWords, otherDoors } from '../components/doors-in-words.ts';
import type { Door } from '../components/port-board.tsx';

/**
 * The doors as the board shows them: the one to log in by, the web's, and the other login port where it is open; then a few
 * others that too many come in by.
 */
export function boardOf(doors: readonly LaunchDoor[], platform: Platform): readonly Door[] {
  const admin = adminPortOf(platform);
  const asked = doors
    .filter(({ others }) => others === undefined)
    .filter(({ port, opening }) => port === admin || isWeb(port) || opening !== 'closed')
    .map((door) => ({
      port: door.port,
      name: doorName(door.port),
      portLabel: words.wizard.access.port(door.port),
      caption: openingInWords(door),
      opening: PICTURES[door.opening],
      isAlarming: isAlarming(door),
    }))
    .toSorted((one, other) => Number(other.port === admin) - Number(one.port === admin));
  const others = otherDoors(doors).shown.map((door) => ({
    port: door.port,
    name: doorTitle(door),
    portLabel: '',
    caption: openingInWords(door),
    opening: PICTURES[door.opening],
    isAlarming: isAlarming(door),
  }));
  return [...asked, ...others];
}

/** What the board does not show of these doors. */
export function restOfBoard(doors: readonly LaunchDoor[]): string {
  const { more, areSomeOpen } = otherDoors(doors);
  const lines = [...(more === 0 ? [] : [said.moreDoors(more)]), ...(areSomeOpen ? [said.someOthers] : [])];
  return lines.length === 0 ? said.othersClosed : lines.map((line) => `${line}.`).join(' ');
}

const said = words.wizard.groups;

const PICTURES: Readonly<Record<DoorOpening, Door['opening']>> = {
  everyone: 'everyone',
  many: 'some',
  some: 'some',
  'one-address': 'one-address',
  closed: 'closed',
  unknown: 'unknown',
};

/** The web is for everyone; logging in is not. */
function isAlarming({ port, others, opening }: LaunchDoor): boolean {
  return (others !== undefined || !isWeb(port)) && (opening === 'everyone' || opening === 'many');
}

function isWeb(port: number): boolean {
  return port === PORTS.http || port === PORTS.https;
}
