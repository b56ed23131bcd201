import type { ConnectedAccount } from './account.ts';
import type { Architecture, Platform } from './platform.ts';
import type { Preflight } from './preflight.ts';
import type { PriceList } from './price.ts';
import type { LaunchGroups } from './security-group/launch-groups.ts';

/** What was read from the account for one region. `null` means: not read (yet), so nothing is judged by it. */
export type Facts = {
  readonly account: ConnectedAccount | null;
  readonly images: readonly CatalogImage[] | null;
  /** The sizes read so far: the free-tier ones first, all of the architecture's once asked for. */
  readonly instanceTypes: readonly InstanceType[] | null;
  readonly network: Network | null;
  readonly keychain: KeychainState | null;
  readonly names: TakenNames | null;
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
  groups: null,
  prices: null,
  preflight: null,
};

/** An image of the catalogue, resolved to one id by its SSM parameter and checked with DescribeImages. */
export type CatalogImage = {
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
  readonly loginUser: string;
  readonly isAvailable: boolean;
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
};

/** Where the chosen size can run: the default network of the region, zone by zone. */
export type Network = {
  readonly instanceType: string;
  readonly vpcId: string | null;
  readonly zones: readonly Zone[];
  /** Where other sizes are sold, asked only where this one is sold in fewer than two zones. */
  readonly others?: readonly SoldIn[];
};

export type SoldIn = { readonly instanceType: string; readonly zoneNames: readonly string[] };

export type Zone = {
  readonly zoneName: string;
  readonly zoneId: string;
  readonly isAvailable: boolean;
  readonly offersType: boolean;
  readonly subnetId: string | null;
  readonly freeAddresses: number | null;
  /** Whether an instance here gets a public address by itself; null = not known. */
  readonly givesPublicAddress: boolean | null;
};

export type KeychainState = 'ready' | 'locked' | 'absent' | 'failed';

/** Names in use in this region (key pairs) and in its default network (groups). */
export type TakenNames = {
  readonly keyPairs: readonly string[];
  readonly securityGroups: readonly string[];
};
