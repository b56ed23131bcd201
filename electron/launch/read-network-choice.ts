import type { Connection } from '../aws/connections.ts';
import type { Environment } from '../aws/environment.ts';
import { readNetwork } from '../aws/network.ts';
import { createPatience } from '../aws/patience.ts';
import type { Network } from '../../shared/facts.ts';
import { withWay } from '../../shared/network-choice.ts';
import { succeeded, type Outcome } from '../../shared/outcome.ts';
import { readPlannedNetwork } from './preflight/read-planned-network.ts';

/** A person waits for it; what has not answered by then is unknown. */
const WITHIN_MS = 8_000;

/**
 * A network to choose places in: what `readNetwork` reads, and the way from the internet to each of its subnets, by which the subnets
 * are proposed. A way that cannot be read makes its answers unknown, and is no problem.
 */
export async function readNetworkChoice(
  { clients, account }: Connection,
  env: Environment,
  {
    instanceType,
    vpcId = null,
  }: { readonly instanceType: string; readonly vpcId?: string | null | undefined },
): Promise<Outcome<Network>> {
  const network = await readNetwork(clients, instanceType, vpcId);
  if (!network.ok || network.value.vpcId === null) return network;
  const signal = AbortSignal.timeout(WITHIN_MS);
  const asking = { ec2: clients.ec2, patience: createPatience(env, { signal }), signal };
  return succeeded(withWay(network.value, await readPlannedNetwork(asking, network.value.vpcId, account)));
}
