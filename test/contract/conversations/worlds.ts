import { EC2Client } from '@aws-sdk/client-ec2';
import { SSMClient } from '@aws-sdk/client-ssm';
import { STSClient } from '@aws-sdk/client-sts';
import { answerInProcess } from '../../../electron/aws/answer-in-process.ts';
import type { PracticeAccount } from '../../../electron/practice/practice-account.ts';
import type { Clients } from './talk.ts';

/** AWS's clients, told where their calls go. A call is made once: what was refused is not asked again. */
export function clientsOf(way: object): Clients {
  const common = {
    ...way,
    region: 'us-east-1',
    credentials: { accessKeyId: 'ASIAIOSFODNN7EXAMPLE', secretAccessKey: 'wJalrXUtnFEMI' },
    maxAttempts: 1,
  };
  return {
    ec2: new EC2Client(common),
    ssm: new SSMClient(common),
    sts: new STSClient(common),
    elsewhere: new EC2Client({ ...common, region: 'eu-north-1' }),
  };
}

export function clientsOfPractice({ answer }: PracticeAccount): Clients {
  return clientsOf({ requestHandler: answerInProcess(answer) });
}

export function closeAll(clients: Clients): void {
  for (const client of Object.values(clients)) client.destroy();
}
