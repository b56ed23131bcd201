import type { ConnectedAccount } from '../../shared/account.ts';
import { useOutcome } from '../use-outcome.ts';

/** A size that every zone of a region with names is asked about; which one makes no difference to their names. */
const ANY_SIZE = 't3.micro';

const NOWHERE = { sourceId: '', region: '' };

/** The zones of the region that one works in; none while they are not known, or if the weather keeps them from being read. */
export function useZones(account: ConnectedAccount | null): readonly string[] {
  const { sourceId, region } = account ?? NOWHERE;
  const network = useOutcome({
    key: ['practice-zones', sourceId, region],
    read: () => window.keyport.readNetwork({ sourceId, region, instanceType: ANY_SIZE }),
    isWanted: account !== null,
  });
  return (network.value?.zones ?? []).map(({ zoneName }) => zoneName);
}
