import { askerOf } from './asker.ts';
import { blockStep } from './block-step.ts';
import { ANYBODY, plannedInterface, type PlannedPlace } from './planned-reach.ts';
import { routeStep } from './route-step.ts';
import type { SubnetReach } from '../preflight.ts';
import { verdictOf, type ReachStep } from '../reachability.ts';
import type { RegionFacts } from '../security-group/region-facts.ts';
import { words } from '../words/en.ts';

/**
 * Does a machine that will stand here get out to the internet, and so to AWS's services? `unknown` also where it does not: the network
 * may have interface endpoints for a service, which are not looked at. Pure.
 */
export function wayOut(place: PlannedPlace, facts: RegionFacts): SubnetReach {
  const to = plannedInterface(place);
  const asker = askerOf(ANYBODY, to, facts);
  const steps = [outward(routeStep(asker, to, facts)), throughBlock(blockStep(asker, to, facts))];
  const { subnetId, zoneName } = place;
  return { subnetId, zoneName, verdict: verdictOf(steps), steps };
}

const said = words.reach.wayOut;

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
