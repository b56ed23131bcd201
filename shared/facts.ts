import type { ConnectedAccount } from './account.ts';
import type { Architecture, Platform } from './platform.ts';
import type { Preflight } from './preflight.ts';
import type { OperatingSystem, PriceList } from './price.ts';
import type { RequiredTag } from './required-tags.ts';
import type { LaunchGroups } from './security-group/launch-groups.ts';
import type { RegionFacts, Vpc } from './security-group/region-facts.ts';

/** What was read from the account for one region. `null` means: not read (yet), so nothing is judged by it. */
export type Facts = {
  readonly account: ConnectedAccount | null;
  readonly images: readonly CatalogImage[] | null;
  /** The sizes read so far: the free-tier ones first, all of the architecture's once asked for. */
  readonly instanceTypes: readonly InstanceType[] | null;
  readonly network: Network | null;
  readonly keychain: KeychainState | null;
  readonly names: TakenNames | null;
  /** What every launch from this computer is to be labelled with. */
  readonly requiredTags: readonly RequiredTag[] | null;
  /** Read only for a plan that uses groups which are there already. */
  readonly groups: LaunchGroups | null;
  readonly prices: PriceList | null;
  /** Read last, for a plan that is complete. */
  readonly preflight: Preflight | null;
};

export const NO_FACTS: Facts = {
  account: null,
  images: null,
  instanceTypes: null,
  network: null,
  keychain: null,
  names: null,
  requiredTags: null,
  groups: null,
  prices: null,
  preflight: null,
};

/** An image of the catalogue or of somebody else, pinned to one id and checked with DescribeImages. */
export type CatalogImage = {
  /** Of `image-catalog.ts`; `OTHER_IMAGE` for one that is not listed there. */
  readonly catalogId: string;
  readonly title: string;
  readonly imageId: string;
  readonly imageName: string;
  /** ISO 8601, as EC2 gives it. */
  readonly creationDate: string;
  readonly architecture: Architecture;
  readonly platform: Platform;
  readonly rootDeviceName: string;
  /** The snapshot's size: a root disk may not be smaller. */
  readonly rootSizeGiB: number;
  /** Null where neither its maker nor its name tells it: the person is asked. */
  readonly loginUser: string | null;
  /** It can be started by this account now. */
  readonly isAvailable: boolean;
  /** By which of AWS's prices its machines are billed. */
  readonly operatingSystem: OperatingSystem;
  readonly foundBy: ImageFoundBy;
  readonly ownerId: string;
  readonly publisher: ImagePublisher;
  /** The account's own setting "Allowed AMIs" lets it be started. */
  readonly isAllowed: boolean;
  /** It has a product of AWS Marketplace in it, which may need a subscription and cost extra. */
  readonly isOfMarketplace: boolean;
  /** ISO 8601; null while its maker still recommends it. */
  readonly deprecatedSince: string | null;
  /** ISO date: the last day of free security updates; null where nobody says. */
  readonly supportedUntil: string | null;
  readonly isSupportOver: boolean;
};

/** By the maker's parameter, as the newest of the maker's account where no parameter tells it, or because somebody named its id. */
export type ImageFoundBy = 'parameter' | 'owner' | 'id';

/**
 * Who made it: a maker of the catalogue, this account, another account that shared it with this one, a provider whom AWS has
 * verified, or anybody.
 */
export type ImagePublisher = 'catalogue' | 'own' | 'shared' | 'verified' | 'unknown';

/** Images that this account has made and those that others have shared with it, newest first. */
export type OwnImages = {
  readonly images: readonly CatalogImage[];
  /** How many more there are that Keyport cannot start: of other processors, or without an EBS root disk. */
  readonly leftOut: number;
};

export type InstanceType = {
  readonly name: string;
  readonly vcpus: number;
  readonly memoryMiB: number;
  readonly architectures: readonly Architecture[];
  readonly isFreeTierEligible: boolean;
  readonly isCurrentGeneration: boolean;
  /** T-family sizes earn CPU credits; `unlimited` may bill extra. */
  readonly isBurstable: boolean;
  /** In AWS's words: `Up to 12.5 Gigabit`. Missing where AWS does not say. */
  readonly networkPerformance?: string | undefined;
};

/** Where the chosen size can run: one network of the region, zone by zone. */
export type Network = {
  readonly instanceType: string;
  /** The one that was asked for; the default one where there is no such network, or none was asked for. */
  readonly vpcId: string | null;
  readonly zones: readonly Zone[];
  /** Where other sizes are sold, asked only where this one is sold in fewer than two zones. */
  readonly others?: readonly SoldIn[];
  /** Every network of the region, the default one first. Missing where it was not asked for. */
  readonly vpcs?: readonly Vpc[];
  /** Local and Wavelength Zones in which this network has subnets: no machine is placed there. */
  readonly otherZones?: readonly string[];
  /** What lies between the internet and its subnets. Missing where it was not asked for. */
  readonly way?: RegionFacts;
};

export type SoldIn = { readonly instanceType: string; readonly zoneNames: readonly string[] };

export type Zone = {
  readonly zoneName: string;
  readonly zoneId: string;
  readonly isAvailable: boolean;
  readonly offersType: boolean;
  /** The subnet that is proposed here, and what is known of it. */
  readonly subnetId: string | null;
  readonly freeAddresses: number | null;
  /** Whether an instance here gets a public address by itself; null = not known. */
  readonly givesPublicAddress: boolean | null;
  /** Every subnet of the network in this zone. Missing where there is only the proposed one. */
  readonly subnets?: readonly ZoneSubnet[];
};

export type ZoneSubnet = {
  readonly subnetId: string;
  readonly name: string | null;
  readonly cidr: string;
  /** The one that AWS made for this zone in the default network. */
  readonly isDefault: boolean;
  readonly freeAddresses: number | null;
  readonly givesPublicAddress: boolean | null;
};

export type KeychainState = 'ready' | 'locked' | 'absent' | 'failed';

/** Names in use in this region (key pairs) and in its default network (groups). */
export type TakenNames = {
  readonly keyPairs: readonly string[];
  readonly securityGroups: readonly string[];
};
