import { runCli, type Cli } from '../../electron/cli/run-cli.ts';
import { fakeKeychain } from './fake-keychain.ts';

export type Said = { readonly code: number | null; readonly stdout: string; readonly stderr: string };

/** What a test has of its own: a keychain that outlives the command, somebody to ask, a signal. */
export type Captured = Partial<Pick<Cli, 'openKeychain' | 'readInput' | 'onInterrupt' | 'probe'>> & {
  /** The lines that a person types, one for each question; after the last one there is Ctrl-C. Nobody is there without it. */
  readonly typed?: readonly string[];
  /** The same for what is typed unseen. */
  readonly typedHidden?: readonly string[];
  /** Each line on standard error, as it is said. */
  readonly onNote?: (text: string) => void;
};

/** One command as it would be in a process of its own, without the second that starting one takes. */
export async function runCaptured(
  env: NodeJS.ProcessEnv,
  args: readonly string[],
  { typed, typedHidden, onNote, ...own }: Captured = {},
): Promise<Said> {
  const said = { stdout: '', stderr: '' };
  const toType = [...(typed ?? [])];
  const toTypeHidden = [...(typedHidden ?? [])];
  const note = (text: string) => {
    said.stderr += `${text}\n`;
    onNote?.(text);
  };
  const code = await runCli({
    args,
    env,
    terminal: {
      isInteractive: typed !== undefined || typedHidden !== undefined,
      print: async (text) => {
        // As it comes out of a pipe.
        said.stdout += Buffer.from(text).toString();
        return true;
      },
      note,
      ask: async (question) => {
        note(question);
        return toType.shift() ?? null;
      },
      askHidden: async (question) => {
        note(question);
        return toTypeHidden.shift() ?? null;
      },
    },
    openKeychain: () => fakeKeychain(),
    readInput: async () => Buffer.from(''),
    report: (error) => void (said.stderr += String(error)),
    onInterrupt: () => () => {},
    onExit: () => {},
    ...own,
  });
  return { code, ...said };
}
