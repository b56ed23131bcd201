import {
  AuthorizeSecurityGroupEgressCommand,
  CreateSnapshotCommand,
  DeleteKeyPairCommand,
  DeleteSecurityGroupCommand,
  DeleteVolumeCommand,
  ModifyInstanceAttributeCommand,
  ModifyNetworkInterfaceAttributeCommand,
  RevokeSecurityGroupEgressCommand,
  RevokeSecurityGroupIngressCommand,
  StartInstancesCommand,
  StopInstancesCommand,
  TerminateInstancesCommand,
} from '@aws-sdk/client-ec2';
import { randomUUID } from 'node:crypto';
import { METADATA, ROOT_DISK, TAGS } from '../../shared/launch-plan.ts';
import type { PermissionAction } from '../../shared/permissions.ts';
import type { PlannedRule } from '../../shared/security-group/planned-rules.ts';
import {
  tried,
  tryAuthorizeIngress,
  tryCreateKeyPair,
  tryCreateSecurityGroup,
  tryImportKeyPair,
  tryRunInstances,
  type DryCall,
  type Tried,
} from './dry-run.ts';
import { createCall } from './default-network.ts';
import { authorizeInput } from './security-groups.ts';
import type { AskingAll, Found, NothingFound, Subjects } from './permission-subjects.ts';
import { tagSpecifications } from './tags.ts';

/** Tries it, and carries nothing out. */
export type TryAct = { readonly tryIt: () => Promise<Tried> };

type Act = (asking: AskingAll, subjects: Subjects) => TryAct | NothingFound;

/**
 * Actions that change something, each as a dry run. Those of a launch are tried anywhere, as before every launch; the others, which
 * mostly change what is there, only where AWS itself or the practice account answers: an
 * emulator may not know what a dry run is, and do it.
 */
export const ACTS = {
  'ec2:RunInstances': (asking, subjects) =>
    on(subjects.network, ({ subnetId, groupId }) =>
      on(subjects.imageId, (imageId) =>
        act(() =>
          tryRunInstances(asking, {
            ...MACHINE,
            imageId,
            subnetId,
            groupIds: [groupId],
            clientToken: randomUUID(),
          }),
        ),
      ),
    ),
  'ec2:CreateSecurityGroup': (asking, { network }) =>
    on(network, ({ vpcId }) =>
      act(() => tryCreateSecurityGroup(asking, { ...GROUP, vpcId, name: nobodysName() })),
    ),
  'ec2:AuthorizeSecurityGroupIngress': (asking, { network }) =>
    on(network, ({ groupId }) => act(() => tryAuthorizeIngress(asking, groupId, [RULE]))),
  'ec2:CreateKeyPair': (asking) => act(() => tryCreateKeyPair(asking, keyPair())),
  'ec2:ImportKeyPair': (asking) => act(() => tryImportKeyPair(asking, keyPair())),

  'ec2:CreateDefaultVpc': atAws(
    () => ({ value: null }),
    (ec2, _none, send) => createCall({ ec2 }, null, true)(send),
  ),
  'ec2:CreateDefaultSubnet': atAws(
    ({ network }) => network,
    (ec2, { zoneName }, send) => createCall({ ec2 }, zoneName, true)(send),
  ),

  'ec2:DeleteKeyPair': atAws(
    () => ({ value: nobodysName() }),
    (ec2, KeyName, send) => ec2.send(new DeleteKeyPairCommand({ KeyName, ...DRY }), send),
  ),
  'ec2:StartInstances': atAws(ofMachine, (ec2, { instanceId }, send) =>
    ec2.send(new StartInstancesCommand({ InstanceIds: [instanceId], ...DRY }), send),
  ),
  'ec2:StopInstances': atAws(ofMachine, (ec2, { instanceId }, send) =>
    ec2.send(new StopInstancesCommand({ InstanceIds: [instanceId], ...DRY }), send),
  ),
  'ec2:TerminateInstances': atAws(ofMachine, (ec2, { instanceId }, send) =>
    ec2.send(new TerminateInstancesCommand({ InstanceIds: [instanceId], ...DRY }), send),
  ),
  'ec2:ModifyInstanceAttribute': atAws(ofMachine, (ec2, { instanceId }, send) =>
    ec2.send(
      new ModifyInstanceAttributeCommand({
        InstanceId: instanceId,
        DisableApiTermination: { Value: false },
        ...DRY,
      }),
      send,
    ),
  ),
  'ec2:DeleteSecurityGroup': atAws(
    ({ groupId }) => groupId,
    (ec2, GroupId, send) => ec2.send(new DeleteSecurityGroupCommand({ GroupId, ...DRY }), send),
  ),
  'ec2:DeleteVolume': atAws(ofVolume, (ec2, VolumeId, send) =>
    ec2.send(new DeleteVolumeCommand({ VolumeId, ...DRY }), send),
  ),
  'ec2:CreateSnapshot': atAws(ofVolume, (ec2, VolumeId, send) =>
    ec2.send(
      new CreateSnapshotCommand({ VolumeId, TagSpecifications: tagSpecifications(OURS, 'snapshot'), ...DRY }),
      send,
    ),
  ),
  'ec2:AuthorizeSecurityGroupEgress': atAws(
    ({ network }) => network,
    (ec2, { groupId }, send) =>
      ec2.send(
        new AuthorizeSecurityGroupEgressCommand({
          ...authorizeInput(groupId, [RULE]),
          GroupId: groupId,
          ...DRY,
        }),
        send,
      ),
  ),
  'ec2:RevokeSecurityGroupIngress': atAws(
    (subjects) => inGroup(subjects, subjects.inboundRuleId),
    (ec2, [GroupId, ruleId], send) =>
      ec2.send(
        new RevokeSecurityGroupIngressCommand({ GroupId, SecurityGroupRuleIds: [ruleId], ...DRY }),
        send,
      ),
  ),
  'ec2:RevokeSecurityGroupEgress': atAws(
    (subjects) => inGroup(subjects, subjects.outboundRuleId),
    (ec2, [GroupId, ruleId], send) =>
      ec2.send(
        new RevokeSecurityGroupEgressCommand({ GroupId, SecurityGroupRuleIds: [ruleId], ...DRY }),
        send,
      ),
  ),
  'ec2:ModifyNetworkInterfaceAttribute': atAws(ofMachine, (ec2, { interfaceId, groupIds }, send) =>
    ec2.send(
      new ModifyNetworkInterfaceAttributeCommand({
        NetworkInterfaceId: interfaceId,
        Groups: [...groupIds],
        ...DRY,
      }),
      send,
    ),
  ),
} as const satisfies Partial<Record<PermissionAction, Act>>;

const DRY = { DryRun: true } as const;
const OURS = { [TAGS.createdBy]: 'keyport' };

/** As a launch asks for it: without tags, disk and metadata it would be another question. */
const MACHINE = {
  instanceType: 't3.micro',
  keyName: null,
  rootDisk: { deviceName: '/dev/xvda', sizeGiB: 16, ...ROOT_DISK },
  metadata: METADATA,
  cpuCredits: 'standard',
  userData: null,
  tags: { Name: 'keyport-dry-run', ...OURS },
} as const;

const GROUP = { description: 'Made by Keyport', tags: OURS } as const;

/** From an address that nobody has. (RFC 5737.) */
const RULE: PlannedRule = {
  protocol: 'tcp',
  port: 443,
  cidr: '192.0.2.1/32',
  family: 'ipv4',
  description: 'keyport-dry-run',
};

function nobodysName(): string {
  return `keyport-dry-run-${randomUUID()}`;
}

function keyPair() {
  return { name: nobodysName(), keyType: 'ed25519', tags: OURS } as const;
}

function act(tryIt: TryAct['tryIt']): TryAct {
  return { tryIt };
}

function on<Value>(
  found: Found<Value>,
  callOn: (value: Value) => TryAct | NothingFound,
): TryAct | NothingFound {
  return 'because' in found ? found : callOn(found.value);
}

/** Of what is found in the account, and only where a dry run is known to be one. */
function atAws<Value>(
  find: (subjects: Subjects) => Found<Value>,
  call: (ec2: AskingAll['ec2'], value: Value, send: Parameters<DryCall>[0]) => Promise<unknown>,
): Act {
  return (asking, subjects) => {
    if (!subjects.knowsDryRuns) return { because: 'not-aws', problem: null };
    return on(find(subjects), (value) => act(() => tried(asking, (send) => call(asking.ec2, value, send))));
  };
}

function ofMachine({ machine }: Subjects): Subjects['machine'] {
  return machine;
}

function ofVolume({ volumeId }: Subjects): Subjects['volumeId'] {
  return volumeId;
}

function inGroup({ network }: Subjects, ruleId: Found<string>): Found<readonly [string, string]> {
  if ('because' in ruleId) return ruleId;
  return 'because' in network ? network : { value: [network.value.groupId, ruleId.value] };
}
