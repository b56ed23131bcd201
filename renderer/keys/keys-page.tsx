import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import ButtonDropdown from '@cloudscape-design/components/button-dropdown';
import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';
import Link from '@cloudscape-design/components/link';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { KeyRow } from '../../shared/keys/key-row.ts';
import { words } from '../../shared/words/en.ts';
import { BackupAlert } from '../vault/backup-alert.tsx';
import { takeFocus } from '../components/take-focus.ts';
import { useMode } from '../mode/mode-context.ts';
import { AccountNote } from './account-note.tsx';
import type { KeysAccount } from './keys-account.ts';
import type { KeysDialog } from './keys-dialog.ts';
import { KeysTable } from './keys-table.tsx';
import { NoKeys } from './no-keys.tsx';
import { UnlockAlert } from './unlock-alert.tsx';

const said = words.keys;

type KeysPageProps = {
  readonly rows: readonly KeyRow[];
  readonly account: KeysAccount;
  readonly chosenId: string | null;
  readonly onChoose: (id: string | null) => void;
  readonly onAsk: (dialog: KeysDialog) => void;
  readonly onLaunch: () => void;
  readonly onLesson: () => void;
};

export function KeysPage(props: KeysPageProps) {
  const { rows, account, onAsk } = props;
  return (
    <ContentLayout header={<PageHeader onAsk={onAsk} onLesson={props.onLesson} />}>
      <SpaceBetween size="m">
        <UnlockAlert />
        <PracticeNote />
        <BackupAlert />
        <AccountNote account={account} onConnect={props.onLaunch} />
        {rows.length === 0 ? (
          <NoKeys onAsk={onAsk} />
        ) : (
          <KeysTable
            rows={rows}
            account={account.state}
            chosenId={props.chosenId}
            onChoose={props.onChoose}
          />
        )}
      </SpaceBetween>
    </ContentLayout>
  );
}

/** Nobody shall take these for keys of something. */
function PracticeNote() {
  if (useMode().mode === 'real') return null;
  return (
    <Alert type="info" statusIconAriaLabel={words.app.severity.note}>
      {words.practice.keys}
    </Alert>
  );
}

type PageHeaderProps = {
  readonly onAsk: (dialog: KeysDialog) => void;
  readonly onLesson: () => void;
};

function PageHeader({ onAsk, onLesson }: PageHeaderProps) {
  return (
    <Box padding={{ top: 'm' }}>
      <Header
        variant="h1"
        description={said.intro}
        info={
          <Link variant="info" ariaLabel={said.lesson} onFollow={onLesson}>
            {words.app.help.link}
          </Link>
        }
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            <ButtonDropdown
              items={[
                { id: 'backup', text: said.actions.backup },
                { id: 'restore', text: said.actions.restore },
              ]}
              onItemClick={({ detail }) => onAsk({ is: detail.id === 'backup' ? 'backup' : 'restore' })}
            >
              {said.actions.more}
            </ButtonDropdown>
            <Button onClick={() => onAsk({ is: 'add' })}>{said.actions.add}</Button>
            <Button variant="primary" onClick={() => onAsk({ is: 'create' })}>
              {said.actions.create}
            </Button>
          </SpaceBetween>
        }
      >
        <span ref={takeFocus} tabIndex={-1} className="page-heading">
          {said.title}
        </span>
      </Header>
    </Box>
  );
}
