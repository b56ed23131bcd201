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
type Action = 'CreateKeyPair' | 'ImportKeyPair' | 'DescribeKeyPairs' | 'DeleteKeyPair';

export type FakeKeyPair = {
  readonly keyPairId: string;
  readonly name: string;
  readonly publicKey: string;
  readonly tags: Record<string, string>;
};

export type FakeEc2 = {
  readonly ec2: EC2Client;
  readonly ec2Once: EC2Client;
  /** By name, as EC2 has them. */
  readonly keyPairs: Map<string, FakeKeyPair>;
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
  /** What DescribeKeyPairs shows in place of every public key. */
  readonly showsPublicKey?: string;
};

/** The part of EC2 that keeps key pairs, behind the SDK's own client: its retries, its parsing, its errors. */
export function fakeEc2(options: FakeEc2Options = {}): FakeEc2 {
  const keyPairs = new Map<string, FakeKeyPair>();
  const requests: string[] = [];
  const privateKeys: string[] = [];
  const left = new Map(Object.entries(options.faults ?? {}).map(([action, faults]) => [action, [...faults]]));

  const carryOut = async (action: string, input: URLSearchParams): Promise<Reply> => {
    const name = input.get('KeyName') ?? '';
    if (action === 'CreateKeyPair' || action === 'ImportKeyPair') {
      if (keyPairs.has(name)) return refusal('InvalidKeyPair.Duplicate');
      const privateKey = action === 'CreateKeyPair' ? await createPrivateKey(input) : null;
      const imported = Buffer.from(input.get('PublicKeyMaterial') ?? '', 'base64').toString();
      const publicKey = privateKey ? (publicKeyOf(Buffer.from(privateKey)) ?? '') : imported;
      if (privateKey) privateKeys.push(privateKey);
      const keyPairId = `key-${createHash('sha256').update(publicKey).digest('hex').slice(0, 17)}`;
      keyPairs.set(name, { keyPairId, name, publicKey: `${publicKey} ${name}`, tags: tagsOf(input) });
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
  return { ec2: client(options.maxAttempts ?? 1), ec2Once: client(1), keyPairs, requests, privateKeys };
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
    if (filter === 'key-pair-id') return keyPair.keyPairId === wanted;
    return keyPair.tags[filter?.replace('tag:', '') ?? ''] === wanted;
  });
  const items = shown.map(({ keyPairId, name: keyName, publicKey, tags }) => {
    const pairs = Object.entries(tags).map(([key, value]) =>
      element('item', element('key', key) + element('value', value)),
    );
    const key =
      input.get('IncludePublicKey') === 'true' ? element('publicKey', showsPublicKey ?? publicKey) : '';
    const texts =
      element('keyPairId', keyPairId) + element('keyName', keyName) + element('keyFingerprint', 'aa:bb');
    return element('item', texts + key + element('tagSet', pairs.join('')));
  });
  return answer('DescribeKeyPairs', element('keySet', items.join('')));
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
