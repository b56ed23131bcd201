import { useState } from 'react';
import Box from '@cloudscape-design/components/box';
import { words } from '../../shared/words/en.ts';
import { NewPassphraseFields } from '../components/new-passphrase.tsx';
import { isGood, NO_PASSPHRASE } from '../components/passphrase-state.ts';
import { useAct } from '../use-act.ts';
import { KeyModal } from './key-modal.tsx';
import { useKeysChanged } from './use-keys-changed.ts';

const said = words.keys.vault.store;

/** An encrypted file instead of a keychain: chosen with open eyes, and with a passphrase, or not at all. */
export function StoreFileDialog({ onClose }: { readonly onClose: () => void }) {
  const [passphrase, setPassphrase] = useState(NO_PASSPHRASE);
  const act = useAct();
  const changed = useKeysChanged();
  const choose = () =>
    act.run(
      () => window.keyport.chooseStore({ store: 'file', passphrase: passphrase.first }),
      () => {
        changed();
        onClose();
      },
    );
  return (
    <KeyModal
      title={said.title}
      submit={said.submit}
      obstacle={isGood(passphrase, 'long') ? null : ''}
      act={act}
      onSubmit={choose}
      onClose={onClose}
    >
      <div>{said.why}</div>
      <NewPassphraseFields value={passphrase} rule="long" onChange={setPassphrase} />
      <Box fontWeight="bold">{words.keys.vault.passphrase.nobody}</Box>
    </KeyModal>
  );
}
