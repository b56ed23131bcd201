import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { EC2Client } from '@aws-sdk/client-ec2';
import { newPrivateKey, publicKeyOf } from '../../electron/custody/key-format.ts';
import type { KeyType } from '../../shared/platform.ts';

/**
 * What goes wrong with one request. `lose-answer`: EC2 carries it out, and the connection breaks before it can say so;
 * `cut-answer`: half of the answer arrives. `error-after`: carried out, and answered with an internal error.
 */
export type KeyPairFault = 'lose-request' | 'lose-answer' | 'cut-answer' | 'error-after' | 'refuse';
type Action = 'CreateKeyPair' | 'ImportKeyPair' | 'DescribeKeyPairs' | 'DeleteKeyPair' | 'DescribeInstances';

export type FakeKeyPair = {
  readonly keyPairId: string;
  readonly name: string;
  readonly publicKey: string;
  readonly tags: Record<string, string>;
  readonly type?: string;
  /** ISO 8601. */
  readonly createdAt?: string;
};

/** An instance as far as keys go: EC2 keeps only the name of the key that it was started with. */
export type FakeKeyUser = {
  readonly instanceId: string;
  readonly keyName?: string;
  readonly state: string;
  readonly launchedAt?: string;
  /** When its first network interface was attached. */
  readonly attachedAt?: string;
  readonly tags?: Readonly<Record<string, string>>;
};

export type FakeEc2 = {
  readonly ec2: EC2Client;
  readonly ec2Once: EC2Client;
  /** By name, as EC2 has them. */
  readonly keyPairs: Map<string, FakeKeyPair>;
  readonly instances: FakeKeyUser[];
  /** Every request that reached the wire, in order. */
  readonly requests: string[];
  /** Every private key that was handed out. */
  readonly privateKeys: string[];
};

export type FakeEc2Options = {
  readonly faults?: Partial<Record<Action, readonly (KeyPairFault | null)[]>>;
  readonly maxAttempts?: number;
  /** Called as a request arrives, before anything happens to it. */
  readonly onRequest?: (action: string) => void;
  /** As moto does: a deletion by id succeeds and deletes nothing. */
  readonly ignoresDeletionById?: boolean;
  /** How many instances one page of DescribeInstances holds. */
  readonly pageSize?: number;
  /** What DescribeKeyPairs shows in place of every public key. */
  readonly showsPublicKey?: string;
  /** What CreateKeyPair hands out in place of a new private key. */
  readonly handsOut?: string;
};

/** The part of EC2 that keeps key pairs, behind the SDK's own client: its retries, its parsing, its errors. */
export function fakeEc2(options: FakeEc2Options = {}): FakeEc2 {
  const keyPairs = new Map<string, FakeKeyPair>();
  const instances: FakeKeyUser[] = [];
  const requests: string[] = [];
  const privateKeys: string[] = [];
  const left = new Map(Object.entries(options.faults ?? {}).map(([action, faults]) => [action, [...faults]]));

  const carryOut = async (action: string, input: URLSearchParams): Promise<Reply> => {
    const name = input.get('KeyName') ?? '';
    if (action === 'CreateKeyPair' || action === 'ImportKeyPair') {
      if (keyPairs.has(name)) return refusal('InvalidKeyPair.Duplicate');
      const privateKey =
        action === 'CreateKeyPair' ? (options.handsOut ?? (await createPrivateKey(input))) : null;
      const imported = Buffer.from(input.get('PublicKeyMaterial') ?? '', 'base64').toString();
      const publicKey = privateKey ? (publicKeyOf(Buffer.from(privateKey)) ?? '') : imported;
      if (privateKey) privateKeys.push(privateKey);
      const keyPairId = `key-${createHash('sha256').update(publicKey).digest('hex').slice(0, 17)}`;
      keyPairs.set(name, {
        keyPairId,
        name,
        publicKey: `${publicKey} ${name}`,
        tags: tagsOf(input),
        createdAt: new Date().toISOString(),
      });
      const material = privateKey ? element('keyMaterial', privateKey) : '';
      return answer(action, element('keyName', name) + element('keyPairId', keyPairId) + material);
    }
    if (action === 'DeleteKeyPair') {
      const keyPairId = input.get('KeyPairId');
      for (const keyPair of keyPairs.values()) {
        const isMeant = keyPairId
          ? keyPair.keyPairId === keyPairId && !options.ignoresDeletionById
          : keyPair.name === name;
        if (isMeant) keyPairs.delete(keyPair.name);
      }
      return answer(action, element('return', 'true'));
    }
    if (action === 'DescribeInstances') return describeInstances(input, instances, options.pageSize ?? 1000);
    return describe(input, [...keyPairs.values()], options.showsPublicKey);
  };

  const handle = async (request: { body?: unknown }) => {
    const input = new URLSearchParams(String(request.body));
    const action = input.get('Action') ?? '';
    requests.push(action);
    options.onRequest?.(action);
    const fault = left.get(action)?.shift();
    if (fault === 'lose-request') throw connectionLost();
    const reply = fault === 'refuse' ? refusal('UnauthorizedOperation') : await carryOut(action, input);
    if (fault === 'lose-answer') throw connectionLost();
    if (fault === 'error-after') return response({ status: 500, body: errorBody('InternalError') });
    if (fault === 'cut-answer')
      return response({ ...reply, body: reply.body.slice(0, reply.body.length / 2) });
    return response(reply);
  };

  const client = (maxAttempts: number) =>
    new EC2Client({
      region: 'eu-central-1',
      credentials: { accessKeyId: 'fake', secretAccessKey: 'fake' },
      maxAttempts,
      requestHandler: { handle },
    });
  return {
    ec2: client(options.maxAttempts ?? 1),
    ec2Once: client(1),
    keyPairs,
    instances,
    requests,
    privateKeys,
  };
}

type Reply = { readonly status: number; readonly body: string };

function describe(input: URLSearchParams, all: readonly FakeKeyPair[], showsPublicKey?: string): Reply {
  const [name, filter, wanted] = [
    input.get('KeyName.1'),
    input.get('Filter.1.Name'),
    input.get('Filter.1.Value.1'),
  ];
  if (name !== null && !all.some((keyPair) => keyPair.name === name))
    return refusal('InvalidKeyPair.NotFound');
  const shown = all.filter((keyPair) => {
    if (name !== null) return keyPair.name === name;
    if (filter === null) return true;
    if (filter === 'key-pair-id') return keyPair.keyPairId === wanted;
    return keyPair.tags[filter?.replace('tag:', '') ?? ''] === wanted;
  });
  const items = shown.map(({ keyPairId, name: keyName, publicKey, tags, type, createdAt }) => {
    const key =
      input.get('IncludePublicKey') === 'true' ? element('publicKey', showsPublicKey ?? publicKey) : '';
    const texts =
      element('keyPairId', keyPairId) + element('keyName', keyName) + element('keyFingerprint', 'aa:bb');
    const facts = optional('keyType', type) + optional('createTime', createdAt);
    return element('item', texts + facts + key + tagSet(tags));
  });
  return answer('DescribeKeyPairs', element('keySet', items.join('')));
}

function describeInstances(input: URLSearchParams, all: readonly FakeKeyUser[], pageSize: number): Reply {
  const wanted = new Map(
    [1, 2].flatMap((at) => {
      const name = input.get(`Filter.${at}.Name`);
      return name === null ? [] : [[name, valuesOf(input, at)] as const];
    }),
  );
  const shown = all.filter(
    ({ keyName, state }) =>
      (wanted.get('instance-state-name') ?? [state]).includes(state) &&
      (wanted.get('key-name') ?? ['*']).some((pattern) => isLike(keyName ?? '', pattern)),
  );
  const from = Number(input.get('NextToken') ?? '0');
  const page = shown.slice(from, from + pageSize);
  const next = from + pageSize < shown.length ? element('nextToken', String(from + pageSize)) : '';
  const items = page.map(({ instanceId, keyName, state, launchedAt, attachedAt, tags }) => {
    const attachment = element(
      'attachment',
      element('deviceIndex', '0') + optional('attachTime', attachedAt),
    );
    const facts =
      element('instanceId', instanceId) +
      optional('keyName', keyName) +
      element('instanceState', element('name', state)) +
      optional('launchTime', launchedAt) +
      element('networkInterfaceSet', element('item', attachment));
    return element('item', element('instancesSet', element('item', facts + tagSet(tags ?? {}))));
  });
  return answer('DescribeInstances', element('reservationSet', items.join('')) + next);
}

function valuesOf(input: URLSearchParams, filter: number): readonly string[] {
  return [...input].flatMap(([field, value]) => (field.startsWith(`Filter.${filter}.Value.`) ? [value] : []));
}

/** EC2's filters: `*` is anything, `?` any one sign, and a backslash takes that meaning from the sign after it. */
function isLike(text: string, pattern: string): boolean {
  const source = pattern.replaceAll(/\\?[\s\S]/g, (sign) => {
    if (sign === '*') return '.*';
    return sign === '?' ? '.' : (sign.at(-1) ?? '').replace(/\W/, '\\$&');
  });
  return new RegExp(`^${source}$`, 's').test(text);
}

function tagSet(tags: Readonly<Record<string, string>>): string {
  const items = Object.entries(tags).map(([key, value]) =>
    element('item', element('key', key) + element('value', value)),
  );
  return element('tagSet', items.join(''));
}

async function createPrivateKey(input: URLSearchParams): Promise<string> {
  const type: KeyType = input.get('KeyType') === 'rsa' ? 'rsa' : 'ed25519';
  return Buffer.from(await newPrivateKey(type)).toString();
}

function tagsOf(input: URLSearchParams): Record<string, string> {
  const tags: Record<string, string> = {};
  for (const [field, key] of input) {
    const at = /^TagSpecification\.1\.Tag\.(\d+)\.Key$/.exec(field)?.[1];
    if (at) tags[key] = input.get(`TagSpecification.1.Tag.${at}.Value`) ?? '';
  }
  return tags;
}

function answer(action: string, body: string): Reply {
  const requestId = element('requestId', '11111111-2222-3333-4444-555555555555');
  const xmlns = 'http://ec2.amazonaws.com/doc/2016-11-15/';
  return { status: 200, body: `<${action}Response xmlns="${xmlns}">${requestId}${body}</${action}Response>` };
}

function refusal(code: string): Reply {
  return { status: 400, body: errorBody(code) };
}

function errorBody(code: string): string {
  const error = element('Error', element('Code', code) + element('Message', `no: ${code}`));
  return element('Response', element('Errors', error) + element('RequestID', 'request-1'));
}

function optional(name: string, text: string | undefined): string {
  return text === undefined ? '' : element(name, text);
}

function element(name: string, text: string): string {
  return `<${name}>${text}</${name}>`;
}

function response({ status, body }: Reply) {
  const headers = { 'content-type': 'text/xml;charset=UTF-8', 'x-amzn-requestid': 'request-1' };
  return { response: { statusCode: status, headers, body: Readable.from([Buffer.from(body)]) } };
}

function connectionLost(): Error {
  return Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
}
