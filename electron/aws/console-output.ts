import { GetConsoleOutputCommand } from '@aws-sdk/client-ec2';
import type { AwsClients } from './clients.ts';

/** The last lines of what a machine has said while it started; null where there is nothing yet. It is not ours: shown as it is. */
export async function readConsoleEnd(
  clients: AwsClients,
  instanceId: string,
  lines = 12,
): Promise<string | null> {
  const text = (await readConsole(clients, instanceId)).replaceAll(CONTROLS, '');
  const end = text.trimEnd().split(/\r?\n/).slice(-lines).join('\n').trim();
  return end === '' ? null : end.slice(-MOST_CHARACTERS);
}

/**
 * All that a machine has said, as far as EC2 has kept it: at most the last 64 KB. `kept`: what EC2 wrote down some minutes after the
 * last start. `latest`: as it is now; empty where the hardware has no such thing (only Nitro has: `UnsupportedOperation`).
 */
export async function readConsole(
  { ec2 }: Pick<AwsClients, 'ec2'>,
  instanceId: string,
  which: 'kept' | 'latest' = 'kept',
): Promise<string> {
  const input = { InstanceId: instanceId, ...(which === 'latest' && { Latest: true }) };
  try {
    const { Output = '' } = await ec2.send(new GetConsoleOutputCommand(input));
    return Buffer.from(Output, 'base64').toString('utf8');
  } catch (error) {
    const isUnsupported = error instanceof Error && error.name === 'UnsupportedOperation';
    if (which === 'latest' && isUnsupported) return '';
    throw error;
  }
}

/** Colours and the like; line ends stay. */
// oxlint-disable-next-line no-control-regex -- these are what is taken out
const CONTROLS = /\u001b\[[0-9;?]*[A-Za-z]|[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;
const MOST_CHARACTERS = 2000;
