import { expect, test } from 'vitest';
import { deleteKeyPair, describeKeyPair } from '../../../electron/aws/key-pairs.ts';
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

test('a key pair that is not under our tag is never deleted by name, and the failure is told', async () => {
  const { ec2, keyPairs } = fakeEc2({ ignoresDeletionById: true });
  keyPairs.set('web', { ...ours, tags: {} });

  await expect(deleteKeyPair(ec2, ours, pause)).rejects.toThrow('still there');

  expect(keyPairs.size).toBe(1);
});

test('a name that belongs to another key pair by now is never deleted', async () => {
  const { ec2, keyPairs } = fakeEc2({ ignoresDeletionById: true });
  keyPairs.set('other', { ...ours, name: 'other' });
  keyPairs.set('web', { ...ours, keyPairId: 'key-2' });

  await expect(deleteKeyPair(ec2, ours, pause)).rejects.toThrow('still there');

  expect(keyPairs.size).toBe(2);
});

test('a key pair of the same name and another id is left alone', async () => {
  const { ec2, keyPairs } = fakeEc2({ ignoresDeletionById: true });
  keyPairs.set('web', { ...ours, keyPairId: 'key-2' });

  await deleteKeyPair(ec2, ours, pause);

  expect(keyPairs.size).toBe(1);
});
