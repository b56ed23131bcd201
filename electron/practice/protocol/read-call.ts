import { AwsError } from '../aws-error.ts';
import type { HttpRequest } from '../http.ts';
import { readParamTree, shortened, type ParamNode } from './param-tree.ts';
import { JSON_TARGETS, QUERY_VERSIONS } from './services.ts';

/** Asked by a Query, answering XML. */
export type QueryService = 'ec2' | 'sts' | 'iam';
export type JsonServiceName =
  'ssm' | 'pricing' | 'servicequotas' | 'freetier' | 'kms' | 'ec2-instance-connect';
export type ServiceName = QueryService | JsonServiceName;

/** What a request asks: of whom, where, and with what. */
export type Call = QueryCall | JsonCall;

export type QueryCall = {
  readonly form: 'query';
  readonly service: QueryService;
  readonly action: string;
  readonly region: string;
  readonly params: ParamNode;
};

export type JsonCall = {
  readonly form: 'json';
  readonly service: JsonServiceName;
  readonly action: string;
  readonly region: string;
  readonly input: Readonly<Record<string, unknown>>;
};

/** The largest request: user data and a few hundred rules fit many times over. */
export const MOST_BYTES = 2 * 1024 * 1024;

/** In which form an error has to be told, as far as can be seen before the request was understood. */
export type Form = { readonly kind: QueryService | 'json' };

export function formOf({ headers, body, query }: HttpRequest): Form {
  if (headers['x-amz-target'] !== undefined) return { kind: 'json' };
  const start = `${query}&${Buffer.from(body.subarray(0, 4096)).toString('latin1')}`;
  const [, version = ''] = /[&?]Version=([\d-]{10})/u.exec(`&${start}`) ?? [];
  return { kind: QUERY_VERSIONS.get(version) ?? 'ec2' };
}

/** Throws `AwsError` for what cannot be understood. Signatures are not verified: there is nothing to protect. */
export function readCall(request: HttpRequest): Call {
  const { method, path, headers, body } = request;
  if (body.byteLength > MOST_BYTES) {
    throw new AwsError('RequestEntityTooLarge', 'The request is larger than this service accepts.', 413);
  }
  if (path !== '/' || (method !== 'POST' && method !== 'GET')) {
    throw new AwsError('InvalidRequest', 'The request is not one of this service.', 404);
  }
  const text = textOf(body);
  const target = headers['x-amz-target'];
  return target === undefined ? readQuery(request, text) : readJson(target, scopeOf(headers, null), text);
}

function readQuery({ headers, query }: HttpRequest, text: string): QueryCall {
  const isInBody = text !== '';
  const root = readParamTree(isInBody ? text : query);
  const version = taken(root, 'Version');
  const service = QUERY_VERSIONS.get(version ?? '2016-11-15');
  if (service === undefined) {
    throw new AwsError('InvalidAction', `The service version ${shortened(version ?? '')} is not known here.`);
  }
  const action = taken(root, 'Action');
  if (action === null || action === '') {
    throw new AwsError('MissingAction', 'The request is missing an action or a required parameter.');
  }
  const credential = taken(root, 'X-Amz-Credential');
  for (const name of PRESIGNED) taken(root, name);
  return { form: 'query', service, action, region: scopeOf(headers, credential), params: root };
}

function readJson(target: string, region: string, text: string): JsonCall {
  const [prefix = '', action = '', ...more] = target.split('.');
  const service = JSON_TARGETS.get(prefix);
  if (service === undefined || more.length > 0) {
    throw new AwsError('UnknownOperationException', `Nothing here is called ${shortened(target)}.`);
  }
  return { form: 'json', service, action, region, input: objectFrom(text) };
}

function objectFrom(text: string): Readonly<Record<string, unknown>> {
  const read: unknown = text === '' ? {} : parsed(text);
  if (typeof read === 'object' && read !== null && !Array.isArray(read)) return Object.assign(bare(), read);
  throw new AwsError('SerializationException', 'The request is not a JSON object.');
}

/** Without a prototype: what a stranger calls `__proto__` is a name like any other. */
function bare(): Record<string, unknown> {
  return Object.create(null) as Record<string, unknown>;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new AwsError('SerializationException', 'The request is not JSON.');
  }
}

/** Takes a parameter that is about the request itself out of those of the action. */
function taken(root: ParamNode, name: string): string | null {
  const value = root.children.get(name)?.value ?? null;
  root.children.delete(name);
  return value;
}

const PRESIGNED = [
  'X-Amz-Algorithm',
  'X-Amz-Date',
  'X-Amz-Expires',
  'X-Amz-SignedHeaders',
  'X-Amz-Signature',
  'X-Amz-Security-Token',
];

/** The region that the request was signed for. */
function scopeOf(headers: HttpRequest['headers'], presigned: string | null): string {
  const signed = /Credential=([^,\s]{1,300})/u.exec(headers['authorization'] ?? '')?.[1] ?? presigned;
  const region = signed?.split('/')[2];
  if (signed === null || signed === undefined) {
    throw new AwsError('MissingAuthenticationToken', 'Request is missing Authentication Token', 403);
  }
  if (region === undefined || region === '') {
    throw new AwsError('IncompleteSignature', 'The request signature does not conform to AWS standards.');
  }
  return region;
}

function textOf(body: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    throw new AwsError('MalformedQueryString', 'The request is not UTF-8 text.', 404);
  }
}
