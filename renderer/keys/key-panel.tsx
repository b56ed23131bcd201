import { useState } from 'react';
import SpaceBetween from '@cloudscape-design/components/space-between';
import SplitPanel from '@cloudscape-design/components/split-panel';
import Tabs, { type TabsProps } from '@cloudscape-design/components/tabs';
import type { KeyRow } from '../../shared/keys/key-row.ts';
import { words } from '../../shared/words/en.ts';
import { useVault } from '../vault/vault-context.ts';
import { KeyActions } from './key-actions.tsx';
import { KeyOverview } from './key-overview.tsx';
import { KeyPublicHalf } from './key-public-half.tsx';
import { KeySsh } from './key-ssh.tsx';
import { KeyTroubleAlert } from './key-trouble.tsx';
import { KeyUsers } from './key-users.tsx';
import type { KeysAccount } from './keys-account.ts';
import type { Done, KeysDialog } from './keys-dialog.ts';
import { standingInWords } from './standing-in-words.ts';
import { StandingIndicator } from './standing-indicator.tsx';

const said = words.keys.details;

type KeyPanelProps = {
  readonly row: KeyRow | null;
  readonly account: KeysAccount;
  readonly onAsk: (dialog: KeysDialog) => void;
  readonly onDone: (done: Done) => void;
};

/** All that is known of one key, and all that can be done with it. */
export function KeyPanel({ row, account, onAsk, onDone }: KeyPanelProps) {
  const { store } = useVault();
  return (
    <SplitPanel
      header={row?.name ?? said.nothing}
      ariaLabel={said.panel}
      hidePreferencesButton
      closeBehavior="hide"
    >
      {row !== null && (
        <SpaceBetween size="m">
          <SpaceBetween direction="horizontal" size="l" alignItems="center">
            <StandingIndicator standing={row.standing} />
            <KeyActions row={row} account={account} onAsk={onAsk} onDone={onDone} />
          </SpaceBetween>
          {row.key?.trouble == null ? (
            <div>{standingInWords(row, store.kind)}</div>
          ) : (
            <KeyTroubleAlert of={row.key} row={row} onAsk={onAsk} />
          )}
          <KeyTabs row={row} account={account} onAsk={onAsk} />
        </SpaceBetween>
      )}
    </SplitPanel>
  );
}

type KeyTabsProps = {
  readonly row: KeyRow;
  readonly account: KeysAccount;
  readonly onAsk: (dialog: KeysDialog) => void;
};

/** The tab stays the same from key to key: one compares. */
function KeyTabs({ row, account, onAsk }: KeyTabsProps) {
  const [tab, setTab] = useState('overview');
  const tabs: readonly TabsProps.Tab[] = [
    { id: 'overview', label: said.tabs.overview, content: <KeyOverview row={row} /> },
    {
      id: 'public-half',
      label: said.tabs.publicHalf,
      content: <KeyPublicHalf row={row} account={account} onAsk={onAsk} />,
    },
    {
      id: 'users',
      label: account.state === 'read' ? said.tabs.usersCount(row.users.length) : said.tabs.users,
      content: <KeyUsers row={row} account={account.state} />,
    },
    ...(row.key?.standing === 'safe'
      ? [{ id: 'ssh', label: said.tabs.ssh, content: <KeySsh custodyId={row.key.custodyId} /> }]
      : []),
  ];
  const active = tabs.some(({ id }) => id === tab) ? tab : 'overview';
  return (
    <Tabs
      activeTabId={active}
      onChange={({ detail }) => setTab(detail.activeTabId)}
      ariaLabel={said.panel}
      tabs={tabs}
    />
  );
}
