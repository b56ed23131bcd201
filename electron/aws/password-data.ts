import { GetPasswordDataCommand } from '@aws-sdk/client-ec2';
import type { AwsClients } from './clients.ts';

/**
 * The first password of a Windows machine's administrator, encrypted for the key pair that it was started with, in base64. Empty until
 * Windows has made one and EC2 has got hold of it: 4 to 15 minutes after the first start (EC2 API reference, GetPasswordData), and for
 * ever where the image makes none.
 */
export async function readPasswordData(
  { ec2 }: Pick<AwsClients, 'ec2'>,
  instanceId: string,
  abortSignal?: AbortSignal,
): Promise<string> {
  const input = { InstanceId: instanceId };
  const options = abortSignal === undefined ? {} : { abortSignal };
  const { PasswordData = '' } = await ec2.send(new GetPasswordDataCommand(input), options);
  return PasswordData.trim();
}
