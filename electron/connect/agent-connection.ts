import type net from 'node:net';
import { FAILURE, createFrameReader, readMessage, type AgentMessage } from './agent-protocol.ts';

/** So many pieces, of at most 64 KiB each, are taken from a program that does not wait for its answers. */
const MAX_QUEUED = 4;

/**
 * Answers the messages of one connection, one after the other. The socket has to be one that may be half open: a program that
 * has sent its last message may still want the answer.
 */
export function answerEach(socket: net.Socket, answer: (message: AgentMessage) => Promise<Uint8Array>): void {
  const frames = createFrameQueue();
  let isWorking = false;
  let hasEnded = false;

  const work = async () => {
    for (let frame = frames.next(); frame !== null; frame = frames.next()) {
      if (frame === 'too-long') {
        socket.end(FAILURE, () => socket.destroy());
        return;
      }
      const bytes = await answer(readMessage(frame));
      if (socket.destroyed) return;
      if (!socket.write(bytes)) await drained(socket);
      if (frames.length() < MAX_QUEUED) socket.resume();
    }
    isWorking = false;
    if (hasEnded) socket.end();
  };
  const start = () => {
    if (isWorking) return;
    isWorking = true;
    // A bug of ours ends this connection, not the program.
    work().catch(() => socket.destroy());
  };

  socket.on('data', (bytes) => {
    frames.add(bytes);
    if (frames.length() >= MAX_QUEUED) socket.pause();
    start();
  });
  socket.on('end', () => {
    hasEnded = true;
    start();
  });
  // What it says is that the other side is gone; `close` follows.
  socket.on('error', () => undefined);
}

function createFrameQueue() {
  const reader = createFrameReader();
  const chunks: Buffer[] = [];
  return {
    length: () => chunks.length,
    add: (bytes: Buffer) => void chunks.push(bytes),
    next: (): Buffer | 'too-long' | null => {
      for (let chunk = chunks.shift(); chunk !== undefined; chunk = chunks.shift()) {
        const { used, frame } = reader.read(chunk);
        if (used < chunk.length) chunks.unshift(chunk.subarray(used));
        if (frame !== null) return frame;
      }
      return null;
    },
  };
}

function drained(socket: net.Socket): Promise<void> {
  return new Promise((resolve) => {
    socket.once('drain', resolve);
    socket.once('close', () => resolve());
  });
}
