import { familyOf } from '../../../shared/security-group/cidr.ts';
import type { AddressFamily } from '../../../shared/security-group/exposure.ts';
import { awsPrefixLists } from '../world/aws-prefix-lists.ts';

/** What a rule that names a prefix list weighs: all its addresses are of one family. */
export type ManagedPrefixList = { readonly family: AddressFamily; readonly maxEntries: number };

/** Null where the region has no such list. */
export function managedPrefixList(region: string, prefixListId: string): ManagedPrefixList | null {
  const list = awsPrefixLists(region).find((each) => each.prefixListId === prefixListId);
  if (list === undefined) return null;
  const service = list.name.split('.').at(-1) ?? '';
  return { family: familyOf(list.cidrs[0] ?? '') ?? 'ipv4', maxEntries: WEIGHTS.get(service) ?? 1 };
}

/** AWS's own lists count by a weight that the VPC User Guide gives, not by their entries. S3's and DynamoDB's weigh 1. */
const WEIGHTS: ReadonlyMap<string, number> = new Map([['ec2-instance-connect', 2]]);
