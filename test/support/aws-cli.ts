import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { part } from './parts.ts';

/** The AWS CLI as a person has it: a program of its own, in its own words. It takes about a second for each command. */
export type AwsCli = {
  /** What it prints as JSON; null where it prints nothing. Rejects with what it says on standard error. */
  readonly json: (...words: readonly string[]) => Promise<unknown>;
  /** What it prints with `--output text`, without the last line's end. */
  readonly text: (...words: readonly string[]) => Promise<string>;
  /** How it ends where it is refused, and what it says then. */
  readonly refusal: (
    ...words: readonly string[]
  ) => Promise<{ readonly code: number; readonly says: string }>;
};

/** It sees this environment, and nothing of the machine's own AWS. */
export function openAwsCli(env: Readonly<Record<string, string>>): AwsCli {
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith('AWS_'));
  const surroundings = { ...Object.fromEntries(own), ...env, AWS_PAGER: '' };
  const run = async (output: string, words: readonly string[]): Promise<string> => {
    const { stdout } = await promisify(execFile)(part('aws') ?? 'aws', [...words, '--output', output], {
      env: surroundings,
      maxBuffer: 64 * 1024 * 1024,
    });
    return stdout;
  };
  return {
    json: async (...words) => {
      const printed = await run('json', words);
      return printed === '' ? null : (JSON.parse(printed) as unknown);
    },
    text: async (...words) => (await run('text', words)).trimEnd(),
    refusal: async (...words) => {
      const ended = await run('json', words).then(
        (printed) => ({ code: 0, stderr: `it printed: ${printed}` }),
        (error: unknown) => error as { readonly code: number; readonly stderr: string },
      );
      return { code: ended.code, says: ended.stderr.trim() };
    },
  };
}
