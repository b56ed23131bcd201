import type { PracticeMachine } from '../../../shared/practice/drills.ts';
import { TAGS } from '../../../shared/launch-plan.ts';
import type { Instance, RegionTables } from './state.ts';

/** The machines of a region as they are, whatever a launch believes of them; those that end or have ended are left out. */
export function machinesIn(
  { region, instances }: RegionTables,
  isLost: (zone: string) => boolean,
): readonly PracticeMachine[] {
  return [...instances.values()].filter(isThere).map(({ instanceId, zone, state, tags }) => ({
    instanceId,
    region,
    zone,
    launchId: tags.find(({ key }) => key === TAGS.launchId)?.value ?? null,
    serves: state === 'running' && !isLost(zone),
  }));
}

function isThere({ state }: Instance): boolean {
  return state !== 'terminated' && state !== 'shutting-down';
}
