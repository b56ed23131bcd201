import { Option, type Command } from 'commander';
import type { Outcome } from '../../shared/outcome.ts';
import { words } from '../../shared/words/en.ts';
import { addKey } from './add-key.ts';
import { backUp } from './back-up.ts';
import { chooseStore } from './choose-store.ts';
import { createKey } from './create-key.ts';
import { exportKey } from './export-key.ts';
import { listKeys } from './list-keys.ts';
import { proveKey } from './prove-key.ts';
import { recoverKeys } from './recover-keys.ts';
import { removeKey, untrashKey } from './remove-key.ts';
import { restoreBackup } from './restore-backup.ts';
import type { Session } from './session.ts';
import type { Shown } from './shown.ts';

/** Does the work of one command with the home in hand, and says what came of it; `later` takes it by itself. */
export type Run = (
  command: Command,
  work: (session: Session) => Promise<Outcome<Shown>>,
  opens?: 'at-once' | 'later',
) => Promise<void>;

const { commands, args, flags } = words.cli;

/** What is typed and what is done. Options arrive as commander gives them: text, true, or nothing. */
export function addKeyCommands(program: Command, run: Run): void {
  const keys = program.command('keys').description(commands.keys);

  keys
    .command('create')
    .description(commands.create)
    .requiredOption('--name <name>', flags.createName)
    .addOption(new Option('--type <type>', flags.type).choices(['ed25519', 'rsa']).default('ed25519'))
    .addOption(new Option('--path <path>', flags.path).choices(['aws', 'here']).default('aws'))
    .action((options: { name: string; type: string; path: string }, command: Command) =>
      run(command, (session) => createKey(session, options)),
    );

  keys
    .command('list')
    .description(commands.list)
    .option('--account', flags.account)
    .action((options: { account?: true }, command: Command) =>
      run(command, (session) => listKeys(session, { account: options.account === true })),
    );

  keys
    .command('prove')
    .description(commands.prove)
    .argument('<name>', args.name)
    .action((name: string, _, command: Command) => run(command, (session) => proveKey(session, name)));

  keys
    .command('add')
    .description(commands.add)
    .argument('<file>', args.keyFile)
    .requiredOption('--name <name>', flags.addName)
    .option('--passphrase-file <file>', flags.passphraseFile)
    .action((file: string, options: { name: string; passphraseFile?: string }, command: Command) =>
      run(command, (session) => addKey(session, file, options)),
    );

  keys
    .command('export')
    .description(commands.export)
    .argument('<name>', args.name)
    .requiredOption('--to <file>', flags.to)
    .addOption(new Option('--format <format>', flags.format).choices(['openssh', 'pem']).default('openssh'))
    .option('--encrypt', flags.encrypt)
    .option('--passphrase-file <file>', flags.passphraseFile)
    .action(
      (
        name: string,
        options: { to: string; format: string; encrypt?: true; passphraseFile?: string },
        command: Command,
      ) => run(command, (session) => exportKey(session, name, options)),
    );

  keys
    .command('remove')
    .description(commands.remove)
    .argument('<name>', args.name)
    .option('--pair', flags.pair)
    .option('--private-key', flags.privateKey)
    .option('--for-good', flags.forGood)
    .action((name: string, options: { pair?: true; privateKey?: true; forGood?: true }, command: Command) =>
      run(command, (session) => removeKey(session, name, options)),
    );

  keys
    .command('untrash')
    .description(commands.untrash)
    .argument('<name>', args.name)
    .action((name: string, _, command: Command) => run(command, (session) => untrashKey(session, name)));

  keys
    .command('recover')
    .description(commands.recover)
    .action((_, command: Command) => run(command, recoverKeys));

  keys
    .command('backup')
    .description(commands.backup)
    .requiredOption('--to <file>', flags.to)
    .option('--passphrase-file <file>', flags.passphraseFile)
    .action((options: { to: string; passphraseFile?: string }, command: Command) =>
      run(command, (session) => backUp(session, options)),
    );

  keys
    .command('restore')
    .description(commands.restore)
    .argument('<file>', args.backupFile)
    .option('--passphrase-file <file>', flags.passphraseFile)
    .action((file: string, options: { passphraseFile?: string }, command: Command) =>
      run(command, (session) => restoreBackup(session, file, options)),
    );

  keys
    .command('store')
    .description(commands.store)
    .argument('[where]', args.store)
    .option('--passphrase-file <file>', flags.passphraseFile)
    .action((where: string | undefined, options: { passphraseFile?: string }, command: Command) =>
      run(command, (session) => chooseStore(session, where, options), 'later'),
    );
}
