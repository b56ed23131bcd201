import http from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { bodyOf, listen } from '../support/loopback.ts';
import { pageOf, splitList } from './xml-list.ts';

/** What the way to AWS, and AWS, have that an emulator on this computer has not. */
export type Weather = {
  /** Milliseconds on top of each call, and on top of the first call of each connection (TCP and TLS). */
  readonly latencyMs: number;
  readonly connectMs: number;
  /** Whether lists come in pages as EC2 gives them, with its limits. */
  readonly isPaged: boolean;
};

export type Counters = {
  readonly calls: number;
  readonly byAction: Readonly<Record<string, number>>;
  readonly bytesOut: number;
  readonly connections: number;
  readonly mostAtOnce: number;
};

export type EmulatorProxy = {
  readonly endpoint: string;
  readonly counted: () => Counters;
  readonly forget: () => void;
  readonly stop: () => Promise<void>;
};

/** Stands before an emulator (its endpoint is `target`) and makes it as far away, and as sparing with each answer, as EC2 is. */
export async function startEmulatorProxy(target: string, weather: Weather): Promise<EmulatorProxy> {
  const none = { calls: 0, byAction: {}, bytesOut: 0, connections: 0, mostAtOnce: 0 };
  let counters: Counters = none;
  let atOnce = 0;
  const known = new WeakSet<object>();
  const count = (action: string) => {
    atOnce += 1;
    const before = counters.byAction[action] ?? 0;
    counters = {
      ...counters,
      calls: counters.calls + 1,
      byAction: { ...counters.byAction, [action]: before + 1 },
      mostAtOnce: Math.max(counters.mostAtOnce, atOnce),
    };
  };
  const waitFor = async (connection: object) => {
    const isNew = !known.has(connection);
    known.add(connection);
    const ms = weather.latencyMs + (isNew ? weather.connectMs : 0);
    if (ms > 0) await setTimeout(ms);
  };
  const serve = async (request: http.IncomingMessage, response: http.ServerResponse): Promise<void> => {
    const body = String(await bodyOf(request));
    const params = new URLSearchParams(body);
    const header = String(request.headers['x-amz-target'] ?? '');
    const action = params.get('Action') ?? header.split('.').at(-1) ?? '';
    count(action);
    const [, answer] = await Promise.all([waitFor(request.socket), ask(target, request, body, weather)]);
    atOnce -= 1;
    counters = { ...counters, bytesOut: counters.bytesOut + answer.text.length };
    response.writeHead(answer.status, { 'content-type': answer.type, 'content-length': answer.text.length });
    response.end(answer.text);
  };
  const server = http.createServer((request, response) => {
    void serve(request, response).catch(() => void request.socket.destroy());
  });
  server.on('connection', () => {
    counters = { ...counters, connections: counters.connections + 1 };
  });
  server.keepAliveTimeout = 60_000;
  const { endpoint, stop } = await listen(server);
  return {
    endpoint,
    counted: () => counters,
    forget: () => {
      counters = none;
    },
    stop,
  };
}

/** The list of each action, and the most that EC2 gives of it at once. Source: EC2's API reference, MaxResults of each. */
const PAGED: ReadonlyMap<string, { readonly list: string; readonly most: number }> = new Map([
  ['DescribeInstanceTypes', { list: 'instanceTypeSet', most: 100 }],
  ['DescribeInstanceTypeOfferings', { list: 'instanceTypeOfferingSet', most: 1000 }],
  ['DescribeSecurityGroups', { list: 'securityGroupInfo', most: Infinity }],
  ['DescribeSecurityGroupRules', { list: 'securityGroupRuleSet', most: Infinity }],
]);

type Answer = { readonly status: number; readonly type: string; readonly text: Buffer };

async function ask(
  target: string,
  request: http.IncomingMessage,
  body: string,
  { isPaged }: Weather,
): Promise<Answer> {
  const params = new URLSearchParams(body);
  const paged = isPaged ? PAGED.get(params.get('Action') ?? '') : undefined;
  const whole = new URLSearchParams(params);
  if (paged !== undefined) for (const name of ['MaxResults', 'NextToken']) whole.delete(name);
  const headers = Object.fromEntries(
    Object.entries(request.headers).flatMap(([name, value]) =>
      value === undefined || HOP_BY_HOP.has(name) ? [] : [[name, String(value)]],
    ),
  );
  const answer = await fetch(`${target}${request.url ?? '/'}`, {
    method: 'POST',
    headers,
    body: paged === undefined ? body : whole.toString(),
  });
  const text = Buffer.from(await answer.arrayBuffer());
  const type = answer.headers.get('content-type') ?? 'text/xml';
  const list = paged === undefined || answer.status !== 200 ? null : splitList(text.toString(), paged.list);
  if (paged === undefined || list === null) return { status: answer.status, type, text };
  return { status: 200, type, text: Buffer.from(pageOf(list, params, paged.most)) };
}

const HOP_BY_HOP: ReadonlySet<string> = new Set(['host', 'connection', 'content-length']);
