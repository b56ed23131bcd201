import ipaddr from 'ipaddr.js';
import { AwsError } from '../aws-error.ts';
import type { Catalog } from '../catalog.ts';
import type { RegionTables, Subnet } from './state.ts';

export type AddressTools = {
  readonly catalog: Catalog;
  readonly random: (count: number) => Uint8Array;
};

/** AWS keeps the first four addresses of each subnet for itself, and the last. */
const FIRST_FREE = 4;
const KEPT = 5;

/** How many more network interfaces the subnet has addresses for. */
export function freeAddressCount(region: RegionTables, subnet: Subnet): number {
  return Math.max(0, sizeOf(subnet) - KEPT - usedPrivate(region, subnet).size);
}

/** A private address of the subnet that no interface has. Throws `InsufficientFreeAddressesInSubnet` where none is left. */
export function takePrivateIp(region: RegionTables, subnet: Subnet, tools: AddressTools): string {
  const used = usedPrivate(region, subnet);
  const count = sizeOf(subnet) - KEPT;
  const first = startOf(subnet) + FIRST_FREE;
  const taken = firstFree(first, count, tools, (address) => !used.has(address));
  if (taken === null) throw noAddressLeft(subnet);
  return taken;
}

/** Whether the subnet has this address, and AWS gives it to machines. */
export function isUsableIn(subnet: Subnet, address: string): boolean {
  if (!ipaddr.IPv4.isValidFourPartDecimal(address)) return false;
  const place = numberOf(address) - startOf(subnet);
  return place >= FIRST_FREE && place < sizeOf(subnet) - 1;
}

export function usedPrivate(region: RegionTables, { subnetId }: Subnet): ReadonlySet<string> {
  const here = [...region.networkInterfaces.values()].filter((each) => each.subnetId === subnetId);
  return new Set(here.map(({ privateIp }) => privateIp));
}

export function noAddressLeft({ subnetId }: Subnet): AwsError {
  return new AwsError(
    'InsufficientFreeAddressesInSubnet',
    `There are not enough free addresses in subnet '${subnetId}' to satisfy the requested number of instances.`,
  );
}

// RFC 2544 keeps 198.18.0.0/15 for measurements in laboratories: nobody on the internet has these addresses. Each region has
// a part of its own, so that no two machines of the account ever have the same.
const PUBLIC_START = numberOf('198.18.0.0');
const PUBLIC_PER_REGION = 4096;

/** A public address that no other machine of the account has. */
export function takePublicIp(region: RegionTables, tools: AddressTools): string {
  const used = new Set([...region.networkInterfaces.values()].map(({ publicIp }) => publicIp));
  const place = Math.max(0, tools.catalog.regions.indexOf(region.region));
  const first = PUBLIC_START + place * PUBLIC_PER_REGION;
  const taken = firstFree(
    first,
    PUBLIC_PER_REGION,
    tools,
    (address) => !used.has(address) && !/\.(?:0|255)$/u.test(address),
  );
  if (taken !== null) return taken;
  throw new AwsError(
    'InsufficientAddressCapacity',
    'Not enough available addresses to satisfy your request.',
    500,
  );
}

/** A hardware address that no other interface of the region has. */
export function takeMacAddress(region: RegionTables, { random }: AddressTools): string {
  const used = new Set([...region.networkInterfaces.values()].map(({ macAddress }) => macAddress));
  let [last = 0, ...rest] = random(5).toReversed();
  for (;;) {
    const mac = [0x0a, ...rest.toReversed(), last].map(twoDigits).join(':');
    if (!used.has(mac)) return mac;
    last = (last + 1) % 256;
    if (last === 0) rest = [...random(4)];
  }
}

function twoDigits(byte: number): string {
  return byte.toString(16).padStart(2, '0');
}

/** From a random one on, the first that is free. */
function firstFree(
  first: number,
  count: number,
  { random }: AddressTools,
  isFree: (address: string) => boolean,
): string | null {
  if (count <= 0) return null;
  const start = Buffer.from(random(4)).readUInt32BE() % count;
  for (let step = 0; step < count; step += 1) {
    const address = addressOf(first + ((start + step) % count));
    if (isFree(address)) return address;
  }
  return null;
}

function sizeOf({ cidr }: Subnet): number {
  return 2 ** (32 - Number(cidr.split('/')[1]));
}

function startOf({ cidr }: Subnet): number {
  return numberOf(cidr.split('/')[0] ?? '');
}

function numberOf(address: string): number {
  return address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
}

function addressOf(number: number): string {
  return [24, 16, 8, 0].map((shift) => String(Math.floor(number / 2 ** shift) % 256)).join('.');
}
