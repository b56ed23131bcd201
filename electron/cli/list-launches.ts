import { costOf } from '../../shared/cost.ts';
import { areThere, isHalfDone, isRemoved, isSilent, mayBeThere } from '../../shared/launch-acts.ts';
import type { Launch } from '../../shared/launch.ts';
import type { LaunchList } from '../../shared/launches-api.ts';
import { costInWords } from '../../shared/money.ts';
import { succeeded, type Outcome } from '../../shared/outcome.ts';
import { words } from '../../shared/words/en.ts';
import { halfDoneLine, launchJson } from './launch-lines.ts';
import type { Session } from './session.ts';
import { printable, table, type Shown } from './shown.ts';

const { columns, done, none, age, state: states, progress } = words.cliLaunch;

/** Those of which something is left, or all, as the journal knows them, or as AWS says now. Changes nothing but what is known. */
export async function listLaunches(
  session: Session,
  { look, all }: { readonly look?: true; readonly all?: true },
): Promise<Outcome<Shown>> {
  const launches = await session.launches.open();
  const looks = look === true;
  if (looks) session.say(progress.looking);
  const listed = await (looks ? launches.lookAtLaunches({ launchIds: null }) : launches.listLaunches());
  if (!listed.ok) return listed;
  remark(session, listed.value);
  const { launches: every, damaged } = listed.value;
  const shown = all === true ? every : every.filter((launch) => !isRemoved(launch));
  const removed = every.length - shown.length;
  return succeeded({
    lines: [
      ...(shown.length === 0 ? [] : launchTable(shown)),
      ...(every.length === 0 ? [done.noLaunches] : []),
      ...(removed === 0 ? [] : [done.removedToo(removed, shown.length === 0)]),
    ],
    json: { launches: shown.map(launchJson), removed, damaged },
  });
}

/** Also where nobody wants progress: what may be forgotten costs money. */
function remark({ terminal }: Session, { launches, damaged }: LaunchList): void {
  for (const { file, ids } of damaged) terminal.note(printable(done.damaged(file, ids.join(', '))));
  for (const launch of launches) {
    const { name, sight } = launch;
    if (sight.problem !== null)
      terminal.note(printable(done.notSeen(name, `${sight.problem.title}. ${sight.problem.explanation}`)));
    if (isHalfDone(launch)) terminal.note(printable(`${name}: ${halfDoneLine(launch)}`));
  }
}

function launchTable(launches: readonly Launch[]): string[] {
  const now = Date.now();
  return table([
    [
      columns.name,
      columns.state,
      columns.region,
      columns.machines,
      columns.checks,
      columns.age,
      columns.cost,
      columns.id,
    ],
    ...launches.map((launch) => [
      launch.name,
      states[launch.state],
      launch.region,
      machinesOf(launch),
      checksOf(launch),
      ageOf(now - launch.startedAt),
      costNow(launch, now),
      launch.launchId.slice(0, 8),
    ]),
  ]);
}

/** Nothing where nothing is left, and not known where an answer was lost. */
function costNow(launch: Launch, now: number): string {
  if (lostOf(launch) > 0) return done.costNotKnown;
  const cost = costOf(launch, now);
  return cost.perHour === 0 ? none : costInWords(cost).perHour;
}

/** With those whose answer was lost: they may be there. */
function machinesOf(launch: Launch): string {
  const count = areThere(launch).length;
  const lost = lostOf(launch);
  return lost === 0 ? String(count) : done.machinesNotKnown(count, count + lost);
}

/** EC2's own two checks of each machine that runs, as it said them when it was last asked. */
function checksOf(launch: Launch): string {
  const running = areThere(launch).filter(({ state }) => state === 'running');
  if (running.every(({ checks }) => checks === null)) return none;
  const silent = running.filter(isSilent).length;
  if (silent > 0) return done.checksOf.impaired(silent);
  return running.every(({ checks }) => checks === 'ok') ? done.checksOf.passed : done.checksOf.waiting;
}

function lostOf({ zones }: Launch): number {
  return zones.filter(mayBeThere).length;
}

function ageOf(ms: number): string {
  const minutes = Math.max(0, Math.floor(ms / 60_000));
  if (minutes < 120) return age.minutes(minutes);
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? age.hours(hours) : age.days(Math.floor(hours / 24));
}
