import { canonicalCidr } from '../../../shared/security-group/cidr.ts';
import type { ActionContext } from '../action.ts';
import { AwsError, invalidCombination, invalidValue, missingParameter } from '../aws-error.ts';
import { shortened } from '../protocol/param-tree.ts';
import type { Params } from '../protocol/params.ts';

/** The IPv4 network that `CidrBlock` names, without its host bits. One outside of /16 to /28 is refused with this code. */
export function readNetwork(params: Params, outOfRange: string): string {
  const given = params.optionalText('CidrBlock');
  if (given === null) {
    throw new AwsError('MissingParameter', "Either 'cidrBlock' or 'ipv4IpamPoolId' should be provided.");
  }
  const cidr = readCidrBlock(given, 'cidrBlock', 'ipv4');
  const length = Number(cidr.split('/')[1]);
  if (length < 16 || length > 28) throw rangeInvalid(outOfRange, cidr);
  return cidr;
}

export function rangeInvalid(code: string, cidr: string): AwsError {
  return new AwsError(code, `The CIDR '${cidr}' is invalid.`);
}

/** An IPv6 address in its longest spelling, and a length. */
const LONGEST_CIDR = 50;

/** The CIDR as EC2 keeps it. `parameter` as its message names it. */
export function readCidrBlock(given: string, parameter: string, family: 'ipv4' | 'ipv6'): string {
  const cidr = given.length > LONGEST_CIDR ? null : canonicalCidr(given);
  if (cidr !== null && cidr.includes(':') === (family === 'ipv6')) return cidr;
  throw invalidValue(
    `Value (${shortened(given)}) for parameter ${parameter} is invalid. This is not a valid CIDR block.`,
  );
}

/**
 * Refuses the values of EC2's parameters that the practice account has nothing for. Those that are given here change nothing, and are
 * accepted: clients send them.
 */
export function refuseUnsupported(params: Params, accepted: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(accepted)) {
    const given = params.optionalText(name);
    if (given === null || given.toLowerCase() === value) continue;
    throw new AwsError(
      'UnsupportedOperation',
      `The practice account does not support ${shortened(given)} for the parameter ${name}.`,
    );
  }
}

/** The one of these attributes that the request sets: EC2 changes one at a time. */
export function theOneAttribute<Name extends string>(params: Params, names: readonly Name[]): Name {
  const given = names.filter((name) => params.has(name));
  const [first] = given;
  if (first === undefined) throw invalidCombination('No attributes specified.');
  if (given.length > 1) {
    const all = given.map((name) => `${name.charAt(0).toLowerCase()}${name.slice(1)}`).join(', ');
    throw invalidCombination(`Fields for multiple attribute types specified: ${all}`);
  }
  return first;
}

/** `Name.Value`, true or false. */
export function booleanValue(params: Params, name: string): boolean {
  const value = params.child(name)?.boolean('Value') ?? null;
  if (value === null) throw missingParameter(`${name}.Value`);
  return value;
}

/** `vpc-0ab…` → `0ab…`: what belongs to a thing, and has no table of its own, has its id from it. */
export function hexOf(id: string): string {
  return id.slice(id.lastIndexOf('-') + 1);
}

/** Refuses one more where there are so many already: AWS's quotas, which a dry run does not look at. */
export function refuseMoreThan(
  { isDryRun }: ActionContext,
  most: number,
  { count, code, things }: { readonly count: number; readonly code: string; readonly things: string },
): void {
  if (isDryRun || count < most) return;
  throw new AwsError(code, `The maximum number of ${things} has been reached.`);
}

/** How many rows are of this VPC. */
export function countIn(table: ReadonlyMap<string, { readonly vpcId: string }>, vpcId: string): number {
  return [...table.values()].filter((row) => row.vpcId === vpcId).length;
}
