import { describeGroup, findGroup } from '../aws/security-groups.ts';
import { TAGS } from '../../shared/launch-plan.ts';
import type { LaunchServices } from './launch-services.ts';

/** EC2 may show a new group only some time after it was made. */
const SHOWN_WITHIN_MS = 30_000;

/**
 * The id of the group that this launch has asked for, or null where EC2 shows none now. By its name in its network, where there can be
 * but one of it, with this launch's tag.
 */
export function findOwnGroup({ clients, patience, record }: LaunchServices): Promise<string | null> {
  const { plan, launchId } = record.current();
  const { vpcId } = plan.access;
  const tag = [TAGS.launchId, launchId] as const;
  return patience.throttled(() => findGroup(clients, { name: plan.name, vpcId, tag }));
}

/** The same, looked for as long as EC2 may need to show it. Rejects where EC2 gives no answer, which is not the same as none. */
export async function waitForOwnGroup(services: LaunchServices): Promise<string | null> {
  let groupId: string | null = null;
  await services.patience.poll(async () => {
    groupId = await findOwnGroup(services);
    return groupId !== null;
  }, SHOWN_WITHIN_MS);
  return groupId;
}

/**
 * Whether EC2 shows the group of this id to be another than this launch has made: somebody has written the id into the record by hand.
 * A name stays with its group; a tag may have been taken off.
 */
export async function isOthersGroup(
  { clients, patience, record }: LaunchServices,
  groupId: string,
): Promise<boolean> {
  const { plan, launchId } = record.current();
  const shown = await patience.throttled(() => describeGroup(clients, groupId));
  if (shown === null) return false;
  return shown.name !== plan.name || (shown.tags[TAGS.launchId] ?? launchId) !== launchId;
}
