import type { RunInstanceInput } from '../aws/instances.ts';
import type { createSecurityGroup } from '../aws/security-groups.ts';
import { METADATA, ROOT_DISK, type LaunchPlan } from '../../shared/launch-plan.ts';
import { profileOf } from '../../shared/session-manager.ts';

type Tags = RunInstanceInput['tags'];

/** Where and as what one machine is to be, and what differs between asking for it and trying whether one may. */
type MachineCall = Pick<
  RunInstanceInput,
  'clientToken' | 'keyName' | 'groupIds' | 'subnetId' | 'instanceType' | 'cpuCredits' | 'userData'
> & { readonly machineName: string; readonly tags: Tags };

/** What a launch asks of RunInstances for one machine: the same for the launch and for its dry run. */
export function machineInput(plan: LaunchPlan, call: MachineCall): RunInstanceInput {
  const { image, storage } = plan;
  const { machineName, tags, ...rest } = call;
  return {
    ...rest,
    imageId: image.imageId,
    rootDisk: { deviceName: image.rootDeviceName, sizeGiB: storage.rootSizeGiB, ...ROOT_DISK },
    metadata: METADATA,
    instanceProfile: profileOf(plan),
    tags: { Name: machineName, ...tags },
  };
}

/** What a launch asks of CreateSecurityGroup, also in its dry run. */
export function groupInput(
  { name, access }: Pick<LaunchPlan, 'name' | 'access'>,
  tags: Tags,
): Parameters<typeof createSecurityGroup>[1] {
  return {
    name,
    description: `Made by Keyport for the fleet ${name}`,
    vpcId: access.vpcId,
    tags: { Name: name, ...tags },
  };
}
