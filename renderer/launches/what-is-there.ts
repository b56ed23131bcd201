import { areThere, isSilent, mayBeThere } from '../../shared/launch-acts.ts';
import type { Launch, LaunchedInstance } from '../../shared/launch.ts';
import { words } from '../../shared/words/en.ts';

const said = words.launches.unfinished;

/** Everything that there is of a launch, or may be, one sentence each; what is not there is not named. */
export function whatIsThere(launch: Launch): readonly string[] {
  const { made, zones } = launch;
  const { keyPair, securityGroup, leftVolumes, snapshots } = made;
  return [
    ...areThere(launch).map((machine) =>
      said.machine(machine.zoneName, machine.instanceId, stateInWords(seenState(machine))),
    ),
    ...zones.filter(mayBeThere).map(({ zoneName }) => said.unknown(zoneName)),
    ...(securityGroup === null
      ? []
      : [
          securityGroup.groupId === null
            ? said.groupUnknown(securityGroup.name)
            : said.group(securityGroup.name, securityGroup.groupId),
        ]),
    ...(keyPair === null ? [] : [said.keyPair(keyPair.name)]),
    ...leftVolumes.map((id) => said.leftDisk(id)),
    ...snapshots.map(({ snapshotId, sizeGiB }) => said.snapshot(snapshotId, sizeGiB)),
  ];
}

/** What a launch that was left half done still has to make. */
export function whatIsMissing({ zones }: Pick<Launch, 'zones'>): readonly string[] {
  return zones
    .filter(({ state }) => state === 'waiting' || state === 'failed')
    .map(({ state, zoneName }) => (state === 'failed' ? said.failed(zoneName) : said.notAsked(zoneName)));
}

/** EC2's word for a machine's state, but for one that runs and does not answer. */
export function seenState(machine: Pick<LaunchedInstance, 'state' | 'checks'>): string {
  return isSilent(machine) ? 'silent' : machine.state;
}

/** What stands on a line; of EC2's own words the plain one first, and EC2's beside it. */
export function noteInWords(note: string): string {
  const plain = stateInWords(note);
  return plain === note || !EC2_STATES.has(note) ? note : words.launches.map.asEc2(plain, note);
}

const EC2_STATES: ReadonlySet<string> = new Set(['pending', 'shutting-down', 'terminated']);

/** EC2's word for a machine's state as a person would say it; a word we do not know is shown as it is. */
export function stateInWords(state: string): string {
  const known: Readonly<Record<string, string>> = words.launches.map.states;
  return known[state] ?? state;
}
