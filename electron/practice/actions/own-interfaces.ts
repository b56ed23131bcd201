import { changes, type ActionContext, type Actions } from '../action.ts';
import { AwsError, invalidValue } from '../aws-error.ts';
import { interfaceAnswer } from '../network/interface-answer.ts';
import { makeOnce } from '../network/make-once.ts';
import { readGroupIds } from '../network/read-group-ids.ts';
import { shortened } from '../protocol/param-tree.ts';
import type { Params } from '../protocol/params.ts';
import type { Answer } from '../protocol/write-xml.ts';
import { readTagSpecifications } from '../tags.ts';
import { isUsableIn, takeMacAddress, takePrivateIp, usedPrivate } from '../world/addresses.ts';
import { found, KINDS } from '../world/find.ts';
import type { RegionTables, Subnet } from '../world/state.ts';

/** Interfaces that belong to no machine. */
export const ownInterfacesActions: Actions = {
  CreateNetworkInterface: changes(createInterface),
  DeleteNetworkInterface: changes(deleteInterface),
};

/** Without groups it has the default one of its VPC. */
function createInterface(context: ActionContext, params: Params): Answer {
  const { region, now, newId } = context;
  const subnet = found(context, region.subnets, params.text('SubnetId'), KINDS.subnet);
  const { 'network-interface': tags } = readTagSpecifications(params, ['network-interface']);
  const description = params.optionalText('Description') ?? '';
  const wantedIp = params.optionalText('PrivateIpAddress');
  const given = params.texts('SecurityGroupId');
  const { vpcId } = subnet;
  const groupIds = given.length === 0 ? defaultGroupIds(region, vpcId) : readGroupIds(context, given, vpcId);
  const { row, clientToken } = makeOnce(context, params, {
    action: 'CreateNetworkInterface',
    request: { subnetId: subnet.subnetId, description, wantedIp, groupIds, tags },
    table: region.networkInterfaces,
    idOf: ({ networkInterfaceId }) => networkInterfaceId,
    make: () => ({
      networkInterfaceId: newId('eni'),
      vpcId,
      subnetId: subnet.subnetId,
      zone: subnet.zone,
      macAddress: takeMacAddress(region, context),
      privateIp: privateIpIn(context, subnet, wantedIp),
      publicIp: null,
      groupIds,
      description,
      attachment: null,
      checksSourceDest: true,
      createdAt: now,
      tags: [...tags],
    }),
  });
  return { networkInterface: { ...interfaceAnswer(context, row), status: 'pending' }, clientToken };
}

function defaultGroupIds({ securityGroups }: RegionTables, vpcId: string): string[] {
  return [...securityGroups.values()]
    .filter((group) => group.vpcId === vpcId && group.name === 'default')
    .map(({ groupId }) => groupId);
}

function privateIpIn(context: ActionContext, subnet: Subnet, wanted: string | null): string {
  if (wanted === null) return takePrivateIp(context.region, subnet, context);
  if (!isUsableIn(subnet, wanted)) {
    throw invalidValue(
      `Value (${shortened(wanted)}) for parameter address is invalid. Address does not fall within the subnet's address range`,
    );
  }
  if (usedPrivate(context.region, subnet).has(wanted)) {
    throw new AwsError('InvalidIPAddress.InUse', `Address ${wanted} is in use.`);
  }
  return wanted;
}

function deleteInterface(context: ActionContext, params: Params): Answer {
  const { networkInterfaces } = context.region;
  const id = params.text('NetworkInterfaceId');
  const { networkInterfaceId, attachment } = found(context, networkInterfaces, id, KINDS.networkInterface);
  if (attachment !== null) {
    throw invalidValue(`Network interface '${networkInterfaceId}' is currently in use.`);
  }
  networkInterfaces.delete(networkInterfaceId);
  return { return: true };
}
