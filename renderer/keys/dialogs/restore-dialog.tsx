import { useState } from 'react';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import type { ChosenFile, Restored } from '../../../shared/keys/keys-api.ts';
import { words } from '../../../shared/words/en.ts';
import { useAct } from '../../use-act.ts';
import { useKeysChanged } from '../../vault/use-keys-changed.ts';
import { FileField } from './file-field.tsx';
import { KeyModal } from '../../vault/key-modal.tsx';
import { NoRealKey } from './no-real-key.tsx';
import { RestoredList } from './restored-list.tsx';

const said = words.keys.vault.restore;

/** Keys come back from a backup. Nothing that is here is replaced, so it can be done at any time. */
export function RestoreDialog({ onClose }: { readonly onClose: () => void }) {
  const [file, setFile] = useState<ChosenFile | null>(null);
  const [passphrase, setPassphrase] = useState('');
  const [restored, setRestored] = useState<Restored | null>(null);
  const act = useAct();
  const changed = useKeysChanged();
  const isWrong = act.problem?.code === 'passphrase-wrong';
  if (restored !== null) return <RestoredList restored={restored} onClose={onClose} />;
  const choose = () =>
    act.run(
      () => window.keyport.chooseBackupFile(),
      (chosen) => {
        if (chosen !== null) setFile(chosen);
      },
    );
  const restore = () => {
    if (file === null) return;
    act.run(
      () => window.keyport.restoreBackup({ fileId: file.fileId, passphrase }),
      (result) => {
        setPassphrase('');
        changed();
        setRestored(result);
      },
    );
  };
  return (
    <KeyModal
      title={said.title}
      submit={said.submit}
      obstacle={file !== null && passphrase !== '' ? null : ''}
      act={isWrong ? { ...act, problem: null } : act}
      onSubmit={restore}
      onClose={onClose}
    >
      <div>{said.why}</div>
      <NoRealKey />
      <FileField
        label={said.chosen}
        none={said.none}
        choose={said.choose}
        chooseAnother={said.chooseAnother}
        file={file}
        isBusy={act.isBusy}
        onChoose={choose}
      />
      <FormField
        label={said.passphrase}
        errorText={isWrong ? words.problems['passphrase-wrong'].title : undefined}
      >
        <Input
          type="password"
          value={passphrase}
          autoComplete="off"
          onChange={({ detail }) => {
            setPassphrase(detail.value);
            if (isWrong) act.forget();
          }}
        />
      </FormField>
    </KeyModal>
  );
}
