import fs from 'node:fs';
import path from 'node:path';
import type { LaunchPlan } from '../../../shared/launch-plan.ts';
import type { Attempt, Run } from './attempt.ts';
import type { Ended } from './command-line.ts';
import { bytesOfJournal, readJournal, type Journal } from './journal.ts';
import { isHit, killAt, type Death } from './kill-at.ts';
import type { Stage } from './stage.ts';
import { stageOf, stepsOf } from './steps.ts';
import type { World } from './world.ts';
import { faultsOfGone, faultsOfLook, faultsOfWhole, launchesIn, launchIn, type Said } from './verdict.ts';

/** A step may be overwritten before its kill arrives: then it is tried again. */
const TRIES = 8;
const HOME_IN_USE = 7;
/** The danger of a single machine is taken, where there is only one. */
const ONE_ZONE = ['--accept', 'one-zone'];

/** Until it was killed where it was meant to be, or something is wrong. Leaves the account as empty as it was. */
export async function runAttempt(stage: Stage, attempt: Attempt): Promise<Run> {
  for (let tries = TRIES; ; tries -= 1) {
    const { run, isHere } = await runOnce(stage, attempt);
    if (isHere || run.faults.length > 0) return run;
    if (tries === 1) return { ...run, isMissed: true };
  }
}

async function runOnce(
  stage: Stage,
  attempt: Attempt,
): Promise<{ readonly run: Run; readonly isHere: boolean }> {
  const { work, key, kill, zones } = attempt;
  const home = stage.keyport.newHome();
  const plan = {
    ...stage.plan,
    placements: stage.plan.placements.slice(0, zones),
    key: { ...stage.plan.key, kind: key },
  };
  const planFile = path.join(home, 'plan.json');
  fs.writeFileSync(planFile, JSON.stringify(plan));
  const scene = { stage, attempt, home, plan };
  try {
    if (work === 'undo') mustBeDone(await stage.keyport.run(home, ['launch', planFile, ...ONE_ZONE]));
    const command =
      work === 'launch' ? ['launch', planFile, ...ONE_ZONE] : ['undo', idIn(home), '--key-pair'];
    const death = await killAt(stage, { home, command, work, key }, kill);
    const judged = await judge(scene, death);
    const { events, journal, ended } = death;
    const died = ended.signal === null ? 'not' : stageOf(work, journal);
    const run = { attempt, died, events, stood: stoodAt(attempt, journal), ...judged } as const;
    // Only a moment may come too late.
    const isHere = kill === null || kill.at === 'moment' || isHit(kill, work, key, death);
    return { run, isHere };
  } finally {
    await stage.judge.clearUp();
    fs.rmSync(home, { recursive: true, force: true });
  }
}

type Scene = {
  readonly stage: Stage;
  readonly attempt: Attempt;
  readonly home: string;
  readonly plan: LaunchPlan;
};

type Judged = Pick<Run, 'end' | 'faults' | 'diedAgain'>;

/** What the restart shows and a person's decision makes of it, by AWS's own client. */
async function judge(scene: Scene, { journal }: Death): Promise<Judged> {
  const { stage, attempt, home } = scene;
  const faults = [...(await look(scene, journal))];
  if (journal.launch === null) {
    const left = faultsOfGone(await stage.judge.look(), undefined);
    const keys = journal.keys.map(({ state }) => `ORPHAN: a key that is ${state} without its launch`);
    return verdict('nothing', [...faults, ...left, ...keys], false);
  }
  const { launchId } = journal.launch;
  const command = attempt.decision === 'resume' ? ['resume', launchId] : ['undo', launchId, '--key-pair'];
  let diedAgain = false;
  if (attempt.killAgain !== null) {
    const work = attempt.decision === 'undo' ? 'undo' : journal.launch.aim;
    const again = await killAt(stage, { home, command, work, key: attempt.key }, attempt.killAgain);
    diedAgain = again.ended.signal === 'SIGKILL';
    faults.push(...(await look(scene, again.journal)));
  }
  const { one, rival } = await decide(scene, command);
  if (rival !== null) faults.push(...faultsOfRival(rival));
  faults.push(...faultsOfEnd('the decision', one));
  const isToBeGone = attempt.decision === 'undo' || readJournal(home).launch?.aim === 'undo';
  const world = await stage.judge.look();
  const said = launchIn(one);
  faults.push(...(isToBeGone ? faultsOfGone(world, said) : faultsOfWhole(scene.plan, said, world)));
  if (attempt.isRepeated) faults.push(...(await repeat(scene, command, world)));
  return verdict(isToBeGone ? 'gone' : 'whole', faults, diedAgain);
}

/** The same a second time is done at once, and changes nothing. */
async function repeat(
  { stage, home }: Scene,
  command: readonly string[],
  before: World,
): Promise<readonly string[]> {
  const bytes = bytesOfJournal(home);
  const again = await stage.keyport.ask(home, command);
  const after = await stage.judge.look();
  return [
    ...faultsOfEnd('the same once more', again),
    ...(JSON.stringify(before) === JSON.stringify(after)
      ? []
      : ['AGAIN: the second time changed the account']),
    ...(bytes === bytesOfJournal(home) ? [] : ['AGAIN: the second time changed the journal']),
  ];
}

async function look({ stage, home }: Scene, journal: Journal): Promise<readonly string[]> {
  const before = await stage.judge.look();
  const listed = launchesIn(await stage.keyport.ask(home, ['launches', '--look']));
  return faultsOfLook(listed, journal, before, await stage.judge.look());
}

/** While the one has the home and waits for its first answer, the other is told to do the same. */
async function decide(
  { stage, home, attempt }: Scene,
  command: readonly string[],
): Promise<{ readonly one: Ended; readonly rival: Ended | null }> {
  if (!attempt.hasRival) return { one: await stage.keyport.run(home, command), rival: null };
  const isHeld = Promise.withResolvers<void>();
  const release = Promise.withResolvers<void>();
  stage.tell({
    isSlow: () => false,
    isKilled: () => false,
    asked: () => {
      isHeld.resolve();
      return release.promise;
    },
    carriedOut: () => {},
  });
  const one = stage.keyport.run(home, command);
  await Promise.race([isHeld.promise, one]);
  const rival = await stage.keyport.run(home, command);
  stage.tell(null);
  release.resolve();
  return { one: await one, rival };
}

function faultsOfRival({ exitCode, stdout }: Ended): readonly string[] {
  return exitCode === HOME_IN_USE && stdout.includes('"home-in-use"')
    ? []
    : [`RIVAL: a second program at the same time ended with ${String(exitCode)}`];
}

function faultsOfEnd(what: string, { exitCode, signal, stderr }: Ended): readonly string[] {
  if (exitCode === 0) return [];
  return [
    `FAILED: ${what} ended with ${String(exitCode ?? signal)}: ${stderr.trim().split('\n').slice(-3).join(' | ')}`,
  ];
}

function verdict(end: Run['end'], faults: readonly string[], diedAgain: boolean): Judged {
  return { end: faults.length > 0 ? 'wrong' : end, faults, diedAgain };
}

function mustBeDone({ exitCode, stderr }: Ended): void {
  if (exitCode !== 0) throw new Error(`a launch that nobody killed failed: ${stderr}`);
}

function idIn(home: string): Said['launchId'] {
  return readJournal(home).launch?.launchId ?? '';
}

function stoodAt({ work, key }: Attempt, journal: Journal): string {
  const written = stepsOf(work, key).filter(({ isWritten }) => isWritten(journal));
  return stageOf(work, journal) === 'before' ? 'no entry' : (written.at(-1)?.name ?? 'no entry');
}
