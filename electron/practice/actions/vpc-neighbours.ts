import { reads, type ActionContext, type Actions } from '../action.ts';
import { AwsError } from '../aws-error.ts';
import { describeRows, nothingFor } from '../describe-rows.ts';
import { filtered, readFilters, type FilterFields } from '../filters.ts';
import { pageOf, UP_TO_1000 } from '../paging.ts';
import { shortened } from '../protocol/param-tree.ts';
import type { Params } from '../protocol/params.ts';
import type { Answer } from '../protocol/write-xml.ts';
import { tagSetOf } from '../tags.ts';
import { dhcpOptionsIdOf, privateDomain } from '../world/dns-names.ts';
import { found, KINDS, type Kind } from '../world/find.ts';
import type { SecurityGroup } from '../world/state.ts';

/** What stands beside a VPC: its DHCP options, its groups; peerings, endpoints and Elastic IP addresses, of which there are none. */
export const vpcNeighboursActions: Actions = {
  DescribeDhcpOptions: reads(describeDhcpOptions),
  GetSecurityGroupsForVpc: reads(getSecurityGroups),
  DescribeVpcPeeringConnections: reads(describePeerings),
  DescribeVpcEndpoints: reads(describeEndpoints),
  DescribeAddresses: reads(describeAddresses),
};

const DHCP_OPTIONS: Kind = {
  prefix: 'dopt',
  malformed: 'InvalidDhcpOptionsId',
  notFound: 'InvalidDhcpOptionID.NotFound',
  called: 'dhcpOptions ID',
};

type DhcpOptions = {
  readonly dhcpOptionsId: string;
  readonly settings: readonly { readonly key: string; readonly value: string }[];
};

/** One set, that of Amazon's own name server. */
function describeDhcpOptions(context: ActionContext, params: Params): Answer {
  const { account, region } = context;
  const options: DhcpOptions = {
    dhcpOptionsId: dhcpOptionsIdOf(region.region),
    settings: [
      { key: 'domain-name', value: privateDomain(region.region) },
      { key: 'domain-name-servers', value: 'AmazonProvidedDNS' },
    ],
  };
  return describeRows(context, params, new Map([[options.dhcpOptionsId, options]]), {
    kind: DHCP_OPTIONS,
    idName: 'DhcpOptionsId',
    fields: {
      'dhcp-options-id': ({ dhcpOptionsId }) => dhcpOptionsId,
      key: ({ settings }) => settings.map(({ key }) => key),
      value: ({ settings }) => settings.map(({ value }) => value),
      'owner-id': () => account.accountId,
    },
    setName: 'dhcpOptionsSet',
    answer: ({ dhcpOptionsId, settings }) => ({
      dhcpOptionsId,
      ownerId: account.accountId,
      dhcpConfigurationSet: settings.map(({ key, value }) => ({ key, valueSet: [{ value }] })),
    }),
  });
}

function getSecurityGroups(context: ActionContext, params: Params): Answer {
  const { account, region } = context;
  const { vpcId } = found(context, region.vpcs, params.text('VpcId'), KINDS.vpc);
  const groups = [...region.securityGroups.values()].filter((group) => group.vpcId === vpcId);
  const fields: FilterFields<SecurityGroup> = {
    'group-id': ({ groupId }) => groupId,
    description: ({ description }) => description,
    'group-name': ({ name }) => name,
    'owner-id': () => account.accountId,
    'primary-vpc-id': (group) => group.vpcId,
  };
  const { rows, nextToken } = pageOf(params, filtered(groups, readFilters(params), fields), UP_TO_1000);
  return {
    securityGroupForVpcSet: rows.map((group) => ({
      description: group.description,
      groupName: group.name,
      ownerId: account.accountId,
      groupId: group.groupId,
      tagSet: tagSetOf(group.tags),
      primaryVpcId: group.vpcId,
    })),
    nextToken,
  };
}

const PEERING: Kind = {
  prefix: 'pcx',
  malformed: 'InvalidVpcPeeringConnectionId',
  notFound: 'InvalidVpcPeeringConnectionID.NotFound',
  called: 'vpcPeeringConnection ID',
};

function describePeerings(context: ActionContext, params: Params): Answer {
  return describeRows(context, params, new Map<string, object>(), {
    kind: PEERING,
    idName: 'VpcPeeringConnectionId',
    fields: nothingFor([
      'accepter-vpc-info.cidr-block',
      'accepter-vpc-info.owner-id',
      'accepter-vpc-info.vpc-id',
      'expiration-time',
      'requester-vpc-info.cidr-block',
      'requester-vpc-info.owner-id',
      'requester-vpc-info.vpc-id',
      'status-code',
      'status-message',
      'vpc-peering-connection-id',
    ]),
    setName: 'vpcPeeringConnectionSet',
    answer: () => ({}),
  });
}

const ENDPOINT: Kind = {
  prefix: 'vpce',
  malformed: 'InvalidVpcEndpointId',
  notFound: 'InvalidVpcEndpointId.NotFound',
  called: 'VpcEndpoint ID',
};

function describeEndpoints(context: ActionContext, params: Params): Answer {
  return describeRows(context, params, new Map<string, object>(), {
    kind: ENDPOINT,
    idName: 'VpcEndpointId',
    fields: nothingFor([
      'ip-address-type',
      'service-name',
      'service-region',
      'vpc-endpoint-id',
      'vpc-endpoint-state',
      'vpc-endpoint-type',
      'vpc-id',
    ]),
    setName: 'vpcEndpointSet',
    answer: () => ({}),
  });
}

function describeAddresses(_context: ActionContext, params: Params): Answer {
  const [id] = params.texts('AllocationId');
  const [address] = params.texts('PublicIp');
  if (id !== undefined) {
    throw new AwsError('InvalidAllocationID.NotFound', `The allocation ID '${shortened(id)}' does not exist`);
  }
  if (address !== undefined) {
    throw new AwsError('InvalidAddress.NotFound', `Address '${shortened(address)}' not found.`);
  }
  const fields = nothingFor([
    'allocation-id',
    'association-id',
    'domain',
    'instance-id',
    'network-border-group',
    'network-interface-id',
    'network-interface-owner-id',
    'private-ip-address',
    'public-ip',
  ]);
  filtered([], readFilters(params), fields);
  return { addressesSet: [] };
}
