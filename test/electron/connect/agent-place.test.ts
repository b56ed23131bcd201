import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { makeAgentPlace, sweepAgents } from '../../../electron/connect/agent-place.ts';
import { openTestAgent } from '../../support/test-agent.ts';

let runtime = '';
let temporary = '';

beforeEach(() => {
  [runtime, temporary] = [newFolder(), newFolder()];
  vi.stubEnv('TMPDIR', temporary);
});

test('it is in the folder that the system empties at log-out', () => {
  const { socketPath } = makeAgentPlace('ssh-ed25519 AAAA', { XDG_RUNTIME_DIR: runtime });

  expect(path.dirname(path.dirname(socketPath))).toBe(runtime);
  expect(path.basename(path.dirname(socketPath))).toMatch(
    new RegExp(`^keyport-agent-${String(process.pid)}-\\w{6}$`),
  );
  expect(fs.statSync(path.dirname(socketPath)).mode & 0o777).toBe(0o700);
  expect(fs.statSync(`${socketPath}.pub`).mode & 0o777).toBe(0o600);
});

test.each([
  ['not named', () => undefined],
  ['not absolute', () => path.relative(process.cwd(), runtime)],
  ['not there', () => path.join(runtime, 'none')],
  ['open to others', () => withMode(runtime, 0o755)],
  ['a link', () => linkTo(runtime)],
  ['no folder', () => fileIn(runtime)],
  ['of a name that ssh would read otherwise', () => folderIn(runtime, '%d')],
  ['of a name with blanks', () => folderIn(runtime, 'a b')],
  ['too long for a socket', () => folderIn(runtime, 'a'.repeat(80))],
])('a folder of the system that is %s is not used', (_, name) => {
  const folder = name();
  const { socketPath } = makeAgentPlace(
    'ssh-ed25519 AAAA',
    folder === undefined ? {} : { XDG_RUNTIME_DIR: folder },
  );

  expect(path.dirname(path.dirname(socketPath))).toBe(temporary);
});

test('where the temporary folder cannot be used either, it is in /tmp', () => {
  vi.stubEnv('TMPDIR', folderIn(temporary, 'a'.repeat(80)));
  const place = makeAgentPlace('ssh-ed25519 AAAA', {});
  onTestFinished(place.remove);

  expect(path.dirname(path.dirname(place.socketPath))).toBe('/tmp');
});

test('removed, nothing of it is left; what somebody else put there stays', () => {
  const [one, other] = [makePlace(), makePlace()];
  fs.writeFileSync(path.join(path.dirname(other.socketPath), 'theirs'), '');

  one.remove();
  one.remove();
  other.remove();

  expect(fs.existsSync(path.dirname(one.socketPath))).toBe(false);
  expect(fs.readdirSync(path.dirname(other.socketPath))).toEqual(['theirs']);
});

test('what a run that was killed has left is swept; an agent that lives is not', async () => {
  const left = leaveAgentBehind();
  const living = await openTestAgent();
  onTestFinished(() => living.remove());
  const livingParent = path.dirname(path.dirname(living.socketPath));

  expect(await sweep(runtime)).toEqual([left]);
  expect(await sweep(livingParent)).toEqual([]);

  expect(fs.existsSync(left)).toBe(false);
  expect(fs.existsSync(living.socketPath)).toBe(true);
});

test('a folder of a program that runs is left alone, also where it does not listen yet', async () => {
  const folder = folderIn(runtime, `keyport-agent-${String(process.ppid)}-abcdef`);

  expect(await sweep(runtime)).toEqual([]);
  expect(fs.existsSync(folder)).toBe(true);
});

test('a socket that somebody answers is left alone, whoever made it', async () => {
  const folder = folderIn(runtime, `keyport-agent-${String(deadPid())}-abcdef`);
  const server = net.createServer().listen(path.join(folder, 'agent'));
  await once(server, 'listening');
  onTestFinished(() => void server.close());

  expect(await sweep(runtime)).toEqual([]);
  expect(fs.existsSync(path.join(folder, 'agent'))).toBe(true);
});

test('what an earlier run with our own number left is swept too', async () => {
  const folder = folderIn(runtime, `keyport-agent-${String(process.pid)}-abcdef`);

  expect(await sweep(runtime)).toEqual([folder]);
});

test.each([
  ['a folder of another name', () => folderIn(runtime, 'keyport-agent')],
  ['a folder that others can read', () => withMode(folderIn(runtime, DEAD), 0o755)],
  ['a link to a folder', () => linkTo(temporary, path.join(runtime, DEAD))],
])('%s is none of ours', async (_, make) => {
  const what = make();

  expect(await sweep(runtime)).toEqual([]);
  expect(fs.lstatSync(what)).toBeDefined();
});

const DEAD = `keyport-agent-${String(deadPid())}-abcdef`;

/** As `kill -9` leaves it: the folder, the public half, and a socket that nobody listens at. */
function leaveAgentBehind(): string {
  const script = `
    const { makeAgentPlace } = await import(process.argv[1]);
    const { socketPath } = makeAgentPlace('ssh-ed25519 AAAA');
    const server = (await import('node:net')).createServer().listen(socketPath, () => {
      process.stdout.write(socketPath, () => process.kill(process.pid, 'SIGKILL'));
    });
  `;
  const source = path.resolve(import.meta.dirname, '../../../electron/connect/agent-place.ts');
  const env = { ...process.env, XDG_RUNTIME_DIR: runtime };
  const options = { env, encoding: 'utf8' } as const;
  const { stdout, signal } = spawnSync(
    process.execPath,
    ['--input-type=module', '-e', script, source],
    options,
  );
  if (signal !== 'SIGKILL' || !fs.existsSync(stdout)) throw new Error('nothing was left behind');
  return path.dirname(stdout);
}

/** Other runs may have left something in /tmp. */
async function sweep(folder: string): Promise<readonly string[]> {
  const removed = await sweepAgents({ XDG_RUNTIME_DIR: folder });
  return removed.filter((one) => one.startsWith(`${folder}/`));
}

function deadPid(): number {
  const { pid } = spawnSync('true');
  return pid;
}

function makePlace() {
  return makeAgentPlace('ssh-ed25519 AAAA', { XDG_RUNTIME_DIR: runtime });
}

function newFolder(): string {
  const folder = fs.mkdtempSync('/tmp/keyport-place-');
  onTestFinished(() => fs.rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function folderIn(parent: string, name: string): string {
  const folder = path.join(parent, name);
  fs.mkdirSync(folder, { mode: 0o700 });
  return folder;
}

function withMode(folder: string, mode: number): string {
  fs.chmodSync(folder, mode);
  return folder;
}

function linkTo(folder: string, link = path.join(os.tmpdir(), 'link')): string {
  fs.symlinkSync(folder, link);
  return link;
}

function fileIn(parent: string): string {
  const file = path.join(parent, 'file');
  fs.writeFileSync(file, '', { mode: 0o600 });
  return file;
}
