import type { Asker } from './asker.ts';
import type { ReachStep } from '../reachability.ts';
import type { NetworkInterface, RegionFacts } from '../security-group/region-facts.ts';
import { words } from '../words/en.ts';

/** Does VPC Block Public Access stop it? It stops what comes over internet gateways, whatever groups say. */
export function blockStep(
  { place }: Asker,
  { vpcId, subnetId }: NetworkInterface,
  { blockPublicAccess, region }: RegionFacts,
): ReachStep {
  if (place !== 'public' && place !== 'unread') return say('yes', said.notConcerned, []);
  if (blockPublicAccess === null) return say('unknown', said.unread, []);
  const { mode, excludedVpcIds, excludedSubnetIds } = blockPublicAccess;
  if (mode === 'off') return say('yes', said.off, [region]);
  if (excludedSubnetIds.includes(subnetId)) return say('yes', said.excluded, [subnetId]);
  if (excludedVpcIds.includes(vpcId)) return say('yes', said.excluded, [vpcId]);
  if (!mode.startsWith('block-')) return say('unknown', said.unknown(mode), [region]);
  return say(place === 'public' ? 'no' : 'unknown', said.blocked, [region]);
}

function say(verdict: ReachStep['verdict'], sentence: string, because: readonly string[]): ReachStep {
  return { step: 'block-public-access', verdict, sentence, because };
}

const said = words.reach.block;
