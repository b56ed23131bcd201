import { areThere, isGone } from '../../shared/launch-acts.ts';
import type { Launch } from '../../shared/launch.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import { failed, succeeded, type Outcome } from '../../shared/outcome.ts';
import { words } from '../../shared/words/en.ts';
import { askTwice } from './ask-twice.ts';
import { findLaunch } from './find-launch.ts';
import { followLaunch } from './follow-launch.ts';
import { shownLaunch, untouched } from './launch-lines.ts';
import { nobodyToAsk } from './nobody-to-ask.ts';
import type { Session } from './session.ts';
import type { Shown } from './shown.ts';

/** As commander gives them. */
export type UndoFlags = { readonly keyPair?: true; readonly snapshots?: true };

/** Removes what the record of this launch names, once its name was typed. Once more removes what is still there. */
export async function undoLaunch(session: Session, named: string, flags: UndoFlags): Promise<Outcome<Shown>> {
  const found = await findLaunch(await session.launches.open(), named);
  if (!found.ok) return found;
  const launch = found.value;
  const keyPairToo = flags.keyPair === true;
  if (isGone(launch)) return nothingLeft(launch, keyPairToo);
  const agreed = await agree(session, launch);
  if (!agreed.ok) return agreed;
  const { launchId } = launch;
  const input = { launchId, keyPairToo, snapshotsFirst: flags.snapshots === true };
  const ended = await followLaunch(session, { launchId, wait: 'running', before: launch }, (launches) =>
    launches.undoLaunch(input),
  );
  return ended.ok ? succeeded(shownLaunch(ended.value, 'running')) : untouched(launch, ended.problem);
}

/** Key pairs have a command of their own, which looks first whether an instance may use it. */
function nothingLeft(launch: Launch, keyPairToo: boolean): Outcome<Shown> {
  const { done, usage } = words.cliLaunch;
  const { name, made } = launch;
  if (keyPairToo && made.keyPair !== null) {
    return failed(makeProblem('bad-request', { explanation: usage.pairIsLeft(made.keyPair.name) }));
  }
  return succeeded(shownLaunch(launch, 'running', [done.alreadyGone(name)]));
}

async function agree({ globals, terminal }: Session, launch: Launch): Promise<Outcome<null>> {
  const { ask, usage } = words.cliLaunch;
  if (globals.yes) return succeeded(null);
  if (!terminal.isInteractive) return failed(nobodyToAsk('name-not-typed', usage.noTerminalUndo));
  const { name } = launch;
  const question = ask.undo(name, areThere(launch).length);
  const typed = await askTwice(terminal, question, (word) => word === name, usage.wantsName(name));
  if (typed.ok) return typed;
  if (typed.problem.code === 'cancelled') return typed;
  return failed(makeProblem('name-not-typed', { explanation: usage.otherName }));
}
