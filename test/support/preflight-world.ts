import {
  DescribeInstancesCommand,
  DescribeKeyPairsCommand,
  DescribeSecurityGroupRulesCommand,
  DescribeSecurityGroupsCommand,
  DescribeVolumesCommand,
  type EC2Client,
} from '@aws-sdk/client-ec2';
import type { AwsClients } from '../../electron/aws/clients.ts';
import type { Connection } from '../../electron/aws/connections.ts';
import { readCatalogImages } from '../../electron/aws/images.ts';
import { readNetwork } from '../../electron/aws/network.ts';
import type { HttpRequest } from '../../electron/practice/http.ts';
import type { PracticeAccount } from '../../electron/practice/practice-account.ts';
import type { LaunchPlan } from '../../shared/launch-plan.ts';
import { placementsIn, usableZones } from '../../shared/placement.ts';
import { FACTS, PLAN } from '../shared/plan-fixture.ts';
import { valueOf } from './aws-clients.ts';

/** These clients as a connection that has said who it is. */
export function connectionOf(clients: AwsClients, region = 'us-east-1'): Connection {
  return { clients, account: { ...FACTS.account, region } };
}

/** The fixture's plan, with what there is at the other end of these clients. */
export async function planFor(clients: AwsClients, change: Partial<LaunchPlan> = {}): Promise<LaunchPlan> {
  const size = change.size ?? PLAN.size;
  const [images, network] = await Promise.all([readCatalogImages(clients), readNetwork(clients, size.name)]);
  const image = valueOf(images).find(({ catalogId }) => catalogId === PLAN.image.catalogId);
  const { vpcId, zones } = valueOf(network);
  if (image === undefined || vpcId === null) throw new Error('no image, or no default network');
  const { imageId, imageName, rootDeviceName, rootSizeGiB } = image;
  return {
    ...PLAN,
    image: { ...PLAN.image, imageId, imageName, rootDeviceName, rootSizeGiB },
    placements: placementsIn(usableZones({ zones })),
    access: { ...PLAN.access, vpcId },
    storage: { rootSizeGiB },
    ...change,
  };
}

/** A request of EC2's, as it went out. */
export type Sent = { readonly action: string; readonly params: URLSearchParams };

/** An account that writes down every request, whatever comes of it. */
export function recorded(account: PracticeAccount): {
  readonly account: PracticeAccount;
  readonly sent: readonly Sent[];
} {
  const sent: Sent[] = [];
  const note = ({ headers, body }: HttpRequest) => {
    const params = new URLSearchParams(new TextDecoder().decode(body));
    const action = params.get('Action') ?? headers['x-amz-target']?.split('.').at(-1) ?? '';
    sent.push({ action, params });
  };
  const answer: PracticeAccount['answer'] = (request, signal) => {
    note(request);
    return account.answer(request, signal);
  };
  return { account: { ...account, answer }, sent };
}

/** How much there is of all that a launch makes. */
export async function countAll(ec2: EC2Client): Promise<Readonly<Record<string, number>>> {
  const [instances, volumes, groups, rules, keyPairs] = await Promise.all([
    ec2.send(new DescribeInstancesCommand({})),
    ec2.send(new DescribeVolumesCommand({})),
    ec2.send(new DescribeSecurityGroupsCommand({})),
    ec2.send(new DescribeSecurityGroupRulesCommand({})),
    ec2.send(new DescribeKeyPairsCommand({})),
  ]);
  return {
    reservations: instances.Reservations?.length ?? 0,
    volumes: volumes.Volumes?.length ?? 0,
    groups: groups.SecurityGroups?.length ?? 0,
    rules: rules.SecurityGroupRules?.length ?? 0,
    keyPairs: keyPairs.KeyPairs?.length ?? 0,
  };
}
