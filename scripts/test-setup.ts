import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import {
  lookAgain,
  motoFolder,
  motoRequirement,
  onPath,
  part,
  partNames,
  parts,
  type Part,
} from './parts.ts';
import { withoutServices } from './without-services.ts';

const isRoot = process.getuid?.() === 0;

/** Brings what the tests need beside npm, where it may; names in one line each what it may not or cannot bring. */
export function setUp(): void {
  const wanted = absent();
  if (wanted.length > 0 && mayInstall()) installPackages(wanted.flatMap((name) => packagesOf(name)));
  lookAgain();
  if (part('moto') === undefined) installMoto();
  lookAgain();
  if (process.platform !== 'linux') return;
  for (const name of absent())
    console.log(`not installed: ${parts[name].what}. To install it: ${parts[name].install}`);
}

/** The parts that Debian has packages for and this computer does not have. */
function absent(): (typeof partNames)[number][] {
  return partNames.filter((name) => packagesOf(name).length > 0 && part(name) === undefined);
}

function packagesOf(name: (typeof partNames)[number]): readonly string[] {
  return (parts[name] satisfies Part as Part).packages ?? [];
}

/** Nobody's computer is changed unasked: in a container or a build machine nobody could be asked. */
function mayInstall(): boolean {
  if (process.platform !== 'linux' || onPath('apt-get') === undefined) return false;
  return process.env['KEYPORT_SETUP'] === '1' || (isRoot && !process.stdin.isTTY);
}

function installPackages(packages: readonly string[]): void {
  console.log(`installing ${packages.join(' ')}`);
  withoutServices(asRoot, () => {
    apt('update');
    // One package that this release does not have must not keep the others out.
    if (!apt('install', ...packages)) for (const name of packages) apt('install', name);
  });
}

function apt(...args: readonly string[]): boolean {
  const quiet = ['-y', '-qq', '--no-install-recommends', '-o', 'DPkg::Lock::Timeout=120'];
  return asRoot('env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', ...quiet, ...args);
}

/** Runs a command as root, without asking for a password; whether it worked. */
function asRoot(...command: readonly string[]): boolean {
  const [program = '', ...args] = isRoot ? command : ['sudo', '-n', ...command];
  // apt's own talk goes to stderr: stdout is for the tests' results.
  return spawnSync(program, args, { stdio: ['ignore', 2, 2] }).status === 0;
}

/** moto in a Python environment of its own, inside the project. Fails quickly where there is no Python or no network. */
function installMoto(): void {
  const python = onPath('python3');
  if (python === undefined || process.platform === 'win32') return;
  console.log(`installing ${motoRequirement}`);
  const pip = path.join(motoFolder, 'bin/pip');
  const installed =
    succeeds(python, '-m', 'venv', '--clear', motoFolder) &&
    succeeds(pip, 'install', '--quiet', '--retries', '1', '--timeout', '15', motoRequirement);
  if (!installed) fs.rmSync(motoFolder, { recursive: true, force: true });
}

function succeeds(program: string, ...args: readonly string[]): boolean {
  return spawnSync(program, args, { stdio: 'ignore', timeout: 300_000 }).status === 0;
}

if (import.meta.main) setUp();
