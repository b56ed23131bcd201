import type { ActionContext, JsonActions } from '../action.ts';
import { AwsError } from '../aws-error.ts';
import { shortened } from '../protocol/param-tree.ts';
import { readLine } from '../world/ssh-public-key.ts';

/** EC2 Instance Connect: it lends a machine a public key for a minute. Here it is looked at, and not kept. */
export const instanceConnectActions: JsonActions = { SendSSHPublicKey: sendSshPublicKey };

type Input = Readonly<Record<string, unknown>>;

function sendSshPublicKey(context: ActionContext, input: Input): unknown {
  const instanceId = textOf(input, 'InstanceId', { least: 10, most: 32, pattern: /^i-[a-f0-9]+$/u });
  textOf(input, 'InstanceOSUser', { least: 1, most: 32, pattern: OS_USER });
  const publicKey = textOf(input, 'SSHPublicKey', { least: 80, most: 4_096, pattern: null });
  const zone = input['AvailabilityZone'] === undefined ? null : textOf(input, 'AvailabilityZone', ZONE);
  if (readLine(publicKey) === null) {
    throw refused('InvalidArgsException', 'Invalid input parameter received: SSH Public key is invalid');
  }
  checkInstance(context, instanceId, zone);
  return { RequestId: requestId(context), Success: true };
}

function checkInstance({ region, isVisible }: ActionContext, instanceId: string, zone: string | null): void {
  const instance = region.instances.get(instanceId);
  if (instance === undefined || !isVisible(instanceId) || (zone !== null && zone !== instance.zone)) {
    throw refused('EC2InstanceNotFoundException', 'The specified instance was not found.');
  }
  if (instance.state === 'pending') {
    throw refused(
      'EC2InstanceUnavailableException',
      'The instance is currently unavailable. Wait a few minutes and try again.',
    );
  }
  if (instance.state !== 'running') {
    throw refused(
      'EC2InstanceStateInvalidException',
      'Unable to connect because the instance is not in a valid state. Connecting to a stopped or terminated instance is not supported. If the instance is stopped, start your instance, and try to connect again.',
    );
  }
}

/** AWS's API model: a user name of Linux. */
const OS_USER = /^[A-Za-z_][A-Za-z0-9@._-]{0,30}[A-Za-z0-9$_-]?$/u;
const ZONE = { least: 6, most: 32, pattern: /^(\w+-){2,3}\d+\w+$/u };

type Bounds = { readonly least: number; readonly most: number; readonly pattern: RegExp | null };

function textOf(input: Input, name: string, { least, most, pattern }: Bounds): string {
  const value = input[name];
  const at = `at '${name.slice(0, 1).toLowerCase()}${name.slice(1)}'`;
  if (value === undefined || value === null) throw invalid(`Value null ${at}`, 'must not be null');
  if (typeof value !== 'string') throw refused('SerializationException', `${name} is not a text`);
  const found = `Value '${shortened(value)}' ${at}`;
  if (value.length < least)
    throw invalid(found, `must have length greater than or equal to ${String(least)}`);
  if (value.length > most) throw invalid(found, `must have length less than or equal to ${String(most)}`);
  if (pattern?.test(value) === false) {
    throw invalid(found, `must satisfy regular expression pattern: ${pattern.source}`);
  }
  return value;
}

function invalid(found: string, constraint: string): AwsError {
  return refused(
    'InvalidArgsException',
    `1 validation error detected: ${found} failed to satisfy constraint: Member ${constraint}`,
  );
}

function refused(code: string, message: string): AwsError {
  return new AwsError(code, message);
}

function requestId({ random }: ActionContext): string {
  return Buffer.from(random(16))
    .toString('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})/u, '$1-$2-$3-$4-');
}
