import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { readDiskKey } from '../../../electron/aws/disk-key.ts';
import { clientsAt } from '../../support/aws-clients.ts';
import { ec2Answer, ec2Error, jsonAnswer, startFakeAws, type FakeAws } from '../../support/fake-aws.ts';
import { startMoto, type Moto } from '../../support/moto.ts';
import { needs } from '../../support/parts.ts';

const KEY = 'arn:aws:kms:us-east-1:111122223333:key/12345678-1234-1234-1234-123456789012';
const signal = new AbortController().signal;

let aws: FakeAws | undefined;
afterEach(async () => {
  await aws?.stop();
  aws = undefined;
});

async function readWhere(keyId: string, kms: object, status = 200) {
  aws = await startFakeAws(({ action }) =>
    action === 'GetEbsDefaultKmsKeyId'
      ? ec2Answer(action, `<kmsKeyId>${keyId}</kmsKeyId>`)
      : jsonAnswer(kms, status),
  );
  return readDiskKey(clientsAt(aws.endpoint), signal);
}

test.each(['alias/aws/ebs', 'arn:aws:kms:eu-central-1:111122223333:alias/aws/ebs'])(
  '%s is AWS’s own key, and nobody else is asked',
  async (alias) => {
    expect(await readWhere(alias, {})).toEqual({ kind: 'aws-managed' });
    expect(aws?.asked('DescribeKey')).toEqual([]);
  },
);

test.each([
  ['AWS', { kind: 'aws-managed' }],
  ['CUSTOMER', { kind: 'customer-managed', keyId: KEY }],
  ['SOMEBODY', { kind: 'unknown', raw: KEY }],
])('of a key with an id KMS is asked whose it is: %s', async (KeyManager, expected) => {
  expect(await readWhere(KEY, { KeyMetadata: { KeyId: 'a', KeyManager } })).toEqual(expected);
  expect(JSON.parse(aws?.asked('DescribeKey')[0]?.body ?? '')).toEqual({ KeyId: KEY });
});

test('an alias of the account’s own is asked about like a key', async () => {
  const answer = await readWhere('alias/ours', { KeyMetadata: { KeyManager: 'CUSTOMER' } });

  expect(answer).toEqual({ kind: 'customer-managed', keyId: 'alias/ours' });
});

test.each([{}, { KeyMetadata: null }, { KeyMetadata: 'AWS' }, []])(
  'an answer that says nothing is no answer: %j',
  async (answer) => {
    expect(await readWhere(KEY, answer)).toEqual({ kind: 'unknown', raw: KEY });
  },
);

test('a key that may not be looked at is unknown, and named', async () => {
  const denied = { __type: 'AccessDeniedException', message: 'not authorized' };

  expect(await readWhere(KEY, denied, 400)).toEqual({
    kind: 'unknown',
    raw: `${KEY}: AccessDeniedException: not authorized`,
  });
});

test('where EC2 does not say, it is unknown', async () => {
  aws = await startFakeAws(() => ec2Error('UnauthorizedOperation', 'no', 403));

  expect(await readDiskKey(clientsAt(aws.endpoint), signal)).toMatchObject({
    kind: 'unknown',
    raw: expect.stringContaining('UnauthorizedOperation'),
  });
});

needs('moto')('on moto, which has a KMS', () => {
  let moto: Moto;
  beforeAll(async () => {
    moto = await startMoto();
  });
  afterAll(() => moto.stop());

  // It calls every key a customer's.
  test('a key that somebody made is the customer’s, and one that is not there is unknown', async () => {
    const { kms } = clientsAt(moto.endpoint);
    const answer = await kms.ask('CreateKey', {}, signal);
    const made = (answer as { readonly KeyMetadata: { readonly Arn: string } }).KeyMetadata.Arn;
    const read = async (keyId: string) => {
      await aws?.stop();
      aws = await startFakeAws(({ action }) => ec2Answer(action, `<kmsKeyId>${keyId}</kmsKeyId>`));
      return readDiskKey({ ec2: clientsAt(aws.endpoint).ec2, kms }, signal);
    };

    expect(await read(made)).toEqual({ kind: 'customer-managed', keyId: made });
    expect(await read(`${made}0`)).toEqual({
      kind: 'unknown',
      raw: expect.stringContaining('NotFoundException'),
    });
  });
});
