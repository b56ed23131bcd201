import { accountsOf } from '../aws/accounts.ts';
import type { Accounts } from '../aws/accounts.ts';
import type { AskMfaCode } from '../aws/mfa-sessions.ts';
import { createStores } from '../custody/stores.ts';
import { createHomeLock } from '../journal/home-lock.ts';
import type { Keychain } from '../keychain/keychain.ts';
import type { OpenKeychain } from '../open-vault.ts';
import { createOwnAccounts } from '../own-accounts.ts';
import { succeeded, type Outcome } from '../../shared/outcome.ts';
import { words } from '../../shared/words/en.ts';
import type { Globals } from './globals.ts';
import { homeFolder, pathFrom } from './home.ts';
import { knownPassphrase } from './passphrase.ts';
import type { Terminal } from './terminal.ts';

type PlainAccountsDeps = {
  readonly env: NodeJS.ProcessEnv;
  readonly globals: Globals;
  readonly terminal: Terminal;
  readonly openKeychain: OpenKeychain;
  readonly askMfaCode: AskMfaCode;
  /** Called with how to give the home back, once it was taken. */
  readonly onTaken: (release: () => void) => void;
};

/** Every way in, for a command that needs neither home nor keychain, but where an access key is kept there. */
export function plainAccounts(deps: PlainAccountsDeps): Accounts {
  const { env, globals, askMfaCode } = deps;
  const home = homeFolder(globals.home, { env });
  const lock = createHomeLock(home, 'keyport (command line)');
  const openKeychain = async (): Promise<Outcome<Keychain>> => {
    const taken = await lock.take();
    if (!taken.ok) return taken;
    deps.onTaken(lock.release);
    return unlocked(deps, home);
  };
  return createOwnAccounts({
    accounts: accountsOf(env, askMfaCode),
    home,
    env,
    openExternal: async () => {},
    openKeychain,
  }).accounts;
}

async function unlocked(
  { env, globals, terminal, openKeychain }: PlainAccountsDeps,
  home: string,
): Promise<Outcome<Keychain>> {
  const stores = createStores({ home, osKeychain: openKeychain(() => {}), inWork: new Set() });
  if (stores.report().state === 'open') return succeeded(stores.keychain);
  const typed = globals.storePassphraseFile;
  const file = typed === undefined ? null : pathFrom(typed, env);
  const passphrase = await knownPassphrase(words.cli.ask.store, file, terminal, '--store-passphrase-file');
  if (!passphrase.ok) return passphrase;
  const unlocking = await stores.unlock(passphrase.value);
  return unlocking.ok ? succeeded(stores.keychain) : unlocking;
}
