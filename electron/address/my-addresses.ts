import type { MyAddress } from '../../shared/api.ts';
import type { Outcome } from '../../shared/outcome.ts';
import type { MyAddresses } from '../../shared/security-group/groups-api.ts';
import { readMyAddress } from './my-address.ts';
import { readMyIpv6 } from './my-ipv6.ts';

/** How long an answer is good enough for a review: the service that is asked is somebody else's. */
const GOOD_FOR_MS = 60_000;

/** Which addresses this computer has for the accounts, asked for now. */
export type OwnAddresses = {
  readonly ipv4: () => Promise<Outcome<MyAddress>>;
  /** Null where there is none. */
  readonly ipv6: () => Promise<string | null>;
};

/** As the rest of the world sees them. */
export function publicAddresses(env: Readonly<Record<string, string | undefined>>): OwnAddresses {
  return { ipv4: () => readMyAddress(env), ipv6: () => readMyIpv6() };
}

/** Both addresses in use here; null where there is none, or nobody says. Never fails. */
export function createMyAddresses(own: OwnAddresses) {
  let last: { readonly addresses: Promise<MyAddresses>; readonly askedAt: number } | null = null;
  const read = (): Promise<MyAddresses> => {
    last = { addresses: readBoth(own), askedAt: performance.now() };
    return last.addresses;
  };
  return {
    /** Now. */
    read,
    /** Now, or within the last minute. */
    recent: (): Promise<MyAddresses> =>
      last !== null && performance.now() - last.askedAt < GOOD_FOR_MS ? last.addresses : read(),
  };
}

async function readBoth(own: OwnAddresses): Promise<MyAddresses> {
  const [ipv4, ipv6] = await Promise.all([own.ipv4(), own.ipv6()]);
  return { ipv4: ipv4.ok ? ipv4.value.address : null, ipv6 };
}
