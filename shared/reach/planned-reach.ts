import { readPublicAddress } from '../address.ts';
import { askerOf } from './asker.ts';
import { aclStep } from './acl-step.ts';
import { blockStep } from './block-step.ts';
import { routeStep } from './route-step.ts';
import type { LaunchPlan } from '../launch-plan.ts';
import { adminPortOf } from '../platform.ts';
import type { SubnetReach } from '../preflight.ts';
import { verdictOf, type ReachStep } from '../reachability.ts';
import type { NetworkInterface, RegionFacts } from '../security-group/region-facts.ts';
import { plannedRules } from '../security-group/planned-rules.ts';
import { words } from '../words/en.ts';

/** Where a machine is planned. */
export type PlannedPlace = { readonly subnetId: string; readonly zoneName: string; readonly vpcId: string };

/** A port of TCP that somebody is to get to, and one IPv4 address from which. */
export type PlannedDoor = { readonly port: number; readonly from: string };

/**
 * Does the internet get to these ports of a machine that will stand here with a public IPv4 address, whatever its groups say? `yes`
 * only where all of the way was read and is open for every door. Pure.
 */
export function plannedReach(
  place: PlannedPlace,
  facts: RegionFacts,
  doors: readonly PlannedDoor[],
): SubnetReach {
  const steps = [plannedAddress(place), ...wayTo(place, facts, doors)];
  const { subnetId, zoneName } = place;
  return { subnetId, zoneName, verdict: verdictOf(steps), steps };
}

/** Somebody on the internet of whom nothing is known: an address of the documentation, which no rule names by itself. */
export const ANYBODY = '192.0.2.1';

/**
 * The ports of TCP over IPv4 that a plan opens. What existing groups open is not read here: there it is the port to log in by, which
 * Keyport knocks at after the launch.
 */
export function plannedDoors({
  access,
  image,
}: Pick<LaunchPlan, 'access' | 'image'>): readonly PlannedDoor[] {
  if (access.kind === 'existing-group') return [{ port: adminPortOf(image.platform), from: ANYBODY }];
  return plannedRules(access, image.platform)
    .filter(({ family }) => family === 'ipv4')
    .map(({ port, cidr }) => ({ port, from: askingFrom(cidr) }));
}

/** From what is no address of a host on the internet nobody asks: the judge of the address says so. */
function askingFrom(cidr: string): string {
  const address = cidr.endsWith('/32') ? cidr.slice(0, -'/32'.length) : ANYBODY;
  return readPublicAddress(address).ok ? address : ANYBODY;
}

/** EC2 is asked for the address, so that it matters nothing what the subnet gives by itself. */
function plannedAddress({ subnetId }: PlannedPlace): ReachStep {
  return { step: 'address', verdict: 'yes', sentence: words.reach.address.planned, because: [subnetId] };
}

function wayTo(place: PlannedPlace, facts: RegionFacts, doors: readonly PlannedDoor[]): readonly ReachStep[] {
  const to = plannedInterface(place);
  const askers = [
    ...new Set([...doors.map(({ from }) => from), ...(doors.length === 0 ? [ANYBODY] : [])]),
  ].map((from) => askerOf(from, to, facts));
  return distinct([
    ...askers.map((asker) => routeStep(asker, to, facts)),
    ...askers.map((asker) => blockStep(asker, to, facts)),
    ...doors.map(({ from, port }) =>
      aclStep(askerOf(from, to, facts), { from, port, protocol: 'tcp', instanceId: '' }, to, facts),
    ),
  ]);
}

/** As far as the way to a machine that is not there yet asks for it. */
export function plannedInterface({ subnetId, vpcId }: PlannedPlace): NetworkInterface {
  return {
    interfaceId: '',
    groupIds: [],
    interfaceType: 'interface',
    isRequesterManaged: false,
    description: '',
    instanceId: null,
    isAttached: false,
    vpcId,
    subnetId,
    privateIpv4: [],
    publicIpv4: [],
    ipv6: [],
  };
}

/** Doors that go the same way say the same. */
function distinct(steps: readonly ReachStep[]): readonly ReachStep[] {
  return steps.filter(
    ({ step, sentence }, place) =>
      steps.findIndex((each) => each.step === step && each.sentence === sentence) === place,
  );
}
