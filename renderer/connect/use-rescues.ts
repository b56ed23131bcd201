import { useEffect, useState } from 'react';
import type { Rescue } from '../../shared/connect/rescue-api.ts';

/** Keys on their way into machines, each as main last told it, by the machine. */
export function useRescues(last: Rescue | null): ReadonlyMap<string, Rescue> {
  const [rescues, setRescues] = useState<ReadonlyMap<string, Rescue>>(new Map());
  useEffect(
    () =>
      window.keyport.onRescueChanged((rescue) => {
        setRescues((known) => new Map(known).set(rescue.instanceId, rescue));
      }),
    [],
  );
  return last === null || rescues.has(last.instanceId)
    ? rescues
    : new Map(rescues).set(last.instanceId, last);
}
