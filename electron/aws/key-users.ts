import { DescribeInstancesCommand, type EC2Client, type Instance } from '@aws-sdk/client-ec2';
import type { KeyUser } from '../../shared/keys/account-keys.ts';
import { TAGS } from '../../shared/launch-plan.ts';
import { allPages, presentText } from './answer.ts';

/** Whoever is in one of these states holds on to the name of its key. */
const NOT_TERMINATED = ['pending', 'running', 'shutting-down', 'stopping', 'stopped'];

/**
 * The instances of the client's region that name a key pair, and are not terminated; with `keyName`, those that name this
 * one. Every page is read: one that was left out could be the one that still needs the key.
 */
export async function listKeyUsers(
  ec2: EC2Client,
  region: string,
  keyName: string | null = null,
): Promise<readonly KeyUser[]> {
  const states = { Name: 'instance-state-name', Values: NOT_TERMINATED };
  const names = keyName === null ? [] : [{ Name: 'key-name', Values: [atLeast(keyName)] }];
  const reservations = await allPages(
    (token) =>
      ec2.send(new DescribeInstancesCommand({ Filters: [states, ...names], MaxResults: 1000, ...token })),
    (page) => page.Reservations,
  );
  return reservations
    .flatMap(({ Instances }) => Instances ?? [])
    .filter(({ KeyName }) => (keyName === null ? Boolean(KeyName) : KeyName === keyName))
    .map((instance) => keyUserFrom(instance, region));
}

/**
 * A filter that lets this name through, whatever signs are in it, and perhaps others, which are sorted out here: `?` is any one
 * sign. A filter that was read differently than meant would hide an instance.
 */
function atLeast(keyName: string): string {
  return keyName.replace(/[^A-Za-z0-9_.-]/gu, '?');
}

function keyUserFrom(instance: Instance, region: string): KeyUser {
  const tags = new Map((instance.Tags ?? []).map(({ Key, Value }) => [Key, Value]));
  return {
    region,
    instanceId: presentText(instance.InstanceId, 'InstanceId'),
    name: tags.get('Name') || null,
    state: presentText(instance.State?.Name, 'State.Name'),
    keyName: presentText(instance.KeyName, 'KeyName'),
    launchedAt: firstLaunchOf(instance),
    launchId: tags.get(TAGS.launchId) || null,
  };
}

/** LaunchTime is that of the last start; the first network interface has been there since the very first. */
function firstLaunchOf({ LaunchTime, NetworkInterfaces = [] }: Instance): string | null {
  const attachments = NetworkInterfaces.map(({ Attachment }) => Attachment);
  const attachedAt = attachments.find((attachment) => attachment?.DeviceIndex === 0)?.AttachTime;
  const times = [LaunchTime, attachedAt].flatMap((time) => (time ? [time.getTime()] : []));
  return times.length === 0 ? null : new Date(Math.min(...times)).toISOString();
}
