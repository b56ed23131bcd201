import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import type { ConnectedAccount } from '../../../shared/account.ts';
import { words } from '../../../shared/words/en.ts';

const said = words.keys.dialogs;

/** In whose account and where: said in every dialog that changes something in AWS. */
export function WhereNote({ account }: { readonly account: ConnectedAccount | null }) {
  if (account === null) {
    return (
      <Alert type="warning" statusIconAriaLabel={words.app.severity.caution}>
        {words.keys.account.notConnected} {said.whereWhy}
      </Alert>
    );
  }
  return (
    <Box color="text-body-secondary">
      {said.where(account.accountId, account.region)} {said.whereWhy}
    </Box>
  );
}
