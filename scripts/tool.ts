import { spawn, type StdioOptions } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';

export const project = path.resolve(import.meta.dirname, '..');

type Bin = string | Readonly<Record<string, string>>;

/** The JavaScript file behind a package's command: the same on every platform, where `.bin` holds shell or .cmd files. */
export function toolFile(name: string, command: string = name): string {
  const folder = path.join(project, 'node_modules', name);
  const { bin } = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8')) as { bin: Bin };
  const file = typeof bin === 'string' ? bin : bin[command];
  if (file === undefined) throw new Error(`no such command in package ${name}: ${command}`);
  return path.join(folder, file);
}

/**
 * Runs a program in the project's folder, in front of the person; resolves to its exit code. With a label each of its lines
 * bears it: for one that runs beside another.
 */
export function run(
  command: readonly [string, ...string[]],
  env: NodeJS.ProcessEnv = {},
  label?: string,
): Promise<number> {
  const [program, ...args] = command;
  const stdio: StdioOptions = label === undefined ? 'inherit' : ['ignore', 'pipe', 'pipe'];
  const child = spawn(program, args, { cwd: project, stdio, env: { ...process.env, ...env } });
  for (const stream of [child.stdout, child.stderr]) {
    if (stream) createInterface(stream).on('line', (line) => console.log(`${label ?? ''} | ${line}`));
  }
  return exitCode(child);
}

/** Runs a program and keeps what it prints, both streams in one. */
export async function capture(
  command: readonly [string, ...string[]],
  env: NodeJS.ProcessEnv = {},
): Promise<{ code: number; output: string }> {
  const [program, ...args] = command;
  const child = spawn(program, args, {
    cwd: project,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  }
  return { code: await exitCode(child), output };
}

function exitCode(child: ReturnType<typeof spawn>): Promise<number> {
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    // A signal is no success: the shell's convention for it is 128 and up.
    child.on('close', (code) => resolve(code ?? 128));
  });
}

/** A script's work, which may give an exit code. A failure is its message: a stack would name our lines, not the cause. */
export async function runScript(work: () => Promise<number | void>): Promise<void> {
  try {
    process.exitCode = (await work()) ?? 0;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}
