import type { ActionContext } from '../action.ts';
import { AwsError, invalidCombination, invalidValue, missingParameter } from '../aws-error.ts';
import { shortened } from '../protocol/param-tree.ts';
import type { Params } from '../protocol/params.ts';
import type { Answer } from '../protocol/write-xml.ts';
import { found, KINDS } from '../world/find.ts';
import type { Instance } from '../world/state.ts';
import { checkArchitecture, findInstanceType, usualCredits } from './choose-machine.ts';
import { checkOffer, chooseGroups } from './choose-place.ts';
import { unsupported } from './unsupported.ts';
import { readUserData } from './user-data.ts';

/** EC2 changes one attribute a call, named by itself or as `Attribute` and `Value`. */
export function modifyAttribute(context: ActionContext, params: Params): Answer {
  const { instances } = context.region;
  const instance = found(context, instances, params.text('InstanceId'), KINDS.instance);
  const [change, ...others] = readChanges(params);
  if (change === undefined) throw invalidCombination('No attributes specified.');
  if (others.length > 0) {
    const names = [change, ...others].map(({ name }) => name).join(', ');
    throw invalidCombination(`Fields for multiple attribute types specified: ${names}`);
  }
  if (instance.state === 'terminated' || instance.state === 'shutting-down') {
    throw new AwsError(
      'IncorrectInstanceState',
      `The instance '${instance.instanceId}' is not in a state from which it can be modified.`,
    );
  }
  instances.set(instance.instanceId, change.apply(context, instance));
  return { return: true };
}

type Apply = (context: ActionContext, instance: Instance) => Instance;
type Change = { readonly name: string; readonly apply: Apply };

/** How the value of each attribute is put into an instance; `value` as it was sent. */
const BY_VALUE: Readonly<Record<string, (value: string) => Apply>> = {
  disableApiTermination: (value) => (_, instance) => ({
    ...instance,
    isProtectedFromTermination: readBoolean('disableApiTermination', value),
  }),
  disableApiStop: (value) => (_, instance) => ({
    ...instance,
    isProtectedFromStop: readBoolean('disableApiStop', value),
  }),
  ebsOptimized: (value) => (_, instance) => ({
    ...whileStopped(instance),
    isEbsOptimized: readBoolean('ebsOptimized', value),
  }),
  instanceInitiatedShutdownBehavior: (value) => (_, instance) => {
    if (value === 'stop' || value === 'terminate') return { ...instance, shutdownBehavior: value };
    throw invalidValue(
      `Invalid value '${shortened(value)}' for instanceInitiatedShutdownBehavior. Valid values are: stop, terminate`,
    );
  },
  instanceType: (value) => (context, instance) => changeType(context, whileStopped(instance), value),
  sourceDestCheck: (value) => (context, instance) =>
    changeSourceDest(context, instance, readBoolean('sourceDestCheck', value)),
  userData: (value) => (_, instance) => ({
    ...whileStopped(instance),
    userData: readUserData(value),
  }),
};

const REFUSED = ['kernel', 'ramdisk', 'sriovNetSupport', 'enaSupport'];

function readChanges(params: Params): readonly Change[] {
  const named = params.optionalText('Attribute');
  return [
    ...(named === null ? [] : [changeOf(named, params.text('Value'))]),
    ...[...Object.keys(BY_VALUE), ...REFUSED].flatMap((name) => {
      const value = params.child(capitalised(name))?.optionalText('Value') ?? null;
      return value === null ? [] : [changeOf(name, value)];
    }),
    ...readGroupChange(params),
    ...readDeviceChange(params),
  ];
}

function changeOf(name: string, value: string): Change {
  if (REFUSED.includes(name)) throw unsupported();
  const make = Object.hasOwn(BY_VALUE, name) ? BY_VALUE[name] : undefined;
  if (make !== undefined) return { name, apply: make(value) };
  throw invalidValue(`Value (${shortened(name)}) for parameter attribute is invalid. Unknown attribute.`);
}

function readGroupChange(params: Params): readonly Change[] {
  const groupIds = params.texts('GroupId');
  if (groupIds.length === 0) return [];
  return [{ name: 'groupSet', apply: (context, instance) => changeGroups(context, instance, groupIds) }];
}

function readDeviceChange(params: Params): readonly Change[] {
  const devices = params.list('BlockDeviceMapping', (item) => ({
    device: item.text('DeviceName'),
    deletes: item.child('Ebs')?.boolean('DeleteOnTermination') ?? null,
  }));
  if (devices.length === 0) return [];
  return [
    {
      name: 'blockDeviceMapping',
      apply: (context, instance) => {
        for (const { device, deletes } of devices) keepOrDelete(context, instance, device, deletes);
        return instance;
      },
    },
  ];
}

function changeType(context: ActionContext, instance: Instance, name: string): Instance {
  const type = findInstanceType(context, name);
  checkArchitecture(type, instance.architecture);
  checkOffer(context, type, instance.zone);
  const { cores, threadsPerCore } = type;
  return {
    ...instance,
    instanceType: type.name,
    cpu: { cores, threadsPerCore },
    cpuCredits: type.isBurstable ? (instance.cpuCredits ?? usualCredits(type)) : null,
  };
}

function changeSourceDest(
  { region }: ActionContext,
  instance: Instance,
  checksSourceDest: boolean,
): Instance {
  const [first] = instance.networkInterfaceIds;
  const networkInterface = region.networkInterfaces.get(first ?? '');
  if (networkInterface !== undefined) {
    const { networkInterfaceId } = networkInterface;
    region.networkInterfaces.set(networkInterfaceId, { ...networkInterface, checksSourceDest });
  }
  return instance;
}

/** Of the first interface; the others keep theirs. */
function changeGroups(context: ActionContext, instance: Instance, groupIds: readonly string[]): Instance {
  const { region } = context;
  const ids = chooseGroups(context, { groupIds, groupNames: [] }, instance).map(({ groupId }) => groupId);
  const networkInterface = region.networkInterfaces.get(instance.networkInterfaceIds[0] ?? '');
  if (networkInterface !== undefined) {
    const { networkInterfaceId } = networkInterface;
    region.networkInterfaces.set(networkInterfaceId, { ...networkInterface, groupIds: ids });
  }
  return { ...instance, groupIds: ids };
}

function keepOrDelete(
  { region }: ActionContext,
  { instanceId, volumeIds }: Instance,
  device: string,
  deletesOnTermination: boolean | null,
): void {
  const volume = volumeIds
    .map((id) => region.volumes.get(id))
    .find((each) => each?.attachment?.device === device);
  if (volume?.attachment == null) {
    throw new AwsError(
      'InvalidInstanceAttributeValue',
      `No device is currently mapped at ${shortened(device)} on instance ${instanceId}`,
    );
  }
  if (deletesOnTermination === null) {
    throw missingParameter('BlockDeviceMapping.Ebs.DeleteOnTermination');
  }
  region.volumes.set(volume.volumeId, {
    ...volume,
    attachment: { ...volume.attachment, deletesOnTermination },
  });
}

function whileStopped(instance: Instance): Instance {
  if (instance.state === 'stopped') return instance;
  throw new AwsError(
    'IncorrectInstanceState',
    `The instance '${instance.instanceId}' is not in the 'stopped' state.`,
  );
}

function readBoolean(name: string, value: string): boolean {
  if (/^true$/iu.test(value)) return true;
  if (/^false$/iu.test(value)) return false;
  throw invalidValue(`Invalid value '${shortened(value)}' for boolean parameter ${name}`);
}

function capitalised(name: string): string {
  return `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`;
}
