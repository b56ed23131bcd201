import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Kill } from './attempt.ts';
import type { Ended } from './command-line.ts';
import { readJournal, watchJournal, type Journal } from './journal.ts';
import { isActing, proveGone, type Stage } from './stage.ts';
import { stageOf, stepsOf, type KeyKind, type Work } from './steps.ts';

export type Death = {
  readonly ended: Ended;
  /** As it stands when the process is gone. */
  readonly journal: Journal;
  /** How many entries of its journal and calls were seen of it, from the first entry on. */
  readonly events: number;
};

type Victim = {
  readonly home: string;
  readonly command: readonly string[];
  readonly work: Work;
  readonly key: KeyKind;
};

/** Runs a command until it is killed, or done; what had left it is carried out before this resolves. */
export async function killAt(
  stage: Stage,
  { home, command, work, key }: Victim,
  kill: Kill | null,
): Promise<Death> {
  const step = kill?.at === 'step' ? stepsOf(work, key).find(({ name }) => name === kill.step) : undefined;
  // Where nobody reads its answer it does not come to its end: so that also its last step can be killed at.
  const out = kill?.at === 'step' ? ['--out', endlessFile(home)] : [];
  const { child, ended } = stage.keyport.start(home, [...command, ...out]);
  const die = () => void child.kill('SIGKILL');
  let hasBegun = false;
  let events = 0;
  const dieAt = (event: number) => {
    if (kill?.at === 'moment' && kill.event === event) void setTimeout(kill.afterMs).then(die);
  };
  const happened = () => {
    if (hasBegun) dieAt((events += 1));
  };
  dieAt(0);
  const watch = watchJournal(home, (journal) => {
    if (stageOf(work, journal) === 'before') return;
    hasBegun = true;
    if (step?.isWritten(journal) === true) die();
    happened();
  });
  const count = new Map<string, number>();
  const called = (action: string, nth: number, when: 'asked' | 'carried out') => {
    if (kill?.at === 'call' && kill.action === action && kill.nth === nth && kill.when === when) die();
    happened();
  };
  const numbers = new WeakMap<object, number>();
  stage.tell({
    isSlow: () => hasBegun,
    isKilled: () => child.killed,
    asked: (call) => {
      if (isActing(call)) {
        const nth = (count.get(call.action) ?? 0) + 1;
        count.set(call.action, nth);
        numbers.set(call, nth);
      }
      called(call.action, numbers.get(call) ?? 0, 'asked');
    },
    carriedOut: (call) => called(call.action, numbers.get(call) ?? 0, 'carried out'),
  });
  const end = await ended;
  watch.stop();
  proveGone(child.pid, end);
  await stage.drained();
  stage.tell(null);
  return { ended: end, journal: readJournal(home), events };
}

/** Whether it died where it was meant to: the step stands there, and the one after it does not. */
export function isHit(kill: Kill, work: Work, key: KeyKind, { ended, journal }: Death): boolean {
  if (ended.signal !== 'SIGKILL') return false;
  if (kill.at !== 'step') return true;
  const steps = stepsOf(work, key);
  const step = steps.find(({ name }) => name === kill.step);
  const next = steps.find(({ name }) => name === step?.next);
  return step?.isWritten(journal) === true && next?.isWritten(journal) !== true;
}

/** A file that nobody ever reads. */
function endlessFile(home: string): string {
  const file = path.join(home, 'nobody-reads');
  execFileSync('mkfifo', [file]);
  return file;
}
