import { areThere, isGone } from '../../shared/launch-acts.ts';
import type { Launch, Removal } from '../../shared/launch.ts';
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
export type UndoFlags = { readonly keyPair?: boolean; readonly snapshots?: boolean };

/** Removes what the record of this launch names, once its name was typed. Once more removes what is still there. */
export async function undoLaunch(session: Session, named: string, flags: UndoFlags): Promise<Outcome<Shown>> {
  session.untilItGoesOn(words.cliLaunch.usage.nothingRemoved);
  const found = await findLaunch(await session.launches.open(), named);
  if (!found.ok) return found;
  const launch = found.value;
  if (isGone(launch)) return nothingLeft(launch, flags.keyPair === true);
  const wanted = wantedOf(launch, flags);
  const agreed = await agree(session, launch, wanted);
  if (!agreed.ok) return agreed;
  const { launchId } = launch;
  const input = { launchId, ...wanted };
  const ended = await followLaunch(session, { launchId, wait: 'running', before: launch }, (launches) =>
    launches.undoLaunch(input),
  );
  return ended.ok ? succeeded(shownLaunch(ended.value, 'running')) : untouched(launch, ended.problem);
}

/** What was wanted when this removal was begun is wanted still, until something else is said. */
function wantedOf({ removal }: Launch, { keyPair, snapshots }: UndoFlags): Removal {
  return {
    keyPairToo: keyPair ?? removal?.keyPairToo ?? false,
    snapshotsFirst: snapshots ?? removal?.snapshotsFirst ?? false,
  };
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

async function agree(
  { globals, terminal }: Session,
  launch: Launch,
  wanted: Removal,
): Promise<Outcome<null>> {
  const { ask, usage } = words.cliLaunch;
  if (globals.yes) return succeeded(null);
  if (!terminal.isInteractive) return failed(nobodyToAsk('name-not-typed', usage.noTerminalUndo));
  const { name, made } = launch;
  const pairName = made.keyPair?.name ?? (wanted.keyPairToo ? name : null);
  const question = ask.undo(name, areThere(launch).length, wanted, pairName);
  const typed = await askTwice(terminal, question, (word) => word === name, usage.wantsName(name));
  if (typed.ok) return typed;
  if (typed.problem.code === 'cancelled') return typed;
  return failed(makeProblem('name-not-typed', { explanation: usage.otherName }));
}
