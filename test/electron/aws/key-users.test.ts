import { assert, asyncProperty, string } from 'fast-check';
import { expect, test } from 'vitest';
import { listKeyUsers } from '../../../electron/aws/key-users.ts';
import { fakeEc2, type FakeKeyUser } from '../../support/fake-key-pairs.ts';

const web: FakeKeyUser = {
  instanceId: 'i-0aaaaaaaaaaaaaaa1',
  keyName: 'web',
  state: 'running',
  launchedAt: '2026-05-12T08:00:00Z',
  tags: { Name: 'web-a', 'keyport:launch-id': 'launch-1' },
};

test('an instance is told with its name, its key and the launch that it is of', async () => {
  const { ec2, instances } = fakeEc2();
  instances.push(web);

  expect(await listKeyUsers(ec2, 'eu-central-1')).toEqual([
    {
      region: 'eu-central-1',
      instanceId: 'i-0aaaaaaaaaaaaaaa1',
      name: 'web-a',
      state: 'running',
      keyName: 'web',
      launchedAt: '2026-05-12T08:00:00.000Z',
      launchId: 'launch-1',
    },
  ]);
});

test('without tags and times it is an instance all the same', async () => {
  const { ec2, instances } = fakeEc2();
  instances.push({ instanceId: 'i-1', keyName: 'web', state: 'stopped' });

  expect(await listKeyUsers(ec2, 'eu-central-1')).toEqual([
    expect.objectContaining({ instanceId: 'i-1', name: null, launchedAt: null, launchId: null }),
  ]);
});

test.each(['pending', 'running', 'shutting-down', 'stopping', 'stopped'])(
  'one that is %s still holds on to its key',
  async (state) => {
    const { ec2, instances } = fakeEc2();
    instances.push({ ...web, state });

    expect(await listKeyUsers(ec2, 'eu-central-1', 'web')).toHaveLength(1);
  },
);

test('what is terminated, or has no key, uses none', async () => {
  const { ec2, instances } = fakeEc2();
  instances.push({ ...web, state: 'terminated' }, { instanceId: 'i-2', state: 'running' });

  expect(await listKeyUsers(ec2, 'eu-central-1')).toEqual([]);
});

test('every page is read', async () => {
  const { ec2, instances, requests } = fakeEc2({ pageSize: 2 });
  for (const id of ['i-1', 'i-2', 'i-3', 'i-4', 'i-5']) instances.push({ ...web, instanceId: id });

  const users = await listKeyUsers(ec2, 'eu-central-1');

  expect(users.map(({ instanceId }) => instanceId)).toEqual(['i-1', 'i-2', 'i-3', 'i-4', 'i-5']);
  expect(requests).toHaveLength(3);
});

test('the first launch counts, and not that after a stop', async () => {
  const { ec2, instances } = fakeEc2();
  instances.push({ ...web, launchedAt: '2026-06-01T08:00:00Z', attachedAt: '2026-05-12T08:00:00Z' });

  const [user] = await listKeyUsers(ec2, 'eu-central-1');

  expect(user?.launchedAt).toBe('2026-05-12T08:00:00.000Z');
});

test('a list that was refused is not taken for an empty one', async () => {
  const { ec2 } = fakeEc2({ faults: { DescribeInstances: ['refuse'] } });

  await expect(listKeyUsers(ec2, 'eu-central-1', 'web')).rejects.toThrow('UnauthorizedOperation');
});

// EC2 allows nearly every ASCII sign in the name of a key pair, among them those that its filters read as patterns.
test('whatever the name of the key, exactly the instances that name it are found', async () => {
  await assert(
    asyncProperty(keyName(), keyName(), async (name, other) => {
      const { ec2, instances } = fakeEc2();
      instances.push({ ...web, keyName: name }, { ...web, instanceId: 'i-2', keyName: other });

      const users = await listKeyUsers(ec2, 'eu-central-1', name);

      expect(users.map(({ keyName: found }) => found)).toEqual(
        [name, other].filter((candidate) => candidate === name),
      );
    }),
  );
});

test.each(['a*b', 'a?b', 'a\\b', 'a\\*b', '[ab]', '*'])(
  'found by a name like a pattern: %s',
  async (name) => {
    const { ec2, instances } = fakeEc2();
    instances.push({ ...web, keyName: name }, { ...web, instanceId: 'i-2', keyName: 'axb' });

    expect(await listKeyUsers(ec2, 'eu-central-1', name)).toHaveLength(1);
  },
);

// Signs that XML keeps as they are: what is tested is the filter.
function keyName() {
  return string({ minLength: 1, maxLength: 8 }).filter(
    (text) => /^[!-~]+$/.test(text) && !/[&<>"']/.test(text),
  );
}
