import type { Launch, LaunchZone } from '../../shared/launch.ts';
import type { OfferedType, ZoneOffers } from '../../shared/launches-api.ts';
import { priceInWords } from '../../shared/money.ts';
import { words } from '../../shared/words/en.ts';
import { table, type Shown } from './shown.ts';

const { answer: says, none } = words.cliLaunch;
const { offers: offered } = words.launches;

/** What can be answered about a machine that is missing: as a person types it, and what it comes to. */
export function shownOffers(launch: Launch, zone: LaunchZone, { zones, types, price }: ZoneOffers): Shown {
  const { launchId } = launch;
  const { placementId, zoneName, problem } = zone;
  const rows = [
    ['--again', `${says.again(zoneName, zone.instanceType)}, ${priceInWords(price)}`],
    ...zones.map((other) => [
      `--zone ${other.zoneName}`,
      `${priceInWords(price)}. ${other.hasMachine ? offered.zoneTaken : offered.zoneFree}`,
    ]),
    ...types.map((type) => [`--type ${type.name}`, factsOf(type)]),
    ['--leave-out', says.leaveOut],
  ];
  return {
    lines: [
      says.why(zoneName, problem === null ? none : `${problem.title}. ${problem.explanation}`),
      ...table(rows),
      says.priceParts,
      says.how(launchId, zoneName),
    ],
    json: { launchId, placementId, zoneName, problem, price, zones, types },
  };
}

function factsOf({ vcpus, memoryMiB, price, isFreeTierEligible }: OfferedType): string {
  const facts = [
    offered.sizeFacts(vcpus, String(memoryMiB / 1024)),
    priceInWords(price),
    ...(isFreeTierEligible ? [offered.freeTier] : []),
  ];
  return facts.join(', ');
}
