import { openZones } from '../../shared/launch-acts.ts';
import type { Launch, LaunchZone } from '../../shared/launch.ts';
import type { ZoneAnswer, ZoneOffers } from '../../shared/launches-api.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import { failed, succeeded, type Outcome } from '../../shared/outcome.ts';
import { words } from '../../shared/words/en.ts';
import { findLaunch } from './find-launch.ts';
import { followLaunch } from './follow-launch.ts';
import { shownLaunch, untouched } from './launch-lines.ts';
import type { Session } from './session.ts';
import { printable, type Shown } from './shown.ts';
import type { Wait } from './waits.ts';
import { shownOffers } from './zone-offers.ts';

/** As commander gives them. */
export type AnswerFlags = {
  readonly again?: true;
  readonly zone?: string;
  readonly type?: string;
  readonly leaveOut?: true;
  readonly wait: Wait;
};

const { answer: says, usage } = words.cliLaunch;

/**
 * Says what becomes of a machine that AWS refused, or that has ended: asked for again, in another zone, as another size, or left out.
 * Without an answer it shows what can be answered, and changes nothing.
 */
export async function answerZone(
  session: Session,
  named: string,
  place: string | undefined,
  flags: AnswerFlags,
): Promise<Outcome<Shown>> {
  const asked = askedOf(flags);
  if (asked.length > 1) return refused(usage.oneAnswer);
  const found = await findLaunch(await session.launches.open(), named);
  if (!found.ok) return found;
  const launch = found.value;
  const zones = zonesMeant(launch, place);
  if (!zones.ok) return zones;
  const [kind] = asked;
  let shown: Outcome<Shown> = succeeded(shownLaunch(launch, flags.wait));
  for (const zone of zones.value) {
    shown =
      kind === undefined
        ? await showOffers(session, launch, zone)
        : await give(session, { launch, zone, kind, flags });
    if (!shown.ok) return untouched(launch, shown.problem);
  }
  return shown;
}

type Kind = ZoneAnswer['kind'];

function askedOf({ again, zone, type, leaveOut }: AnswerFlags): readonly Kind[] {
  return [
    ...(again === true ? (['again'] as const) : []),
    ...(zone === undefined ? [] : (['zone'] as const)),
    ...(type === undefined ? [] : (['type'] as const)),
    ...(leaveOut === true ? (['leave-out'] as const) : []),
  ];
}

/** By the zone's name or the placement's id. `all`: each that waits for an answer; so does no name, where that is one. */
function zonesMeant(launch: Launch, place: string | undefined): Outcome<readonly LaunchZone[]> {
  const open = openZones(launch);
  if (place === undefined || place === 'all') {
    if (open.length === 0) return failed(makeProblem('zone-not-open'));
    return place === 'all' || open.length === 1 ? succeeded(open) : refused(usage.whichZone(namesOf(open)));
  }
  const named = launch.zones.filter((zone) => zone.zoneName === place || zone.placementId === place);
  if (named.length === 0) return refused(usage.unknownZone(place, namesOf(launch.zones)));
  // Two machines can stand in one zone: the one that is missing is meant.
  const missing = named.filter(({ state }) => state !== 'started');
  if (missing.length === 0) return failed(makeProblem('zone-not-open'));
  if (missing.length === 1) return succeeded(missing);
  return refused(usage.twoInZone(place, missing.map(({ placementId }) => placementId).join(', ')));
}

function namesOf(zones: readonly LaunchZone[]): string {
  return [...new Set(zones.map(({ zoneName }) => zoneName))].join(', ');
}

async function showOffers(session: Session, launch: Launch, zone: LaunchZone): Promise<Outcome<Shown>> {
  const offers = await offersFor(session, launch, zone);
  return offers.ok ? succeeded(shownOffers(launch, zone, offers.value)) : offers;
}

async function offersFor(
  { launches, say }: Session,
  { launchId }: Launch,
  { placementId }: LaunchZone,
): Promise<Outcome<ZoneOffers>> {
  say(says.reading);
  return (await launches.open()).readZoneOffers({ launchId, placementId });
}

type Given = {
  readonly launch: Launch;
  readonly zone: LaunchZone;
  readonly kind: Kind;
  readonly flags: AnswerFlags;
};

async function give(session: Session, given: Given): Promise<Outcome<Shown>> {
  const { launch, zone, kind, flags } = given;
  const { launchId } = launch;
  const answer = await answerFrom(session, given);
  if (!answer.ok) return answer;
  const input = { launchId, placementId: zone.placementId, answer: answer.value };
  if (kind === 'leave-out') {
    const left = await (await session.launches.open()).answerZone(input);
    return left.ok ? succeeded(shownLaunch(left.value, flags.wait)) : left;
  }
  const opened = await session.open();
  if (!opened.ok) return opened;
  const ended = await followLaunch(session, { launchId, wait: flags.wait, before: launch }, (launches) =>
    launches.answerZone(input),
  );
  return ended.ok ? succeeded(shownLaunch(ended.value, flags.wait)) : ended;
}

/** Another zone or size only where it is on offer now: else with what is, and nothing has been asked for. */
async function answerFrom(
  session: Session,
  { launch, zone, kind, flags }: Given,
): Promise<Outcome<ZoneAnswer>> {
  if (kind === 'again' || kind === 'leave-out') return succeeded({ kind });
  const offers = await offersFor(session, launch, zone);
  if (!offers.ok) return offers;
  const { zones, types } = offers.value;
  if (kind === 'zone') {
    const other = zones.find(({ zoneName }) => zoneName === flags.zone);
    if (other === undefined)
      return refused(
        usage.noOffer(
          flags.zone ?? '',
          zones.map((each) => each.zoneName),
        ),
      );
    if (other.hasMachine) session.say(printable(`${other.zoneName}: ${words.launches.offers.zoneTaken}`));
    const { zoneName, zoneId, subnetId } = other;
    return succeeded({ kind, placement: { zoneName, zoneId, subnetId } });
  }
  const type = types.find(({ name }) => name === flags.type);
  if (type === undefined)
    return refused(
      usage.noOffer(
        flags.type ?? '',
        types.map((each) => each.name),
      ),
    );
  return succeeded({ kind, instanceType: type.name });
}

function refused(explanation: string) {
  return failed(makeProblem('bad-request', { explanation }));
}
