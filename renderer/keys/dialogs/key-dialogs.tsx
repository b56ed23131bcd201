import { assertNever } from '../../../shared/assert-never.ts';
import { BackupDialog } from '../../vault/backup-dialog.tsx';
import type { KeysAccount } from '../keys-account.ts';
import type { Done, KeysDialog } from '../keys-dialog.ts';
import { AddKeyDialog } from './add-key-dialog.tsx';
import { CreateKeyDialog } from './create-key-dialog.tsx';
import { DismissDialog } from './dismiss-dialog.tsx';
import { ExportDialog } from './export-dialog.tsx';
import { DeleteKeyDialog, RemovePairDialog, TrashKeyDialog } from './removal-dialogs.tsx';
import { RestoreDialog } from './restore-dialog.tsx';
import { SendPublicDialog } from './send-public-dialog.tsx';

type KeyDialogsProps = {
  readonly dialog: KeysDialog | null;
  readonly account: KeysAccount;
  readonly onDone?: (done: Done) => void;
  readonly onClose: () => void;
};

/** The dialog that is open, if one is. Each is made anew when it opens: a passphrase does not outlive its dialog. */
export function KeyDialogs({ dialog, account, onDone, onClose }: KeyDialogsProps) {
  if (dialog === null) return null;
  const done = (what: Done) => {
    onDone?.(what);
    onClose();
  };
  switch (dialog.is) {
    case 'create':
      return <CreateKeyDialog account={account} onDone={done} onClose={onClose} />;
    case 'add':
      return <AddKeyDialog onClose={onClose} />;
    case 'backup':
      return <BackupDialog onClose={onClose} />;
    case 'restore':
      return <RestoreDialog onClose={onClose} />;
    case 'send':
      return <SendPublicDialog of={dialog.key} account={account} onDone={done} onClose={onClose} />;
    case 'export':
      return <ExportDialog of={dialog.key} onClose={onClose} />;
    case 'dismiss':
      return <DismissDialog of={dialog.key} onDone={done} onClose={onClose} />;
    case 'trash':
      return <TrashKeyDialog of={dialog.key} row={dialog.row} onDone={done} onClose={onClose} />;
    case 'delete':
      return <DeleteKeyDialog of={dialog.key} row={dialog.row} onDone={done} onClose={onClose} />;
    case 'remove-pair':
      return (
        <RemovePairDialog
          row={dialog.row}
          pair={dialog.pair}
          account={account}
          onDone={done}
          onClose={onClose}
        />
      );
    default:
      return assertNever(dialog);
  }
}
