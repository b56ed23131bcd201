import {
  CreateDefaultSubnetCommand,
  CreateDefaultVpcCommand,
  DescribeSubnetsCommand,
} from '@aws-sdk/client-ec2';
import { makeProblem } from '../../shared/make-problem.ts';
import { failed, succeeded, type Outcome } from '../../shared/outcome.ts';
import type { AwsClients } from './clients.ts';
import { tried, type DryCall } from './dry-run.ts';
import { readDefaultVpcId } from './network.ts';
import type { Patience } from './patience.ts';
import { outcomeOf } from './problem.ts';

/** EC2 shows what it has made a moment later. */
const SHOWN_WITHIN_MS = 30_000;

/**
 * Has AWS make the region's default network, or with a zone the default subnet that it lacks there; first as a dry run. AWS makes one
 * of each at most, so it is safe to ask again whatever became of an answer: what is there already is success. Ends when EC2 shows it.
 */
export async function createDefaultNetwork(
  clients: AwsClients,
  patience: Patience,
  zoneName: string | null,
): Promise<Outcome<null>> {
  const asking = { patience, signal: new AbortController().signal };
  const dry = await tried(asking, createCall(clients, zoneName, true));
  if (dry.verdict !== 'may') return failed(dry.problem ?? makeProblem('not-an-aws-answer'));
  const made = await outcomeOf(() =>
    patience.throttled(() => createCall(clients, zoneName, false)({ abortSignal: asking.signal })),
  );
  if (!made.ok && made.problem.code !== 'network-there') return made;
  await patience.poll(() => isShown(clients, zoneName), SHOWN_WITHIN_MS).catch(() => false);
  return succeeded(null);
}

/** The call as it is tried, and as it is made. */
export function createCall(
  { ec2 }: Pick<AwsClients, 'ec2'>,
  zoneName: string | null,
  isDryRun: boolean,
): DryCall {
  const DryRun = isDryRun;
  return zoneName === null
    ? (send) => ec2.send(new CreateDefaultVpcCommand({ DryRun }), send)
    : (send) => ec2.send(new CreateDefaultSubnetCommand({ AvailabilityZone: zoneName, DryRun }), send);
}

/** Asked as little as possible: the rest is read when it is shown to somebody. */
async function isShown({ ec2 }: AwsClients, zoneName: string | null): Promise<boolean> {
  const zone = zoneName === null ? [] : [{ Name: 'availability-zone', Values: [zoneName] }];
  const Filters = [{ Name: 'default-for-az', Values: ['true'] }, ...zone];
  const { Subnets = [] } = await ec2.send(new DescribeSubnetsCommand({ Filters }));
  return Subnets.length > 0 && (await readDefaultVpcId({ ec2 })) !== null;
}
