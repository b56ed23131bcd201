import {
  DescribeVpcPeeringConnectionsCommand,
  type VpcPeeringConnection,
  type VpcPeeringConnectionVpcInfo,
} from '@aws-sdk/client-ec2';
import type { Peering } from '../../shared/security-group/region-facts.ts';
import { presentText } from './answer.ts';
import { everyPage, type Asking } from './every-page.ts';

/** What EC2 has to be told apart: whose the VPCs of this side are, and where. */
type Here = { readonly accountId: string; readonly region: string };

/** Every peering of the region's VPCs, told from this side; one between two VPCs of the region is told from both. */
export async function listPeerings(asking: Asking, here: Here): Promise<readonly Peering[]> {
  return everyPage(
    asking,
    (token, send) =>
      asking.ec2.send(new DescribeVpcPeeringConnectionsCommand({ MaxResults: 1000, ...token }), send),
    (page) => page.VpcPeeringConnections?.flatMap((peering) => sidesOf(peering, here)),
  );
}

function sidesOf(peering: VpcPeeringConnection, here: Here): readonly Peering[] {
  const { RequesterVpcInfo: requester, AccepterVpcInfo: accepter, Status } = peering;
  const peeringConnectionId = presentText(peering.VpcPeeringConnectionId, 'VpcPeeringConnectionId');
  const seenFrom = (ours: VpcPeeringConnectionVpcInfo, theirs: VpcPeeringConnectionVpcInfo): Peering => ({
    peeringConnectionId,
    vpcId: ours.VpcId ?? '',
    status: Status?.Code ?? '',
    peerVpcId: theirs.VpcId ?? '',
    peerAccountId: theirs.OwnerId ?? '',
    peerCidrs: cidrsOf(theirs),
  });
  if (requester === undefined || accepter === undefined) return [];
  return [
    ...(isHere(requester, here) ? [seenFrom(requester, accepter)] : []),
    ...(isHere(accepter, here) ? [seenFrom(accepter, requester)] : []),
  ];
}

/** A side of which EC2 does not say where it is, is here: the other region would have been named. */
function isHere({ OwnerId, Region }: VpcPeeringConnectionVpcInfo, { accountId, region }: Here): boolean {
  return OwnerId === accountId && (Region === undefined || Region === '' || Region === region);
}

/** Nobody says them before the peering was accepted. */
function cidrsOf(side: VpcPeeringConnectionVpcInfo): readonly string[] {
  const { CidrBlock, CidrBlockSet = [], Ipv6CidrBlockSet = [] } = side;
  const all = [
    CidrBlock,
    ...CidrBlockSet.map((each) => each.CidrBlock),
    ...Ipv6CidrBlockSet.map(({ Ipv6CidrBlock }) => Ipv6CidrBlock),
  ];
  return [...new Set(all.flatMap((cidr) => cidr || []))];
}
