import { changes, reads, type ActionContext, type Actions } from '../action.ts';
import { AwsError, invalidValue } from '../aws-error.ts';
import { attachmentAnswer, groupSetOf } from '../network/interface-answer.ts';
import { booleanValue, theOneAttribute } from '../network/network-input.ts';
import { readGroupIds } from '../network/read-group-ids.ts';
import { shortened } from '../protocol/param-tree.ts';
import type { Params } from '../protocol/params.ts';
import type { Answer } from '../protocol/write-xml.ts';
import { found, KINDS } from '../world/find.ts';
import type { NetworkInterface, RegionTables } from '../world/state.ts';

export const networkInterfaceAttributesActions: Actions = {
  DescribeNetworkInterfaceAttribute: reads(describeAttribute),
  ModifyNetworkInterfaceAttribute: changes(modifyAttribute),
};

function describeAttribute(context: ActionContext, params: Params): Answer {
  const each = readInterface(context, params);
  const attribute = params.text('Attribute');
  const values: Readonly<Record<string, Answer>> = {
    attachment: { attachment: attachmentAnswer(context, each) },
    associatePublicIpAddress: { associatePublicIpAddress: each.publicIp !== null },
    description: { description: { value: each.description } },
    groupSet: { groupSet: groupSetOf(context, each) },
    sourceDestCheck: { sourceDestCheck: { value: each.checksSourceDest } },
  };
  if (!Object.hasOwn(values, attribute)) {
    throw invalidValue(
      `Value (${shortened(attribute)}) for parameter attribute is invalid. Unknown network interface attribute.`,
    );
  }
  return { networkInterfaceId: each.networkInterfaceId, ...values[attribute] };
}

const ATTRIBUTES = ['Attachment', 'Description', 'SecurityGroupId', 'SourceDestCheck'] as const;

function modifyAttribute(context: ActionContext, params: Params): Answer {
  const { region } = context;
  const each = readInterface(context, params);
  const changed = changedBy(context, params, each);
  region.networkInterfaces.set(each.networkInterfaceId, changed);
  keepGroupsOfInstance(region, changed);
  return { return: true };
}

function changedBy(context: ActionContext, params: Params, each: NetworkInterface): NetworkInterface {
  const attribute = theOneAttribute(params, ATTRIBUTES);
  switch (attribute) {
    case 'SecurityGroupId':
      return { ...each, groupIds: readGroupIds(context, params.texts('SecurityGroupId'), each.vpcId) };
    case 'SourceDestCheck':
      return { ...each, checksSourceDest: booleanValue(params, 'SourceDestCheck') };
    case 'Description':
      return { ...each, description: params.child('Description')?.optionalText('Value') ?? '' };
    case 'Attachment':
      return { ...each, attachment: readAttachment(params, each) };
  }
}

function readAttachment(params: Params, { attachment }: NetworkInterface): NetworkInterface['attachment'] {
  const given = params.child('Attachment');
  const id = given?.text('AttachmentId') ?? '';
  const deletesOnTermination = given?.boolean('DeleteOnTermination') ?? null;
  if (attachment === null || attachment.attachmentId !== id) {
    throw new AwsError(
      'InvalidAttachmentID.NotFound',
      `The network interface attachment ID '${shortened(id)}' does not exist`,
    );
  }
  return deletesOnTermination === null ? attachment : { ...attachment, deletesOnTermination };
}

/** An instance tells the groups of its first interface as its own. */
function keepGroupsOfInstance({ instances }: RegionTables, { attachment, groupIds }: NetworkInterface): void {
  const instance = attachment?.deviceIndex === 0 ? instances.get(attachment.instanceId) : undefined;
  if (instance !== undefined) instances.set(instance.instanceId, { ...instance, groupIds });
}

function readInterface(context: ActionContext, params: Params): NetworkInterface {
  const { networkInterfaces } = context.region;
  return found(context, networkInterfaces, params.text('NetworkInterfaceId'), KINDS.networkInterface);
}
