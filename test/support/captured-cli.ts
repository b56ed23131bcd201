import { runCli } from '../../electron/cli/run-cli.ts';
import { fakeKeychain } from './fake-keychain.ts';

export type Said = { readonly code: number | null; readonly stdout: string; readonly stderr: string };

/** One command as it would be in a process of its own, without the second that starting one takes. Nobody is there to be asked. */
export async function runCaptured(env: NodeJS.ProcessEnv, args: readonly string[]): Promise<Said> {
  const said = { stdout: '', stderr: '' };
  const code = await runCli({
    args,
    env,
    terminal: {
      isInteractive: false,
      print: async (text) => {
        // As it comes out of a pipe.
        said.stdout += Buffer.from(text).toString();
        return true;
      },
      note: (text) => void (said.stderr += `${text}\n`),
      ask: async () => null,
      askHidden: async () => null,
    },
    openKeychain: () => fakeKeychain(),
    readInput: async () => Buffer.from(''),
    report: (error) => void (said.stderr += String(error)),
    onInterrupt: () => () => {},
    onExit: () => {},
  });
  return { code, ...said };
}
