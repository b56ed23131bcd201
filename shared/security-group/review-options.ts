import type { GroupExposure } from './group-finding.ts';
import type { MyAddresses } from './groups-api.ts';

/** What a review is asked for, beside the facts of the region. */
export type ReviewOptions = {
  /** The addresses in use here, as far as they are known. */
  readonly myAddresses: MyAddresses;
  /** Also says where machines may call out to anywhere, as AWS has it by itself. */
  readonly withEgress: boolean;
  /** CIDRs that Amazon publishes as its own; null where they are not at hand: then nothing is said of them. */
  readonly awsRanges: readonly string[] | null;
  /** How near the machines will be that are about to get the group; it takes the place of how near they are now. */
  readonly planned: GroupExposure | null;
};

/** Of the group as it is, as this computer can say it without asking anybody. */
export const PLAIN_REVIEW: ReviewOptions = {
  myAddresses: { ipv4: null, ipv6: null },
  withEgress: false,
  awsRanges: null,
  planned: null,
};

/** A launch gives its machines public addresses in a subnet with a way to the internet. */
export const PLANNED_PUBLIC: GroupExposure = { level: { ipv4: 'X4', ipv6: 'X4' }, isKnown: true };
