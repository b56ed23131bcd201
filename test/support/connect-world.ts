import { execFile } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { createPatience } from '../../electron/aws/patience.ts';
import { createAgents, type Agents } from '../../electron/connect/agents.ts';
import { createConnect, type Connect } from '../../electron/connect/create-connect.ts';
import type { ConnectServices } from '../../electron/connect/connect-services.ts';
import type { MachineAt } from '../../electron/connect/machine-at.ts';
import type { VaultServices } from '../../electron/custody/vault-services.ts';
import { createKey } from '../../electron/custody/create-key.ts';
import type { Keychain } from '../../electron/keychain/keychain.ts';
import type { Launches } from '../../electron/launch/launches.ts';
import type { ProgramStart } from '../../electron/start-program.ts';
import type { Launch, LaunchedInstance } from '../../shared/launch.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import { failed, succeeded } from '../../shared/outcome.ts';
import { machineOf, sketchLaunch } from '../renderer/launch-fixtures.ts';
import { valueOf } from './aws-clients.ts';
import { fakeKeychain } from './fake-keychain.ts';
import { openPractice } from './practice-account.ts';
import { practiceClients } from './practice-clients.ts';
import { openTestVault } from './vault.ts';

type Wishes = {
  readonly key?: 'aws-makes-it' | 'made-here';
  /** The name of the home's folder. */
  readonly homeName?: string;
  /** The name of the folder in which the person's settings of ssh are; none: they are none of Keyport's business. */
  readonly sshFolder?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly keychain?: Keychain;
};

/** One machine of AWS whose place is taken by this computer, a key for it in the vault, and what would open windows. */
export type ConnectWorld = {
  readonly connect: Connect;
  readonly services: ConnectServices;
  readonly home: string;
  readonly runtime: string;
  readonly at: { readonly launchId: string; readonly instanceId: string };
  readonly publicKey: string;
  readonly privateKey: () => Promise<Buffer>;
  readonly started: ProgramStart[];
  readonly copied: string[];
  /** Files that the system was asked to open. */
  readonly opened: string[];
  /** Where the person saves files; nowhere without one. */
  readonly chosen: string[];
  readonly agents: Agents;
  readonly vault: VaultServices;
  /** The launch is not there any more. */
  readonly forget: () => void;
  readonly current: () => MachineAt;
  readonly change: (launch: Partial<Launch>, machine?: Partial<LaunchedInstance>) => void;
  /** Where it is to be logged in to. */
  readonly answerAt: (port: number, loginUser: string) => void;
  /** What the machine writes on its console; null: AWS refuses to show it. */
  readonly writeConsole: (text: string | null) => void;
  readonly consoleReads: () => number;
};

export async function openConnectWorld(wishes: Wishes = {}): Promise<ConnectWorld> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'keyport-connect-'));
  const home = path.join(folder, wishes.homeName ?? 'home');
  const runtime = path.join(folder, 'run');
  fs.mkdirSync(home, { mode: 0o700 });
  fs.mkdirSync(runtime, { mode: 0o700 });
  const practice = await openPractice();
  const keychain = wishes.keychain ?? fakeKeychain();
  const vault = openTestVault({ home, keychain, clients: practiceClients(practice.account, 'eu-central-1') });
  const key = valueOf(
    await createKey(vault, {
      sourceId: 'environment',
      region: 'eu-central-1',
      name: 'web',
      type: 'ed25519',
      kind: wishes.key ?? 'made-here',
    }),
  );

  let launch = sketchLaunch({ name: 'web', zoneStates: ['started'] });
  const [placement] = launch.plan.placements;
  if (placement === undefined) throw new Error('no placement');
  let machine = machineOf(placement, 0, { name: 'web', state: 'running', startedAt: 0 });
  const change: ConnectWorld['change'] = (part, ofMachine = {}) => {
    machine = { ...machine, ...ofMachine };
    launch = { ...launch, ...part, instances: [machine] };
  };
  change(
    { connect: { ...launch.connect, custodyId: key.custodyId } },
    { instanceId: 'i-0123456789abcdef0', publicAddress: '127.0.0.1' },
  );

  let isListed = true;
  let written: string | null = '';
  let consoleReads = 0;
  const ec2 = {
    send: async () => {
      consoleReads += 1;
      if (written === null)
        throw Object.assign(new Error('not authorized'), { name: 'UnauthorizedOperation' });
      return { Output: Buffer.from(written).toString('base64') };
    },
  };
  const launches: Partial<Launches> = {
    listLaunches: async () => succeeded({ launches: isListed ? [launch] : [], damaged: [] }),
    readLaunch: async ({ launchId }) =>
      launchId === launch.launchId ? succeeded(launch) : failed(makeProblem('launch-unknown')),
    // Only this one call is made here.
    withAccount: (_id, use) => use(launch, { clients: { ec2 } } as unknown as Parameters<typeof use>[1]),
  };
  const started: ProgramStart[] = [];
  const copied: string[] = [];
  const opened: string[] = [];
  const chosen: string[] = [];
  const env = { PATH: process.env['PATH'], XDG_RUNTIME_DIR: runtime, HOME: folder, ...wishes.env };
  const agents = createAgents(vault, { env, consent: { withinMs: 20_000 } });
  const services = {
    home,
    sshConfigFile: wishes.sshFolder === undefined ? null : path.join(folder, wishes.sshFolder, 'config'),
    doors: agents.doors,
    copyText: async (text: string) => void copied.push(text),
    openPath: async (file: string) => void opened.push(file),
    files: { open: async () => null, save: async () => chosen.shift() ?? null },
    readText: async () => copied.at(-1) ?? '',
    env,
    patience: createPatience({ KEYPORT_PATIENCE: '0.01' }),
    launches,
    vault: async () => succeeded(vault),
    startProgram: async (program: ProgramStart) => void started.push(program),
  } as unknown as ConnectServices;
  const connect = createConnect(services);
  onTestFinished(() => {
    connect.close();
    agents.closeAll();
    fs.rmSync(folder, { recursive: true, force: true });
  });
  return {
    connect,
    services,
    home,
    runtime,
    at: { launchId: launch.launchId, instanceId: machine.instanceId },
    publicKey: key.publicKey ?? '',
    privateKey: async () => Buffer.from((await keychain.read(key.keychainAccount)) ?? ''),
    started,
    copied,
    opened,
    chosen,
    agents,
    vault,
    forget: () => {
      isListed = false;
    },
    current: () => ({ launch, machine }),
    change,
    answerAt: (port, loginUser) => change({ connect: { ...launch.connect, port, loginUser } }),
    writeConsole: (text) => {
      written = text;
    },
    consoleReads: () => consoleReads,
  };
}

/** As cloud-init writes host keys on a console, in the middle of other lines. */
export function consoleWith(...keys: readonly string[]): string {
  const lines = ['[    8.1] systemd[1]: Started', '-----BEGIN SSH HOST KEY KEYS-----'];
  return [
    ...lines,
    ...keys.map((key) => `${key} root@ip-10-0-0-7`),
    '-----END SSH HOST KEY KEYS-----',
    '',
  ].join('\r\n');
}

export type Ran = { readonly code: number; readonly stdout: string; readonly stderr: string };

/** Runs what would have run in the window, with these lines typed into it. */
export function runInWindow({ args, env }: ProgramStart, typed: string): Promise<Ran> {
  const [file = '', ...rest] = args.slice(args.indexOf('/bin/sh'));
  return new Promise((resolve) => {
    const child = execFile(
      file,
      rest,
      { env, cwd: env['HOME'], timeout: 20_000 },
      (error, stdout, stderr) => {
        const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
        resolve({ code, stdout, stderr });
      },
    );
    child.stdin?.end(typed);
  });
}
