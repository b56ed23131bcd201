import { createClients, type AwsClients } from '../../electron/aws/clients.ts';
import { allAt } from '../../electron/aws/endpoints.ts';

/** Keyport's own clients, all of them going to one endpoint. */
export function clientsAt(endpoint: string, region = 'us-east-1'): AwsClients {
  return createClients({
    choice: { sourceId: 'environment', region },
    sourceName: 'environment',
    credentials: () => Promise.resolve({ accessKeyId: 'ASIAIOSFODNN7EXAMPLE', secretAccessKey: 'secret' }),
    endpoints: allAt(endpoint),
    answer: null,
  });
}

/** The value of an outcome that has to be good. */
export function valueOf<Value>(
  outcome: { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly problem: unknown },
): Value {
  if (outcome.ok) return outcome.value;
  throw new Error(`a problem instead of a value: ${JSON.stringify(outcome.problem)}`);
}
