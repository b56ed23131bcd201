import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { makeIdentityFile } from '../../../electron/keychain/vault-identity.ts';
import { withoutKeyring } from '../bus.ts';
import { runCaptured } from '../captured-cli.ts';

/** How a process ended, and what it printed. */
export type Ended = {
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
};

/** Keyport's own process, and not npm's above it: that one would leave its child alive. */
export type Running = { readonly child: ChildProcess; readonly ended: Promise<Ended> };

export type CommandLine = {
  /** A home of its own, with an encrypted file for the private keys in it. */
  readonly newHome: () => string;
  readonly start: (home: string, command: readonly string[]) => Running;
  readonly run: (home: string, command: readonly string[]) => Promise<Ended>;
  /** The same without a process of its own: for what nobody kills, and has nothing to do but to say how things are. */
  readonly ask: (home: string, command: readonly string[]) => Promise<Ended>;
  readonly remove: () => void;
};

const PASSPHRASE = 'four words of no relation';
/** Deriving the key takes a second or more at Keyport's own; each process here opens the file. */
const QUICK_WORK_FACTOR = 4;

/** Keyport as a script has it, in an environment of its own: whatever keyring the machine has is not reached. */
export async function openCommandLine(
  program: string,
  own: Readonly<Record<string, string>>,
): Promise<CommandLine> {
  const clean = withoutKeyring();
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'keyport-launch-sweep-'));
  const passphraseFile = path.join(folder, 'passphrase');
  fs.writeFileSync(passphraseFile, `${PASSPHRASE}\n`, { mode: 0o600 });
  const template = await newTemplate(path.join(folder, 'template'));
  const env = {
    ...clean.env,
    ...own,
    KEYPORT_PATIENCE: '0.01',
    NODE_COMPILE_CACHE: path.join(path.dirname(program), 'compiled'),
  };
  let homes = 0;
  const whole = (home: string, command: readonly string[]) => {
    const globals = ['--home', home, '--store-passphrase-file', passphraseFile, '--json', '--yes'];
    return [...command, ...globals];
  };
  const start: CommandLine['start'] = (home, command) => {
    const child = spawn(process.execPath, [program, ...whole(home, command)], { env, cwd: folder });
    return { child, ended: endOf(child) };
  };
  return {
    newHome: () => {
      homes += 1;
      const home = path.join(folder, `home-${String(homes)}`);
      fs.cpSync(template, home, { recursive: true });
      return home;
    },
    start,
    run: (home, command) => start(home, command).ended,
    ask: async (home, command) => {
      const { code, stdout, stderr } = await runCaptured(env, whole(home, command));
      return { exitCode: code, signal: null, stdout, stderr };
    },
    remove: () => {
      clean.stop();
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** As `keys store file` leaves it. */
async function newTemplate(home: string): Promise<string> {
  fs.mkdirSync(path.join(home, 'keys', 'vault'), { recursive: true, mode: 0o700 });
  // What is watched is there before the process that writes into it.
  fs.mkdirSync(path.join(home, 'launches'), { mode: 0o700 });
  fs.writeFileSync(path.join(home, 'keys', 'store.json'), '{"version":1,"kind":"file"}\n', { mode: 0o600 });
  const identity = path.join(home, 'keys', 'vault', 'identity.age');
  const made = await makeIdentityFile(identity, PASSPHRASE, QUICK_WORK_FACTOR);
  if (!made.ok) throw new Error(`no encrypted file: ${made.problem.code}`);
  return home;
}

async function endOf(child: ChildProcess): Promise<Ended> {
  const said = { stdout: '', stderr: '' };
  child.stdout?.on('data', (chunk) => void (said.stdout += String(chunk)));
  child.stderr?.on('data', (chunk) => void (said.stderr += String(chunk)));
  const [exitCode, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
  return { exitCode, signal, ...said };
}
