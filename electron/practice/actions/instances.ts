import { reads, type ActionContext, type Actions } from '../action.ts';
import { invalidCombination, invalidValue } from '../aws-error.ts';
import { filtered, readFilters, type FilterFields } from '../filters.ts';
import { reservationAnswer, stateAnswer, STATE_CODES } from '../instances/instance-answer.ts';
import { instanceFields } from '../instances/instance-fields.ts';
import { readUntaggedFilters } from '../instances/untagged.ts';
import { pageOf, UP_TO_1000 } from '../paging.ts';
import type { Params } from '../protocol/params.ts';
import type { Answer } from '../protocol/write-xml.ts';
import { foundAll, KINDS } from '../world/find.ts';
import type { Instance } from '../world/state.ts';

export const instancesActions: Actions = {
  DescribeInstances: reads(describeInstances),
  DescribeInstanceStatus: reads(describeInstanceStatus),
};

/** Pages are cut between reservations: what was started together is answered together. */
function describeInstances(context: ActionContext, params: Params): Answer {
  const found = filtered(namedInstances(context, params), readFilters(params), instanceFields(context));
  const reservations = [...Map.groupBy(found, ({ reservationId }) => reservationId).values()];
  const { rows, nextToken } = pageOf(params, reservations, UP_TO_1000);
  return { reservationSet: rows.map((instances) => reservationAnswer(context, instances)), nextToken };
}

/** AWS's API model: at most so many are named in one call. */
const MOST_STATUS_IDS = 100;

/** Those that run, and all only where the caller asks for all. */
function describeInstanceStatus(context: ActionContext, params: Params): Answer {
  const ids = params.texts('InstanceId');
  if (ids.length > MOST_STATUS_IDS) {
    throw invalidValue(`The request must contain at most ${String(MOST_STATUS_IDS)} instance IDs`);
  }
  const includesAll = params.boolean('IncludeAllInstances') ?? false;
  const instances = namedInstances(context, params).filter(({ state }) => includesAll || state === 'running');
  const found = filtered(instances, readUntaggedFilters(params), statusFields(context));
  const { rows, nextToken } = pageOf(params, found, UP_TO_1000);
  return { instanceStatusSet: rows.map((instance) => statusAnswer(context, instance)), nextToken };
}

function namedInstances(context: ActionContext, params: Params): readonly Instance[] {
  params.boolean('IncludeManagedResources');
  const ids = params.texts('InstanceId');
  if (ids.length > 0 && params.has('MaxResults')) {
    throw invalidCombination('The parameter instancesSet cannot be used with the parameter maxResults');
  }
  return foundAll(context, context.region.instances, ids, KINDS.instance);
}

const none = () => null;

type Check = { readonly status: string; readonly reachability: string | null };

/** EC2's status checks: they begin when a machine runs, and it passes them unless its zone has failed. */
function checkOf({ now, pace, isLost }: ActionContext, { state, stateSince, zone }: Instance): Check {
  if (state !== 'running') return { status: 'not-applicable', reachability: null };
  if (isLost(zone)) return { status: 'impaired', reachability: 'failed' };
  return now < stateSince + pace.initializingMs
    ? { status: 'initializing', reachability: 'initializing' }
    : { status: 'ok', reachability: 'passed' };
}

function statusAnswer(context: ActionContext, instance: Instance): Answer {
  const { region, catalog } = context;
  const zones = catalog.zonesOf(region.region);
  const { status, reachability } = checkOf(context, instance);
  const check: Answer = {
    status,
    details: reachability === null ? null : [{ name: 'reachability', status: reachability }],
  };
  return {
    instanceId: instance.instanceId,
    availabilityZone: instance.zone,
    availabilityZoneId: zones.find(({ name }) => name === instance.zone)?.zoneId,
    instanceState: stateAnswer(instance.state),
    systemStatus: check,
    instanceStatus: check,
    attachedEbsStatus: check,
  };
}

function statusFields(context: ActionContext): FilterFields<Instance> {
  const zones = context.catalog.zonesOf(context.region.region);
  const status = (instance: Instance) => checkOf(context, instance).status;
  const reachability = (instance: Instance) => checkOf(context, instance).reachability;
  return {
    'attached-ebs-status.status': status,
    'availability-zone': ({ zone }) => zone,
    'availability-zone-id': ({ zone }) => zones.find(({ name }) => name === zone)?.zoneId ?? null,
    'event.code': none,
    'event.description': none,
    'event.instance-event-id': none,
    'event.not-after': none,
    'event.not-before': none,
    'event.not-before-deadline': none,
    'instance-state-code': ({ state }) => String(STATE_CODES[state]),
    'instance-state-name': ({ state }) => state,
    'instance-status.reachability': reachability,
    'instance-status.status': status,
    'operator.managed': () => 'false',
    'operator.principal': none,
    'system-status.reachability': reachability,
    'system-status.status': status,
  };
}
