import { useEffect } from 'react';
import type { AddressChange } from '../../shared/connect/address-api.ts';
import { shutOut } from '../../shared/connect/fix-access.ts';
import { useLaunches } from '../launches/launches-context.ts';
import { useOutcome } from '../use-outcome.ts';

/**
 * Which launches do not let this computer in where it is now, as they are now; null for none. Asked for at the start, when there is a launch
 * to ask for, and whenever the network has changed.
 */
export function useAddressChange(): AddressChange | null {
  const launches = useLaunches().list?.launches ?? NONE;
  // Those that let in any single address at all.
  const asked = shutOut(launches, '').map(({ launchId }) => launchId);
  const { value, again } = useOutcome({
    key: ['address-change', ...asked.toSorted(compare)],
    read: () => window.keyport.readAddressChange(),
    isWanted: asked.length > 0,
  });
  useEffect(() => window.keyport.onNetworkChanged(again), [again]);
  if (value === null) return null;
  const shut = shutOut(launches, value.address);
  return shut.length === 0 ? null : { address: value.address, launches: shut };
}

const NONE: readonly never[] = [];

function compare(one: string, other: string): number {
  return one < other ? -1 : 1;
}
