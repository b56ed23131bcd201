import net from 'node:net';
import { once } from 'node:events';

/** Where every knock at a machine arrives: no test knocks at the strangers whose addresses the emulator hands out. */
export type Door = {
  readonly port: number;
  /** How many have come in so far. */
  readonly knocks: () => number;
  /** From now on nobody comes in. */
  readonly shut: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

/** An ssh server of one word, on this computer. */
export async function startDoor(): Promise<Door> {
  let knocks = 0;
  const server = net.createServer((socket) => {
    knocks += 1;
    socket.on('error', () => undefined);
    socket.end('SSH-2.0-OpenSSH_9.6\r\n');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const shut = async () => {
    if (!server.listening) return;
    server.close();
    await once(server, 'close');
  };
  return { port: address.port, knocks: () => knocks, shut, stop: shut };
}
