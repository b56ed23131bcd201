import type { AccountSource } from '../../shared/account.ts';
import type { CatalogImage, InstanceType, Zone } from '../../shared/facts.ts';
import { OTHER_IMAGE } from '../../shared/image-catalog.ts';

export const REGIONS = ['eu-central-1', 'eu-west-1', 'us-east-1', 'us-east-2', 'us-west-2'];

export const SOURCES: readonly AccountSource[] = [
  {
    id: 'profile:default',
    name: 'default',
    kind: 'profile',
    signIn: 'keys',
    region: 'us-east-1',
    endpoint: null,
  },
  {
    id: 'profile:work',
    name: 'work',
    kind: 'profile',
    signIn: 'sso',
    region: 'eu-central-1',
    endpoint: null,
  },
  {
    id: 'profile:emulator',
    name: 'emulator',
    kind: 'profile',
    region: 'us-east-1',
    endpoint: 'http://127.0.0.1:5000',
  },
  {
    id: 'environment',
    name: 'environment',
    kind: 'environment',
    signIn: 'environment',
    region: null,
    endpoint: null,
  },
];

export const IMAGES: readonly CatalogImage[] = [
  amazonLinux('x86_64', 'ami-0abcdef1234567890'),
  amazonLinux('arm64', 'ami-0fedcba0987654321'),
  {
    ...amazonLinux('x86_64', 'ami-0abcdef1234567891'),
    catalogId: 'windows-2022-x86_64',
    title: 'Windows Server 2022',
    imageName: 'Windows_Server-2022-English-Full-Base-2026.11.11',
    platform: 'windows',
    operatingSystem: 'Windows',
    rootDeviceName: '/dev/sda1',
    rootSizeGiB: 30,
    loginUser: 'Administrator',
    ownerId: '801119661308',
    foundBy: 'owner',
    supportedUntil: '2031-10-14',
  },
];

/** Made here, shared with this account, and of somebody whom nobody knows. */
export const OWN_IMAGES: readonly CatalogImage[] = (['own', 'shared', 'unknown'] as const).map(
  (publisher, at) => ({
    ...amazonLinux('x86_64', `ami-0123456789abcde${at}0`),
    catalogId: OTHER_IMAGE,
    title: `web-${publisher}`,
    imageName: `web-${publisher}`,
    foundBy: 'id',
    publisher,
    ownerId: publisher === 'own' ? '123456789012' : '444455556666',
    loginUser: publisher === 'own' ? 'ec2-user' : null,
    supportedUntil: null,
  }),
);

function amazonLinux(architecture: 'x86_64' | 'arm64', imageId: string) {
  return {
    catalogId: `al2023-${architecture}`,
    title: 'Amazon Linux 2023',
    imageId,
    imageName: `al2023-ami-2023.9.20261109.0-kernel-6.12-${architecture}`,
    creationDate: '2026-11-09T21:14:05.000Z',
    architecture,
    platform: 'linux',
    rootDeviceName: '/dev/xvda',
    rootSizeGiB: 8,
    loginUser: 'ec2-user',
    isAvailable: true,
    operatingSystem: 'Linux',
    foundBy: 'parameter',
    ownerId: '137112412989',
    publisher: 'catalogue',
    isAllowed: true,
    isOfMarketplace: false,
    deprecatedSince: null,
    supportedUntil: '2029-06-30',
    isSupportOver: false,
  } as const satisfies CatalogImage;
}

export function size(
  name: string,
  vcpus: number,
  memoryGiB: number,
  isFreeTierEligible = false,
): InstanceType {
  const family = name.split('.')[0] ?? '';
  return {
    name,
    vcpus,
    memoryMiB: memoryGiB * 1024,
    architectures: family.includes('g') ? ['arm64'] : ['x86_64'],
    isFreeTierEligible,
    isCurrentGeneration: true,
    isBurstable: family.startsWith('t'),
    networkPerformance: vcpus > 8 ? '12.5 Gigabit' : 'Up to 12.5 Gigabit',
  };
}

export const FREE_TYPES: readonly InstanceType[] = [
  size('m7i-flex.large', 2, 8, true),
  size('c7i-flex.large', 2, 4, true),
  size('t3.small', 2, 2, true),
  size('t3.micro', 2, 1, true),
  size('t4g.small', 2, 2, true),
  size('t4g.micro', 2, 1, true),
];

const FAMILIES = ['c6i', 'c7i', 'm6i', 'm7i', 'r6i', 'r7i', 'c7g', 'm7g'];
const LADDER: readonly (readonly [string, number])[] = [
  ['large', 2],
  ['xlarge', 4],
  ['2xlarge', 8],
  ['4xlarge', 16],
  ['8xlarge', 32],
];

export const ALL_TYPES: readonly InstanceType[] = [
  ...FREE_TYPES,
  size('t3.medium', 2, 4),
  size('t3.large', 2, 8),
  size('t4g.medium', 2, 4),
  ...FAMILIES.flatMap((family) =>
    LADDER.map(([step, vcpus]) => size(`${family}.${step}`, vcpus, vcpus * (family.startsWith('c') ? 2 : 4))),
  ),
];

/** The last zone of a region sells nothing, as us-east-1e does for many sizes. */
export function zonesOf(region: string, offering: number): readonly Zone[] {
  return ['a', 'b', 'c', 'd', 'e', 'f'].map((letter, index) => ({
    zoneName: `${region}${letter}`,
    zoneId: `${region.replace(/^([a-z]{2})-([a-z])[a-z]+-(\d)$/, '$1$2$3')}-az${index + 1}`,
    isAvailable: true,
    offersType: index < offering,
    subnetId: `subnet-0123456789abcde${index}0`,
    freeAddresses: 4091,
    givesPublicAddress: true,
  }));
}
