import { useState } from 'react';
import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import type { BackupMade } from '../../shared/keys/keys-api.ts';
import { words } from '../../shared/words/en.ts';
import { DoneModal } from '../components/done-modal.tsx';
import { NewPassphraseFields } from '../components/new-passphrase.tsx';
import { isGood, NO_PASSPHRASE } from '../components/passphrase-state.ts';
import { useAct } from '../use-act.ts';
import { KeyModal } from './key-modal.tsx';

const said = words.keys.vault.backup;

/** The second copy: without one, a lost computer is a lost key. */
export function BackupDialog({ onClose }: { readonly onClose: () => void }) {
  const [passphrase, setPassphrase] = useState(NO_PASSPHRASE);
  const [made, setMade] = useState<BackupMade | null>(null);
  const act = useAct();
  if (made !== null) return <Made made={made} onClose={onClose} />;
  const backUp = () =>
    act.run(
      () => window.keyport.backUp({ passphrase: passphrase.first }),
      (backup) => {
        if (backup === null) return;
        setPassphrase(NO_PASSPHRASE);
        setMade(backup);
      },
    );
  return (
    <KeyModal
      title={said.title}
      submit={said.submit}
      obstacle={isGood(passphrase, 'long') ? null : ''}
      act={act}
      onSubmit={backUp}
      onClose={onClose}
    >
      <div>{said.why}</div>
      <NewPassphraseFields value={passphrase} rule="long" onChange={setPassphrase} />
      <Box fontWeight="bold">{words.keys.vault.passphrase.nobody}</Box>
    </KeyModal>
  );
}

function Made({
  made: { path, keys, leftOut },
  onClose,
}: {
  readonly made: BackupMade;
  readonly onClose: () => void;
}) {
  return (
    <DoneModal title={said.done} onClose={onClose}>
      <div>{said.doneCount(keys)}</div>
      <div>
        {said.doneAt} <code>{path}</code>
      </div>
      {leftOut.length > 0 && (
        <Alert type="warning" header={said.leftOut}>
          {said.leftOutWhy(leftOut)}
        </Alert>
      )}
      <div>{said.where}</div>
      <div>{said.format}</div>
    </DoneModal>
  );
}
