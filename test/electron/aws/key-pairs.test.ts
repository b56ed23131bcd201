import { expect, test } from 'vitest';
import { deleteKeyPair, describeKeyPair, listKeyPairs } from '../../../electron/aws/key-pairs.ts';
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

  expect(found).toEqual(ways.map(() => ({ ...ours, type: null, createdAt: null, fingerprint: 'aa:bb' })));
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

test('all key pairs of a region are listed, with their kind and when they were made', async () => {
  const { ec2, keyPairs } = fakeEc2();
  keyPairs.set('web', { ...ours, type: 'ed25519', createdAt: '2026-05-12T08:00:00Z' });
  keyPairs.set('old', { ...ours, keyPairId: 'key-2', name: 'old', type: 'dsa', tags: {} });

  expect(await listKeyPairs(ec2)).toEqual([
    { ...ours, fingerprint: 'aa:bb', type: 'ed25519', createdAt: '2026-05-12T08:00:00.000Z' },
    { ...ours, keyPairId: 'key-2', name: 'old', fingerprint: 'aa:bb', type: null, createdAt: null, tags: {} },
  ]);
});

test('a list that was refused is not taken for an empty one', async () => {
  const { ec2 } = fakeEc2({ faults: { DescribeKeyPairs: ['refuse'] } });

  await expect(listKeyPairs(ec2)).rejects.toThrow('UnauthorizedOperation');
});

test('a key pair that a person has named is deleted by name too, while name and id belong together', async () => {
  const { ec2, keyPairs } = fakeEc2({ ignoresDeletionById: true });
  keyPairs.set('web', { ...ours, tags: {} });

  await deleteKeyPair(ec2, ours, pause, 'anyones');

  expect(keyPairs.size).toBe(0);
});

test('a name that was given to another key pair in between is not deleted by that name', async () => {
  const described: string[] = [];
  const { ec2, keyPairs } = fakeEc2({
    ignoresDeletionById: true,
    onRequest: (action) => {
      if (action !== 'DescribeKeyPairs') return;
      described.push(action);
      // Three looks by id; the fourth is by name.
      if (described.length === 4) keyPairs.set('web', { ...ours, keyPairId: 'key-2' });
    },
  });
  keyPairs.set('web', ours);

  await expect(deleteKeyPair(ec2, ours, pause, 'anyones')).rejects.toThrow('still there');

  expect([...keyPairs.keys()]).toEqual(['web']);
});
