import { findInstances } from '../aws/instances.ts';
import type { LaunchServices } from './launch-services.ts';
import { lookForLost } from './lost-instances.ts';
import { seeMachines, seeMissing } from './see-machines.ts';

/**
 * Asks EC2 once what there is of a launch: its machines, and those whose answer was lost. Creates and ends nothing. Rejects where EC2
 * gives no answer.
 */
export async function lookAtLaunch(services: LaunchServices): Promise<void> {
  const { clients, patience, record } = services;
  await lookForLost(services);
  const ids = record
    .current()
    .machines.filter(({ goneAt }) => goneAt === null)
    .map(({ instanceId }) => instanceId);
  const views = await patience.throttled(() => findInstances(clients, ids));
  seeMachines(services, views);
  seeMissing(services, ids, views);
}
