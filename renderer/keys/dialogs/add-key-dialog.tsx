import { useEffect, useReducer, useRef } from 'react';
import FormField from '@cloudscape-design/components/form-field';
import Input, { type InputProps } from '@cloudscape-design/components/input';
import type { AddedKey } from '../../../shared/keys/keys-api.ts';
import { words } from '../../../shared/words/en.ts';
import { DoneModal } from '../../components/done-modal.tsx';
import { useInStore } from '../../components/in-store.ts';
import { useVault } from '../../vault/vault-context.ts';
import { FileField } from './file-field.tsx';
import { addKeyReducer, NOTHING_CHOSEN } from './add-key-state.ts';
import { KeyModal } from '../../vault/key-modal.tsx';
import { NoRealKey } from './no-real-key.tsx';
import { KeyNameField } from './key-name-field.tsx';
import { faultOfName } from './key-name.ts';
import { useAddKey } from './use-add-key.ts';

const said = words.keys.dialogs.add;

/** A key that somebody has in a file comes into the vault; the file is left as it is, and that is said. */
export function AddKeyDialog({ onClose }: { readonly onClose: () => void }) {
  const [state, dispatch] = useReducer(addKeyReducer, NOTHING_CHOSEN);
  const taken = useVault().keys.map(({ name }) => name);
  const { act, choose, add } = useAddKey(state, dispatch, taken);
  const { file, name, passphrase, isWrong, added } = state;
  if (added !== null) return <Added added={added} onClose={onClose} />;
  const isReady = file !== null && faultOfName(name, taken) === null && passphrase !== '';
  return (
    <KeyModal
      title={said.title}
      submit={said.submit}
      obstacle={isReady ? null : ''}
      act={act}
      onSubmit={add}
      onClose={onClose}
    >
      <div>
        {said.why} {said.formats}
      </div>
      <NoRealKey />
      <FileField
        label={said.file}
        none={said.none}
        choose={said.choose}
        chooseAnother={said.chooseAnother}
        file={file}
        isBusy={act.isBusy}
        onChoose={choose}
      />
      {file !== null && (
        <KeyNameField
          name={name}
          why={said.nameWhy}
          taken={taken}
          takenWhy={words.keys.dialogs.name.takenHere}
          hasTyped
          onChange={(typed) => dispatch({ type: 'named', name: typed })}
        />
      )}
      {passphrase !== null && (
        <FilePassphrase
          value={passphrase}
          isWrong={isWrong}
          onType={(typed) => dispatch({ type: 'typed', passphrase: typed })}
        />
      )}
    </KeyModal>
  );
}

type FilePassphraseProps = {
  readonly value: string;
  readonly isWrong: boolean;
  readonly onType: (typed: string) => void;
};

/** Comes up once the file has turned out to have one; that is where one goes on typing. */
function FilePassphrase({ value, isWrong, onType }: FilePassphraseProps) {
  const inStore = useInStore();
  const field = useRef<InputProps.Ref>(null);
  useEffect(() => field.current?.focus(), []);
  return (
    <FormField
      label={said.passphrase}
      description={`${said.passphraseNeeded} ${inStore(said.passphraseWhy)}`}
      errorText={isWrong ? said.passphraseWrong : undefined}
    >
      <Input
        ref={field}
        type="password"
        value={value}
        autoComplete="off"
        onChange={({ detail }) => onType(detail.value)}
      />
    </FormField>
  );
}

function Added({ added, onClose }: { readonly added: AddedKey; readonly onClose: () => void }) {
  return (
    <DoneModal title={said.doneTitle(added.key.name)} onClose={onClose}>
      <div>{said.doneWhy}</div>
      <div>
        {said.stillAt} <code>{added.stillAt}</code>
      </div>
      <div>{said.stillAtWhy}</div>
    </DoneModal>
  );
}
