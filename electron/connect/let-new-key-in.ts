import {
  APPEND_COMMAND,
  APPEND_FAILURES,
  authorizedLine,
  readAppended,
} from '../../shared/connect/authorized-key.ts';
import { withMachineKey } from '../../shared/connect/machine-key.ts';
import type { Rescue } from '../../shared/connect/rescue-api.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import { loadKeyCommand } from '../../shared/ssh-command.ts';
import { isReachable } from '../../shared/ways-in.ts';
import { words } from '../../shared/words/en.ts';
import type { ConnectServices } from './connect-services.ts';
import { lendKey } from './lent-key.ts';
import type { LoadedKey } from './load-key.ts';
import type { MachineAt } from './machine-at.ts';
import type { RescueBoard } from './rescue-board.ts';
import { problemOfVisit, type LogIn } from './ssh-visit.ts';

/** The key of the vault that is let in. */
export type NewKey = LoadedKey & { readonly custodyId: string; readonly keychainAccount: string };

type Services = Pick<ConnectServices, 'launches' | 'unfinished'> & { readonly logIn: LogIn };

const said = words.rescue.because;

/**
 * By a key that AWS lends for this: in, the new key into the user's list, and out. Then in once more, with the new key alone: it was never
 * lent, so only the list can have let it in. At last it is written down. Wherever this program ends in between, nothing worse is left
 * than one key more in the list; and all of it can be repeated.
 */
export async function letNewKeyIn(
  services: Services,
  at: MachineAt,
  key: NewKey,
  board: RescueBoard,
): Promise<Rescue> {
  board.begin('lend');
  const lent = await lendKey(services, at);
  if (!lent.ok) return board.fail(lent.problem);
  board.done('lend');
  board.begin('log-in');
  if (!isReachable(at.launch)) {
    const isPractice = at.launch.account.endpoint === null;
    const explanation = isPractice ? said.practiceLent : words.rescue.other.notAws;
    return board.fail(makeProblem('machine-not-real', { explanation }));
  }
  const line = authorizedLine(key.publicKey, key.name);
  const visit = await services.logIn(at, lent.value, { command: APPEND_COMMAND, input: `${line}\n` });
  if (visit.result !== 'ran') {
    const whyDenied = said.lentDenied(at.launch.connect.loginUser);
    // Where it was cut off, nobody knows how far it had come.
    return board.fail(
      problemOfVisit(visit, 'lent-key-refused', whyDenied),
      visit.result === 'cut-off' ? 'maybe-appended' : 'nothing',
    );
  }
  board.done('log-in');
  board.begin('append');
  const appended = readAppended(visit.stdout);
  if (visit.code !== 0 || appended === null) {
    const why = APPEND_FAILURES.get(visit.code) ?? 'broken';
    const explanation = EXPLAINED[why];
    const raw = visit.stderr.trim() === '' ? null : visit.stderr.trim().slice(-600);
    return board.fail(
      makeProblem('key-not-appended', { explanation, raw, retryable: true, actions: ['retry'] }),
      why === 'broken' || why === 'not-there' ? 'maybe-appended' : 'nothing',
    );
  }
  board.done('append', appended.did === 'appended' ? 'appended' : 'there-before');
  return proveAndNote(services, at, key, board);
}

/** In with the new key alone, and out again; then the launch knows of it. */
export async function proveAndNote(
  services: Pick<Services, 'launches' | 'logIn'>,
  at: MachineAt,
  key: NewKey,
  board: RescueBoard,
): Promise<Rescue> {
  const { launch, machine } = at;
  board.begin('prove');
  if (!isReachable(launch)) return board.fail(makeProblem('machine-not-real'));
  const visit = await services.logIn(at, key, { command: 'true', input: null });
  if (visit.result !== 'ran') {
    return board.fail(problemOfVisit(visit, 'new-key-refused', said.newDenied(launch.connect.loginUser)));
  }
  board.done('prove', 'proved');
  board.begin('note');
  const { custodyId, keychainAccount, name: keyName } = key;
  const noted = await services.launches.setConnect(launch.launchId, (connect) =>
    withMachineKey(connect, {
      instanceId: machine.instanceId,
      custodyId,
      keychainAccount,
      keyName,
      // Only where there is a program that prints what the keychain keeps.
      loadKeyCommand: connect.loadKeyCommand === null ? null : loadKeyCommand(keychainAccount),
    }),
  );
  if (!noted.ok) return board.fail(noted.problem);
  board.done('note', 'noted');
  return board.finish();
}

const EXPLAINED = {
  'no-home': said.noHome,
  'no-folder': said.noFolder,
  'not-writable': said.notWritable,
  'not-there': said.notThere,
  broken: said.broken,
} as const;
