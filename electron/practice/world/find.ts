import type { ActionContext } from '../action.ts';
import { AwsError } from '../aws-error.ts';
import { shortened } from '../protocol/param-tree.ts';

/** How EC2 speaks of one kind of thing whose id a caller names. */
export type Kind = {
  readonly prefix: string;
  /** The code before `.Malformed`. */
  readonly malformed: string;
  readonly notFound: string;
  /** The name before the id in its message: `The subnet ID 'subnet-…' does not exist`. */
  readonly called: string;
};

/** The codes stand in EC2's list of error codes, which writes `ID` in some and `Id` in others. */
export const KINDS = {
  vpc: kind('vpc', 'InvalidVpcID', 'vpc ID'),
  subnet: kind('subnet', 'InvalidSubnetID', 'subnet ID'),
  routeTable: { ...kind('rtb', 'InvalidRouteTableID', 'routeTable ID'), malformed: 'InvalidRouteTableId' },
  internetGateway: {
    ...kind('igw', 'InvalidInternetGatewayID', 'internetGateway ID'),
    malformed: 'InvalidInternetGatewayId',
  },
  networkAcl: { ...kind('acl', 'InvalidNetworkAclID', 'networkAcl ID'), malformed: 'InvalidNetworkAclId' },
  securityGroup: {
    ...kind('sg', 'InvalidGroupId', 'security group'),
    notFound: 'InvalidGroup.NotFound',
  },
  securityGroupRule: kind('sgr', 'InvalidSecurityGroupRuleId', 'security group rule ID'),
  keyPair: kind('key', 'InvalidKeyPair', 'key pair'),
  instance: kind('i', 'InvalidInstanceID', 'instance ID'),
  volume: { ...kind('vol', 'InvalidVolume', 'volume'), malformed: 'InvalidVolumeID' },
  snapshot: { ...kind('snap', 'InvalidSnapshot', 'snapshot'), malformed: 'InvalidSnapshotID' },
  networkInterface: {
    ...kind('eni', 'InvalidNetworkInterfaceID', 'networkInterface ID'),
    malformed: 'InvalidNetworkInterfaceId',
  },
} satisfies Record<string, Kind>;

function kind(prefix: string, code: string, called: string): Kind {
  return { prefix, malformed: code, notFound: `${code}.NotFound`, called };
}

type Table<Row> = ReadonlyMap<string, Row>;

/** The row of this id. Throws `….Malformed` for what is no such id, `….NotFound` where there is none, or it is not visible yet. */
export function found<Row>(context: ActionContext, table: Table<Row>, id: string, what: Kind): Row {
  checkId(id, what);
  const row = table.get(id);
  if (row === undefined || !context.isVisible(id)) throw notFound([id], what);
  return row;
}

/** The rows of these ids, or all that are visible where none is named. One that is missing refuses the whole call. */
export function foundAll<Row>(
  context: ActionContext,
  table: Table<Row>,
  ids: readonly string[],
  what: Kind,
): readonly Row[] {
  if (ids.length === 0) {
    return [...table].filter(([id]) => context.isVisible(id)).map(([, row]) => row);
  }
  for (const id of ids) checkId(id, what);
  const missing = ids.filter((id) => !table.has(id) || !context.isVisible(id));
  if (missing.length > 0) throw notFound(missing, what);
  const wanted = new Set(ids);
  return [...table].filter(([id]) => wanted.has(id)).map(([, row]) => row);
}

export function notFound(ids: readonly string[], { notFound: code, called }: Kind): AwsError {
  const [first = ''] = ids;
  const message =
    ids.length > 1 && called.endsWith('ID')
      ? `The ${called}s '${shortened(ids.join(', '))}' do not exist`
      : `The ${called} '${shortened(first)}' does not exist`;
  return new AwsError(code, message);
}

function checkId(id: string, { prefix, malformed }: Kind): void {
  if (id.startsWith(`${prefix}-`) && /^[a-z]+-[0-9a-f]{8,17}$/u.test(id)) return;
  throw new AwsError(`${malformed}.Malformed`, `Invalid id: "${shortened(id)}" (expecting "${prefix}-...")`);
}
