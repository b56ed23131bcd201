import { createCipheriv, createDecipheriv, getDiffieHellman, hkdfSync, randomBytes } from 'node:crypto';
import { once, type EventEmitter } from 'node:events';
import { createRequire } from 'node:module';
import { startBus, type TestBus } from './bus.ts';

/**
 * What is wrong with it. `hang-open`, `hang-search`: the session, or the search, is never answered. `no-default`: there is no
 * default collection. `dismiss`: it is locked, and the person closes the prompt. `no-answer`: it is locked, and nobody answers
 * the prompt. `late`: what is saved is kept, and the answer never comes. `refuse-keys`: it keeps trial items, and no private key.
 */
export type Hostility =
  'none' | 'hang-open' | 'hang-search' | 'no-default' | 'dismiss' | 'no-answer' | 'late' | 'refuse-keys';

export type HostileSecretService = TestBus & {
  /** The calls that it was given, in order: `OpenSession`, `SearchItems`, … */
  readonly calls: readonly string[];
  /** What it keeps, by the account. */
  readonly items: Map<string, Buffer>;
  /** From now on. */
  readonly become: (hostility: Hostility) => void;
  /** The person closes the prompt that nobody answered. */
  readonly dismissPrompt: () => void;
  /** Gone from the bus, as one that crashed. */
  readonly leave: () => Promise<void>;
};

/** A Secret Service in memory on a bus of its own: it speaks as much of the protocol as the keyring library does. */
export async function startHostileSecretService(hostility: Hostility): Promise<HostileSecretService> {
  const bus = await startBus();
  const connection = await connectTo(bus.env['DBUS_SESSION_BUS_ADDRESS'] ?? '');
  const calls: string[] = [];
  const items = new Map<string, Buffer>();
  const sessionKeys = new Map<string, Buffer>();
  let how = hostility;
  let asked: Message | null = null;

  const openSession = ([, [, [theirs]]]: OpenSession): Answer => {
    const group = getDiffieHellman('modp2');
    const ours = group.generateKeys();
    const session = `/org/freedesktop/secrets/session/s${String(sessionKeys.size + 1)}`;
    sessionKeys.set(session, sessionKey(group.computeSecret(theirs)));
    return answer('vo', ['ay', ours], session);
  };
  const createItem = ([properties, [session, parameters, value]]: CreateItem): Answer => {
    const attributes = properties.find(([name]) => name === ATTRIBUTES)?.[1][1][0] ?? [];
    const account = accountIn(attributes);
    if (how === 'refuse-keys' && /\|\d{12}\|/.test(account)) return refusal('Failed', 'no room for a key');
    items.set(account, decrypt(sessionKeys.get(session), parameters, value));
    return how === 'late' && account !== 'probe' ? null : answer('oo', pathOf(account), '/');
  };
  const isLocked = (): boolean => how === 'dismiss' || how === 'no-answer';
  const completePrompt = (): void =>
    connection.message({ ...SIGNAL, path: PROMPT, ...answer('bv', true, ['s', '']), serial: nextSerial() });

  const answers: Record<string, (body: never, message: Message) => Answer> = {
    OpenSession: (body: OpenSession) => (how === 'hang-open' ? null : openSession(body)),
    SearchItems: ([attributes]: [Attributes]) => {
      if (how === 'hang-search') return null;
      const found = items.has(accountIn(attributes)) ? [pathOf(accountIn(attributes))] : [];
      return isLocked() ? answer('aoao', [], found) : answer('aoao', found, []);
    },
    ReadAlias: () => answer('o', how === 'no-default' ? '/' : COLLECTION),
    Get: () => answer('v', ['b', isLocked()]),
    Unlock: () => answer('aoo', [], PROMPT),
    Prompt: (_, message) => {
      asked = message;
      return answer('');
    },
    CreateItem: (body: CreateItem) => createItem(body),
    GetSecret: ([session]: [string], { path }) => {
      const item = items.get(accountAt(path)) ?? Buffer.alloc(0);
      return answer('(oayays)', [session, ...encrypt(sessionKeys.get(session), item), 'text/plain']);
    },
    Delete: (_, { path }) => {
      items.delete(accountAt(path));
      return answer('o', '/');
    },
  };

  connection.on('message', (message: Message) => {
    if (message.type !== METHOD_CALL) return;
    calls.push(message.member);
    const said = answers[message.member]?.((message.body ?? []) as never, message);
    if (said === undefined) throw new Error(`a call that nobody has written down: ${message.member}`);
    if (said !== null) connection.message({ ...replyTo(message), type: METHOD_RETURN, ...said });
    if (message.member === 'Prompt' && how === 'dismiss') completePrompt();
  });
  await takeName(connection);

  const leave = async (): Promise<void> => {
    if (connection.stream.destroyed) return;
    const closed = once(connection.stream, 'close');
    connection.stream.destroy();
    await closed;
  };
  return {
    env: bus.env,
    calls,
    items,
    become: (next) => {
      how = next;
    },
    dismissPrompt: () => {
      if (asked === null) throw new Error('nobody was asked');
      completePrompt();
    },
    leave,
    stop: async () => {
      await leave();
      await bus.stop();
    },
  };
}

// As the library that speaks D-Bus gives it: a variant is [signature tree, [value]], a struct or dictionary entry is a list.
type Attributes = readonly (readonly [string, string])[];
type OpenSession = readonly [string, readonly [unknown, readonly [Buffer]]];
type CreateItem = readonly [
  readonly (readonly [string, readonly [unknown, readonly [Attributes]]])[],
  readonly [session: string, parameters: Buffer, value: Buffer, type: string],
];
/** Null is none, ever. */
type Answer = {
  readonly type?: number;
  readonly errorName?: string;
  readonly signature?: string;
  readonly body?: readonly unknown[];
} | null;

type Message = {
  readonly type: number;
  readonly serial: number;
  readonly sender: string;
  readonly path: string;
  readonly member: string;
  readonly body?: readonly unknown[];
};
type Connection = EventEmitter & {
  readonly stream: EventEmitter & { readonly destroyed: boolean; readonly destroy: () => void };
  readonly message: (message: object) => void;
};

const NAME = 'org.freedesktop.secrets';
const METHOD_CALL = 1;
const METHOD_RETURN = 2;
const ERROR = 3;
const COLLECTION = '/org/freedesktop/secrets/collection/hostile';
const PROMPT = '/org/freedesktop/secrets/prompt/p1';
const ATTRIBUTES = 'org.freedesktop.Secret.Item.Attributes';
const SIGNAL = { type: 4, interface: 'org.freedesktop.Secret.Prompt', member: 'Completed' };

let lastSerial = 0;
const nextSerial = (): number => ++lastSerial;

function answer(signature: string, ...body: readonly unknown[]): Exclude<Answer, null> {
  return signature === '' ? {} : { signature, body };
}

function replyTo({ serial, sender }: Message) {
  return { serial: nextSerial(), replySerial: serial, destination: sender };
}

function refusal(error: string, text: string): Answer {
  return { type: ERROR, errorName: `org.freedesktop.DBus.Error.${error}`, ...answer('s', text) };
}

async function connectTo(busAddress: string): Promise<Connection> {
  const { createConnection } = createRequire(import.meta.url)('@homebridge/dbus-native') as {
    createConnection: (options: { busAddress: string }) => Connection;
  };
  const connection = createConnection({ busAddress });
  await once(connection, 'connect');
  return connection;
}

async function takeName(connection: Connection): Promise<void> {
  const bus = { type: METHOD_CALL, path: '/org/freedesktop/DBus', destination: 'org.freedesktop.DBus' };
  const ask = (member: string, said: object) => {
    const serial = nextSerial();
    connection.message({ ...bus, interface: 'org.freedesktop.DBus', member, serial, ...said });
  };
  const { promise, resolve } = Promise.withResolvers<void>();
  connection.on('message', ({ member, body }: Message) => {
    if (member === 'NameAcquired' && body?.[0] === NAME) resolve();
  });
  ask('Hello', {});
  ask('RequestName', answer('su', NAME, 0));
  await promise;
}

function accountIn(attributes: Attributes): string {
  return attributes.find(([name]) => name === 'username')?.[1] ?? '';
}

function pathOf(account: string): string {
  return `${COLLECTION}/${Buffer.from(account).toString('hex')}`;
}

function accountAt(path: string): string {
  return Buffer.from(path.slice(COLLECTION.length + 1), 'hex').toString();
}

// dh-ietf1024-sha256-aes128-cbc-pkcs7, as the specification of the Secret Service has it.
function sessionKey(secret: Buffer): Buffer {
  const padded = Buffer.concat([Buffer.alloc(128 - secret.length), secret]);
  return Buffer.from(hkdfSync('sha256', padded, '', '', 16));
}

function decrypt(key: Buffer | undefined, parameters: Buffer, value: Buffer): Buffer {
  const decipher = createDecipheriv('aes-128-cbc', key ?? '', parameters);
  return Buffer.concat([decipher.update(value), decipher.final()]);
}

function encrypt(key: Buffer | undefined, item: Buffer): readonly [Buffer, Buffer] {
  const parameters = randomBytes(16);
  const cipher = createCipheriv('aes-128-cbc', key ?? '', parameters);
  return [parameters, Buffer.concat([cipher.update(item), cipher.final()])];
}
