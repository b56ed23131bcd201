import { spawn } from 'node:child_process';
import os from 'node:os';

/** A program with its words. No shell reads them. */
export type ProgramStart = {
  readonly file: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
};

/** Starts a program that goes on without us. Rejects where it cannot be started, or fails at once. */
export type StartProgram = (program: ProgramStart) => Promise<void>;

/** So long a program may take to find out that it cannot do its work: that there is no screen, for one. */
const AT_ONCE_MS = 1500;

export const startProgram: StartProgram = ({ file, args, env }) => {
  const { promise, resolve, reject } = Promise.withResolvers<unknown>();
  const child = spawn(file, args, { env, cwd: os.homedir(), detached: true, stdio: 'ignore' });
  const timer = setTimeout(resolve, AT_ONCE_MS, null);
  child.once('error', reject);
  child.once('exit', (code, signal) => {
    if (code === 0) resolve(null);
    else reject(new Error(`${file} ended at once: ${String(code ?? signal)}`));
  });
  child.unref();
  return promise.then(() => undefined).finally(() => clearTimeout(timer));
};
