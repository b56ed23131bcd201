import { useState } from 'react';
import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { AccountSource } from '../../../shared/account.ts';
import { words } from '../../../shared/words/en.ts';
import { FormModal } from '../../components/form-modal.tsx';
import { openLink } from '../../open-link.ts';
import { useInStore } from '../../components/in-store.ts';
import { useAct } from '../../use-act.ts';
import { AddKeyDialog } from './account-add-key.tsx';

const said = words.accounts;

type KeptAccountsProps = {
  /** The way in that is chosen; null where there is none yet. */
  readonly source: AccountSource | null;
  readonly region: string;
  readonly onAdded: (source: AccountSource) => void;
  readonly onRenamed: () => void;
  readonly onRemoved: () => void;
};

type Open = 'add' | 'rename' | 'remove' | null;

/** What can be done with accounts: those whose access key Keyport keeps are its own to change, the others are not. */
export function KeptAccounts({ source, region, onAdded, onRenamed, onRemoved }: KeptAccountsProps) {
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  const closing = (then: () => void) => () => {
    close();
    then();
  };
  const isKept = source?.kind === 'access-key';
  return (
    <>
      <SpaceBetween size="xs">
        <SpaceBetween direction="horizontal" size="xs">
          <Button onClick={() => setOpen('add')}>{said.add.open}</Button>
          {isKept && <Button onClick={() => setOpen('rename')}>{said.rename.open}</Button>}
          {isKept && <Button onClick={() => setOpen('remove')}>{said.remove.open}</Button>}
        </SpaceBetween>
        {source?.kind === 'profile' && (
          <Box variant="small" color="text-body-secondary">
            {said.files}
          </Box>
        )}
      </SpaceBetween>
      {open === 'add' && (
        <AddKeyDialog
          region={region}
          onAdded={(added) => {
            close();
            onAdded(added);
          }}
          onClose={close}
        />
      )}
      {open === 'rename' && source !== null && (
        <RenameDialog source={source} onDone={closing(onRenamed)} onClose={close} />
      )}
      {open === 'remove' && source !== null && (
        <RemoveDialog source={source} onDone={closing(onRemoved)} onClose={close} />
      )}
    </>
  );
}

type DialogProps = {
  readonly source: AccountSource;
  readonly onDone: () => void;
  readonly onClose: () => void;
};

function RenameDialog({ source, onDone, onClose }: DialogProps) {
  const [name, setName] = useState(source.name);
  const act = useAct();
  return (
    <FormModal
      title={said.rename.title(source.name)}
      submit={said.rename.submit}
      cancel={said.add.cancel}
      obstacle={name.trim() === '' ? '' : null}
      isBusy={act.isBusy}
      problem={act.problem}
      onSubmit={() => act.run(() => window.keyport.renameAccount({ sourceId: source.id, name }), onDone)}
      onClose={onClose}
    >
      <FormField label={said.add.name}>
        <Input value={name} onChange={({ detail }) => setName(detail.value)} />
      </FormField>
    </FormModal>
  );
}

/** Says what it does, and what it does not: the key is AWS's to end. */
function RemoveDialog({ source, onDone, onClose }: DialogProps) {
  const act = useAct();
  const inStore = useInStore();
  return (
    <FormModal
      title={said.remove.title(source.name)}
      submit={said.remove.submit}
      cancel={said.add.cancel}
      isDangerous
      isBusy={act.isBusy}
      problem={act.problem}
      onSubmit={() => act.run(() => window.keyport.removeAccount({ sourceId: source.id }), onDone)}
      onClose={onClose}
    >
      <div>{inStore(said.remove.does)}</div>
      <Alert
        type="warning"
        statusIconAriaLabel={words.app.severity.caution}
        action={
          <Button iconName="external" iconAlign="right" onClick={() => openLink('iam-credentials')}>
            {said.remove.openIam}
          </Button>
        }
      >
        {said.remove.doesNot(source.keyEnding ?? '')}
      </Alert>
    </FormModal>
  );
}
