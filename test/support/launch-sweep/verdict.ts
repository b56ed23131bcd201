import type { Launch } from '../../../shared/launch.ts';
import type { LaunchPlan } from '../../../shared/launch-plan.ts';
import type { Ended } from './command-line.ts';
import type { Journal } from './journal.ts';
import { isEmpty, type World } from './world.ts';

/** What the command line says of a launch, as far as it is judged here. */
export type Said = Pick<Launch, 'launchId' | 'state' | 'zones' | 'instances' | 'made' | 'problem'>;

/** All launches that `launches` names; null where it failed. */
export function launchesIn({ exitCode, stdout }: Ended): readonly Said[] | null {
  if (exitCode !== 0) return null;
  return (JSON.parse(stdout) as { readonly result: { readonly launches: readonly Said[] } }).result.launches;
}

/** The launch that a command was about; undefined where it answered none. */
export function launchIn({ stdout }: Ended): Said | undefined {
  const { result } = JSON.parse(stdout || '{}') as { readonly result?: Said };
  return result;
}

/** After a restart that only looks: it has made and ended nothing, and names the launch and all that lives. */
export function faultsOfLook(
  listed: readonly Said[] | null,
  { launch }: Journal,
  before: World,
  after: World,
): readonly string[] {
  if (listed === null) return ['LOOK: the launches cannot be listed'];
  const faults =
    JSON.stringify(before) === JSON.stringify(after) ? [] : ['CREATED: looking has changed the account'];
  const said = listed.find(({ launchId }) => launchId === launch?.launchId);
  if (launch !== null && launch.ended === null) {
    const state = launch.aim === 'launch' ? 'unfinished' : 'half-removed';
    if (said?.state !== state)
      faults.push(`UNMENTIONED: a launch that is ${state} is said to be ${said?.state ?? 'nowhere'}`);
  }
  return [...faults, ...unmentioned(listed, after)];
}

/** What lives, and no launch speaks of; a zone of which nothing is known speaks of what may be in it. */
function unmentioned(listed: readonly Said[], world: World): readonly string[] {
  const isNamed = ({ instanceId, subnetId }: World['instances'][number]) =>
    listed.some(
      ({ instances, zones }) =>
        instances.some((instance) => instance.instanceId === instanceId && instance.goneAt === null) ||
        zones.some((zone) => zone.subnetId === subnetId && zone.state === 'unknown'),
    );
  return world.instances
    .filter((instance) => !isNamed(instance))
    .map(({ instanceId }) => `UNMENTIONED: ${instanceId} lives, and no launch speaks of it`);
}

/** What was planned, once: and nothing beside it. */
export function faultsOfWhole(plan: LaunchPlan, said: Said | undefined, world: World): readonly string[] {
  const faults = plan.placements.flatMap(({ zoneName, subnetId }) => {
    const count = world.instances.filter((instance) => instance.subnetId === subnetId).length;
    if (count === 1) return [];
    return [
      count === 0
        ? `MISSING: no instance in ${zoneName}`
        : `TWICE: ${String(count)} instances in ${zoneName}`,
    ];
  });
  const living =
    said?.instances.filter(({ goneAt }) => goneAt === null).map(({ instanceId }) => instanceId) ?? [];
  const group = said?.made.securityGroup?.groupId ?? '';
  const same = (what: string, one: readonly string[], other: readonly string[]) =>
    one.toSorted().join() === other.toSorted().join()
      ? []
      : [
          `ORPHAN ${what}: there is ${one.join(', ') || 'none'}, and the launch says ${other.join(', ') || 'none'}`,
        ];
  return [
    ...faults,
    ...(said?.state === 'running' ? [] : [`UNFINISHED: it is ${said?.state ?? 'nowhere'}`]),
    ...same(
      'instances',
      world.instances.map(({ instanceId }) => instanceId),
      living,
    ),
    ...same('groups', world.groupIds, [group]),
    ...same('key pairs', world.keyPairIds, [said?.made.keyPair?.keyPairId ?? '']),
    ...same(
      'disks',
      world.volumeIds,
      world.instances.flatMap(({ volumeIds }) => volumeIds),
    ),
    ...world.instances
      .filter(({ groupIds, keyName }) => groupIds.join() !== group || keyName !== plan.name)
      .map(({ instanceId }) => `WRONG: ${instanceId} has other groups or another key`),
  ];
}

export function faultsOfGone(world: World, said: Said | undefined): readonly string[] {
  const left = isEmpty(world) ? [] : [`ORPHAN: left is ${JSON.stringify(world)}`];
  if (said === undefined || said.state === 'removed') return left;
  return [...left, `UNFINISHED: it is ${said.state}`];
}
