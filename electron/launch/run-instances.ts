import { atMost } from '../at-most.ts';
import { readInstances, runInstance, type InstanceView } from '../aws/instances.ts';
import { isOutcomeUnknown, problemFrom } from '../aws/problem.ts';
import { METADATA, ROOT_DISK, type LaunchPlan, type Placement } from '../../shared/launch-plan.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import type { Problem } from '../../shared/problem.ts';
import { findLostInstance, instanceLine, remember } from './lost-instances.ts';
import { launchTags, type LaunchServices } from './launch-services.ts';

type Gate = { readonly groupIds: readonly string[]; readonly keyName: string };

/** RunInstances has a small bucket of its own in EC2's throttling; more at once would only be refused. */
const MOST_AT_ONCE = 5;
const RUNNING_WITHIN_MS = 10 * 60_000;

/**
 * One instance in each placement, each with its own ClientToken written down first, then waits until every one
 * runs. A zone that fails does not stop the others. What cannot be written down is not asked for.
 */
export async function runInstances(services: LaunchServices, plan: LaunchPlan, gate: Gate): Promise<void> {
  // Quitting waits for these answers: each has the id of a machine that costs money.
  await services.unfinished.track(
    atMost(MOST_AT_ONCE, plan.placements, (placement) => startInstance(services, plan, placement, gate)),
  );
  await waitUntilRunning(services);
}

async function startInstance(
  services: LaunchServices,
  plan: LaunchPlan,
  placement: Placement,
  gate: Gate,
): Promise<void> {
  const { record, board, patience, clients } = services;
  const { zoneId, zoneName } = placement;
  const line = instanceLine(zoneId);
  let mayRun = false;
  board.begin(line);
  try {
    const clientToken = `${record.current().launchId}.${zoneId}.1`;
    const isRecorded = await record.change((current) => ({
      ...current,
      instances: [...current.instances, { zoneId, zoneName, clientToken, instanceId: null }],
    }));
    if (!isRecorded) {
      await forget(services, zoneId);
      return board.finish(line, 'failed');
    }
    const input = runInput(plan, placement, gate, clientToken, record.current().launchId);
    const unanswered = () => {
      mayRun = true;
    };
    const started = await patience.untilVisible(() => runInstance(clients, input, unanswered));
    await remember(services, zoneId, started);
  } catch (error) {
    await failUnlessStarted(services, placement, error, mayRun);
  }
}

function runInput(
  plan: LaunchPlan,
  { zoneName, subnetId }: Placement,
  { groupIds, keyName }: Gate,
  clientToken: string,
  launchId: string,
): Parameters<typeof runInstance>[1] {
  return {
    imageId: plan.image.imageId,
    instanceType: plan.size.name,
    cpuCredits: plan.size.cpuCredits,
    keyName,
    subnetId,
    groupIds,
    clientToken,
    rootDisk: { deviceName: plan.image.rootDeviceName, sizeGiB: plan.storage.rootSizeGiB, ...ROOT_DISK },
    metadata: METADATA,
    tags: { Name: `${plan.name}-${zoneName}`, ...launchTags(launchId) },
  };
}

/**
 * A lost answer is not a failure: the instance may run, whatever a later attempt was told. What is still not known then
 * stays in the record.
 */
async function failUnlessStarted(
  services: LaunchServices,
  { zoneId }: Placement,
  error: unknown,
  mayRun: boolean,
): Promise<void> {
  const problem = problemFrom(error);
  if (mayRun || isOutcomeUnknown(error)) {
    if (await findLostInstance(services, zoneId)) return;
    services.board.note(instanceLine(zoneId), { note: 'unknown' });
    const { requestId, raw } = problem;
    return failInstance(services, zoneId, makeProblem('answer-lost', { requestId, raw }));
  }
  await forget(services, zoneId);
  failInstance(services, zoneId, problem);
}

async function forget({ record }: LaunchServices, zoneId: string): Promise<void> {
  await record.change((current) => ({
    ...current,
    instances: current.instances.filter((instance) => instance.zoneId !== zoneId),
  }));
}

function failInstance({ board }: LaunchServices, zoneId: string, problem: Problem): void {
  board.fail(problem);
  board.finish(instanceLine(zoneId), 'failed');
}

/** One DescribeInstances for all of them: every half second at first, then less often. */
async function waitUntilRunning(services: LaunchServices): Promise<void> {
  const { clients, patience, board } = services;
  const ids = board.launch().instances.map(({ instanceId }) => instanceId);
  if (ids.length === 0) return;
  try {
    const areSettled = await patience.poll(async () => {
      const instances = await patience.untilVisible(() => readInstances(clients, ids));
      showInstances(services, instances);
      return instances.length === ids.length && instances.every(({ state }) => state !== 'pending');
    }, RUNNING_WITHIN_MS);
    if (!areSettled) failPending(services, makeProblem('timed-out'));
  } catch (error) {
    failPending(services, problemFrom(error));
  }
}

function showInstances(services: LaunchServices, instances: readonly InstanceView[]): void {
  const { board, record } = services;
  board.setInstances(instances);
  for (const { instanceId, state, stateReason } of instances) {
    const zoneId = record.current().instances.find((recorded) => recorded.instanceId === instanceId)?.zoneId;
    const line = board.launch().lines.find(({ id }) => zoneId !== undefined && id === instanceLine(zoneId));
    if (zoneId === undefined || line?.state !== 'working') continue;
    board.note(line.id, { note: state });
    if (state === 'running') board.finish(line.id, 'done');
    else if (state !== 'pending')
      failInstance(services, zoneId, makeProblem('instance-died', { raw: stateReason }));
  }
}

function failPending(services: LaunchServices, problem: Problem): void {
  for (const { zoneId } of services.record.current().instances) {
    const line = services.board.launch().lines.find(({ id }) => id === instanceLine(zoneId));
    if (line?.state === 'working') failInstance(services, zoneId, problem);
  }
}
