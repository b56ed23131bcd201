import { findInstances } from '../aws/instances.ts';
import { DAY_MS } from '../../shared/day.ts';
import type { LaunchServices } from './launch-services.ts';
import { askedOf, lookForLost, withAttempt } from './lost-instances.ts';
import { seeMachines, seeMissing } from './see-machines.ts';

/** What was asked for longer ago than this and is not shown, is not there. */
const NOT_THERE_AFTER_MS = 7 * DAY_MS;

/**
 * Asks EC2 once what there is of a launch: its machines, and those whose answer was lost. Creates and ends nothing. Rejects where EC2
 * gives no answer.
 */
export async function lookAtLaunch(
  services: LaunchServices,
  signal: AbortSignal = new AbortController().signal,
): Promise<void> {
  const { clients, patience, record } = services;
  await lookForLost(services);
  forgetOld(services);
  const ids = record
    .current()
    .machines.filter(({ goneAt }) => goneAt === null)
    .map(({ instanceId }) => instanceId);
  const views = await patience.throttled(() => findInstances(clients, ids));
  // Somebody has begun to work on it meanwhile: what was seen before is not what is so now.
  if (signal.aborted) return;
  seeMachines(services, views);
  await seeMissing(services, ids, views);
}

/** EC2 was asked a moment ago, by their tokens and by their tag. */
function forgetOld({ record, now }: LaunchServices): void {
  // One that is to be launched is asked for again by its token: that is the surer answer.
  if (record.current().aim === 'launch') return;
  for (const { placement, attempt } of askedOf(record.current())) {
    if (now() - attempt.askedAt < NOT_THERE_AFTER_MS) continue;
    const { placementId } = placement;
    record.show((current) => withAttempt(current, placementId, attempt.clientToken, { state: 'refused' }));
  }
}
