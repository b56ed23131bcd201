import { execFile, type ChildProcess } from 'node:child_process';

export type SshRun = {
  /** Null where it was ended before it had an end of its own. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
};

/** A server may say as much as it likes. */
const MOST_BYTES = 64 * 1024;
/** Beyond what it waits for a connection: until a server that answers slowly has let it in. */
const WITHIN_MS = 40_000;

/**
 * Runs ssh with these words, and no shell. `started` is given the process at once; what it says is enough as soon as `isEnough` says
 * so. Rejects where the signal aborts.
 */
export function runSsh(
  file: string,
  args: readonly string[],
  options: {
    readonly env: NodeJS.ProcessEnv;
    readonly signal: AbortSignal;
    readonly started: (pid: number | undefined) => void;
    readonly isEnough: (stdout: string) => boolean;
    /** What the program at the other end reads; nothing where it is left out. */
    readonly input?: string;
  },
): Promise<SshRun> {
  const { env, signal, started, isEnough } = options;
  return new Promise((resolve, reject) => {
    const limits = { env, signal, timeout: WITHIN_MS, maxBuffer: MOST_BYTES, killSignal: 'SIGKILL' } as const;
    const child: ChildProcess = execFile(file, [...args], limits, (error, stdout, stderr) => {
      if (signal.aborted) {
        reject(signal.reason instanceof Error ? signal.reason : new Error('aborted'));
        return;
      }
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : null;
      resolve({ code, stdout, stderr });
    });
    // It may have ended before it has read all.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(options.input ?? '');
    started(child.pid);
    let said = '';
    child.stdout?.on('data', (text: string) => {
      said += text;
      if (isEnough(said)) child.kill('SIGKILL');
    });
  });
}
