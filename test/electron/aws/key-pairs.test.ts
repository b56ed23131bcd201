import { expect, test } from 'vitest';
import { deleteKeyPair, describeKeyPair, isRefusal } from '../../../electron/aws/key-pairs.ts';
import { fakeEc2 } from '../../support/fake-key-pairs.ts';

const ours = {
  keyPairId: 'key-1',
  name: 'web',
  publicKey: 'ssh-ed25519 AAAA web',
  tags: { 'keyport:custody-id': 'custody-1' },
};
const pause = async () => {};

test('a key pair is found by its name, its id and our tag, with its public key', async () => {
  const { ec2, keyPairs } = fakeEc2();
  keyPairs.set('other', { ...ours, keyPairId: 'key-0', name: 'other', tags: {} });
  keyPairs.set('web', ours);

  const ways = [{ name: 'web' }, { keyPairId: 'key-1' }, { custodyId: 'custody-1' }];
  const found = await Promise.all(ways.map((which) => describeKeyPair(ec2, which)));

  expect(found).toEqual(ways.map(() => ({ ...ours, fingerprint: 'aa:bb' })));
});

test.each([{ name: 'web' }, { keyPairId: 'key-1' }, { custodyId: 'custody-1' }])(
  'what EC2 does not show is null: %j',
  async (which) => {
    expect(await describeKeyPair(fakeEc2().ec2, which)).toBeNull();
  },
);

test('any other refusal is not taken for an absence', async () => {
  const { ec2 } = fakeEc2({ faults: { DescribeKeyPairs: ['refuse'] } });

  await expect(describeKeyPair(ec2, { name: 'web' })).rejects.toThrow('UnauthorizedOperation');
});

test('a key pair is deleted by its id', async () => {
  const { ec2, keyPairs, requests } = fakeEc2();
  keyPairs.set('web', ours);

  await deleteKeyPair(ec2, ours, pause);

  expect(keyPairs.size).toBe(0);
  expect(requests).toEqual(['DeleteKeyPair', 'DescribeKeyPairs']);
});

test('a deletion by id that did nothing is seen, and done by name', async () => {
  const { ec2, keyPairs } = fakeEc2({ ignoresDeletionById: true });
  keyPairs.set('web', ours);

  await deleteKeyPair(ec2, ours, pause);

  expect(keyPairs.size).toBe(0);
});

test.each([
  ['is not under our tag', { ...ours, tags: {} }],
  ['has another name by now', { ...ours, name: 'other' }],
])('a key pair that %s is never deleted by name, and the failure is told', async (_, keyPair) => {
  const { ec2, keyPairs } = fakeEc2({ ignoresDeletionById: true });
  keyPairs.set(keyPair.name, keyPair);

  await expect(deleteKeyPair(ec2, ours, pause)).rejects.toThrow('still there');

  expect(keyPairs.size).toBe(1);
});

test('a key pair of the same name and another id is left alone', async () => {
  const { ec2, keyPairs } = fakeEc2({ ignoresDeletionById: true });
  keyPairs.set('web', { ...ours, keyPairId: 'key-2' });

  await deleteKeyPair(ec2, ours, pause);

  expect(keyPairs.size).toBe(1);
});

test.each([
  ['refuse', true],
  ['lose-request', false],
  ['lose-answer', false],
  ['cut-answer', false],
  ['error-after', false],
] as const)('only a no of EC2 is certain: %s', async (fault, isCertain) => {
  const { ec2 } = fakeEc2({ faults: { DescribeKeyPairs: [fault] } });

  const error: unknown = await describeKeyPair(ec2, { name: 'web' }).catch((reason: unknown) => reason);

  expect(isRefusal(error)).toBe(isCertain);
});

test.each([
  [Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }), true],
  [new Error('nobody foresaw this'), false],
  [Object.assign(new Error('given up'), { name: 'AbortError' }), false],
])('what never left is certain, what nobody foresaw is not: %s', (error, isCertain) => {
  expect(isRefusal(error)).toBe(isCertain);
});
