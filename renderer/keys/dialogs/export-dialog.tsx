import { useState } from 'react';
import Alert from '@cloudscape-design/components/alert';
import Checkbox from '@cloudscape-design/components/checkbox';
import FormField from '@cloudscape-design/components/form-field';
import RadioGroup from '@cloudscape-design/components/radio-group';
import type { ExportedKey } from '../../../shared/keys/keys-api.ts';
import type { VaultKey } from '../../../shared/keys/vault.ts';
import { words } from '../../../shared/words/en.ts';
import { DoneModal } from '../../components/done-modal.tsx';
import { useInStore } from '../../components/in-store.ts';
import { NewPassphraseFields } from '../../components/new-passphrase.tsx';
import { isGood, NO_PASSPHRASE } from '../../components/passphrase-state.ts';
import { useAct } from '../../use-act.ts';
import { KeyModal } from '../../vault/key-modal.tsx';

const said = words.keys.dialogs.export;

type Format = keyof typeof said.formats;

type ExportDialogProps = { readonly of: VaultKey; readonly onClose: () => void };

/** The private key into a file: possible, because it is the person's own, and never the way that is suggested. */
export function ExportDialog({ of: { custodyId, name, type }, onClose }: ExportDialogProps) {
  const [format, setFormat] = useState<Format>('openssh');
  const [isProtected, setIsProtected] = useState(true);
  const [passphrase, setPassphrase] = useState(NO_PASSPHRASE);
  const [exported, setExported] = useState<ExportedKey | null>(null);
  const act = useAct();
  const inStore = useInStore();
  if (exported !== null) return <Exported exported={exported} onClose={onClose} />;
  const save = () =>
    act.run(
      () =>
        window.keyport.exportKey({ custodyId, format, passphrase: isProtected ? passphrase.first : null }),
      (saved) => {
        if (saved !== null) setExported(saved);
      },
    );
  return (
    <KeyModal
      title={said.title(name)}
      submit={said.submit}
      isDangerous
      obstacle={!isProtected || isGood(passphrase, 'any') ? null : ''}
      act={act}
      onSubmit={save}
      onClose={onClose}
    >
      <Alert type="warning" header={said.warnTitle} statusIconAriaLabel={words.app.severity.caution}>
        {inStore(said.warn)}
      </Alert>
      <FormField label={said.format}>
        <RadioGroup
          value={format}
          items={FORMATS.map((value) => ({
            value,
            label: said.formats[value],
            description:
              value === 'pem' && type === 'ed25519'
                ? `${said.formatWhy.pem} ${said.pemOnlyRsa}`
                : said.formatWhy[value],
          }))}
          onChange={({ detail }) => setFormat(detail.value === 'pem' ? 'pem' : 'openssh')}
        />
      </FormField>
      <Checkbox
        checked={isProtected}
        description={said.protectWhy}
        onChange={({ detail }) => setIsProtected(detail.checked)}
      >
        {said.protect}
      </Checkbox>
      {isProtected && <NewPassphraseFields value={passphrase} rule="any" onChange={setPassphrase} />}
    </KeyModal>
  );
}

const FORMATS: readonly Format[] = ['openssh', 'pem'];

function Exported({
  exported: { path, isPrivate },
  onClose,
}: {
  readonly exported: ExportedKey;
  readonly onClose: () => void;
}) {
  return (
    <DoneModal title={said.doneTitle} onClose={onClose}>
      <div>
        {said.doneAt} <code>{path}</code>
      </div>
      {isPrivate ? (
        <div>{said.private}</div>
      ) : (
        <Alert type="warning" header={said.notPrivateTitle} statusIconAriaLabel={words.app.severity.caution}>
          {said.notPrivate}
        </Alert>
      )}
    </DoneModal>
  );
}
