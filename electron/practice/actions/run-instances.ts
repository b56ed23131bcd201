import { changes, type ActionContext, type Actions } from '../action.ts';
import { AwsError, invalidCombination, invalidValue } from '../aws-error.ts';
import { planDevices } from '../instances/block-devices.ts';
import { chooseMachine } from '../instances/choose-machine.ts';
import { chooseGroups, chooseSubnet } from '../instances/choose-place.ts';
import { countMachines } from '../instances/count-machines.ts';
import { reservationAnswer } from '../instances/instance-answer.ts';
import { makeInstance } from '../instances/make-instance.ts';
import { readRunRequest, type RunRequest } from '../instances/read-run-request.ts';
import { rememberToken, startedBefore } from '../instances/used-token.ts';
import { shortened } from '../protocol/param-tree.ts';
import type { Params } from '../protocol/params.ts';
import type { Answer } from '../protocol/write-xml.ts';
import { isUsableIn, usedPrivate } from '../world/addresses.ts';
import { found, KINDS } from '../world/find.ts';
import type { Instance, NetworkInterface, Subnet } from '../world/state.ts';

export const runInstancesActions: Actions = { RunInstances: changes(runInstances) };

/** A token is looked at before anything that is named: a retry is answered though its key pair is gone by now. */
function runInstances(context: ActionContext, params: Params): Answer {
  const request = readRunRequest(params);
  const instances = startedBefore(context, request) ?? start(context, request);
  return reservationAnswer(context, instances);
}

function start(context: ActionContext, request: RunRequest): readonly Instance[] {
  const machine = chooseMachine(context, request);
  const devices = planDevices(context, machine.image, request.devices);
  const ownInterface = findOwnInterface(context, request);
  const place = ownInterface === null ? request : { ...request, ...placeOf(ownInterface) };
  const subnet = chooseSubnet(context, machine.type, place);
  const groups = chooseGroups(context, place, subnet);
  checkPrivateIp(context, request, subnet);
  const count = countMachines(context, machine.type, ownInterface === null ? subnet : null, request);
  const reservationId = context.newId('r');
  const plan = { request, machine, subnet, groups, devices, reservationId, ownInterface };
  const instances = Array.from({ length: count }, (_, index) => makeInstance(context, plan, index));
  const ids = instances.map(({ instanceId }) => instanceId);
  rememberToken(context, request, reservationId, ids);
  for (const id of ids) context.made(id);
  return instances;
}

function findOwnInterface(
  context: ActionContext,
  { networkInterfaceId, maxCount }: RunRequest,
): NetworkInterface | null {
  if (networkInterfaceId === null) return null;
  const { networkInterfaces } = context.region;
  const there = found(context, networkInterfaces, networkInterfaceId, KINDS.networkInterface);
  if (maxCount > 1) {
    throw invalidCombination(
      'Network interface ID cannot be specified when more than one instance is launched.',
    );
  }
  if (there.attachment === null) return there;
  throw new AwsError('InvalidNetworkInterface.InUse', `Interface: [${networkInterfaceId}] in use.`);
}

function placeOf({ subnetId, groupIds }: NetworkInterface) {
  return { subnetId, groupIds };
}

function checkPrivateIp(
  { region }: ActionContext,
  { privateIp, maxCount }: RunRequest,
  subnet: Subnet,
): void {
  if (privateIp === null) return;
  if (maxCount > 1) {
    throw invalidCombination(
      'The parameter privateIpAddress cannot be used when more than one instance is launched.',
    );
  }
  if (!isUsableIn(subnet, privateIp)) {
    throw invalidValue(
      `Value (${shortened(privateIp)}) for parameter address is invalid. Address does not fall within the subnet's address range`,
    );
  }
  if (usedPrivate(region, subnet).has(privateIp)) {
    throw new AwsError('InvalidIPAddress.InUse', `Address ${privateIp} is in use.`);
  }
}
