import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { bodyOf, listen } from '../support/loopback.ts';
import { pageOf, splitList, type XmlList } from './xml-list.ts';

export type GroupServer = {
  readonly endpoint: string;
  /** What was asked since `forget`: calls, and bytes that went out. */
  readonly counted: () => { readonly calls: number; readonly bytes: number };
  readonly forget: () => void;
  readonly stop: () => Promise<void>;
};

/** EC2's own limits: refused below and above. */
const [LEAST, MOST] = [5, 1000];

/**
 * An EC2 that knows nothing but security groups, and of these as many as asked for: recorded ones of twenty rules each, again
 * and again under new ids. It pages as EC2 does. Every other list is empty; who calls is account 123456789012.
 */
export async function startGroupServer(groups: number, latencyMs = 0): Promise<GroupServer> {
  const list = manyGroups(groups);
  const pages = new Map<string, Buffer>();
  let [calls, bytes] = [0, 0];
  const serve = async (request: http.IncomingMessage, response: http.ServerResponse): Promise<void> => {
    const params = new URLSearchParams(String(await bodyOf(request)));
    if (latencyMs > 0) await setTimeout(latencyMs);
    const { status, text } = answerTo(params, list, pages);
    calls += 1;
    bytes += text.length;
    response.writeHead(status, { 'content-type': 'text/xml;charset=UTF-8', 'content-length': text.length });
    response.end(text);
  };
  const server = http.createServer((request, response) => {
    void serve(request, response).catch(() => void request.socket.destroy());
  });
  server.keepAliveTimeout = 60_000;
  const { endpoint, stop } = await listen(server);
  return {
    endpoint,
    counted: () => ({ calls, bytes }),
    forget: () => {
      [calls, bytes] = [0, 0];
    },
    stop,
  };
}

type Answer = { readonly status: number; readonly text: Buffer };

function answerTo(params: URLSearchParams, list: XmlList, pages: Map<string, Buffer>): Answer {
  const action = params.get('Action') ?? '';
  if (action === 'GetCallerIdentity') return ok(IDENTITY);
  if (action === 'DescribeSecurityGroups') return describeGroups(params, list, pages);
  if (action === 'DescribeRegions') return ok(emptyAnswer(action, REGIONS));
  const name = LISTS.get(action);
  return name === undefined
    ? refused('InvalidAction', `The action ${action} is not valid for this web service.`)
    : ok(emptyAnswer(action, `<${name}/>`));
}

function describeGroups(params: URLSearchParams, list: XmlList, pages: Map<string, Buffer>): Answer {
  const asked = Number(params.get('MaxResults') ?? LEAST);
  if (asked < LEAST || asked > MOST)
    return refused('InvalidParameterValue', 'MaxResults is out of its range.');
  const wanted = [...params].filter(([name]) => name.startsWith('GroupId.') || name.startsWith('Filter.'));
  const ids = new Set(wanted.map(([, value]) => value).filter((value) => value.startsWith('sg-')));
  const some =
    ids.size === 0
      ? list
      : { ...list, items: list.items.filter((item) => ids.has(/<groupId>([^<]+)/.exec(item)?.[1] ?? '')) };
  const key = `${params.get('MaxResults') ?? ''} ${params.get('NextToken') ?? ''}`;
  if (ids.size > 0) return ok(pageOf(some, params));
  const page = pages.get(key) ?? Buffer.from(pageOf(some, params));
  pages.set(key, page);
  return { status: 200, text: page };
}

function manyGroups(count: number): XmlList {
  const xml = fs.readFileSync(path.join(import.meta.dirname, 'data/groups.xml'), 'utf8');
  const list = splitList(xml, 'securityGroupInfo');
  if (list === null) throw new Error('nothing is recorded');
  const items = Array.from({ length: count }, (_, nth) => {
    const id = `sg-${nth.toString(16).padStart(17, '0')}`;
    return (list.items[nth % list.items.length] ?? '')
      .replaceAll(/sg-[0-9a-f]{17}/g, id)
      .replaceAll(/<groupName>[^<]*/g, `<groupName>bench-${String(nth)}`);
  });
  return { ...list, items };
}

/** What each call names its list. */
const LISTS: ReadonlyMap<string, string> = new Map([
  ['DescribeSecurityGroupRules', 'securityGroupRuleSet'],
  ['DescribeNetworkInterfaces', 'networkInterfaceSet'],
  ['DescribeInstances', 'reservationSet'],
  ['DescribeSubnets', 'subnetSet'],
  ['DescribeRouteTables', 'routeTableSet'],
  ['DescribeNetworkAcls', 'networkAclSet'],
  ['DescribeVpcs', 'vpcSet'],
  ['DescribeVpcPeeringConnections', 'vpcPeeringConnectionSet'],
  ['DescribeManagedPrefixLists', 'prefixListSet'],
  ['DescribeLaunchTemplateVersions', 'launchTemplateVersionSet'],
  ['DescribeVpcBlockPublicAccessExclusions', 'vpcBlockPublicAccessExclusionSet'],
]);

const REGIONS = `<regionInfo><item><regionName>us-east-1</regionName><regionEndpoint>ec2.us-east-1.amazonaws.com</regionEndpoint><optInStatus>opt-in-not-required</optInStatus></item></regionInfo>`;

const IDENTITY = `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult><UserId>AIDABENCH</UserId><Account>123456789012</Account><Arn>arn:aws:iam::123456789012:user/bench</Arn></GetCallerIdentityResult><ResponseMetadata><RequestId>bench</RequestId></ResponseMetadata></GetCallerIdentityResponse>`;

function emptyAnswer(action: string, inside: string): string {
  return `<${action}Response xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>bench</requestId>${inside}</${action}Response>`;
}

function ok(text: string): Answer {
  return { status: 200, text: Buffer.from(text) };
}

function refused(code: string, message: string): Answer {
  const text = `<Response><Errors><Error><Code>${code}</Code><Message>${message}</Message></Error></Errors><RequestID>bench</RequestID></Response>`;
  return { status: 400, text: Buffer.from(text) };
}
