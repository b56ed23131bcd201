import type { Dispatch } from 'react';
import { useAct, type Act } from '../../use-act.ts';
import { asksPassphrase, type AddKeyAction, type AddKeyState } from './add-key-state.ts';

/** Choosing the file and adding its key; a question about a passphrase is not shown as a failure. */
export function useAddKey(
  { file, name, passphrase }: AddKeyState,
  dispatch: Dispatch<AddKeyAction>,
  taken: readonly string[],
): { readonly act: Act; readonly choose: () => void; readonly add: () => void } {
  const act = useAct();
  const choose = () =>
    act.run(
      () => window.keyport.chooseKeyFile(),
      (chosen) => {
        if (chosen !== null) dispatch({ type: 'chosen', file: chosen, taken });
      },
    );
  const add = () => {
    if (file === null) return;
    act.run(
      async () => {
        const outcome = await window.keyport.addKey({ fileId: file.fileId, name, passphrase });
        if (!outcome.ok) dispatch({ type: 'refused', code: outcome.problem.code });
        return outcome;
      },
      (added) => dispatch({ type: 'added', added }),
    );
  };
  const shown = asksPassphrase(act.problem) ? { ...act, problem: null } : act;
  return { act: shown, choose, add };
}
