import { findInstances } from '../aws/instances.ts';
import type { LaunchServices } from './launch-services.ts';
import { askedOf, lookForLost, withAttempt } from './lost-instances.ts';
import { seeMachines, seeMissing } from './see-machines.ts';

/** What was asked for longer ago than this and is not shown, is not there. */
const NOT_THERE_AFTER_MS = 7 * 24 * 60 * 60_000;

/**
 * Asks EC2 once what there is of a launch: its machines, and those whose answer was lost. Creates and ends nothing. Rejects where EC2
 * gives no answer.
 */
export async function lookAtLaunch(services: LaunchServices): Promise<void> {
  const { clients, patience, record } = services;
  await lookForLost(services);
  forgetOld(services);
  const ids = record
    .current()
    .machines.filter(({ goneAt }) => goneAt === null)
    .map(({ instanceId }) => instanceId);
  const views = await patience.throttled(() => findInstances(clients, ids));
  seeMachines(services, views);
  seeMissing(services, ids, views);
}

/** EC2 was asked a moment ago, by their tokens and by their tag. */
function forgetOld({ record, now }: LaunchServices): void {
  for (const { placement, attempt } of askedOf(record.current())) {
    if (now() - attempt.askedAt < NOT_THERE_AFTER_MS) continue;
    const { placementId } = placement;
    record.show((current) => withAttempt(current, placementId, attempt.clientToken, { state: 'refused' }));
  }
}
