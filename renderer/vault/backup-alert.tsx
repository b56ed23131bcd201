import { useState } from 'react';
import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { backupReminder } from '../../shared/keys/backup-state.ts';
import { words } from '../../shared/words/en.ts';
import { useFocusBack } from '../components/use-focus-back.ts';
import { useMode } from '../mode/mode-context.ts';
import { remembered } from '../mode/remembered.ts';
import { useNow } from '../use-now.ts';
import { BackupDialog } from './backup-dialog.tsx';
import { useVault } from './vault-context.ts';

const said = words.keys.reminder;

/** Put off for as long as the window is open, and not longer: a key without a second copy is one accident away from lost. */
const PUT_OFF = 'backup-put-off';

/** Offers a second copy as soon as there is a key that has none, and does not forget it. */
export function BackupAlert() {
  const { keys } = useVault();
  const { mode } = useMode();
  const putOffKey = remembered(mode, PUT_OFF);
  const [isPutOff, setIsPutOff] = useState(() => sessionStorage.getItem(putOffKey) !== null);
  const [isBackingUp, setIsBackingUp] = useState(false);
  const now = useNow(false);
  // What opens nothing need not be kept.
  const due = mode === 'practice' ? null : backupReminder(keys, new Date(now));
  useFocusBack(isBackingUp);
  const putOff = () => {
    sessionStorage.setItem(putOffKey, 'yes');
    setIsPutOff(true);
  };
  return (
    <>
      {due !== null && !isPutOff && (
        <Alert
          type="warning"
          header={said.title(due.keys.length, due.keys[0]?.name ?? '')}
          statusIconAriaLabel={words.app.severity.caution}
          action={
            <SpaceBetween direction="horizontal" size="xs">
              <Button onClick={putOff}>{said.dismiss}</Button>
              <Button variant="primary" onClick={() => setIsBackingUp(true)}>
                {words.keys.actions.backup}
              </Button>
            </SpaceBetween>
          }
        >
          {said.since(due.keys.length, due.days)} {said.why}
        </Alert>
      )}
      {isBackingUp && <BackupDialog onClose={() => setIsBackingUp(false)} />}
    </>
  );
}
