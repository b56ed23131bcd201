import { GetConsoleOutputCommand } from '@aws-sdk/client-ec2';
import type { AwsClients } from './clients.ts';

/** The last lines of what a machine has said while it started; null where there is nothing yet. It is not ours: shown as it is. */
export async function readConsoleEnd(
  clients: AwsClients,
  instanceId: string,
  lines = 12,
): Promise<string | null> {
  const { Output = '' } = await clients.ec2.send(new GetConsoleOutputCommand({ InstanceId: instanceId }));
  const text = Buffer.from(Output, 'base64').toString('utf8').replaceAll(CONTROLS, '');
  const end = text.trimEnd().split(/\r?\n/).slice(-lines).join('\n').trim();
  return end === '' ? null : end.slice(-MOST_CHARACTERS);
}

/** Colours and the like; line ends stay. */
// oxlint-disable-next-line no-control-regex -- these are what is taken out
const CONTROLS = /\u001b\[[0-9;?]*[A-Za-z]|[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;
const MOST_CHARACTERS = 2000;
