import Alert from '@cloudscape-design/components/alert';
import { words } from '../../shared/words/en.ts';
import { useVault } from '../vault/vault-context.ts';
import { UnlockForm } from '../vault/unlock-form.tsx';

const said = words.keys.vault.unlock;

/** Where the file with the keys is still locked because the person put it off. */
export function UnlockAlert() {
  const { store } = useVault();
  if (store.state === 'open') return null;
  return (
    <Alert type="warning" header={said.locked} statusIconAriaLabel={words.app.severity.caution}>
      <p>
        {said.why} {said.laterWhy}
      </p>
      <UnlockForm onUnlocked={() => undefined} onPutOff={null} />
    </Alert>
  );
}
