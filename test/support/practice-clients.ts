import { createClients, type AwsClients } from '../../electron/aws/clients.ts';
import { AWS_ITSELF } from '../../electron/aws/endpoints.ts';
import type { PracticeAccount } from '../../electron/practice/practice-account.ts';

/** Keyport's own clients, answered by a practice account in this process. */
export function practiceClients(account: PracticeAccount, region = 'us-east-1'): AwsClients {
  return createClients({
    choice: { sourceId: 'practice', region },
    sourceName: 'practice',
    credentials: () => Promise.resolve({ accessKeyId: 'ASIAPRACTICEPRACTICE', secretAccessKey: 'practice' }),
    endpoints: AWS_ITSELF,
    answer: account.answer,
  });
}
