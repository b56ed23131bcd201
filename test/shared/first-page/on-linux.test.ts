import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { firstPageOnLinux } from '../../../shared/first-page/on-linux.ts';
import { needs } from '../../support/parts.ts';

const NAMES = ['my-fleet', `a $(touch owned) \`id\` "quoted" {name} \\ 'end' & <b>`, '€ß END'];
const FLEETS = NAMES.flatMap((fleetName) =>
  ([[80], [443], [80, 443]] as const).map((ports) => ({ fleetName, ports })),
);

test.each(FLEETS)('a shell reads the script of $fleetName at $ports', (page) => {
  const script = firstPageOnLinux(page);

  expect(script.startsWith('#!/bin/sh\n')).toBe(true);
  expect(Buffer.byteLength(script)).toBeLessThan(4_096);
  execFileSync('sh', ['-n'], { input: script });
});

needs('python3', 'openssl')('a machine that carries it out', () => {
  let machine: Machine;
  beforeEach(async () => {
    machine = await startMachine();
  });
  afterEach(() => machine.stop());

  test.each(NAMES.slice(0, 2))('shows the name %j and its zone by HTTP and by HTTPS', async (fleetName) => {
    const [plain, secure] = await machine.carryOut(fleetName, [80, 443]);
    const pages = await Promise.all([
      get(`http://127.0.0.1:${plain}/`),
      get(`https://127.0.0.1:${secure}/x`),
    ]);

    for (const page of pages) {
      expect(page.status).toBe(200);
      expect(page.body).toContain(`<h1>${asHtml(fleetName)}-eu-west-1c</h1>`);
      expect(page.body).toContain('<b>eu-west-1c</b>');
      expect(page.body).toContain('sudo systemctl disable --now first-page');
    }
    expect(fs.readdirSync(machine.folder)).not.toContain('owned');
  });

  test('keeps its key to root, and serves without any rights', async () => {
    await machine.carryOut('my-fleet', [443]);

    const mode = fs.statSync(path.join(machine.folder, 'page/key.pem')).mode & 0o777;
    expect(mode).toBe(0o600);
    expect(machine.rightsOfServer()).toBe(os.userInfo().uid === 0 ? 65_534 : os.userInfo().uid);
  });

  test('says so where EC2 does not tell it the zone', async () => {
    machine.knowsZone = false;
    const [plain] = await machine.carryOut('my-fleet', [80]);

    expect((await get(`http://127.0.0.1:${plain}/`)).body).toContain('<h1>my-fleet-unknown zone</h1>');
  });

  test('is set to start the page again whenever it starts', async () => {
    await machine.carryOut('my-fleet', [80]);

    expect(machine.systemctl()).toEqual(['daemon-reload', 'enable --now first-page']);
    expect(fs.readFileSync(path.join(machine.folder, 'first-page.service'), 'utf8')).toContain(
      'WantedBy=multi-user.target',
    );
  });
});

type Machine = Awaited<ReturnType<typeof startMachine>>;

/** A folder that stands for a machine: the script is carried out by the shell of this computer, with its places and ports moved. */
async function startMachine() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'keyport-first-page-'));
  const log = path.join(folder, 'systemctl.log');
  const stub = `#!/bin/sh\necho "$@" >> '${log}'\n`;
  fs.writeFileSync(path.join(folder, 'systemctl'), stub, { mode: 0o755 });
  const children: ChildProcess[] = [];
  const machine = { knowsZone: true };
  const metadata = await startMetadata(() => machine.knowsZone);
  return Object.assign(machine, {
    folder,
    systemctl: () => fs.readFileSync(log, 'utf8').trim().split('\n'),
    rightsOfServer: () => uidOf(children.at(-1)?.pid ?? 0),
    carryOut: async (fleetName: string, ports: readonly (80 | 443)[]): Promise<readonly number[]> => {
      const free = await Promise.all(ports.map(freePort));
      const script = firstPageOnLinux({ fleetName, ports })
        .replaceAll('/opt/first-page', `${folder}/page`)
        .replaceAll('/etc/systemd/system', folder)
        .replaceAll('169.254.169.254', `127.0.0.1:${metadata.port}`)
        .replace(`in [${ports.join(', ')}]`, `in [${free.join(', ')}]`);
      const env = { ...process.env, PATH: `${folder}:${process.env['PATH'] ?? ''}` };
      execFileSync('sh', ['-c', script], { env, cwd: folder, stdio: 'pipe' });
      children.push(await startUnit(path.join(folder, 'first-page.service'), free.length));
      return free;
    },
    stop: () => {
      for (const child of children) child.kill('SIGKILL');
      metadata.stop();
      fs.rmSync(folder, { recursive: true });
    },
  });
}

/** What systemd would start; it is ready once every server listens. */
async function startUnit(unit: string, servers: number): Promise<ChildProcess> {
  const [, python = '', page = ''] = /^ExecStart=(\S+) (\S+)$/m.exec(fs.readFileSync(unit, 'utf8')) ?? [];
  const noting = [
    'import runpy, socketserver, sys',
    'serve = socketserver.BaseServer.serve_forever',
    'def noted(self): print("ready", flush=True); serve(self)',
    'socketserver.BaseServer.serve_forever = noted',
    'runpy.run_path(sys.argv[1])',
  ].join('\n');
  const child = spawn(python, ['-c', noting, page], { stdio: ['ignore', 'pipe', 'pipe'] });
  const said: string[] = [];
  child.stderr.on('data', (chunk: Buffer) => said.push(chunk.toString()));
  for (let ready = 0; ready < servers;) {
    const [chunk] = (await Promise.race([once(child.stdout, 'data'), once(child, 'exit')])) as [unknown];
    if (!Buffer.isBuffer(chunk)) throw new Error(`the page ended: ${said.join('')}`);
    ready += chunk.toString().split('ready').length - 1;
  }
  return child;
}

/** EC2's own service at 169.254.169.254 with session tokens required, as Keyport asks for it. */
async function startMetadata(knowsZone: () => boolean): Promise<{ readonly port: number; stop: () => void }> {
  const server = http.createServer((request, response) => {
    const { method, url, headers } = request;
    if (method === 'PUT' && url === '/latest/api/token') {
      const isTimed = headers['x-aws-ec2-metadata-token-ttl-seconds'] !== undefined;
      response.writeHead(isTimed ? 200 : 400).end('token-1');
    } else if (headers['x-aws-ec2-metadata-token'] !== 'token-1' || !knowsZone()) {
      response.writeHead(401).end();
    } else {
      response.writeHead(url === '/latest/meta-data/placement/availability-zone' ? 200 : 404);
      response.end('eu-west-1c');
    }
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return { port: portOf(server), stop: () => server.close() };
}

async function freePort(): Promise<number> {
  const server = net.createServer();
  await once(server.listen(0), 'listening');
  const port = portOf(server);
  await once(server.close(), 'close');
  return port;
}

function portOf(server: net.Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

async function get(url: string): Promise<{ readonly status: number | undefined; readonly body: string }> {
  const asked = url.startsWith('https:')
    ? https.get(url, { rejectUnauthorized: false, agent: false })
    : http.get(url, { agent: false });
  const [answer] = (await once(asked, 'response')) as [http.IncomingMessage];
  const chunks: Buffer[] = [];
  for await (const chunk of answer) chunks.push(chunk as Buffer);
  return { status: answer.statusCode, body: Buffer.concat(chunks).toString() };
}

/** As Python's `html.escape` has it. */
function asHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#x27;');
}

function uidOf(pid: number): number {
  return Number(execFileSync('ps', ['-o', 'uid=', '-p', String(pid)], { encoding: 'utf8' }).trim());
}
