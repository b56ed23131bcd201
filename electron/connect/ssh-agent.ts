import { sign, type KeyObject } from 'node:crypto';
import { once } from 'node:events';
import fs from 'node:fs';
import net from 'node:net';
import { blobOf } from '../custody/key-format.ts';
import { answerEach } from './agent-connection.ts';
import { makeAgentPlace } from './agent-place.ts';
import { FAILURE, identitiesAnswer, signatureAnswer, signatureMethod } from './agent-protocol.ts';
import { createConsent, type Ask, type Consent, type ConsentOptions } from './consent.ts';
import { inodeOf, peerOf, type Peer } from './peer.ts';

export type AgentOptions = {
  /**
   * Ed25519 or RSA. The agent lets go of it when it closes; nobody else should hold it. Or what fetches it for one signature that was
   * allowed, after which nothing of it is held; null where it cannot be had.
   */
  readonly privateKey: KeyObject | (() => Promise<KeyObject | null>);
  /** `ssh-… base64` */
  readonly publicKey: string;
  readonly comment: string;
  readonly ask: Ask;
  readonly onSigned?: () => void;
  /** A connection that had a signature has ended. */
  readonly onServed?: () => void;
  readonly consent?: ConsentOptions;
  readonly env?: NodeJS.ProcessEnv;
};

export type OpenAgent = {
  readonly socketPath: string;
  /** Ends every connection, forgets the key and removes the socket: at once, so that it can be called as the program ends. */
  readonly close: () => void;
};

const MAX_CONNECTIONS = 64;

/**
 * An ssh agent with one key, which lists it to everyone of this user and signs with it for whom the person lets in. Nothing can
 * be added, removed or locked.
 */
export async function openAgent(options: AgentOptions): Promise<OpenAgent> {
  const { comment, onSigned, onServed } = options;
  const key = keyOf(options);
  const consent = createConsent(options.ask, options.consent);
  const sockets = new Set<net.Socket>();
  let count = 0;

  const server = net.createServer({ allowHalfOpen: true }, (socket) => {
    sockets.add(socket);
    let isServed = false;
    socket.once('close', () => {
      sockets.delete(socket);
      if (isServed) onServed?.();
    });
    const client = openClient(socket, `connection ${String((count += 1))}`, consent);
    answerEach(socket, async (message) => {
      if (message.kind === 'list') return identitiesAnswer(key.publicBlob, comment);
      if (message.kind === 'session-bind' && message.isForwarded) client.isForwardedFromNowOn();
      if (message.kind !== 'sign' || !message.keyBlob.equals(key.publicBlob)) return FAILURE;
      const method = signatureMethod(key.type, message.flags);
      if (method === null || !(await client.isAllowed())) return FAILURE;
      const signature = await key.sign(method.digest, message.data);
      if (signature === null) return FAILURE;
      isServed = true;
      onSigned?.();
      return signatureAnswer(method, signature);
    });
  });
  server.maxConnections = MAX_CONNECTIONS;
  // Also a connection that could not be taken, where the system has no descriptors left: that is no reason to end.
  server.on('error', () => undefined);

  const place = makeAgentPlace(options.publicKey, options.env);
  const close = () => {
    key.forget();
    server.close();
    for (const socket of sockets) socket.destroy();
    place.remove();
  };
  try {
    server.listen(place.socketPath);
    await once(server, 'listening');
    if (process.platform !== 'win32') fs.chmodSync(place.socketPath, 0o600);
  } catch (error) {
    close();
    throw error;
  }
  return { socketPath: place.socketPath, close };
}

/** The only way to the private key from here on, and the end of it. */
function keyOf({ publicKey, privateKey }: Pick<AgentOptions, 'publicKey' | 'privateKey'>) {
  const publicBlob = blobOf(publicKey);
  const type = typeOf(publicKey);
  const isOther = typeof privateKey !== 'function' && privateKey.asymmetricKeyType !== type;
  if (publicBlob === null || type === null || isOther) throw new Error('not a key of ours');
  const held: { privateKey: AgentOptions['privateKey'] | null } = { privateKey };
  const fetched = async (): Promise<KeyObject | null> => {
    const fetching = typeof held.privateKey === 'function' ? await held.privateKey() : held.privateKey;
    return held.privateKey === null ? null : fetching;
  };
  return {
    publicBlob,
    type,
    /** Null once it is forgotten, and where the key cannot sign. */
    sign: async (digest: 'sha256' | 'sha512' | null, data: Uint8Array): Promise<Uint8Array | null> => {
      try {
        const key = await fetched();
        return key && sign(digest, data, key);
      } catch {
        return null;
      }
    },
    forget: () => {
      held.privateKey = null;
    },
  };
}

function typeOf(publicKey: string): 'ed25519' | 'rsa' | null {
  if (publicKey.startsWith('ssh-ed25519 ')) return 'ed25519';
  return publicKey.startsWith('ssh-rsa ') ? 'rsa' : null;
}

/**
 * Programs that pass on to a server what the server asks of an agent, over connections of their own process. For themselves
 * they make one connection, so each is asked for; OpenSSH before 8.9 does not say which is which.
 */
const FORWARDERS = new Set(['ssh', 'dbclient', 'plink', 'putty']);

/** One connection, and whether it may have a signature. Who is behind it is asked only when it wants one. */
function openClient(socket: net.Socket, id: string, consent: Consent) {
  const inode = inodeOf(socket);
  const groups = { own: id, forwarded: `${id}, forwarded` };
  const left = new AbortController();
  socket.once('end', () => left.abort());
  socket.once('close', () => {
    left.abort();
    for (const group of Object.values(groups)) consent.forget(group);
  });
  let isForwarded = false;
  let peer: Promise<Peer | null> | null = null;
  return {
    isForwardedFromNowOn: () => {
      isForwarded = true;
    },
    isAllowed: async (): Promise<boolean> => {
      peer ??= inode === null ? Promise.resolve(null) : peerOf(inode);
      const program = await peer;
      const own = program === null || FORWARDERS.has(program.name) ? groups.own : program.processId;
      return consent.of(isForwarded ? groups.forwarded : own, { program, isForwarded }, left.signal);
    },
  };
}
