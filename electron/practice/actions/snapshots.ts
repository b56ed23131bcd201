import { changes, reads, type ActionContext, type Actions } from '../action.ts';
import { AwsError, invalidCombination } from '../aws-error.ts';
import { filtered, readFilters, type FilterFields } from '../filters.ts';
import { timeOf } from '../instances/instance-fields.ts';
import { pageOf, UP_TO_1000 } from '../paging.ts';
import type { Params } from '../protocol/params.ts';
import type { Answer } from '../protocol/write-xml.ts';
import { readTagSpecifications, tagSetOf } from '../tags.ts';
import { found, foundAll, KINDS } from '../world/find.ts';
import type { Snapshot } from '../world/state.ts';

/** Copies of volumes, as they were at the moment of the call. Those of AWS's own images are not listed: they are nobody's here. */
export const snapshotsActions: Actions = {
  CreateSnapshot: changes(createSnapshot),
  DescribeSnapshots: reads(describeSnapshots),
  DeleteSnapshot: changes(deleteSnapshot),
};

function createSnapshot(context: ActionContext, params: Params): Answer {
  const { region, now, newId } = context;
  const volume = found(context, region.volumes, params.text('VolumeId'), KINDS.volume);
  const description = params.optionalText('Description') ?? '';
  const { snapshot: tags } = readTagSpecifications(params, ['snapshot']);
  const snapshot: Snapshot = {
    snapshotId: newId('snap'),
    volumeId: volume.volumeId,
    sizeGiB: volume.sizeGiB,
    isEncrypted: volume.isEncrypted,
    kmsKeyId: volume.kmsKeyId,
    description,
    startedAt: now,
    tags: [...tags],
  };
  region.snapshots.set(snapshot.snapshotId, snapshot);
  context.made(snapshot.snapshotId);
  return { ...answerOf(context, snapshot), status: 'pending', progress: '' };
}

function describeSnapshots(context: ActionContext, params: Params): Answer {
  const ids = params.texts('SnapshotId');
  if (ids.length > 0 && params.has('MaxResults')) {
    throw invalidCombination('The parameter snapshotSet cannot be used with the parameter maxResults');
  }
  const owners = params.texts('Owner');
  const restorable = params.texts('RestorableBy');
  const own = foundAll(context, context.region.snapshots, ids, KINDS.snapshot).filter(
    () => isOwn(context, owners) && isOwn(context, restorable),
  );
  const snapshots = filtered(own, readFilters(params), fieldsOf(context));
  const { rows, nextToken } = pageOf(params, snapshots, UP_TO_1000);
  return { snapshotSet: rows.map((snapshot) => answerOf(context, snapshot)), nextToken };
}

/** EC2 keeps what an image starts from. Here no image is ever made of a snapshot. */
function deleteSnapshot(context: ActionContext, params: Params): Answer {
  const id = params.text('SnapshotId');
  const isOfImage = context.catalog.images(context.region.region).some((image) => image.snapshotId === id);
  if (isOfImage) {
    throw new AwsError('UnauthorizedOperation', 'You are not authorized to perform this operation.', 403);
  }
  const { snapshotId } = found(context, context.region.snapshots, id, KINDS.snapshot);
  context.region.snapshots.delete(snapshotId);
  return { return: true };
}

function isOwn({ account }: ActionContext, named: readonly string[]): boolean {
  return named.length === 0 || named.includes('self') || named.includes(account.accountId);
}

function answerOf(context: ActionContext, snapshot: Snapshot): Answer {
  const { progress, status } = progressOf(context, snapshot);
  return {
    snapshotId: snapshot.snapshotId,
    volumeId: snapshot.volumeId,
    status,
    startTime: new Date(snapshot.startedAt),
    completionTime:
      status === 'completed' ? new Date(snapshot.startedAt + context.pace.initializingMs) : null,
    progress,
    ownerId: context.account.accountId,
    volumeSize: snapshot.sizeGiB,
    description: snapshot.description,
    tagSet: tagSetOf(snapshot.tags),
    encrypted: snapshot.isEncrypted,
    kmsKeyId: snapshot.kmsKeyId,
    storageTier: 'standard',
    transferType: 'standard',
  };
}

/** A small disk takes about as long as a machine's first checks. */
function progressOf(
  { now, pace }: ActionContext,
  { startedAt }: Snapshot,
): { readonly status: 'pending' | 'completed'; readonly progress: string } {
  const passedMs = now - startedAt;
  if (passedMs >= pace.initializingMs) return { status: 'completed', progress: '100%' };
  const percent = Math.max(0, Math.floor((100 * passedMs) / pace.initializingMs));
  return { status: 'pending', progress: `${String(percent)}%` };
}

const none = () => null;

/** The filters of DescribeSnapshots, by AWS's API model. */
function fieldsOf(context: ActionContext): FilterFields<Snapshot> {
  return {
    description: ({ description }) => description,
    encrypted: ({ isEncrypted }) => String(isEncrypted),
    'owner-alias': none,
    'owner-id': () => context.account.accountId,
    progress: (snapshot) => progressOf(context, snapshot).progress,
    'snapshot-id': ({ snapshotId }) => snapshotId,
    'start-time': ({ startedAt }) => timeOf(startedAt),
    status: (snapshot) => progressOf(context, snapshot).status,
    'storage-tier': () => 'standard',
    'transfer-type': () => 'standard',
    'volume-id': ({ volumeId }) => volumeId,
    'volume-size': ({ sizeGiB }) => String(sizeGiB),
  };
}
