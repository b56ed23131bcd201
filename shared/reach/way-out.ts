import { askerOf } from './asker.ts';
import { blockStep } from './block-step.ts';
import { ANYBODY, plannedInterface, type PlannedPlace } from './planned-reach.ts';
import { routeStep } from './route-step.ts';
import type { SubnetReach } from '../preflight.ts';
import { verdictOf, type ReachStep } from '../reachability.ts';
import type { RegionFacts } from '../security-group/region-facts.ts';
import { words } from '../words/en.ts';

/** A door of a network to one service of AWS (`com.amazonaws.us-east-1.ssm`), which answers there to the service's own name. */
export type InterfaceEndpoint = { readonly endpointId: string; readonly service: string };

/** `endpoints`: not to the internet, but to Session Manager through the network's own endpoints for it. */
export type WayOut = SubnetReach & { readonly by?: 'endpoints' };

/**
 * Does a machine that will stand here get out to the internet, and so to Session Manager, or else through interface endpoints of its
 * network? Those could not be read where they are null: then no way to the internet is not yet a no. Pure.
 */
export function wayOut(
  place: PlannedPlace,
  facts: RegionFacts,
  endpoints: readonly InterfaceEndpoint[] | null,
): WayOut {
  const out = toInternet(place, facts);
  if (out.verdict === 'yes') return out;
  const sessions = sessionEndpoints(endpoints ?? []);
  if (sessions.length > 0) return { ...out, verdict: 'yes', by: 'endpoints', steps: [through(sessions)] };
  return endpoints === null ? { ...out, verdict: 'unknown' } : out;
}

function toInternet(place: PlannedPlace, facts: RegionFacts): SubnetReach {
  const to = plannedInterface(place);
  const asker = askerOf(ANYBODY, to, facts);
  const steps = [outward(routeStep(asker, to, facts)), throughBlock(blockStep(asker, to, facts))];
  const { subnetId, zoneName } = place;
  return { subnetId, zoneName, verdict: verdictOf(steps), steps };
}

const said = words.reach.wayOut;

/**
 * What an agent needs of them; older ones call ec2messages as well, where a region has it. (Systems Manager user guide, "Create VPC
 * endpoints".)
 */
const SESSION_SERVICES = ['ssm', 'ssmmessages'] as const;

/** One for each service; none where one of them is missing. */
function sessionEndpoints(endpoints: readonly InterfaceEndpoint[]): readonly InterfaceEndpoint[] {
  const found = SESSION_SERVICES.flatMap((name) => {
    const endpoint = endpoints.find(({ service }) => service.split('.').at(-1) === name);
    return endpoint === undefined ? [] : [endpoint];
  });
  return found.length === SESSION_SERVICES.length ? found : [];
}

function through(endpoints: readonly InterfaceEndpoint[]): ReachStep {
  const because = endpoints.map(({ endpointId }) => endpointId);
  return { step: 'route', verdict: 'yes', sentence: said.endpoints, because };
}

/** A NAT gateway lets nobody in, and machines out. */
function outward(step: ReachStep): ReachStep {
  if (step.verdict === 'yes') return { ...step, sentence: said.internet };
  if (step.because.some((id) => id.startsWith('nat-')))
    return { ...step, verdict: 'yes', sentence: said.nat };
  return step.verdict === 'no' ? { ...step, sentence: said.none } : step;
}

/** What blocks those who come from the internet may let out through a NAT gateway: nobody can tell here. */
function throughBlock(step: ReachStep): ReachStep {
  return step.verdict === 'no' ? { ...step, verdict: 'unknown' } : step;
}
