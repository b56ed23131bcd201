import type { Outcome } from '../outcome.ts';
import type { GroupChange } from '../security-group/group-change.ts';

/** The part of the contract that is about addresses that change: of this computer, at home and on the road. */
export type AddressApi = {
  /** Whether this computer's address is another one than launches let in. Asks for it now; null while all is well, or nobody says. */
  readonly readAddressChange: () => Promise<Outcome<AddressChange | null>>;
  /**
   * Lets the address of now in to the log-in port of the launch's own group, and then the one of before out. Answers as soon as it is in the
   * journal; how it goes is told by `onGroupChanged`. Null where the address is let in already: then only what Keyport knows was set right.
   * `access-not-ours` where the groups were there before the launch, `address-unreachable` where nobody says the address.
   */
  readonly fixAccess: (input: { readonly launchId: string }) => Promise<Outcome<GroupChange | null>>;
};

export type AddressChange = {
  /** The one in use now. */
  readonly address: string;
  readonly launches: readonly ShutOut[];
};

/** A launch whose machines let in another address. */
export type ShutOut = {
  readonly launchId: string;
  readonly name: string;
  readonly region: string;
  readonly port: number;
  readonly before: string;
};
