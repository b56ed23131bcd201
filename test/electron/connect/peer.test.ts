import { once } from 'node:events';
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { holdersIn, inodeOf, peerOf } from '../../../electron/connect/peer.ts';
import { needs } from '../../support/parts.ts';

const OURS =
  'u_str ESTAB 5      0      /run/user/1000/keyport-agent-7-abcdef/agent 100 * 200 users:(("electron",pid=7,fd=24))';
const THEIRS = 'u_str ESTAB 0      1536   * 200 * 100 users:(("ssh",pid=42,fd=3))';
const OTHER =
  'u_str ESTAB 0      0      /run/systemd/journal/stdout 300 * 400 users:(("systemd",pid=1,fd=9))';
const LISTENER = 'u_str LISTEN 0      4096   /tmp/.X11-unix/X0 500 * 0 users:(("Xorg",pid=8,fd=5))';

test.each([
  ['one process', [OURS, THEIRS, OTHER, LISTENER], [[42, 3]]],
  ['whatever the order', [THEIRS, OTHER, OURS], [[42, 3]]],
  ['a process that we may not see', [OURS, 'u_str ESTAB 0 0 * 200 * 100'], []],
  ['nobody any more', [OURS.replace('* 200', '* 0'), OTHER], []],
  [
    'two processes',
    [OURS, THEIRS.replace('))', '),("git",pid=43,fd=4))')],
    [
      [42, 3],
      [43, 4],
    ],
  ],
  ['an end that is connected elsewhere', [OURS, THEIRS.replace('* 100', '* 999')], []],
  [
    'a path that plays our end',
    [OURS, THEIRS, `u_str LISTEN 0 0 /tmp/x\nx 100 * 300 users:(("init",pid=1,fd=9))`, OTHER],
    [],
  ],
  ['a path with blanks in it', [OURS, THEIRS, 'u_str LISTEN 0 0 /tmp/a 200 * 100 b 600 * 0'], [[42, 3]]],
  ['nothing', [], []],
  ['rubbish', ['', 'Netid State', '100', '* 100'], []],
])('who is at the other end is read from what ss prints: %s', (_, lines, expected) => {
  const holders = holdersIn(lines.join('\n'), '100');

  expect(holders.map(({ pid, fd }) => [pid, fd])).toEqual(expected);
  expect(new Set(holders.map(({ inode }) => inode)).size).toBeLessThanOrEqual(1);
});

needs('ss')('on Linux', () => {
  test('the program at the other end is known by the file it runs, not by the name it gives itself', async () => {
    const { inode, client } = await accept(`
      process.title = 'ssh';
      require('node:net').connect(process.argv[1]);
    `);

    const peer = await peerOf(inode ?? '');

    const node = path.basename(fs.realpathSync(process.execPath));
    expect(peer).toMatchObject({ pid: client.pid, name: node, startedBy: node });
    expect(peer?.processId).toMatch(new RegExp(`^${String(client.pid)} \\d+ /`));
    expect(await peerOf(inode ?? '')).toEqual(peer);
  });

  test('a program that calls itself another process is not taken for it', async () => {
    // ss shows this name beside the number, and quotes nothing in it.
    const { inode, client } = await accept(`
      process.title = 'pid=${String(process.pid)},fd=3';
      require('node:net').connect(process.argv[1]);
    `);

    expect(await peerOf(inode ?? '')).toMatchObject({ pid: client.pid });
  });

  test('where two processes hold the other end, nobody can tell which of them speaks', async () => {
    // Like a server that hands its connection to a child and keeps it open itself.
    const { inode } = await accept(`
      const socket = require('node:net').connect(process.argv[1], () => {
        const stdio = [socket._handle.fd, 'pipe', 'inherit'];
        const child = require('node:child_process').spawn('sh', ['-c', 'echo ready; exec cat >&2'], { stdio });
        child.stdout.once('data', () => socket.write('x'));
      });
    `);

    expect(await peerOf(inode ?? '')).toBeNull();
  });

  test('of a connection that is gone nothing is known', async () => {
    const { inode, client } = await accept(`require('node:net').connect(process.argv[1]);`);
    client.kill('SIGKILL');
    await once(client, 'exit');

    expect(await peerOf(inode ?? '')).toBeNull();
    expect(await peerOf('0')).toBeNull();
  });
});

test('a connection that is closed already has no number', () => {
  expect(inodeOf(new net.Socket())).toBeNull();
});

/** A program that connects to us; answers when it has, and where it writes something, when that has come. */
async function accept(script: string) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'keyport-peer-'));
  const socketPath = path.join(folder, 'socket');
  const server = net.createServer().listen(socketPath);
  await once(server, 'listening');
  const client = spawn(process.execPath, ['-e', script, socketPath], {
    stdio: ['pipe', 'inherit', 'inherit'],
  });
  const [socket] = (await once(server, 'connection')) as [net.Socket];
  const inode = inodeOf(socket);
  onTestFinished(async () => {
    if (client.exitCode === null && client.signalCode === null) {
      client.kill('SIGKILL');
      await once(client, 'exit');
    }
    socket.destroy();
    server.close();
    fs.rmSync(folder, { recursive: true });
  });
  if (script.includes('write')) await once(socket, 'data');
  return { inode, client };
}
