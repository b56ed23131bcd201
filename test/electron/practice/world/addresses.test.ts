import { expect, test } from 'vitest';
import { loadCatalog } from '../../../../electron/practice/catalog.ts';
import {
  freeAddressCount,
  isUsableIn,
  takeMacAddress,
  takePrivateIp,
  takePublicIp,
} from '../../../../electron/practice/world/addresses.ts';
import {
  emptyRegion,
  type NetworkInterface,
  type RegionTables,
  type Subnet,
} from '../../../../electron/practice/world/state.ts';

const catalog = await loadCatalog();
const SUBNET: Subnet = {
  subnetId: 'subnet-0123456789abcdef0',
  vpcId: 'vpc-0123456789abcdef0',
  zone: 'us-east-1a',
  zoneId: 'use1-az1',
  cidr: '10.0.0.16/28',
  isDefaultForAz: false,
  givesPublicIp: false,
  tags: [],
};
/** The same each time: every address that is taken is tried again. */
const always = (byte: number) => ({ catalog, random: (count: number) => new Uint8Array(count).fill(byte) });

function put(region: RegionTables, over: Partial<NetworkInterface>): void {
  const id = `eni-${String(region.networkInterfaces.size)}`;
  region.networkInterfaces.set(id, {
    networkInterfaceId: id,
    vpcId: SUBNET.vpcId,
    subnetId: SUBNET.subnetId,
    zone: SUBNET.zone,
    macAddress: '',
    privateIp: '',
    publicIp: null,
    groupIds: [],
    description: '',
    attachment: null,
    checksSourceDest: true,
    createdAt: 0,
    tags: [],
    ...over,
  });
}

test('each address of a subnet is given once, but for the five that AWS keeps', () => {
  const region = emptyRegion('us-east-1');
  const given: string[] = [];
  for (let left = 11; left > 0; left -= 1) {
    expect(freeAddressCount(region, SUBNET)).toBe(left);
    const privateIp = takePrivateIp(region, SUBNET, always(200));
    given.push(privateIp);
    put(region, { privateIp });
  }

  expect(new Set(given)).toEqual(new Set(Array.from({ length: 11 }, (_, n) => `10.0.0.${String(n + 20)}`)));
  expect(freeAddressCount(region, SUBNET)).toBe(0);
  expect(() => takePrivateIp(region, SUBNET, always(200))).toThrow(/not enough free addresses/);
});

test.each([
  ['10.0.0.16', false],
  ['10.0.0.19', false],
  ['10.0.0.20', true],
  ['10.0.0.30', true],
  ['10.0.0.31', false],
  ['10.0.0.32', false],
  ['10.0.0.15', false],
  ['10.0.0.020', false],
  ['home', false],
])('%s is for machines: %s', (address, isForMachines) => {
  expect(isUsableIn(SUBNET, address)).toBe(isForMachines);
});

test('no two machines have the same public address, in all regions together', () => {
  const given = catalog.regions.flatMap((name) => {
    const region = emptyRegion(name);
    for (let n = 0; n < 300; n += 1) put(region, { publicIp: takePublicIp(region, always(7)) });
    return [...region.networkInterfaces.values()].map(({ publicIp }) => publicIp ?? '');
  });

  expect(new Set(given).size).toBe(catalog.regions.length * 300);
  // RFC 2544 keeps these for measurements.
  expect(given.filter((address) => !/^198\.1[89]\.\d+\.\d+$/.test(address))).toEqual([]);
  expect(given.filter((address) => /\.(?:0|255)$/.test(address))).toEqual([]);
});

test('a region has as many public addresses as its part holds, and then none', () => {
  const region = emptyRegion('us-east-1');
  const used = new Set<string>();
  // Every one of them is taken but one.
  for (let n = 0; n < 4096; n += 1) {
    const address = `198.18.${String(208 + Math.floor(n / 256))}.${String(n % 256)}`;
    used.add(address);
    if (address !== '198.18.215.77') put(region, { publicIp: address });
  }
  const last = takePublicIp(region, always(1));

  expect(used.has(last)).toBe(true);
  expect(last).toBe('198.18.215.77');
  put(region, { publicIp: last });
  expect(() => takePublicIp(region, always(1))).toThrow(/Not enough available addresses/);
});

test('no two interfaces have the same hardware address', () => {
  const region = emptyRegion('us-east-1');
  for (let n = 0; n < 200; n += 1) put(region, { macAddress: takeMacAddress(region, always(250)) });
  const given = [...region.networkInterfaces.values()].map(({ macAddress }) => macAddress);

  expect(new Set(given).size).toBe(200);
  expect(given.every((mac) => /^0a(?::[0-9a-f]{2}){5}$/.test(mac))).toBe(true);
});
