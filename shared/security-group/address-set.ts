/** IPv4 as a number, IPv6 as a bigint: what follows compares only, so one code path serves both families. */
export type Address = number | bigint;

/** From `from` up to, and without, `to`. Both of one family. */
export type AddressRange = { readonly from: Address; readonly to: Address };

/** Addresses of one family: ranges in order that neither overlap nor touch. */
export type AddressSet = readonly AddressRange[];

/** All addresses that are in at least one of the ranges, which may come in any order and overlap. */
export function unionOf(ranges: readonly AddressRange[]): AddressSet {
  if (ranges.length < 2) return ranges;
  const union: AddressRange[] = [];
  let open: AddressRange | null = null;
  for (const range of ranges.toSorted(byStart)) {
    if (open === null || range.from > open.to) {
      if (open !== null) union.push(open);
      open = range;
    } else if (range.to > open.to) {
      open = { from: open.from, to: range.to };
    }
  }
  if (open !== null) union.push(open);
  return union;
}

/** The addresses that are in both. */
export function intersectionOf(one: AddressSet, other: AddressSet): AddressSet {
  const both: AddressRange[] = [];
  let left = 0;
  let right = 0;
  for (;;) {
    const a = one[left];
    const b = other[right];
    if (a === undefined || b === undefined) return both;
    const from = a.from > b.from ? a.from : b.from;
    const to = a.to < b.to ? a.to : b.to;
    if (from < to) both.push({ from, to });
    if (a.to < b.to) left += 1;
    else right += 1;
  }
}

/** Whether each address of the first is in the second too. */
export function isSubset(part: AddressSet, whole: AddressSet): boolean {
  return part.every(({ from, to }) => whole.some((range) => range.from <= from && to <= range.to));
}

export function hasAddress(set: AddressSet, address: Address): boolean {
  return set.some(({ from, to }) => from <= address && address < to);
}

/** How many addresses there are; exact. */
export function sizeOf(set: AddressSet): bigint {
  let ofIpv4 = 0;
  let ofIpv6 = 0n;
  for (const { from, to } of set) {
    if (typeof from === 'number' && typeof to === 'number') ofIpv4 += to - from;
    else ofIpv6 += BigInt(to) - BigInt(from);
  }
  return ofIpv6 + BigInt(ofIpv4);
}

function byStart(one: AddressRange, other: AddressRange): number {
  if (one.from === other.from) return 0;
  return one.from < other.from ? -1 : 1;
}
