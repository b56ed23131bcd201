import { execFile } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { messagesIn } from './agent-frames.ts';

/** A client of an ssh agent that may send anything. */
export type AgentClient = {
  readonly send: (...frames: readonly Uint8Array[]) => void;
  /** Resolves with the next so many messages; rejects where the connection ends before. */
  readonly next: (count: number) => Promise<readonly Buffer[]>;
  /** Resolves when the other side has ended the connection, with what was not taken yet. */
  readonly ended: () => Promise<readonly Buffer[]>;
  /** Says that nothing more will be sent; the answers may still come. */
  readonly halfClose: () => void;
  readonly leave: () => void;
};

export async function connectTo(socketPath: string): Promise<AgentClient> {
  const socket = net.connect({ path: socketPath, allowHalfOpen: true });
  await once(socket, 'connect');
  let bytes = Buffer.alloc(0);
  let hasEnded = false;
  const watchers = new Set<() => void>();
  const look = () => {
    for (const watcher of watchers) watcher();
  };
  const until = (isSo: () => boolean) =>
    new Promise<void>((resolve) => {
      const watcher = () => {
        if (!isSo()) return;
        watchers.delete(watcher);
        resolve();
      };
      watchers.add(watcher);
      watcher();
    });
  const take = (count: number) => {
    const taken = messagesIn(bytes).slice(0, count);
    bytes = bytes.subarray(taken.reduce((sum, message) => sum + 4 + message.length, 0));
    return taken;
  };
  const end = () => {
    hasEnded = true;
    look();
  };
  socket.on('data', (chunk) => {
    bytes = Buffer.concat([bytes, chunk]);
    look();
  });
  socket.once('end', end).once('close', end);
  // An agent that ends while we send is no error of the test; that it ended is told.
  socket.on('error', end);
  return {
    send: (...frames) => void socket.write(Buffer.concat(frames)),
    next: async (count) => {
      await until(() => hasEnded || messagesIn(bytes).length >= count);
      const taken = take(count);
      if (taken.length < count) throw new Error('the agent ended the connection');
      return taken;
    },
    ended: async () => {
      await until(() => hasEnded);
      return take(Infinity);
    },
    halfClose: () => void socket.end(),
    leave: () => void socket.destroy(),
  };
}

export type Ran = { readonly code: number; readonly stdout: string; readonly stderr: string };

/** A program of OpenSSH that asks this agent, in a home without any key or setting of the person who runs the tests. */
export async function runWithAgent(
  socketPath: string,
  program: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<Ran> {
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'keyport-client-'));
  const options = { env: { PATH: process.env['PATH'], HOME: home, SSH_AUTH_SOCK: socketPath, ...env } };
  try {
    return { code: 0, ...(await promisify(execFile)(program, args, options)) };
  } catch (error) {
    const { code, stdout, stderr } = error as Partial<Ran>;
    if (typeof code !== 'number') throw error;
    return { code, stdout: stdout ?? '', stderr: stderr ?? '' };
  } finally {
    fs.rmSync(home, { recursive: true });
  }
}
