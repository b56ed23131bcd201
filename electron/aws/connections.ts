import type { AccountChoice, ConnectedAccount } from '../../shared/account.ts';
import { succeeded, type Outcome } from '../../shared/outcome.ts';
import { connectAccount, resolveAccount } from './account.ts';
import { closeClients, createClients, type AwsClients } from './clients.ts';
import type { Environment } from './environment.ts';

/** An account that has said who it is, and the clients that call it. */
export type Connection = { readonly account: ConnectedAccount; readonly clients: AwsClients };

export type Connections = {
  /** Asks AWS who this is, now. */
  readonly connect: (choice: AccountChoice) => Promise<Outcome<Connection>>;
  /** By the connection of an earlier `connect`, or by a new one. */
  readonly use: <Value>(
    choice: AccountChoice,
    read: (connection: Connection) => Promise<Outcome<Value>>,
  ) => Promise<Outcome<Value>>;
};

/** One set of clients for an account and region, so that connections are kept; made anew on every `connect`. */
export function createConnections(env: Environment): Connections {
  const connections = new Map<string, Connection>();
  const connect = async (choice: AccountChoice): Promise<Outcome<Connection>> => {
    const resolved = await resolveAccount(choice, env);
    if (!resolved.ok) return resolved;
    const clients = createClients(resolved.value);
    const account = await connectAccount(clients, resolved.value);
    if (!account.ok) {
      closeClients(clients);
      return account;
    }
    const connection = { account: account.value, clients };
    connections.set(keyOf(choice), connection);
    return succeeded(connection);
  };
  return {
    connect,
    use: async (choice, read) => {
      const known = connections.get(keyOf(choice));
      const connected = known === undefined ? await connect(choice) : succeeded(known);
      return connected.ok ? read(connected.value) : connected;
    },
  };
}

function keyOf({ sourceId, region }: AccountChoice): string {
  return `${sourceId}\n${region}`;
}
