import type { Launch, LaunchZone } from '../../shared/launch.ts';
import type { ZoneAnswer, ZoneOffers } from '../../shared/launches-api.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import { failed, succeeded, type Outcome } from '../../shared/outcome.ts';
import type { FleetPrice } from '../../shared/price.ts';
import { words } from '../../shared/words/en.ts';
import type { Session } from './session.ts';
import { printable } from './shown.ts';

/** What was typed of a machine that is missing. */
export type Asked =
  | { readonly kind: 'again' }
  | { readonly kind: 'zone'; readonly zone: string }
  | { readonly kind: 'type'; readonly type: string };

/** The machine that would be started in the place of one that is missing, and what it costs. */
export type MeantMachine = {
  readonly placementId: string;
  readonly answer: ZoneAnswer;
  readonly zoneName: string;
  readonly instanceType: string;
  /** With its disk and its public address, as the price of a launch. Null = price unknown. */
  readonly price: FleetPrice | null;
};

const { answer: says, usage } = words.cliLaunch;

/** Another zone or size only where it is on offer now: else with what is, and nothing has been asked for. */
export async function readMeantMachines(
  session: Session,
  launch: Launch,
  zones: readonly LaunchZone[],
  asked: Asked,
): Promise<Outcome<readonly MeantMachine[]>> {
  const meant: MeantMachine[] = [];
  for (const zone of zones) {
    const { instanceType } = zone;
    const known =
      asked.kind === 'again' ? meant.find((each) => each.instanceType === instanceType) : undefined;
    const machine = known
      ? succeeded({ ...known, placementId: zone.placementId, zoneName: zone.zoneName })
      : await readMeantMachine(session, launch, zone, asked);
    if (!machine.ok) return machine;
    meant.push(machine.value);
  }
  return succeeded(meant);
}

export async function readOffers(
  { launches, say }: Session,
  { launchId }: Launch,
  { placementId }: LaunchZone,
): Promise<Outcome<ZoneOffers>> {
  say(says.reading);
  return (await launches.open()).readZoneOffers({ launchId, placementId });
}

async function readMeantMachine(
  session: Session,
  launch: Launch,
  zone: LaunchZone,
  asked: Asked,
): Promise<Outcome<MeantMachine>> {
  const offers = await readOffers(session, launch, zone);
  if (!offers.ok) return offers;
  const { zones, types, price } = offers.value;
  const { placementId, zoneName, instanceType } = zone;
  switch (asked.kind) {
    case 'again':
      return succeeded({ placementId, answer: { kind: 'again' }, zoneName, instanceType, price });
    case 'zone': {
      const other = zones.find((each) => each.zoneName === asked.zone);
      if (other === undefined) return notOffered(asked.zone, namesOf(zones, 'zoneName'));
      if (other.hasMachine) session.say(printable(`${other.zoneName}: ${words.launches.offers.zoneTaken}`));
      const placement = { zoneName: other.zoneName, zoneId: other.zoneId, subnetId: other.subnetId };
      const answer = { kind: 'zone', placement } as const;
      return succeeded({ placementId, answer, zoneName: other.zoneName, instanceType, price });
    }
    case 'type': {
      const type = types.find(({ name }) => name === asked.type);
      if (type === undefined) return notOffered(asked.type, namesOf(types, 'name'));
      const answer = { kind: 'type', instanceType: type.name } as const;
      return succeeded({ placementId, answer, zoneName, instanceType: type.name, price: type.price });
    }
  }
}

function namesOf<Name extends string>(
  offers: readonly Readonly<Record<Name, string>>[],
  name: Name,
): readonly string[] {
  return offers.map((offer) => offer[name]);
}

function notOffered(typed: string, offers: readonly string[]) {
  return failed(makeProblem('bad-request', { explanation: usage.noOffer(typed, offers) }));
}
