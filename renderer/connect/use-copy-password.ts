import { useEffect, useRef, useState } from 'react';
import type { AtMachine } from '../../shared/connect/at-machine.ts';
import { PASSWORD_COPY_S } from '../../shared/connect/desktop-api.ts';
import { useAct, type Act } from '../use-act.ts';
import { useSeconds } from './use-seconds.ts';

/** `ready`: it was waited for, and is there now. `cleared`: it was on the clipboard, and its time is over. */
export type PasswordStanding = 'not-asked' | 'asking' | 'waiting' | 'ready' | 'copied' | 'cleared';

export type CopyPassword = {
  readonly standing: PasswordStanding;
  /** How much longer a password that was copied stays on the clipboard. */
  readonly secondsLeft: number;
  readonly problem: Act['problem'];
  readonly copy: () => void;
  readonly cancel: () => void;
};

/** An answer that is there comes within this time. */
const ASKING_S = 2;

/** The password itself is nowhere in here: main puts it on the clipboard. */
export function useCopyPassword({ launchId, instanceId }: AtMachine): CopyPassword {
  const act = useAct();
  const [answer, setAnswer] = useState<'copied' | 'ready' | null>(null);
  const askedFor = useSeconds(act.isBusy);
  const copiedFor = useSeconds(answer === 'copied');
  const secondsLeft = Math.max(0, PASSWORD_COPY_S - copiedFor);
  const cancel = () => {
    window.keyport.cancelWindowsPassword({ launchId, instanceId }).catch(() => undefined);
  };
  useCallOnLeave(act.isBusy, cancel);
  const settled = answer === 'copied' && secondsLeft === 0 ? 'cleared' : (answer ?? 'not-asked');
  return {
    standing: act.isBusy ? (askedFor < ASKING_S ? 'asking' : 'waiting') : settled,
    secondsLeft,
    problem: act.problem?.code === 'cancelled' ? null : act.problem,
    copy: () => {
      setAnswer(null);
      act.run(() => window.keyport.copyWindowsPassword({ launchId, instanceId }), setAnswer);
    },
    cancel,
  };
}

/** Nobody is there any more to be told. */
function useCallOnLeave(isBusy: boolean, call: () => void): void {
  const latest = useRef({ isBusy, call });
  useEffect(() => {
    latest.current = { isBusy, call };
  });
  useEffect(
    () => () => {
      if (latest.current.isBusy) latest.current.call();
    },
    [],
  );
}
