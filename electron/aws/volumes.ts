import { DeleteVolumeCommand, DescribeVolumesCommand, type Volume } from '@aws-sdk/client-ec2';
import { allPages, presentText } from './answer.ts';
import type { AwsClients } from './clients.ts';
import { problemFrom } from './problem.ts';
import { tagsFrom, type Tags } from './tags.ts';

export type VolumeView = {
  readonly volumeId: string;
  /** EC2's own word: creating, available, in-use, deleting, deleted, error. */
  readonly state: string;
  readonly tags: Tags;
  /** The instances it is attached to. */
  readonly attachedTo: readonly string[];
};

/** Those of these that EC2 still has. */
export async function findVolumes(
  clients: AwsClients,
  volumeIds: readonly string[],
): Promise<readonly VolumeView[]> {
  if (volumeIds.length === 0) return [];
  const Filters = [{ Name: 'volume-id', Values: [...volumeIds] }];
  const volumes = await allPages(
    (token) => clients.ec2.send(new DescribeVolumesCommand({ Filters, ...token })),
    (page) => page.Volumes,
  );
  return volumes.map(volumeView);
}

/** Deletes one volume for good. EC2 refuses while it is attached to anything. What is gone already counts as done. */
export async function deleteVolume(clients: AwsClients, volumeId: string): Promise<void> {
  try {
    await clients.ec2.send(new DeleteVolumeCommand({ VolumeId: volumeId }));
  } catch (error) {
    if (problemFrom(error).code !== 'disk-gone') throw error;
  }
}

function volumeView({ VolumeId, State, Tags, Attachments = [] }: Volume): VolumeView {
  return {
    volumeId: presentText(VolumeId, 'VolumeId'),
    state: presentText(State, 'State'),
    tags: tagsFrom(Tags),
    attachedTo: Attachments.flatMap(({ InstanceId }) => InstanceId ?? []),
  };
}
