import { accountsOf, type Accounts } from '../aws/accounts.ts';
import { createConnections } from '../aws/connections.ts';
import { createPatience } from '../aws/patience.ts';
import { createAgents } from '../connect/agents.ts';
import type { FileDialogs } from '../custody/vault-services.ts';
import { createHomeLock } from '../journal/home-lock.ts';
import { createKeys } from '../keys.ts';
import { createVaultDoor, type OpenKeychain } from '../open-vault.ts';
import { createOwnAccounts, type OwnAccountsApi } from '../own-accounts.ts';
import type { Probe } from '../review/change/change-services.ts';
import { createUnfinished, type Unfinished } from '../unfinished.ts';
import type { KeychainReport } from '../../shared/api.ts';
import type { Vault } from '../../shared/keys/vault.ts';
import { succeeded, type Outcome } from '../../shared/outcome.ts';
import { words } from '../../shared/words/en.ts';
import { withEndpoint } from './account.ts';
import { askMfaCode } from './ask-mfa-code.ts';
import { atTheDoor } from './at-the-door.ts';
import type { Globals } from './globals.ts';
import { createHeldDecision } from './held-decision.ts';
import { homeFolder, pathFrom } from './home.ts';
import { createLaunchDoor, type LaunchDoor } from './launch-door.ts';
import { knownPassphrase } from './passphrase.ts';
import type { Terminal } from './terminal.ts';

/** What a command works with. */
export type Session = {
  /** Parsed at the door, as what comes from the window is. */
  readonly keys: CliKeys;
  /** Every way in to AWS. */
  readonly accounts: Accounts;
  /** Parsed at the door, too. */
  readonly ownAccounts: OwnAccountsApi;
  readonly env: NodeJS.ProcessEnv;
  readonly globals: Globals;
  readonly terminal: Terminal;
  /** Progress: nothing where nobody wants to see it. */
  readonly say: (text: string) => void;
  /** What the person typed as a path, from where they typed it. */
  readonly pathFrom: (typed: string) => string;
  /** The next dialog of the system is answered with this file. */
  readonly chooses: (file: string) => void;
  /** As below, for a command that first does what needs no home. */
  readonly open: () => Promise<Outcome<Vault>>;
  /** Tries what keeps the private keys out, with an item that stands for nothing. */
  readonly probeStore: () => Promise<Outcome<KeychainReport>>;
  readonly launches: LaunchDoor;
  /** All of standard input. */
  readonly readInput: () => Promise<Uint8Array>;
  /** What is true of whatever ends it before it goes on by itself: that nothing was made, or removed. */
  readonly untilItGoesOn: (nothingYet: string) => void;
  /** From here on it goes on when it is interrupted, and `first` says so; a second time it ends at once, and `left` says what stays. */
  readonly goOn: (said: GoesOn) => void;
};

type GoesOn = { readonly first: string; readonly left: string };

export type CliKeys = ReturnType<typeof createKeys>;

export type OpenSession = {
  readonly session: Session;
  readonly unfinished: Unfinished;
  /** As it was last known: where private keys are kept, and which. */
  readonly vault: () => Vault;
  /** The home is ours when this succeeds, and what keeps the private keys is open. */
  readonly open: () => Promise<Outcome<Vault>>;
  /** Null as long as an interruption ends it at once. */
  readonly goesOn: () => GoesOn | null;
  /** What is true of an interruption as long as that; null where nothing was said of it. */
  readonly nothingYet: () => string | null;
  /** Resolves when what ssh is told of the machines is as the command has left them. Never rejects. */
  readonly settled: () => Promise<void>;
  /** At once, as the program ends. */
  readonly close: () => void;
};

type CliMachine = {
  readonly env: NodeJS.ProcessEnv;
  readonly terminal: Terminal;
  readonly openKeychain: OpenKeychain;
  readonly readInput: () => Promise<Uint8Array>;
  /** Knocks at a machine's door; from this computer where it is not said. */
  readonly probe?: Probe;
  /** A bug: told by its name and place. */
  readonly report: (error: unknown) => void;
};

/** The services that the window has too, over the same home, and no window. */
export function createSession(machine: CliMachine, globals: Globals): OpenSession {
  const { terminal } = machine;
  const env = withEndpoint(machine.env, globals.endpoint);
  const home = homeFolder(globals.home, { env });
  const say = (text: string) => {
    if (!globals.quiet) terminal.note(text);
  };
  const files = createPathDialogs(terminal, (typed) => pathFrom(typed, env));
  const unfinished = createUnfinished();
  const lock = createHomeLock(home, 'keyport (command line)');
  const own = createOwnAccounts({
    accounts: accountsOf(env, askMfaCode(terminal)),
    home,
    env,
    openExternal: async () => {},
    openKeychain: async () => {
      const opened = await open();
      return opened.ok ? succeeded(door.services.keychain) : opened;
    },
  });
  const { accounts } = own;
  const connections = createConnections(accounts);
  const door = createVaultDoor({
    home,
    env,
    lock,
    openKeychain: machine.openKeychain,
    connections,
    files: files.dialogs,
    copyText: async () => {},
    unfinished,
    changed: sayWaiting(say),
    decide: createHeldDecision(terminal, createPatience(env).pause, () => vault().store.kind),
  });
  const vault = () => door.services.board.vault();
  const agents = createAgents(door.services, { env });
  const keys = atTheDoor(createKeys(door, agents), machine.report);
  const ownAccounts = atTheDoor<OwnAccountsApi>(own.api(connections), machine.report);
  const launches = createLaunchDoor({
    accounts,
    home,
    env,
    lock,
    door,
    connections,
    files: files.dialogs,
    unfinished,
    probe: machine.probe,
    profile: globals.profile,
    report: machine.report,
  });
  let goesOn: GoesOn | null = null;
  let nothingYet: string | null = null;
  const open = async (): Promise<Outcome<Vault>> => {
    const read = await keys.readVault();
    if (!read.ok || read.value.store.state === 'open') return read;
    return unlock(keys, globals, terminal, env);
  };
  return {
    session: {
      keys,
      accounts,
      ownAccounts,
      env,
      globals,
      terminal,
      say,
      pathFrom: (typed) => pathFrom(typed, env),
      chooses: files.chooses,
      open,
      probeStore: async () => {
        const opened = await door.open();
        return opened.ok ? succeeded(await opened.value.keychain.probe()) : opened;
      },
      launches,
      readInput: machine.readInput,
      untilItGoesOn: (said) => {
        nothingYet = said;
      },
      goOn: (said) => {
        goesOn = said;
      },
    },
    unfinished,
    vault,
    goesOn: () => goesOn,
    nothingYet: () => (goesOn === null ? nothingYet : null),
    open,
    settled: launches.settled,
    close: () => {
      launches.close();
      agents.closeAll();
      lock.release();
    },
  };
}

/** An encrypted file keeps the keys: nothing can be done with one before its passphrase is known. */
async function unlock(
  keys: CliKeys,
  globals: Globals,
  terminal: Terminal,
  env: NodeJS.ProcessEnv,
): Promise<Outcome<Vault>> {
  const typed = globals.storePassphraseFile;
  const file = typed === undefined ? null : pathFrom(typed, env);
  const passphrase = await knownPassphrase(words.cli.ask.store, file, terminal, '--store-passphrase-file');
  return passphrase.ok ? keys.unlockStore({ passphrase: passphrase.value }) : passphrase;
}

/** The system's dialogs, where there are none: a path that was given, or is typed now. */
function createPathDialogs(
  terminal: Terminal,
  resolve: (typed: string) => string,
): { readonly dialogs: FileDialogs; readonly chooses: (file: string) => void } {
  let chosen: string | null = null;
  const take = async (): Promise<string | null> => {
    const file = chosen;
    chosen = null;
    if (file !== null) return file;
    const typed = (await terminal.ask(words.cli.ask.saveWhere)) ?? '';
    return typed === '' ? null : resolve(typed);
  };
  return {
    dialogs: { open: take, save: take },
    chooses: (file) => {
      chosen = resolve(file);
    },
  };
}

function sayWaiting(say: (text: string) => void): (vault: Vault) => void {
  let wasWaiting = false;
  return ({ isWaiting }) => {
    if (isWaiting !== wasWaiting) say(isWaiting ? words.cli.progress.waiting : words.cli.progress.answered);
    wasWaiting = isWaiting;
  };
}
