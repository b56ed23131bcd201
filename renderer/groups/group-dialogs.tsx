import type { ConnectedAccount } from '../../shared/account.ts';
import type { GroupRow } from '../../shared/security-group/reviewed-group.ts';
import { DeleteGroupDialog } from './fixes/delete-group-dialog.tsx';
import { FixDialog } from './fixes/fix-dialog.tsx';
import type { GroupsDialog } from './groups-dialog.ts';
import { ReportDialog } from './report-dialog.tsx';

type GroupDialogsProps = {
  readonly dialog: GroupsDialog | null;
  readonly account: ConnectedAccount;
  readonly rows: readonly GroupRow[];
  readonly onChanged: () => void;
  readonly onDeleted: (message: string) => void;
  readonly onClose: () => void;
};

export function GroupDialogs({ dialog, account, rows, onChanged, onDeleted, onClose }: GroupDialogsProps) {
  if (dialog === null) return null;
  switch (dialog.is) {
    case 'report':
      return <ReportDialog account={account} onClose={onClose} />;
    case 'fix':
      return <FixDialog {...dialog} account={account} rows={rows} onChanged={onChanged} onClose={onClose} />;
    case 'delete':
      return <DeleteGroupDialog account={account} row={dialog.row} onDeleted={onDeleted} onClose={onClose} />;
  }
}
