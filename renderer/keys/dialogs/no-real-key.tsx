import Alert from '@cloudscape-design/components/alert';
import { words } from '../../../shared/words/en.ts';
import { useVault } from '../../vault/vault-context.ts';

/** Where practice keys are, a real one would be unprotected. Else nothing. */
export function NoRealKey() {
  const { store } = useVault();
  if (store.kind !== 'practice') return null;
  return (
    <Alert type="warning" statusIconAriaLabel={words.app.severity.caution}>
      {words.practice.noRealKey}
    </Alert>
  );
}
