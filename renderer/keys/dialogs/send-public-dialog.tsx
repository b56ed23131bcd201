import { useState } from 'react';
import type { VaultKey } from '../../../shared/keys/vault.ts';
import { words } from '../../../shared/words/en.ts';
import { useAct } from '../../use-act.ts';
import type { KeysAccount } from '../keys-account.ts';
import type { Done } from '../keys-dialog.ts';
import { useKeysChanged } from '../../vault/use-keys-changed.ts';
import { KeyModal } from '../../vault/key-modal.tsx';
import { KeyNameField } from './key-name-field.tsx';
import { faultOfName, pairNamesIn } from './key-name.ts';
import { WhereNote } from './where-note.tsx';

const said = words.keys.dialogs.send;

type SendPublicDialogProps = {
  readonly of: VaultKey;
  readonly account: KeysAccount;
  readonly onDone: (done: Done) => void;
  readonly onClose: () => void;
};

/** A key that is here becomes a key pair in this account and region. Nothing secret leaves this computer. */
export function SendPublicDialog({ of: key, account, onDone, onClose }: SendPublicDialogProps) {
  const [name, setName] = useState(key.name);
  const act = useAct();
  const changed = useKeysChanged();
  const where = account.account;
  const taken = pairNamesIn(account.keys.value, where?.region ?? '');
  const { custodyId } = key;
  const send = () => {
    if (where === null) return;
    const { sourceId, region } = where;
    act.run(
      () => window.keyport.sendPublicKey({ sourceId, region, custodyId, name }),
      () => {
        changed();
        onDone({ message: said.made(name, region), custodyId });
      },
    );
  };
  return (
    <KeyModal
      title={said.title(key.name)}
      submit={said.submit}
      obstacle={where !== null && faultOfName(name, taken) === null ? null : ''}
      act={act}
      onSubmit={send}
      onClose={onClose}
    >
      <div>{said.why}</div>
      <WhereNote account={where} />
      <KeyNameField
        name={name}
        why={said.nameWhy}
        taken={taken}
        takenWhy={words.keys.dialogs.name.taken}
        hasTyped
        onChange={setName}
      />
    </KeyModal>
  );
}
