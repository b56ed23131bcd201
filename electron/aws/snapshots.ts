import {
  CreateSnapshotCommand,
  DescribeSnapshotsCommand,
  type DescribeSnapshotsCommandInput,
  type Snapshot,
} from '@aws-sdk/client-ec2';
import { allPages, present, presentText } from './answer.ts';
import type { AwsClients } from './clients.ts';
import { tagSpecifications, type Tags } from './tags.ts';

export type SnapshotView = {
  readonly snapshotId: string;
  readonly volumeId: string;
  /** EC2's own word: pending, completed, error, recoverable, recovering. */
  readonly state: string;
  /** Why it went wrong; null where EC2 does not say. */
  readonly stateReason: string | null;
  /** `47%`; empty at first. */
  readonly progress: string;
  readonly sizeGiB: number;
  /** The moment that it is a copy of, in milliseconds since the epoch. */
  readonly startedAt: number;
};

/**
 * Begins a copy of a volume as it is now. Sent once: EC2 knows no token for it, and a request that was sent again would be a second
 * copy. What to ask after an answer was lost: `findSnapshotsOf`.
 */
export async function createSnapshot(
  clients: AwsClients,
  { volumeId, description, tags }: SnapshotInput,
): Promise<SnapshotView> {
  return snapshotView(
    await clients.ec2Once.send(
      new CreateSnapshotCommand({
        VolumeId: volumeId,
        Description: description,
        TagSpecifications: tagSpecifications(tags, 'snapshot'),
      }),
    ),
  );
}

export type SnapshotInput = {
  readonly volumeId: string;
  /** EC2 hands it on to no other snapshot, as it may do with tags. */
  readonly description: string;
  readonly tags: Tags;
};

/** Those of these that EC2 has. */
export function findSnapshots(
  clients: AwsClients,
  snapshotIds: readonly string[],
): Promise<readonly SnapshotView[]> {
  if (snapshotIds.length === 0) return Promise.resolve([]);
  return describe(clients, { Filters: [{ Name: 'snapshot-id', Values: [...snapshotIds] }] });
}

/** The account's own snapshots of this volume with exactly this description. */
export function findSnapshotsOf(
  clients: AwsClients,
  { volumeId, description }: Pick<SnapshotInput, 'volumeId' | 'description'>,
): Promise<readonly SnapshotView[]> {
  return describe(clients, {
    OwnerIds: ['self'],
    Filters: [
      { Name: 'volume-id', Values: [volumeId] },
      { Name: 'description', Values: [description] },
    ],
  });
}

async function describe(
  clients: AwsClients,
  question: DescribeSnapshotsCommandInput,
): Promise<readonly SnapshotView[]> {
  const snapshots = await allPages(
    (token) => clients.ec2.send(new DescribeSnapshotsCommand({ ...question, ...token })),
    (page) => page.Snapshots,
  );
  return snapshots.map(snapshotView);
}

function snapshotView(snapshot: Snapshot): SnapshotView {
  return {
    snapshotId: presentText(snapshot.SnapshotId, 'SnapshotId'),
    volumeId: presentText(snapshot.VolumeId, 'VolumeId'),
    state: presentText(snapshot.State, 'State'),
    stateReason: snapshot.StateMessage || null,
    progress: snapshot.Progress ?? '',
    sizeGiB: present(snapshot.VolumeSize, 'VolumeSize'),
    startedAt: present(snapshot.StartTime, 'StartTime').getTime(),
  };
}
