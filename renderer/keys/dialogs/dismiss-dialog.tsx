import type { VaultKey } from '../../../shared/keys/vault.ts';
import { words } from '../../../shared/words/en.ts';
import { useAct } from '../../use-act.ts';
import type { Done } from '../keys-dialog.ts';
import { KeyModal } from '../../vault/key-modal.tsx';

const said = words.keys.dialogs.dismiss;

type DismissDialogProps = {
  readonly of: VaultKey;
  readonly onDone: (done: Done) => void;
  readonly onClose: () => void;
};

/** A record that stands for nothing any more. Main refuses where it might. */
export function DismissDialog({ of: { custodyId, name }, onDone, onClose }: DismissDialogProps) {
  const act = useAct();
  return (
    <KeyModal
      title={said.title(name)}
      submit={said.submit}
      isDangerous
      act={act}
      onSubmit={() =>
        act.run(
          () => window.keyport.dismissKey({ custodyId }),
          () => onDone({ message: words.keys.moved.dismissed(name) }),
        )
      }
      onClose={onClose}
    >
      <div>{said.why}</div>
    </KeyModal>
  );
}
