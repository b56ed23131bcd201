import { changes, type ActionContext, type Actions } from '../action.ts';
import { AwsError, invalidValue, missingParameter } from '../aws-error.ts';
import { findInstanceType } from '../instances/choose-machine.ts';
import { checkCapacity } from '../instances/choose-place.ts';
import { checkQuota } from '../instances/count-machines.ts';
import { stateAnswer } from '../instances/instance-answer.ts';
import { unsupported } from '../instances/unsupported.ts';
import type { Params } from '../protocol/params.ts';
import type { Answer } from '../protocol/write-xml.ts';
import { takePublicIp } from '../world/addresses.ts';
import { foundAll, KINDS } from '../world/find.ts';
import type { Instance } from '../world/state.ts';

export const instanceStatesActions: Actions = {
  TerminateInstances: changes(terminateInstances),
  StopInstances: changes(stopInstances),
  StartInstances: changes(startInstances),
  RebootInstances: changes(rebootInstances),
  MonitorInstances: changes((context, params) => monitor(context, params, true)),
  UnmonitorInstances: changes((context, params) => monitor(context, params, false)),
};

const MOST_INSTANCES = 1000;

/**
 * Of several zones, one with a protected instance keeps all of its instances, the others lose theirs, and the whole is still
 * answered as an error: AWS's API model says so.
 */
function terminateInstances(context: ActionContext, params: Params): Answer {
  params.boolean('Force');
  params.boolean('SkipOsShutdown');
  const instances = namedInstances(context, params);
  const held = instances.filter(
    ({ isProtectedFromTermination, state }) => isProtectedFromTermination && !isEnding(state),
  );
  const heldZones = new Set(held.map(({ zone }) => zone));
  const freed = instances.filter(({ zone }) => !heldZones.has(zone));
  const changed = freed.map((instance) =>
    isEnding(instance.state) ? unchanged(instance) : leave(context, instance, 'shutting-down'),
  );
  const [first] = held;
  if (first === undefined) return { instancesSet: changed };
  throw new AwsError(
    'OperationNotPermitted',
    `The instance '${first.instanceId}' may not be terminated. Modify its 'disableApiTermination' instance attribute and try again.`,
    400,
    freed.length > 0,
  );
}

function stopInstances(context: ActionContext, params: Params): Answer {
  params.boolean('Force');
  params.boolean('SkipOsShutdown');
  if (params.boolean('Hibernate') === true) throw unsupported();
  const instances = namedInstances(context, params);
  for (const { instanceId, state, isProtectedFromStop } of instances) {
    if (isEnding(state) || state === 'pending') {
      throw wrongState(`This instance '${instanceId}' is not in a state from which it can be stopped.`);
    }
    if (isProtectedFromStop && state === 'running') {
      throw new AwsError(
        'OperationNotPermitted',
        `The instance '${instanceId}' may not be stopped. Modify its 'disableApiStop' instance attribute and try again.`,
      );
    }
  }
  return {
    instancesSet: instances.map((instance) =>
      instance.state === 'running' ? leave(context, instance, 'stopping') : unchanged(instance),
    ),
  };
}

function startInstances(context: ActionContext, params: Params): Answer {
  params.optionalText('AdditionalInfo');
  const instances = namedInstances(context, params);
  for (const { instanceId, state } of instances) {
    if (isEnding(state) || state === 'stopping') {
      throw wrongState(`The instance '${instanceId}' is not in a state from which it can be started.`);
    }
  }
  return {
    instancesSet: instances.map((instance) =>
      instance.state === 'stopped' ? start(context, instance) : unchanged(instance),
    ),
  };
}

function rebootInstances(context: ActionContext, params: Params): Answer {
  for (const { instanceId, state } of namedInstances(context, params)) {
    if (state !== 'running' && state !== 'pending') {
      throw wrongState(`The instance '${instanceId}' is not in a state from which it can be rebooted.`);
    }
  }
  return { return: true };
}

function monitor(context: ActionContext, params: Params, isMonitored: boolean): Answer {
  const instances = namedInstances(context, params);
  for (const instance of instances) {
    context.region.instances.set(instance.instanceId, { ...instance, isMonitored });
  }
  const state = isMonitored ? 'pending' : 'disabling';
  return { instancesSet: instances.map(({ instanceId }) => ({ instanceId, monitoring: { state } })) };
}

/** In the order in which they are named, each once: one that is not there refuses the whole call. */
function namedInstances(context: ActionContext, params: Params): readonly Instance[] {
  const ids = params.texts('InstanceId');
  if (ids.length === 0) throw missingParameter('InstanceId');
  if (ids.length > MOST_INSTANCES) {
    throw invalidValue(`The request must contain at most ${String(MOST_INSTANCES)} instance IDs`);
  }
  const found = foundAll(context, context.region.instances, ids, KINDS.instance);
  const places = new Map(ids.map((id, place) => [id, place]));
  return found.toSorted(
    (one, other) => (places.get(one.instanceId) ?? 0) - (places.get(other.instanceId) ?? 0),
  );
}

function isEnding(state: Instance['state']): boolean {
  return state === 'shutting-down' || state === 'terminated';
}

function wrongState(message: string): AwsError {
  return new AwsError('IncorrectInstanceState', message);
}

function unchanged({ instanceId, state }: Instance): Answer {
  return { instanceId, currentState: stateAnswer(state), previousState: stateAnswer(state) };
}

/** On its way out of running, by the caller's wish. */
function leave(
  { region, now }: ActionContext,
  instance: Instance,
  state: 'stopping' | 'shutting-down',
): Answer {
  const { instanceId } = instance;
  region.instances.set(instanceId, {
    ...instance,
    state,
    stateSince: now,
    stateReason: {
      code: 'Client.UserInitiatedShutdown',
      message: 'Client.UserInitiatedShutdown: User initiated shutdown',
    },
    stateTransitionReason: `User initiated (${gmt(now)})`,
  });
  return {
    instanceId,
    currentState: stateAnswer(state),
    previousState: stateAnswer(instance.state),
  };
}

/** The next one after a stop is asked for quota and capacity like a new one, and gets another public address. */
function start(context: ActionContext, instance: Instance): Answer {
  const { region, now } = context;
  const { instanceId } = instance;
  const type = findInstanceType(context, instance.instanceType);
  checkQuota(context, type);
  checkCapacity(context, type, instance.zone);
  const [first] = instance.networkInterfaceIds;
  const networkInterface = region.networkInterfaces.get(first ?? '');
  if (instance.asksForPublicIp && networkInterface !== undefined) {
    region.networkInterfaces.set(networkInterface.networkInterfaceId, {
      ...networkInterface,
      publicIp: takePublicIp(region, context),
    });
  }
  region.instances.set(instanceId, {
    ...instance,
    state: 'pending',
    stateSince: now,
    launchedAt: now,
    stateReason: { code: 'pending', message: 'pending' },
    stateTransitionReason: '',
  });
  return {
    instanceId,
    currentState: stateAnswer('pending'),
    previousState: stateAnswer(instance.state),
  };
}

/** `2026-11-23 10:00:00 GMT`. */
function gmt(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19).replace('T', ' ')} GMT`;
}
