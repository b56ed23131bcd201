import { changes, reads, type ActionContext, type Actions } from '../action.ts';
import { AwsError, invalidCombination } from '../aws-error.ts';
import { filtered, readFilters, type FilterFields } from '../filters.ts';
import { oneOf } from '../instances/read-metadata-options.ts';
import { attachVolume, createVolume, detachVolume } from '../instances/own-volumes.ts';
import { readUntaggedFilters } from '../instances/untagged.ts';
import { volumeAnswer, volumeFields } from '../instances/volume-answer.ts';
import { pageOf, UP_TO_1000 } from '../paging.ts';
import type { Params } from '../protocol/params.ts';
import type { Answer } from '../protocol/write-xml.ts';
import { found, foundAll, KINDS } from '../world/find.ts';
import type { Volume } from '../world/state.ts';

export const volumesActions: Actions = {
  DescribeVolumes: reads(describeVolumes),
  DescribeVolumeStatus: reads(describeVolumeStatus),
  DescribeVolumeAttribute: reads(describeVolumeAttribute),
  DescribeVolumesModifications: reads(describeModifications),
  CreateVolume: changes(createVolume),
  AttachVolume: changes(attachVolume),
  DetachVolume: changes(detachVolume),
  DeleteVolume: changes(deleteVolume),
};

function describeVolumes(context: ActionContext, params: Params): Answer {
  const volumes = filtered(namedVolumes(context, params), readFilters(params), volumeFields(context));
  const { rows, nextToken } = pageOf(params, volumes, UP_TO_1000);
  return { volumeSet: rows.map((volume) => volumeAnswer(context, volume)), nextToken };
}

function describeVolumeStatus(context: ActionContext, params: Params): Answer {
  const { catalog, region } = context;
  const zones = catalog.zonesOf(region.region);
  const volumes = filtered(namedVolumes(context, params), readUntaggedFilters(params), STATUS_FIELDS);
  const { rows, nextToken } = pageOf(params, volumes, UP_TO_1000);
  return {
    volumeStatusSet: rows.map(({ volumeId, zone }) => ({
      volumeId,
      availabilityZone: zone,
      availabilityZoneId: zones.find(({ name }) => name === zone)?.zoneId,
      volumeStatus: {
        status: 'ok',
        details: [
          { name: 'io-enabled', status: 'passed' },
          { name: 'io-performance', status: 'not-applicable' },
        ],
      },
      eventsSet: [],
      actionsSet: [],
    })),
    nextToken,
  };
}

function describeVolumeAttribute(context: ActionContext, params: Params): Answer {
  const { volumeId } = found(context, context.region.volumes, params.text('VolumeId'), KINDS.volume);
  params.text('Attribute');
  return oneOf(params, 'Attribute', ['autoEnableIO', 'productCodes']) === 'autoEnableIO'
    ? { volumeId, autoEnableIO: { value: false } }
    : { volumeId, productCodes: [] };
}

const MODIFICATIONS = { least: 1, most: 500 };

/** No volume here is ever made larger: there is nothing to tell of. */
function describeModifications(context: ActionContext, params: Params): Answer {
  const [volume] = params.texts('VolumeId');
  if (volume !== undefined) {
    const { volumeId } = found(context, context.region.volumes, volume, KINDS.volume);
    throw new AwsError(
      'InvalidVolumeModification.NotFound',
      `Modification for volume '${volumeId}' does not exist.`,
    );
  }
  const { rows } = pageOf(
    params,
    filtered<object>([], readUntaggedFilters(params), MODIFICATION_FIELDS),
    MODIFICATIONS,
  );
  return { volumeModificationSet: rows.map(() => ({})) };
}

function deleteVolume(context: ActionContext, params: Params): Answer {
  const volume = found(context, context.region.volumes, params.text('VolumeId'), KINDS.volume);
  if (volume.attachment !== null) {
    throw new AwsError(
      'VolumeInUse',
      `Volume ${volume.volumeId} is currently attached to ${volume.attachment.instanceId}`,
    );
  }
  context.region.volumes.delete(volume.volumeId);
  return { return: true };
}

function namedVolumes(context: ActionContext, params: Params): readonly Volume[] {
  params.boolean('IncludeManagedResources');
  const ids = params.texts('VolumeId');
  if (ids.length > 0 && params.has('MaxResults')) {
    throw invalidCombination('The parameter volumeSet cannot be used with the parameter maxResults');
  }
  return foundAll(context, context.region.volumes, ids, KINDS.volume);
}

const none = () => null;

const STATUS_FIELDS: FilterFields<Volume> = {
  'action.code': none,
  'action.description': none,
  'action.event-id': none,
  'availability-zone': ({ zone }) => zone,
  'event.description': none,
  'event.event-id': none,
  'event.event-type': none,
  'event.not-after': none,
  'event.not-before': none,
  'volume-status.details-name': () => ['io-enabled', 'io-performance'],
  'volume-status.details-status': () => ['passed', 'not-applicable'],
  'volume-status.status': () => 'ok',
};

const MODIFICATION_FIELDS: FilterFields<object> = Object.fromEntries(
  [
    'modification-state',
    'original-iops',
    'original-size',
    'original-volume-type',
    'originalMultiAttachEnabled',
    'start-time',
    'target-iops',
    'target-size',
    'target-volume-type',
    'targetMultiAttachEnabled',
    'volume-id',
  ].map((name) => [name, none]),
);
