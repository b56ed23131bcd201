import type { LaunchPlan, NewGroupAccess } from '../../shared/launch-plan.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import type { DryRun, DryRunAction, Preflight } from '../../shared/preflight.ts';
import type { ProblemCode } from '../../shared/problem.ts';
import type { CatalogImage, Facts, InstanceType, Zone } from '../../shared/facts.ts';

export const IMAGE: CatalogImage = {
  catalogId: 'al2023-x86_64',
  title: 'Amazon Linux 2023',
  imageId: 'ami-0123456789abcdef0',
  imageName: 'al2023-ami-2023',
  creationDate: '2026-05-01T00:00:00.000Z',
  architecture: 'x86_64',
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
};

export const SIZE: InstanceType = {
  name: 't3.micro',
  vcpus: 2,
  memoryMiB: 1024,
  architectures: ['x86_64'],
  isFreeTierEligible: true,
  isCurrentGeneration: true,
  isBurstable: true,
};

export function zone(letter: string, change: Partial<Zone> = {}): Zone {
  return {
    zoneName: `us-east-1${letter}`,
    zoneId: `use1-az-${letter}`,
    isAvailable: true,
    offersType: true,
    subnetId: `subnet-0000000${letter}`,
    freeAddresses: 4091,
    givesPublicAddress: true,
    ...change,
  };
}

/** An account in which everything is well. */
export const FACTS = {
  account: {
    sourceId: 'environment',
    sourceName: 'environment',
    region: 'us-east-1',
    accountId: '123456789012',
    arn: 'arn:aws:sts::123456789012:assumed-role/dev/me',
    endpoint: null,
    isRoot: false,
    hasLongLivedKey: false,
    regions: ['us-east-1'],
  },
  images: [IMAGE],
  instanceTypes: [SIZE],
  network: { instanceType: 't3.micro', vpcId: 'vpc-00000001', zones: [zone('a'), zone('b'), zone('c')] },
  keychain: 'ready',
  names: { keyPairs: [], securityGroups: ['default'] },
  groups: null,
  prices: {
    source: 'pricing-api',
    asOf: '2026-05',
    currency: 'USD',
    instanceHour: { 't3.micro': 0.0104 },
    gp3GiBMonth: 0.08,
    publicIpv4Hour: 0.005,
  },
  requiredTags: [],
  preflight: null,
} as const satisfies Facts;

/** A plan that nobody would object to, there. */
export const PLAN: LaunchPlan & { readonly access: NewGroupAccess } = {
  version: 1,
  name: 'my-fleet',
  account: { sourceId: 'environment', accountId: '123456789012', region: 'us-east-1' },
  image: {
    catalogId: 'al2023-x86_64',
    imageId: 'ami-0123456789abcdef0',
    imageName: 'al2023-ami-2023',
    architecture: 'x86_64',
    platform: 'linux',
    rootDeviceName: '/dev/xvda',
    rootSizeGiB: 8,
    loginUser: 'ec2-user',
  },
  size: { name: 't3.micro', vcpus: 2, architectures: ['x86_64'], cpuCredits: 'standard' },
  placements: ['a', 'b', 'c'].map((letter) => ({
    zoneName: `us-east-1${letter}`,
    zoneId: `use1-az-${letter}`,
    subnetId: `subnet-0000000${letter}`,
  })),
  access: {
    kind: 'new-group',
    vpcId: 'vpc-00000001',
    purpose: 'web-site',
    httpsFromEveryone: true,
    httpFromEveryone: false,
    adminAddress: '203.0.113.7',
  },
  key: { kind: 'aws-makes-it', type: 'ed25519' },
  storage: { rootSizeGiB: 8 },
  script: { kind: 'none' },
  tags: [],
};

/** What EC2 says to one call that was tried: `may` where nothing else is given. */
export function dryRun(
  action: DryRunAction,
  zoneName: string | null,
  verdict: DryRun['verdict'] = 'may',
  code: ProblemCode | null = null,
  raw: string | null = null,
): DryRun {
  return { action, zoneName, verdict, problem: code === null ? null : makeProblem(code, { raw }) };
}

/** A preflight of the good plan, in which everything is well but that "free tier" may not make three machines free. */
export const PREFLIGHT = {
  readAt: Date.parse('2026-06-01T10:00:00Z'),
  about: {
    accountId: PLAN.account.accountId,
    region: PLAN.account.region,
    imageId: PLAN.image.imageId,
    instanceType: PLAN.size.name,
    subnetIds: PLAN.placements.map(({ subnetId }) => subnetId),
    access: 'new-group',
    groupIds: [],
    opens: ['https', 'log-in'],
    key: 'aws-makes-it',
    rootSizeGiB: PLAN.storage.rootSizeGiB,
    tags: PLAN.tags,
  },
  dryRuns: [
    ...PLAN.placements.map(({ zoneName }) => dryRun('RunInstances', zoneName)),
    dryRun('CreateSecurityGroup', null),
    dryRun('CreateKeyPair', null),
  ],
  quota: { kind: 'known', quotaCode: 'L-1216C47A', limit: 32, inUse: 0 },
  subnets: PLAN.placements.map(({ subnetId, zoneName }) => ({
    subnetId,
    zoneName,
    verdict: 'yes',
    steps: [],
  })),
  diskKey: { kind: 'aws-managed' },
  accountPlan: 'unknown',
} as const satisfies Preflight;
