import type { MyAddresses } from '../../shared/security-group/groups-api.ts';
import { readMyAddress } from './my-address.ts';
import { readMyIpv6 } from './my-ipv6.ts';

/** How long an answer is good enough for a review: the service that is asked is somebody else's. */
const GOOD_FOR_MS = 60_000;

/** Both addresses in use here; null where there is none, or nobody says. Never fails. */
export function createMyAddresses(env: Readonly<Record<string, string | undefined>>) {
  let last: { readonly addresses: Promise<MyAddresses>; readonly askedAt: number } | null = null;
  const read = (): Promise<MyAddresses> => {
    last = { addresses: readBoth(env), askedAt: performance.now() };
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

async function readBoth(env: Readonly<Record<string, string | undefined>>): Promise<MyAddresses> {
  const [ipv4, ipv6] = await Promise.all([readMyAddress(env), readMyIpv6()]);
  return { ipv4: ipv4.ok ? ipv4.value.address : null, ipv6 };
}
