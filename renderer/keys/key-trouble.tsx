import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { KeyAction, VaultKey } from '../../shared/keys/vault.ts';
import { words } from '../../shared/words/en.ts';
import { useInStore } from '../components/in-store.ts';
import { ProblemAlert } from '../components/problem-alert.tsx';
import { useAct } from '../use-act.ts';
import { dialogFor, type KeysDialog } from './keys-dialog.ts';
import type { KeyRow } from '../../shared/keys/key-row.ts';

const said = words.keys.trouble;

type KeyTroubleProps = {
  readonly of: VaultKey;
  readonly row: KeyRow | null;
  readonly onAsk: (dialog: KeysDialog) => void;
};

/** Why a key is not simply safe, and every way on. */
export function KeyTroubleAlert({ of: key, row, onAsk }: KeyTroubleProps) {
  const act = useAct();
  const inStore = useInStore();
  const { trouble, custodyId } = key;
  if (trouble === null) return null;
  const needsYou = key.standing === 'needs-you';
  const go = (action: KeyAction) => {
    const dialog = dialogFor(action, key, row);
    if (dialog !== null) onAsk(dialog);
    else if (action === 'keep') act.run(() => window.keyport.untrashKey({ custodyId }));
    else act.run(() => window.keyport.recoverKeys());
  };
  return (
    <SpaceBetween size="s">
      <Alert
        type={needsYou ? 'warning' : 'info'}
        header={inStore(trouble.title)}
        statusIconAriaLabel={words.app.severity[needsYou ? 'caution' : 'note']}
      >
        <SpaceBetween size="s">
          <div>{inStore(trouble.explanation)}</div>
          {trouble.actions.length > 0 && (
            <SpaceBetween direction="horizontal" size="xs">
              {trouble.actions.map((action) => (
                <Button key={action} loading={act.isBusy && !asksFirst(action)} onClick={() => go(action)}>
                  {said[action]}
                </Button>
              ))}
            </SpaceBetween>
          )}
          {trouble.raw !== null && (
            <ExpandableSection headerText={words.app.details}>
              <code>{trouble.raw}</code>
            </ExpandableSection>
          )}
        </SpaceBetween>
      </Alert>
      {act.problem !== null && <ProblemAlert problem={act.problem} />}
    </SpaceBetween>
  );
}

function asksFirst(action: KeyAction): boolean {
  return action !== 'try-again' && action !== 'keep';
}
