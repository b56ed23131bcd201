import { useEffect, useState } from 'react';
import type { AccessTest } from '../../shared/connect/access-test.ts';
import type { AtMachine } from '../../shared/connect/at-machine.ts';
import { useAct, type Act } from '../use-act.ts';

export type AccessTestHandle = {
  /** The newest one of this machine; null while none was asked for. */
  readonly test: AccessTest | null;
  readonly act: Act;
  readonly run: () => void;
  readonly cancel: () => void;
};

/** The walk to one machine, as it goes. */
export function useAccessTest({ launchId, instanceId }: AtMachine): AccessTestHandle {
  const [test, setTest] = useState<AccessTest | null>(null);
  const act = useAct();
  useEffect(() => {
    // What is told late of an earlier one is no news.
    const keep = (told: AccessTest) =>
      setTest((known) => (known !== null && told.startedAt < known.startedAt ? known : told));
    return window.keyport.onAccessTested((told) => {
      if (told.instanceId === instanceId) keep(told);
    });
  }, [instanceId]);
  return {
    test,
    act,
    run: () => act.run(() => window.keyport.testAccess({ launchId, instanceId }), setTest),
    cancel: () => {
      window.keyport.cancelAccessTest({ launchId, instanceId }).catch(() => undefined);
    },
  };
}
