import { closeClients, createClients, type AwsClients } from '../aws/clients.ts';
import type { Environment } from '../aws/environment.ts';
import type { Asking } from '../aws/every-page.ts';
import { createPatience } from '../aws/patience.ts';
import type { ReviewAccount } from './reviewer.ts';

/** For the time of one reading: the connections of the clients are let go of, however it ends. */
export async function withClients<Value>(
  account: ReviewAccount,
  read: (clients: AwsClients) => Promise<Value>,
): Promise<Value> {
  const clients = createClients(account);
  try {
    return await read(clients);
  } finally {
    closeClients(clients);
  }
}

/** Waiting ends with the signal as well. */
export function askingBy({ ec2 }: AwsClients, env: Environment, signal: AbortSignal): Asking {
  return { ec2, patience: createPatience(env, { signal }), signal };
}
