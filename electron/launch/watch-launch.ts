import { readChecks } from '../aws/instance-checks.ts';
import { findInstances } from '../aws/instances.ts';
import { PRACTICE_SOURCE } from '../../shared/account.ts';
import type { InstanceChecks } from '../../shared/launch.ts';
import { hasNoLogInPort } from '../../shared/session-manager.ts';
import { words } from '../../shared/words/en.ts';
import { numberInZone } from './number-in-zone.ts';
import type { LaunchServices } from './launch-services.ts';
import type { RecordedMachine } from './record/launch-record.ts';
import { seeChecks } from './see-checks.ts';
import { seeMachines } from './see-machines.ts';

/** EC2 looks at a machine every minute; a first start may take several. */
const CHECKED_WITHIN_MS = 15 * 60_000;
const KNOCK_TIMEOUT_MS = 5_000;

/**
 * After the machines run: waits for EC2's two checks, and until the log-in port answers from here. Only watches: how far it is
 * stands on lines of its own. Ends by itself, and at once when the signal aborts. Never rejects.
 */
export async function watchLaunch(services: LaunchServices, signal: AbortSignal): Promise<void> {
  const { board, record, patience } = services;
  const { lines } = words.launch;
  const door = isPractised(services) ? lines.practisedDoor : lines.door;
  const machines = running(services);
  if (machines.length === 0) return;
  const { connect, placements } = record.current();
  const numberOf = (placementId: string) => {
    const placement = placements.find((each) => each.placementId === placementId);
    return placement === undefined ? 1 : numberInZone(placement, placements);
  };
  board.addLines([
    ...machines.map(({ placementId, zoneName }) => ({
      id: checksLine(placementId),
      kind: 'checks' as const,
      label: lines.checks(zoneName, numberOf(placementId)),
    })),
    ...machines.map(({ placementId, zoneName }) => ({
      id: doorLine(placementId),
      kind: 'door' as const,
      label: door(zoneName, connect.port, numberOf(placementId)),
    })),
  ]);
  for (const { placementId } of machines) {
    board.begin(checksLine(placementId));
    board.begin(doorLine(placementId));
  }
  const isOver = () => signal.aborted || openLines(services).length === 0;
  await patience
    .poll(async () => {
      if (isOver()) return true;
      await look(services, signal);
      return isOver();
    }, CHECKED_WITHIN_MS)
    .catch(() => false);
  if (signal.aborted) return;
  for (const id of openLines(services)) board.finish(id, 'skipped');
  await record.change((current) => current);
}

export function checksLine(placementId: string): string {
  return `checks-${placementId}`;
}

export function doorLine(placementId: string): string {
  return `door-${placementId}`;
}

function running({ record }: LaunchServices): readonly RecordedMachine[] {
  return record.current().machines.filter(({ state }) => state === 'running');
}

function openLines({ record }: LaunchServices): readonly string[] {
  return record
    .current()
    .lines.filter(({ kind, state }) => (kind === 'checks' || kind === 'door') && state === 'working')
    .map(({ id }) => id);
}

async function look(services: LaunchServices, signal: AbortSignal): Promise<void> {
  const { clients, record } = services;
  const watched = record.current().machines.filter(({ goneAt }) => goneAt === null);
  const ids = watched.map(({ instanceId }) => instanceId);
  const [views, checks] = await Promise.all([findInstances(clients, ids), readChecks(clients, ids)]);
  // Somebody has begun to work on it meanwhile: what was seen before is not what is so now.
  if (signal.aborted) return;
  seeMachines(services, views);
  seeChecks(services, checks);
  const open = new Set(openLines(services));
  await Promise.all(
    record.current().machines.map(async (machine) => {
      if (open.has(checksLine(machine.placementId))) showChecks(services, machine, checks);
      if (open.has(doorLine(machine.placementId))) await knock(services, machine);
    }),
  );
}

function showChecks(
  { board }: LaunchServices,
  { instanceId, placementId, state }: RecordedMachine,
  checks: ReadonlyMap<string, InstanceChecks>,
): void {
  const line = checksLine(placementId);
  if (isEnding(state)) return board.finish(line, 'skipped');
  const result = checks.get(instanceId);
  if (result === undefined) return;
  board.note(line, { note: words.launch.checks[result] });
  if (result === 'ok') board.finish(line, 'done');
  if (result === 'impaired') board.finish(line, 'failed');
}

async function knock(
  services: LaunchServices,
  { instanceId, placementId, state, publicAddress }: RecordedMachine,
): Promise<void> {
  const { board, probe, knocksEverywhere, record } = services;
  const line = doorLine(placementId);
  if (isEnding(state)) return board.finish(line, 'skipped');
  const { connect, endpoint, plan } = record.current();
  if (hasNoLogInPort(plan)) {
    board.note(line, { note: words.launch.doors['session-manager'] });
    return board.finish(line, 'skipped');
  }
  if (publicAddress === null) return;
  const { port } = connect;
  if (endpoint !== null && knocksEverywhere !== true) return board.finish(line, 'skipped');
  const result = await probe({ instanceId, address: publicAddress, port }, KNOCK_TIMEOUT_MS);
  const isOnlyRule = result === 'answers' && isPractised(services);
  board.note(line, { note: words.launch.doors[isOnlyRule ? 'practised' : result] });
  if (result === 'answers') board.finish(line, 'done');
  if (result === 'not-tried') board.finish(line, 'skipped');
}

/** There is nothing behind the address of a practice machine: only its rules are known to let somebody in. */
function isPractised({ record }: LaunchServices): boolean {
  return record.current().plan.account.sourceId === PRACTICE_SOURCE;
}

function isEnding(state: string): boolean {
  return state !== 'running' && state !== 'pending';
}
