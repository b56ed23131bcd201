import { useState, type ReactNode } from 'react';
import type { AccountKeyPair } from '../../../shared/keys/account-keys.ts';
import type { KeyRow } from '../../../shared/keys/key-row.ts';
import type { VaultKey } from '../../../shared/keys/vault.ts';
import type { Outcome } from '../../../shared/outcome.ts';
import { words } from '../../../shared/words/en.ts';
import { useInStore } from '../../components/in-store.ts';
import { TypedName } from '../../components/typed-name.tsx';
import { useAct } from '../../use-act.ts';
import type { KeysAccount } from '../keys-account.ts';
import type { Done } from '../keys-dialog.ts';
import { useKeysChanged } from '../../vault/use-keys-changed.ts';
import { CopiesLeft } from './copies-left.tsx';
import { KeyModal } from '../../vault/key-modal.tsx';
import { KeyUsersNote } from './key-users-note.tsx';

const said = words.keys.dialogs;

type RemovalProps = { readonly onDone: (done: Done) => void; readonly onClose: () => void };
type KeyRemovalProps = RemovalProps & { readonly of: VaultKey; readonly row: KeyRow | null };

/** Out of use, and kept: the first of two steps. */
export function TrashKeyDialog({ of: { custodyId, name }, row, onDone, onClose }: KeyRemovalProps) {
  return (
    <Removal
      name={name}
      title={said.trash.title(name)}
      submit={said.trash.submit}
      why={said.trash.why}
      remove={(typedName) => window.keyport.trashKey({ custodyId, typedName })}
      onRemoved={() => onDone({ message: words.keys.moved.trashed(name), custodyId })}
      onClose={onClose}
    >
      <KeyUsersNote row={row} />
    </Removal>
  );
}

/** The private key, out of the trash: nobody can bring it back, so what other copies there are is said. */
export function DeleteKeyDialog({ of: key, row, onDone, onClose }: KeyRemovalProps) {
  const { custodyId, name } = key;
  return (
    <Removal
      name={name}
      title={said.delete.title(name)}
      submit={said.delete.submit}
      why={said.delete.why}
      remove={(typedName) => window.keyport.deleteKey({ custodyId, typedName })}
      onRemoved={() => onDone({ message: words.keys.moved.deleted(name) })}
      onClose={onClose}
    >
      <CopiesLeft copies={key.copies.filter(({ kind }) => kind !== 'keychain')} />
      <KeyUsersNote row={row} />
    </Removal>
  );
}

type RemovePairDialogProps = RemovalProps & {
  readonly row: KeyRow;
  readonly pair: AccountKeyPair;
  readonly account: KeysAccount;
};

/** The public half in AWS: an act of its own, which leaves the private key where it is. */
export function RemovePairDialog({ row, pair, account, onDone, onClose }: RemovePairDialogProps) {
  const { name, region, keyPairId } = pair;
  const sourceId = account.account?.sourceId ?? '';
  return (
    <Removal
      name={name}
      title={said.removePair.title(name)}
      submit={said.removePair.submit}
      why={`${said.removePair.where(keyPairId, region)} ${said.removePair.why}`}
      remove={(typedName) => window.keyport.removeKeyPair({ sourceId, region, keyPairId, typedName })}
      onRemoved={() => onDone({ message: words.keys.moved.pairRemoved(name, region) })}
      onClose={onClose}
    >
      <KeyUsersNote row={{ ...row, users: row.users.filter((user) => user.region === region) }} />
    </Removal>
  );
}

type RemovalFormProps = {
  readonly name: string;
  readonly title: string;
  readonly submit: string;
  readonly why: string;
  readonly children: ReactNode;
  readonly remove: (typedName: string) => Promise<Outcome<unknown>>;
  readonly onRemoved: () => void;
  readonly onClose: () => void;
};

function Removal({ name, remove, onRemoved, children, ...modal }: RemovalFormProps) {
  const [typed, setTyped] = useState('');
  const act = useAct();
  const inStore = useInStore();
  const changed = useKeysChanged();
  return (
    <KeyModal
      {...modal}
      isDangerous
      obstacle={typed === name ? null : ''}
      act={act}
      onSubmit={() =>
        act.run(
          () => remove(typed),
          () => {
            changed();
            onRemoved();
          },
        )
      }
    >
      <div>{inStore(modal.why)}</div>
      {children}
      <TypedName name={name} typed={typed} onType={setTyped} />
    </KeyModal>
  );
}
