import type { Launch, LaunchedInstance, LaunchZone } from '../../shared/launch.ts';
import { words } from '../../shared/words/en.ts';
import { seenState, stateInWords } from './what-is-there.ts';
import './launch-map.css';

const said = words.launches.map;

/** The region as a fence, a building for each zone, and in it the launch's machines with what they do now. */
export function LaunchMap({ launch }: { readonly launch: Launch }) {
  const zones = zonesOf(launch);
  return (
    <figure className="launch-map">
      <figcaption>{said.title(launch.region)}</figcaption>
      <ul>
        {zones.map(({ zoneName, zoneId, machines }) => (
          <li key={zoneId} className="launch-map-zone">
            <span className="launch-map-name">{zoneName}</span>
            <span className="launch-map-id">{zoneId}</span>
            <ul>
              {machines.map((machine) => (
                <Machine key={machine.placementId} of={machine} />
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </figure>
  );
}

type MappedMachine = {
  readonly placementId: string;
  readonly state: string;
  readonly instanceId: string | null;
  readonly publicAddress: string | null;
};

type MappedZone = {
  readonly zoneName: string;
  readonly zoneId: string;
  readonly machines: readonly MappedMachine[];
};

/** Zones in the order of their names; two machines that were moved into one zone stand in the same building. */
export function zonesOf({ zones, instances }: Pick<Launch, 'zones' | 'instances'>): readonly MappedZone[] {
  const byZone = Map.groupBy(zones, ({ zoneId }) => zoneId);
  return [...byZone.values()]
    .map((group) => ({
      zoneName: group[0]?.zoneName ?? '',
      zoneId: group[0]?.zoneId ?? '',
      machines: group.map((zone) => mapped(zone, instances)),
    }))
    .toSorted((one, other) => one.zoneName.localeCompare(other.zoneName, 'en'));
}

function mapped(
  { placementId, state, instanceId }: LaunchZone,
  instances: readonly LaunchedInstance[],
): MappedMachine {
  const machine = instances.find((each) => each.instanceId === instanceId);
  const isThere = state === 'started' && machine !== undefined;
  return {
    placementId,
    state: isThere ? seenState(machine) : state === 'started' ? 'pending' : state,
    instanceId: isThere ? machine.instanceId : null,
    publicAddress: isThere ? machine.publicAddress : null,
  };
}

function Machine({ of: { state, instanceId, publicAddress } }: { readonly of: MappedMachine }) {
  return (
    <li className={`launch-map-machine launch-map-${LOOKS[state] ?? 'dark'}`}>
      <Rack state={state} />
      <span className="launch-map-state">{stateInWords(state)}</span>
      {instanceId !== null && <span className="launch-map-id mono">{instanceId}</span>}
      {publicAddress !== null && <span className="launch-map-id mono">{publicAddress}</span>}
    </li>
  );
}

/** A lamp for each look: never by colour alone. */
function Rack({ state }: { readonly state: string }) {
  const look = LOOKS[state] ?? 'dark';
  return (
    <svg width="56" height="40" viewBox="0 0 56 40" aria-hidden="true" focusable="false">
      <rect className="launch-map-case" x="4" y="4" width="48" height="32" rx="4" />
      {look === 'lit' && <path className="launch-map-sign" d="M20 20l6 6 11-12" />}
      {look === 'busy' && <path className="launch-map-sign" d="M28 12a8 8 0 1 1-8 8" />}
      {look === 'paused' && <path className="launch-map-sign" d="M23 13v14M33 13v14" />}
      {look === 'failed' && <path className="launch-map-sign" d="M21 13l14 14M35 13L21 27" />}
      {look === 'silent' && <path className="launch-map-sign" d="M28 12v10M28 28v0" />}
      {look === 'unsure' && (
        <path className="launch-map-sign" d="M23 16a5 5 0 1 1 7 4.500q-2 1-2 3.500M28 28.500v0" />
      )}
    </svg>
  );
}

const LOOKS: Readonly<Record<string, 'lit' | 'busy' | 'paused' | 'failed' | 'silent' | 'unsure' | 'dark'>> = {
  running: 'lit',
  silent: 'silent',
  pending: 'busy',
  asked: 'busy',
  stopping: 'busy',
  'shutting-down': 'busy',
  stopped: 'paused',
  failed: 'failed',
  unknown: 'unsure',
  waiting: 'dark',
  gone: 'dark',
  terminated: 'dark',
  'left-out': 'dark',
};
