import { isHalfDone, mayBeThere, openZones } from '../../shared/launch-acts.ts';
import type { Launch, LaunchZone } from '../../shared/launch.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import { failed, succeeded, type Outcome } from '../../shared/outcome.ts';
import { sumOfPrices } from '../../shared/price.ts';
import type { Problem } from '../../shared/problem.ts';
import { words } from '../../shared/words/en.ts';
import { agreeToCost, showsBefore } from './agree-to-cost.ts';
import { EXIT } from './exit-codes.ts';
import { findLaunch } from './find-launch.ts';
import { followLaunch } from './follow-launch.ts';
import { shownLaunch, untouched } from './launch-lines.ts';
import { priceLines, scriptLines, tagLines, type ScriptFlags } from './plan-lines.ts';
import type { Session } from './session.ts';
import { printable, type Shown } from './shown.ts';
import type { Wait } from './waits.ts';
import { readMeantMachines, readOffers, type Asked, type MeantMachine } from './zone-answers.ts';
import { shownOffers } from './zone-offers.ts';

/** As commander gives them. */
export type AnswerFlags = ScriptFlags & {
  readonly again?: true;
  readonly zone?: string;
  readonly type?: string;
  readonly leaveOut?: true;
  readonly wait: Wait;
};

const { ask, plan: says, usage } = words.cliLaunch;

/**
 * Says what becomes of a machine that AWS refused, or that has ended: asked for again, in another zone, as another size, or left out.
 * What costs money is shown with its price, and asked about first. Without an answer it shows what can be answered, and changes nothing.
 */
export async function answerZone(
  session: Session,
  named: string,
  place: string | undefined,
  flags: AnswerFlags,
): Promise<Outcome<Shown>> {
  session.untilItGoesOn(usage.nothingAsked);
  const asked = askedOf(flags);
  if (asked.length > 1) return refused(usage.oneAnswer);
  const found = await findLaunch(await session.launches.open(), named);
  if (!found.ok) return found;
  const launch = found.value;
  const zones = zonesMeant(launch, place);
  if (!zones.ok) return zones;
  const [kind] = asked;
  const { wait, wholeScript = false } = flags;
  const work = { session, launch, zones: zones.value, wait, wholeScript };
  const shown =
    kind === undefined
      ? await showOffers(work)
      : kind === 'leave-out'
        ? await leaveOut(work)
        : await startMachines(work, kind);
  return shown.ok ? shown : untouched(launch, shown.problem);
}

type Work = {
  readonly session: Session;
  readonly launch: Launch;
  readonly zones: readonly LaunchZone[];
  readonly wait: Wait;
  readonly wholeScript: boolean;
};

function askedOf({ again, zone, type, leaveOut: without }: AnswerFlags): readonly (Asked | 'leave-out')[] {
  return [
    ...(again === true ? [{ kind: 'again' } as const] : []),
    ...(zone === undefined ? [] : [{ kind: 'zone', zone } as const]),
    ...(type === undefined ? [] : [{ kind: 'type', type } as const]),
    ...(without === true ? (['leave-out'] as const) : []),
  ];
}

/** By the zone's name or the placement's id. `all`: each that waits for an answer; so does no name, where that is one. */
function zonesMeant(launch: Launch, place: string | undefined): Outcome<readonly LaunchZone[]> {
  const { name, launchId } = launch;
  const open = openZones(launch);
  if (place === undefined || place === 'all') {
    if (open.length === 0) {
      return failed(
        nothingToAnswer(isHalfDone(launch) ? usage.halfDone(name, launchId) : usage.noneMissing(name)),
      );
    }
    return place === 'all' || open.length === 1 ? succeeded(open) : refused(usage.whichZone(namesOf(open)));
  }
  const named = launch.zones.filter((zone) => zone.zoneName === place || zone.placementId === place);
  if (named.length === 0) return refused(usage.unknownZone(place, namesOf(launch.zones)));
  // Two machines can stand in one zone: the one that is missing is meant.
  const missing = named.filter(({ state }) => state !== 'started');
  if (missing.length === 0) return failed(nothingToAnswer(usage.isThere(name, place)));
  if (missing.some(mayBeThere)) return failed(nothingToAnswer(usage.halfDone(name, launchId)));
  if (missing.length === 1) return succeeded(missing);
  return refused(usage.twoInZone(place, missing.map(({ placementId }) => placementId).join(', ')));
}

function namesOf(zones: readonly LaunchZone[]): string {
  return [...new Set(zones.map(({ zoneName }) => zoneName))].join(', ');
}

async function showOffers({ session, launch, zones }: Work): Promise<Outcome<Shown>> {
  const all: Shown[] = [];
  for (const zone of zones) {
    const offers = await readOffers(session, launch, zone);
    if (!offers.ok) return offers;
    all.push(shownOffers(launch, zone, offers.value));
  }
  const [first] = all;
  if (first !== undefined && all.length === 1) return succeeded(first);
  return succeeded({ lines: all.flatMap(({ lines }) => lines), json: all.map(({ json }) => json) });
}

async function leaveOut({ session, launch, zones, wait }: Work): Promise<Outcome<Shown>> {
  const { launchId } = launch;
  let shown = shownLaunch(launch, wait);
  for (const { placementId } of zones) {
    const launches = await session.launches.open();
    const left = await launches.answerZone({ launchId, placementId, answer: { kind: 'leave-out' } });
    if (!left.ok) return left;
    shown = shownLaunch(left.value, wait);
  }
  return succeeded(shown);
}

async function startMachines(work: Work, asked: Asked): Promise<Outcome<Shown>> {
  const { session, launch, zones, wait } = work;
  const { launchId } = launch;
  // What opens the private keys is asked for first: the yes is the last thing before the machines. Who can say none needs no key.
  const canAgree = session.globals.yes || session.terminal.isInteractive;
  const opened = canAgree ? await session.open() : succeeded(null);
  if (!opened.ok) return opened;
  const meant = await readMeantMachines(session, launch, zones, asked);
  if (!meant.ok) return meant;
  const machines = meant.value;
  if (showsBefore(session)) {
    for (const line of machineLines(work, machines)) session.terminal.note(printable(`  ${line}`));
  }
  const agreed = await agreeToCost(session, ask.start(machines.length), usage.notStarted);
  if (!agreed.ok) return notAgreed(launch, machines, agreed.problem);
  let before = launch;
  for (const { placementId, answer } of machines) {
    const ended = await followLaunch(session, { launchId, wait, before }, (launches) =>
      launches.answerZone({ launchId, placementId, answer }),
    );
    if (!ended.ok) return ended;
    before = ended.value;
  }
  return succeeded(shownLaunch(before, wait));
}

/** What would be made, in whose account, and what it would cost: as before a launch. */
function machineLines({ launch, wholeScript }: Work, machines: readonly MeantMachine[]): readonly string[] {
  const { name, account, region, plan, startScript } = launch;
  return [
    says.launchOf(name, account.accountId, region),
    ...(account.endpoint === null ? [] : [says.notAws(account.endpoint)]),
    ...machines.map(({ zoneName, instanceType }) =>
      says.machineIn(zoneName, instanceType, plan.image.imageName),
    ),
    says.disk(plan.storage.rootSizeGiB),
    ...tagLines(plan),
    ...scriptLines(plan, startScript, { wholeScript }),
    ...priceLines(sumOfPrices(machines.map(({ price }) => price))),
  ];
}

/** With the machines and their prices, so that a program can decide. */
function notAgreed(launch: Launch, machines: readonly MeantMachine[], problem: Problem): Outcome<Shown> {
  if (problem.code === 'cancelled') return failed(problem);
  const { launchId, name } = launch;
  const price = sumOfPrices(machines.map((machine) => machine.price));
  const json = { launchId, name, machines: machines.map(({ answer: _answer, ...rest }) => rest), price };
  return succeeded({ lines: [], json, problem, exitCode: EXIT.refused });
}

function nothingToAnswer(explanation: string): Problem {
  return { ...makeProblem('zone-not-open', { explanation }), title: usage.nothingToAnswer };
}

function refused(explanation: string) {
  return failed(makeProblem('bad-request', { explanation }));
}
