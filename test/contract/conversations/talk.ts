import type { EC2Client } from '@aws-sdk/client-ec2';
import type { SSMClient } from '@aws-sdk/client-ssm';
import type { STSClient } from '@aws-sdk/client-sts';
import { plainOf, type Plain } from './plain.ts';

/** AWS's own clients for one world: moto's, or the practice account's. One attempt each: a refusal is an answer here. */
export type Clients = {
  readonly ec2: EC2Client;
  readonly ssm: SSMClient;
  readonly sts: STSClient;
  /** In a region in which the practice account has no default network. */
  readonly elsewhere: EC2Client;
};

/** One call of a conversation and what came back, as plain data without what differs from run to run. */
export type Line = {
  readonly label: string;
  readonly action: string;
  readonly answer:
    | { readonly ok: true; readonly value: Plain }
    | { readonly ok: false; readonly code: string; readonly status: number };
};

export type Talk = {
  readonly world: World;
  readonly clients: Clients;
  /** Sends it, writes down what came back, and answers it; null where it was refused. */
  readonly say: <Answer extends object>(label: string, send: () => Promise<Answer>) => Promise<Answer | null>;
};

export type World = 'moto' | 'practice';

/** A scripted sequence of calls, the same in every world. */
export type Conversation = { readonly title: string; readonly hold: (talk: Talk) => Promise<void> };

/** All that was said in one world. */
export async function hold(
  world: World,
  clients: Clients,
  conversation: Conversation,
): Promise<readonly Line[]> {
  const lines: Line[] = [];
  const actionSent = { name: '' };
  for (const client of Object.values(clients)) watch(client, actionSent);
  await conversation.hold({
    world,
    clients,
    say: async (label, send) => {
      actionSent.name = '';
      try {
        const value = await send();
        lines.push({ label, action: actionSent.name, answer: { ok: true, value: plainOf(value) } });
        return value;
      } catch (error) {
        const { code, status } = refusalOf(error);
        lines.push({ label, action: actionSent.name, answer: { ok: false, code, status } });
        return null;
      }
    },
  });
  return lines;
}

/** Notes the name of each command on its way out. */
function watch(client: Clients[keyof Clients], sent: { name: string }): void {
  const stack = client.middlewareStack as unknown as {
    add: (middleware: unknown, options: object) => void;
  };
  stack.add(
    (next: (args: unknown) => Promise<unknown>, { commandName }: { commandName: string }) =>
      (args: unknown) => {
        sent.name = commandName.replace(/Command$/u, '');
        return next(args);
      },
    { step: 'initialize', name: 'watchAction', override: true },
  );
}

/** Not what somebody said, but a fault of the test itself, is no line of a conversation. */
function refusalOf(error: unknown): { readonly code: string; readonly status: number } {
  if (!(error instanceof Error) || !('$metadata' in error)) throw error;
  const { httpStatusCode } = error.$metadata as { httpStatusCode?: number };
  if (httpStatusCode === undefined) throw error;
  return { code: error.name, status: httpStatusCode };
}
