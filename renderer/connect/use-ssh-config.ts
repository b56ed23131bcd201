import { useQueryClient } from '@tanstack/react-query';
import type { SshConfig } from '../../shared/connect/ssh-config-api.ts';
import { useAct, type Act } from '../use-act.ts';
import { useOutcome, type Reading } from '../use-outcome.ts';

const KEY = ['ssh-config'];

export type SshConfigHandle = {
  readonly reading: Reading<SshConfig>;
  readonly act: Act;
  readonly turn: (isOn: boolean) => void;
};

/** Whether the person's own ssh knows the machines by name. */
export function useSshConfig(): SshConfigHandle {
  const queries = useQueryClient();
  const reading = useOutcome({
    key: KEY,
    read: () => window.keyport.readSshConfig(),
    isReadOnEachVisit: true,
  });
  const act = useAct();
  const turn = (isOn: boolean) =>
    act.run(
      () => window.keyport.setSshConfig({ isOn }),
      (now) => queries.setQueryData(KEY, { ok: true, value: now }),
    );
  return { reading, act, turn };
}
