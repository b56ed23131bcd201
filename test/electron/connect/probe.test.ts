import { once } from 'node:events';
import net from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { probeDoor } from '../../../electron/connect/probe.ts';
import { freePort } from '../../support/loopback.ts';

let server: net.Server | undefined;
const sockets = new Set<net.Socket>();
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  sockets.clear();
  server?.close();
  server = undefined;
});

async function serve(greet: (socket: net.Socket) => void): Promise<number> {
  server = net.createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    greet(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

const knock = (port: number, kind: 'ssh' | 'rdp' = 'ssh', timeoutMs = 5_000) =>
  probeDoor({ address: '127.0.0.1', port, kind, timeoutMs });

test('an ssh banner is an answer, also in pieces and after other lines', async () => {
  const port = await serve((socket) => {
    socket.write('Welcome to this machine\r\nSS');
    setImmediate(() => socket.write('H-2.0-OpenSSH_9.6\r\n'));
  });
  expect(await knock(port)).toBe('answers');
});

test.each([
  ['nothing', '', 'ssh'],
  ['a web page', 'HTTP/1.1 400 Bad Request\r\n\r\n', 'ssh'],
  ['a line with ssh in its middle', 'this is not SSH-2.0\r\n', 'ssh'],
  ['a banner where RDP was expected', 'SSH-2.0-OpenSSH_9.6\r\n', 'rdp'],
] as const)('a server that says %s only connects', async (_, text, kind) => {
  const port = await serve((socket) => socket.end(text));
  expect(await knock(port, kind)).toBe('connects');
});

test('a connection that is broken off is told apart from one that is refused', async () => {
  const port = await serve((socket) => socket.resetAndDestroy());
  expect(await knock(port)).toBe('reset');
});

test('a server that says nothing and stays only connects, when the time is over', async () => {
  const port = await serve(() => {});
  expect(await knock(port, 'ssh', 30)).toBe('connects');
});

test('a server that never stops talking only connects', async () => {
  const port = await serve((socket) => socket.write(Buffer.alloc(20_000, 'x')));
  expect(await knock(port)).toBe('connects');
});

test('RDP is asked for a connection, and its confirmation is an answer', async () => {
  const asked: Buffer[] = [];
  const port = await serve((socket) =>
    socket.on('data', (bytes) => {
      asked.push(bytes);
      socket.write(Buffer.from('030000130ed000001234000209080002000000', 'hex'));
    }),
  );
  expect(await knock(port, 'rdp')).toBe('answers');
  const hello = Buffer.concat(asked);
  // TPKT says its own length; X.224's first nibble 0xE is a connection request.
  expect([hello[0], hello.readUInt16BE(2), (hello[5] ?? 0) >> 4]).toEqual([3, hello.length, 0xe]);
});

test('a closed port refuses; an address that leads nowhere does not answer', async () => {
  expect(await knock(await freePort())).toBe('refused');
  expect(await probeDoor({ address: 'fe80::1', port: 22, kind: 'ssh', timeoutMs: 500 })).toBe('no-answer');
});

test('each knock is a connection of its own, and is over when it is answered', async () => {
  let count = 0;
  const closed: Promise<unknown>[] = [];
  const port = await serve((socket) => {
    count += 1;
    closed.push(once(socket, 'close'));
    socket.resume();
    socket.write('SSH-2.0-x\r\n');
  });
  await knock(port);
  await knock(port);
  await Promise.all(closed);
  expect(count).toBe(2);
});
