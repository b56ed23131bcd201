import { randomUUID } from 'node:crypto';
import type { ActionContext } from './action.ts';
import { jsonAction, queryAction } from './actions/registry.ts';
import { AwsError } from './aws-error.ts';
import type { Catalog } from './catalog.ts';
import { ConnectionLost, type HttpAnswer, type HttpRequest } from './http.ts';
import { PRINCIPAL } from './principal.ts';
import { shortened, type ParamNode } from './protocol/param-tree.ts';
import { paramsOf, refuseUnread } from './protocol/params.ts';
import {
  formOf,
  readCall,
  type Call,
  type Form,
  type JsonCall,
  type QueryCall,
} from './protocol/read-call.ts';
import { errorAnswer, formOfCall, htmlAnswer, jsonAnswer, queryAnswer } from './protocol/write-answer.ts';
import { HtmlInstead, type CallWeather, type WeatherStation } from './weather/create-weather.ts';
import type { Visibility } from './weather/visibility.ts';
import type { World } from './world/create-world.ts';
import { draftOf, type RegionTables } from './world/state.ts';

export type AnswerServices = {
  readonly world: World;
  readonly weather: WeatherStation;
  readonly visibility: Visibility;
  readonly writer: { readonly save: () => Promise<void> };
  readonly catalog: Catalog;
  readonly now: () => number;
  readonly random: (count: number) => Uint8Array;
};

/** One request from its bytes to the bytes of its answer. What was done stands in the file before it is answered. */
export async function answerRequest(
  services: AnswerServices,
  request: HttpRequest,
  signal?: AbortSignal,
): Promise<HttpAnswer> {
  const requestId = randomUUID();
  let form: Form = { kind: 'ec2' };
  try {
    form = formOf(request);
    const call = readCall(request);
    form = formOfCall(call);
    return await answerCall(services, call, requestId, signal);
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof ConnectionLost) throw error;
    if (error instanceof HtmlInstead) return htmlAnswer();
    return errorAnswer(form, error instanceof AwsError ? error : internalError(), requestId);
  }
}

/** A fault of ours: told as EC2 tells its own, never with what was met. */
function internalError(): AwsError {
  return new AwsError('InternalError', 'An internal error has occurred', 500);
}

async function answerCall(
  services: AnswerServices,
  call: Call,
  requestId: string,
  signal?: AbortSignal,
): Promise<HttpAnswer> {
  const { region, hasChanged } = regionOf(services, call);
  const weather = services.weather.meet({
    service: call.service,
    action: call.action,
    region: call.region,
    zone: call.form === 'query' ? zoneOf(call.params, region) : null,
    isDryRun: call.form === 'query' && valueAt(call.params, 'DryRun') === 'true',
    principal: PRINCIPAL,
  });
  await weather.before(signal);
  const done = run(services, call, weather, requestId);
  const saved = services.writer.save();
  // Who only looks is shown what others did when that is safe too, and is not told of their troubles.
  await (done.hasChanged || hasChanged ? saved : saved.catch(() => undefined));
  if (weather.losesAnswer) throw new ConnectionLost();
  return done.answer;
}

type Done = { readonly answer: HttpAnswer; readonly hasChanged: boolean };

function run(services: AnswerServices, call: Call, weather: CallWeather, requestId: string): Done {
  return call.form === 'json'
    ? runJson(services, call, weather, requestId)
    : runQuery(services, call, weather, requestId);
}

function runJson(services: AnswerServices, call: JsonCall, weather: CallWeather, requestId: string): Done {
  const action = jsonAction(call.service, call.action);
  if (action === undefined) {
    throw new AwsError(
      'UnknownOperationException',
      `The action ${shortened(call.action)} is not known here.`,
    );
  }
  const { region } = regionOf(services, call);
  const { context, met } = contextFor(services, region, weather, false);
  try {
    return { answer: jsonAnswer(action(context, call.input), requestId), hasChanged: false };
  } finally {
    services.visibility.asked(met);
  }
}

/** Nothing is waited for in here: a call is carried out as a whole, and no other comes in between. */
function runQuery(services: AnswerServices, call: QueryCall, weather: CallWeather, requestId: string): Done {
  const action = queryAction(call.service, call.action);
  if (action === undefined) {
    throw new AwsError(
      'InvalidAction',
      `The action ${shortened(call.action)} is not valid for this web service.`,
    );
  }
  const params = paramsOf(call.params);
  const isDryRun = call.service === 'ec2' && params.boolean('DryRun') === true;
  const { region: now } = regionOf(services, call);
  const region = action.changes ? draftOf(now) : now;
  const { context, met, made } = contextFor(services, region, weather, isDryRun);
  try {
    const answer = action.run(context, params);
    refuseUnread(call.params);
    if (isDryRun) throw dryRunOperation();
    if (action.changes) services.world.commit(region);
    for (const id of made) {
      if (weather.hides !== null) services.visibility.hide(id, weather.hides, context.now);
    }
    return {
      answer: queryAnswer(call.service, call.action, answer, requestId),
      hasChanged: action.changes,
    };
  } catch (error) {
    if (isDryRun || !(error instanceof AwsError) || !error.keepsChanges) throw error;
    services.world.commit(region);
    return { answer: errorAnswer(formOfCall(call), error, requestId), hasChanged: true };
  } finally {
    services.visibility.asked(met);
  }
}

function dryRunOperation(): AwsError {
  return new AwsError('DryRunOperation', 'Request would have succeeded, but DryRun flag is set.', 412);
}

function contextFor(
  { world, weather, visibility, catalog, now, random }: AnswerServices,
  region: RegionTables,
  { hasCapacity }: CallWeather,
  isDryRun: boolean,
): { readonly context: ActionContext; readonly met: ReadonlySet<string>; readonly made: readonly string[] } {
  const met = new Set<string>();
  const made: string[] = [];
  const at = now();
  const context: ActionContext = {
    region,
    account: PRINCIPAL,
    catalog,
    now: at,
    newId: world.newId,
    random,
    isDryRun,
    isVisible: (id) => {
      const isVisible = visibility.isVisible(`${region.region} ${id}`, at);
      if (!isVisible) met.add(`${region.region} ${id}`);
      return isVisible;
    },
    made: (id) => void made.push(`${region.region} ${id}`),
    hasCapacity: (zone) => hasCapacity(zone) && !weather.isLost(zone),
    isLost: weather.isLost,
    pace: weather.pace(),
  };
  return { context, met, made };
}

function regionOf(
  { world }: AnswerServices,
  { region: name, service }: Call,
): { readonly region: RegionTables; readonly hasChanged: boolean } {
  const found = world.region(name);
  if (found !== null) return { region: found.tables, hasChanged: found.hasChanged };
  throw new AwsError(
    service === 'ec2' ? 'AuthFailure' : 'SignatureDoesNotMatch',
    `Credential should be scoped to a valid region. The practice account has no region ${shortened(name)}.`,
    service === 'ec2' ? 401 : 403,
  );
}

/** The zone that a call is about: it names it, or a subnet or a machine in it. */
function zoneOf(params: ParamNode, { subnets, instances }: RegionTables): string | null {
  const named = valueAt(params, 'Placement', 'AvailabilityZone') ?? valueAt(params, 'AvailabilityZone');
  if (named !== null) return named;
  const subnetId = valueAt(params, 'NetworkInterface', '1', 'SubnetId') ?? valueAt(params, 'SubnetId');
  if (subnetId !== null) return subnets.get(subnetId)?.zone ?? null;
  const instanceId = valueAt(params, 'InstanceId', '1') ?? valueAt(params, 'InstanceId');
  return instanceId === null ? null : (instances.get(instanceId)?.zone ?? null);
}

/** Without asking for it as an action does: whether EC2 knows the parameter is for the action to say. */
function valueAt(params: ParamNode, ...path: readonly string[]): string | null {
  let node: ParamNode | undefined = params;
  for (const name of path) node = node?.children.get(name);
  return node?.value ?? null;
}
