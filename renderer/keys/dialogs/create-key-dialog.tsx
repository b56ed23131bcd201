import { useState } from 'react';
import FormField from '@cloudscape-design/components/form-field';
import RadioGroup from '@cloudscape-design/components/radio-group';
import Tiles from '@cloudscape-design/components/tiles';
import type { KeyType } from '../../../shared/platform.ts';
import { words } from '../../../shared/words/en.ts';
import { useInStore } from '../../components/in-store.ts';
import { useAct } from '../../use-act.ts';
import { useVault } from '../../vault/vault-context.ts';
import type { KeysAccount } from '../keys-account.ts';
import type { Done } from '../keys-dialog.ts';
import { useKeysChanged } from '../../vault/use-keys-changed.ts';
import { KeyModal } from '../../vault/key-modal.tsx';
import { KeyNameField } from './key-name-field.tsx';
import { faultOfName, pairNamesIn } from './key-name.ts';
import { WhereNote } from './where-note.tsx';

const said = words.keys.dialogs.create;

type CreateKeyDialogProps = {
  readonly account: KeysAccount;
  readonly onDone: (done: Done) => void;
  readonly onClose: () => void;
};

type Kind = keyof typeof said.kinds;

/** A key without a launch: for machines to come. */
export function CreateKeyDialog({ account: { account, keys }, onDone, onClose }: CreateKeyDialogProps) {
  const [name, setName] = useState<string | null>(null);
  const [type, setType] = useState<KeyType>('ed25519');
  const [kind, setKind] = useState<Kind>('aws-makes-it');
  const act = useAct();
  const inStore = useInStore();
  const changed = useKeysChanged();
  const taken = [
    ...pairNamesIn(keys.value, account?.region ?? ''),
    ...useVault().keys.map((key) => key.name),
  ];
  const isReady = account !== null && faultOfName(name ?? '', taken) === null;
  const create = () => {
    if (account === null || name === null) return;
    const { sourceId, region } = account;
    act.run(
      () => window.keyport.createKey({ sourceId, region, name, type, kind }),
      ({ custodyId }) => {
        changed();
        onDone({ message: said.made(name), custodyId });
      },
    );
  };
  return (
    <KeyModal
      title={said.title}
      submit={said.submit}
      obstacle={isReady ? null : ''}
      act={act}
      onSubmit={create}
      onClose={onClose}
    >
      <div>{inStore(said.why)}</div>
      <WhereNote account={account} />
      <KeyNameField
        name={name ?? ''}
        taken={taken}
        takenWhy={words.keys.dialogs.name.taken}
        hasTyped={name !== null}
        onChange={setName}
      />
      <FormField label={said.type}>
        <RadioGroup
          value={type}
          items={TYPES.map((value) => ({
            value,
            label: said.types[value],
            description: said.typeWhy[value],
          }))}
          onChange={({ detail }) => setType(detail.value === 'rsa' ? 'rsa' : 'ed25519')}
        />
      </FormField>
      <FormField label={said.kind} stretch>
        <Tiles
          value={kind}
          columns={2}
          items={KINDS.map((value) => ({
            value,
            label: said.kinds[value],
            description: inStore(said.kindWhy[value]),
          }))}
          onChange={({ detail }) => setKind(detail.value === 'made-here' ? 'made-here' : 'aws-makes-it')}
        />
      </FormField>
    </KeyModal>
  );
}

const TYPES: readonly KeyType[] = ['ed25519', 'rsa'];
const KINDS: readonly Kind[] = ['aws-makes-it', 'made-here'];
