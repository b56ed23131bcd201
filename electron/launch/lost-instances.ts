import { findInstancesByTag, type InstanceView } from '../aws/instances.ts';
import { TAGS } from '../../shared/launch-plan.ts';
import type { LaunchServices } from './launch-services.ts';
import { isCosting } from './what-is-running.ts';

/** EC2 may show a new instance by its tag only some time after it was started. */
const SHOWN_WITHIN_MS = 30_000;

/** The id of an instance's line on the board. */
export function instanceLine(zoneId: string): string {
  return `instance-${zoneId}`;
}

/** Puts an instance of this zone on the board and into the record; once more changes nothing. */
export async function remember(
  { record, board }: LaunchServices,
  zoneId: string,
  instance: InstanceView,
): Promise<void> {
  const { instanceId, state } = instance;
  const others = board.launch().instances.filter((known) => known.instanceId !== instanceId);
  board.note(instanceLine(zoneId), { resourceId: instanceId, note: state });
  board.setInstances([...others, instance]);
  await record.change((current) => ({
    ...current,
    instances: current.instances.map((recorded) =>
      recorded.zoneId === zoneId ? { ...recorded, instanceId } : recorded,
    ),
  }));
}

/**
 * Looks by our tag for the instance whose RunInstances got no answer, for as long as EC2 may need to show it. False is
 * no proof that there is none.
 */
export async function findLostInstance(services: LaunchServices, zoneId: string): Promise<boolean> {
  try {
    return await services.patience.poll(async () => {
      const found = await lookForLost(services);
      return found.includes(zoneId);
    }, SHOWN_WITHIN_MS);
  } catch {
    return false;
  }
}

/**
 * Looks once for every instance of the record whose id is not known, remembers what is there, and answers the zones
 * of these.
 */
export async function lookForLost(services: LaunchServices): Promise<readonly string[]> {
  const { clients, record, patience } = services;
  const { launchId } = record.current();
  const found = await patience.throttled(() => findInstancesByTag(clients, TAGS.launchId, launchId));
  const started = record.current().instances.flatMap(({ zoneId, zoneName, instanceId }) => {
    const instance = found.find((candidate) => candidate.zoneName === zoneName && isCosting(candidate.state));
    return instanceId === null && instance !== undefined ? [{ zoneId, instance }] : [];
  });
  for (const { zoneId, instance } of started) await remember(services, zoneId, instance);
  return record
    .current()
    .instances.flatMap(({ zoneId, instanceId }) => (instanceId === null ? [] : [zoneId]));
}
