import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { KeyRow } from '../../shared/keys/key-row.ts';
import { words } from '../../shared/words/en.ts';
import { ProblemAlert } from '../components/problem-alert.tsx';
import { useAct } from '../use-act.ts';
import type { KeysAccount } from './keys-account.ts';
import type { Done, KeysDialog } from './keys-dialog.ts';
import { actionsOf, type RowAction } from './row-actions.ts';

const said = words.keys.details.act;

type KeyActionsProps = {
  readonly row: KeyRow;
  readonly account: KeysAccount;
  readonly onAsk: (dialog: KeysDialog) => void;
  readonly onDone: (done: Done) => void;
};

/** The buttons of one key. What changes little is done at once, everything else asks first. */
export function KeyActions({ row, account, onAsk, onDone }: KeyActionsProps) {
  const act = useAct();
  const { key } = row;
  const go = (action: RowAction) => {
    if (key === null) return onAsk({ is: 'add' });
    const { custodyId, name } = key;
    if (action === 'untrash') {
      return act.run(
        () => window.keyport.untrashKey({ custodyId }),
        () => onDone({ message: words.keys.moved.untrashed(name), custodyId }),
      );
    }
    return onAsk(action === 'add' ? { is: 'add' } : { is: action, key, row });
  };
  return (
    <>
      <SpaceBetween direction="horizontal" size="xs">
        {actionsOf(row, account.account?.region ?? null).map((action) => (
          <Button key={action} loading={act.isBusy && action === 'untrash'} onClick={() => go(action)}>
            {said[action]}
          </Button>
        ))}
      </SpaceBetween>
      {act.problem !== null && <ProblemAlert problem={act.problem} />}
    </>
  );
}
