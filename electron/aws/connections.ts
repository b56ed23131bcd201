import type { AccountChoice, ConnectedAccount } from '../../shared/account.ts';
import { succeeded, type Outcome } from '../../shared/outcome.ts';
import { connectAccount } from './account.ts';
import type { Accounts } from './accounts.ts';
import { closeClients, createClients, type AwsClients, type ResolvedAccount } from './clients.ts';
import { wayOutNow, type WayOut } from './way-out.ts';

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
  /**
   * The same account in another region, for the time of one reading: with the credentials that have said whose they are, so
   * that nobody is asked, or has to sign in, once for every region.
   */
  readonly inRegion: <Value>(
    connection: Connection,
    region: string,
    read: (clients: AwsClients) => Promise<Value>,
  ) => Promise<Value>;
  /** By none of its connections any more: its credentials are others, or gone. */
  readonly forget: (sourceId: string) => void;
  /** What clients elsewhere need to call as this connection does: in another region, or on another thread. */
  readonly resolvedIn: (connection: Connection, region: string) => ResolvedAccount;
};

/** One set of clients for an account and region, so that connections are kept; made anew on every `connect`. */
export function createConnections(accounts: Pick<Accounts, 'resolve'>): Connections {
  const connections = new Map<string, Connection & { readonly wayOut: WayOut }>();
  const resolvedFor = new WeakMap<AwsClients, ResolvedAccount>();
  const connect = async (choice: AccountChoice): Promise<Outcome<Connection>> => {
    const resolved = await accounts.resolve(choice);
    if (!resolved.ok) return resolved;
    const wayOut = wayOutNow();
    const clients = createClients(resolved.value);
    const account = await connectAccount(clients, resolved.value);
    if (!account.ok) {
      closeClients(clients);
      return account;
    }
    const connection = { account: account.value, clients };
    connections.set(keyOf(choice), { ...connection, wayOut });
    resolvedFor.set(clients, resolved.value);
    return succeeded(connection);
  };
  const resolvedIn = ({ clients }: Connection, region: string): ResolvedAccount => {
    const resolved = resolvedFor.get(clients);
    if (resolved === undefined) throw new Error('a connection that was not made here');
    return {
      ...resolved,
      choice: { ...resolved.choice, region },
      credentials: () => clients.sts.config.credentials(),
    };
  };
  return {
    connect,
    resolvedIn,
    forget: (sourceId) => {
      // What is under way goes to its end.
      for (const key of connections.keys()) if (key.startsWith(`${sourceId}\n`)) connections.delete(key);
    },
    use: async (choice, read) => {
      const known = connections.get(keyOf(choice));
      // Clients go the way out that was taken as they were made.
      const isKnown = known?.wayOut === wayOutNow();
      const connected = known === undefined || !isKnown ? await connect(choice) : succeeded(known);
      return connected.ok ? read(connected.value) : connected;
    },
    inRegion: async (connection, region, read) => {
      const resolved = resolvedIn(connection, region);
      if (region === connection.account.region) return read(connection.clients);
      const elsewhere = createClients(resolved);
      try {
        return await read(elsewhere);
      } finally {
        closeClients(elsewhere);
      }
    },
  };
}

function keyOf({ sourceId, region }: AccountChoice): string {
  return `${sourceId}\n${region}`;
}
