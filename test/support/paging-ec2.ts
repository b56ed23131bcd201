import http from 'node:http';
import { ec2Error, type FakeAnswer } from './fake-aws.ts';
import { listen } from './loopback.ts';

/** EC2's lists: the element that holds the items, and the page sizes that EC2 takes (botocore's model of 2016-11-15). */
const LISTS: Readonly<Record<string, { readonly set: string; readonly from: number; readonly to: number }>> =
  {
    DescribeSecurityGroups: { set: 'securityGroupInfo', from: 5, to: 1000 },
    DescribeSecurityGroupRules: { set: 'securityGroupRuleSet', from: 5, to: 1000 },
    DescribeNetworkInterfaces: { set: 'networkInterfaceSet', from: 5, to: 1000 },
    DescribeInstances: { set: 'reservationSet', from: 5, to: 1000 },
    DescribeSubnets: { set: 'subnetSet', from: 5, to: 1000 },
    DescribeRouteTables: { set: 'routeTableSet', from: 5, to: 100 },
    DescribeNetworkAcls: { set: 'networkAclSet', from: 5, to: 1000 },
    DescribeVpcs: { set: 'vpcSet', from: 5, to: 1000 },
    DescribeVpcPeeringConnections: { set: 'vpcPeeringConnectionSet', from: 5, to: 1000 },
    DescribeManagedPrefixLists: { set: 'prefixListSet', from: 1, to: 100 },
    GetManagedPrefixListEntries: { set: 'entrySet', from: 1, to: 100 },
    DescribeLaunchTemplateVersions: { set: 'launchTemplateVersionSet', from: 1, to: 200 },
  };

export type PagingEc2 = {
  readonly endpoint: string;
  /** Calls that EC2 would have refused, and why. */
  readonly refused: readonly string[];
  /** How many pages of each action were given that had a page after them. */
  readonly unfinished: ReadonlyMap<string, number>;
  /** The access key that signed each call, in the order in which they came. */
  readonly signedBy: readonly string[];
  readonly stop: () => Promise<void>;
};

/**
 * Stands before moto, which gives every list in one piece whatever is asked for, and gives it in pages as EC2 does: none longer than
 * `mostItems`, which EC2 is free to do, and no list without a page size that EC2 would take.
 */
export async function startPagingEc2(target: string, mostItems: number): Promise<PagingEc2> {
  const refused: string[] = [];
  const unfinished = new Map<string, number>();
  const signedBy: string[] = [];
  const begun = new Map<string, { readonly asked: string; readonly text: string; readonly at: number }>();

  async function answer(params: URLSearchParams, headers: http.IncomingHttpHeaders): Promise<FakeAnswer> {
    const action = params.get('Action') ?? '';
    signedBy.push(/Credential=([^/]+)/.exec(headers.authorization ?? '')?.[1] ?? '');
    const list = LISTS[action];
    if (list === undefined || [...params.keys()].some((key) => /^(GroupId|InstanceId)\.1$/.test(key))) {
      return forward(params, headers);
    }
    const refuse = (why: string): FakeAnswer => {
      refused.push(`${action}: ${why}`);
      return ec2Error('InvalidParameterValue', why);
    };
    const size = Number(params.get('MaxResults') ?? Number.NaN);
    if (!(size >= list.from && size <= list.to))
      return refuse(`MaxResults ${String(params.get('MaxResults'))}`);
    const token = params.get('NextToken');
    params.delete('NextToken');
    params.delete('MaxResults');
    const asked = params.toString();
    const last = begun.get(token ?? '');
    if (token !== null && last?.asked !== asked) return refuse(`NextToken ${token}`);
    const whole = last === undefined ? await forward(params, headers) : { body: last.text };
    if (typeof whole === 'string' || (whole.status ?? 200) !== 200) return whole;
    const at = last?.at ?? 0;
    const { items, before, after } = itemsOf(whole.body, list.set);
    const end = at + Math.min(size, mostItems);
    if (end >= items.length) return { body: before + items.slice(at).join('') + after('') };
    const next = `page-${String(begun.size + 1)}`;
    begun.set(next, { asked, text: whole.body, at: end });
    unfinished.set(action, (unfinished.get(action) ?? 0) + 1);
    return { body: before + items.slice(at, end).join('') + after(`<nextToken>${next}</nextToken>`) };
  }

  async function forward(params: URLSearchParams, headers: http.IncomingHttpHeaders): Promise<FakeAnswer> {
    const response = await fetch(target, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        authorization: headers.authorization ?? '',
      },
      body: params.toString(),
    });
    return { status: response.status, body: await response.text() };
  }

  const server = http.createServer((request, response) => {
    void (async () => {
      const parts: Buffer[] = [];
      for await (const part of request) parts.push(Buffer.from(part));
      const said = await answer(new URLSearchParams(Buffer.concat(parts).toString()), request.headers);
      if (typeof said === 'string') throw new Error(said);
      response.writeHead(said.status ?? 200, { 'content-type': 'text/xml' }).end(said.body);
    })().catch(() => void request.socket.destroy());
  });
  const { endpoint, stop } = await listen(server);
  return { endpoint, refused, unfinished, signedBy, stop };
}

type Split = {
  readonly items: readonly string[];
  readonly before: string;
  readonly after: (token: string) => string;
};

/** The outermost items of the list; what stands before them, and what after them with a token put in. */
function itemsOf(text: string, set: string): Split {
  const start = text.indexOf(`<${set}>`);
  if (start < 0) return { items: [], before: text, after: () => '' };
  const from = start + set.length + 2;
  const items: string[] = [];
  const tags = /<(\/?)item>/g;
  tags.lastIndex = from;
  let depth = 0;
  let begin = from;
  let end = from;
  const close = text.lastIndexOf(`</${set}>`);
  for (let tag = tags.exec(text); tag !== null && tag.index < close; tag = tags.exec(text)) {
    if (tag[1] === '') {
      if (depth === 0) begin = tag.index;
      depth += 1;
    } else {
      depth -= 1;
      end = tags.lastIndex;
      if (depth === 0) items.push(text.slice(begin, end));
    }
  }
  const tail = text.slice(close + set.length + 3);
  return {
    items,
    before: text.slice(0, from),
    after: (token) => `</${set}>${token}${tail}`,
  };
}
