import {
  ModifyInstanceAttributeCommand,
  StartInstancesCommand,
  StopInstancesCommand,
  TerminateInstancesCommand,
} from '@aws-sdk/client-ec2';
import { present } from './answer.ts';
import type { AwsClients } from './clients.ts';

// One id a call: EC2 refuses the whole call where it does not know one, or one of a zone is protected. Each may be asked again
// without harm: what is as asked for stays as it is.

/** Ends one instance for good. */
export async function terminateInstance(clients: AwsClients, instanceId: string): Promise<void> {
  const { TerminatingInstances } = await clients.ec2.send(
    new TerminateInstancesCommand({ InstanceIds: [instanceId] }),
  );
  present(TerminatingInstances, 'TerminatingInstances');
}

/** Its disks stay, and cost; its public address does not stay. */
export async function stopInstance(clients: AwsClients, instanceId: string): Promise<void> {
  const { StoppingInstances } = await clients.ec2.send(
    new StopInstancesCommand({ InstanceIds: [instanceId] }),
  );
  present(StoppingInstances, 'StoppingInstances');
}

/** Starts a stopped instance. It gets another public address. */
export async function startInstance(clients: AwsClients, instanceId: string): Promise<void> {
  const { StartingInstances } = await clients.ec2.send(
    new StartInstancesCommand({ InstanceIds: [instanceId] }),
  );
  present(StartingInstances, 'StartingInstances');
}

/** Allows an instance to be terminated. */
export async function unprotectInstance(clients: AwsClients, instanceId: string): Promise<void> {
  await clients.ec2.send(
    new ModifyInstanceAttributeCommand({ InstanceId: instanceId, DisableApiTermination: { Value: false } }),
  );
}
