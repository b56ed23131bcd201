import { afterEach, expect, test } from 'vitest';
import { DescribeSecurityGroupsCommand, paginateDescribeSecurityGroups } from '@aws-sdk/client-ec2';
import { startEmulatorProxy } from '../bench/emulator-proxy.ts';
import { startGroupServer } from '../bench/group-server.ts';
import { clientsAt } from '../support/aws-clients.ts';

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).toReversed()) await stop();
});

async function groups(endpoint: string, size: number): Promise<readonly string[]> {
  const { ec2 } = clientsAt(endpoint);
  const ids: string[] = [];
  for await (const page of paginateDescribeSecurityGroups({ client: ec2 }, { MaxResults: size })) {
    ids.push(...(page.SecurityGroups ?? []).map(({ GroupId }) => GroupId ?? ''));
  }
  return ids;
}

test('the server of the bench gives every group once, page by page, as EC2 does', async () => {
  const server = await startGroupServer(53);
  stops.push(server.stop);

  const ids = await groups(server.endpoint, 10);

  expect(new Set(ids).size).toBe(53);
  expect(server.counted().calls).toBe(6);
  const { ec2 } = clientsAt(server.endpoint);
  await expect(ec2.send(new DescribeSecurityGroupsCommand({ MaxResults: 4 }))).rejects.toThrow('MaxResults');
  const whole = await ec2.send(new DescribeSecurityGroupsCommand({}));
  expect(whole.SecurityGroups).toHaveLength(53);
  expect(whole.SecurityGroups?.every(({ IpPermissions = [] }) => IpPermissions.length > 0)).toBe(true);
});

test('the proxy pages what an emulator gives in one piece, and counts', async () => {
  // Asked without a size, the server gives all at once: so does an emulator, whatever it is asked.
  const server = await startGroupServer(53);
  const proxy = await startEmulatorProxy(server.endpoint, { latencyMs: 0, connectMs: 0, isPaged: true });
  stops.push(server.stop, proxy.stop);

  const ids = await groups(proxy.endpoint, 20);

  expect(new Set(ids).size).toBe(53);
  expect(proxy.counted()).toMatchObject({
    calls: 3,
    byAction: { DescribeSecurityGroups: 3 },
    mostAtOnce: 1,
    connections: 1,
  });
  proxy.forget();
  expect(proxy.counted().calls).toBe(0);
});
