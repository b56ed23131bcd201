import type { Command } from 'commander';
import { z } from 'zod';
import { words } from '../../shared/words/en.ts';

const text = z.string().min(1).optional();

const globalsSchema = z.object({
  home: text,
  json: z.boolean().default(false),
  out: text,
  yes: z.boolean().default(false),
  quiet: z.boolean().default(false),
  profile: text,
  region: text,
  endpoint: text,
  proxy: text,
  ca: text,
  storePassphraseFile: text,
});

/** What every command understands. */
export type Globals = Readonly<z.infer<typeof globalsSchema>>;

export function addGlobals(program: Command): void {
  const { options } = words.cli;
  program
    .option('--home <dir>', options.home)
    .option('--json', options.json)
    .option('--out <file>', options.out)
    .option('--yes', options.yes)
    .option('--quiet', options.quiet)
    .option('--profile <name>', options.profile)
    .option('--region <region>', options.region)
    .option('--endpoint <url>', options.endpoint)
    .option('--proxy <address>', options.proxy)
    .option('--ca <file>', options.ca)
    .option('--store-passphrase-file <file>', options.storePassphraseFile);
}

/** Null where one of them is empty. */
export function globalsOf(command: Command): Globals | null {
  return globalsSchema.safeParse(command.optsWithGlobals()).data ?? null;
}
