import { useState } from 'react';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { VaultKey } from '../../shared/keys/vault.ts';
import { words } from '../../shared/words/en.ts';
import { useFocusBack } from '../components/use-focus-back.ts';
import { takeFocus } from '../components/take-focus.ts';
import { useVault } from '../vault/vault-context.ts';
import { KeyDialogs } from './dialogs/key-dialogs.tsx';
import { KeyTroubleAlert } from './key-trouble.tsx';
import type { KeysAccount } from './keys-account.ts';
import type { KeysDialog } from './keys-dialog.ts';
import { StandingIndicator } from './standing-indicator.tsx';
import { isUnfinished } from '../vault/start-state.ts';
import { foundUnfinished } from '../vault/unfinished.ts';

const said = words.keys.vault.unfinished;

type UnfinishedPageProps = {
  readonly found: readonly string[];
  readonly account: KeysAccount;
  readonly onGoOn: () => void;
  readonly onKeys: () => void;
};

/** What an earlier run left half done, before anything new begins. */
export function UnfinishedPage({ found, account, onGoOn, onKeys }: UnfinishedPageProps) {
  const keys = foundUnfinished(useVault(), found);
  const [dialog, setDialog] = useState<KeysDialog | null>(null);
  useFocusBack(dialog !== null);
  const needsYou = keys.some(({ standing }) => standing === 'needs-you');
  const isDone = !keys.some(isUnfinished);
  return (
    <ContentLayout
      header={
        <Box padding={{ top: 'm' }}>
          <Header variant="h1" description={isDone ? said.doneIntro : said.intro}>
            <span ref={takeFocus} tabIndex={-1} className="page-heading">
              {isDone ? said.doneTitle : said.title}
            </span>
          </Header>
        </Box>
      }
    >
      <SpaceBetween size="l">
        {keys.map((key) => (
          <UnfinishedKey key={key.custodyId} of={key} onAsk={setDialog} />
        ))}
        <SpaceBetween direction="horizontal" size="xs" alignItems="center">
          {needsYou && (
            <Button variant="primary" onClick={onKeys}>
              {said.toKeys}
            </Button>
          )}
          <Button variant={needsYou ? 'normal' : 'primary'} onClick={onGoOn}>
            {needsYou ? said.later : said.goOn}
          </Button>
          {needsYou && <Box variant="span">{said.laterWhy}</Box>}
        </SpaceBetween>
      </SpaceBetween>
      <KeyDialogs dialog={dialog} account={account} onClose={() => setDialog(null)} />
    </ContentLayout>
  );
}

type UnfinishedKeyProps = { readonly of: VaultKey; readonly onAsk: (dialog: KeysDialog) => void };

function UnfinishedKey({ of: key, onAsk }: UnfinishedKeyProps) {
  const standing = key.standing === 'safe' ? 'safe-here' : key.standing;
  return (
    <Container header={<Header variant="h2">{key.name}</Header>}>
      <SpaceBetween size="s">
        <StandingIndicator standing={standing} />
        {key.standing === 'safe' && <div>{said.safe}</div>}
        <KeyTroubleAlert of={key} row={null} onAsk={onAsk} />
      </SpaceBetween>
    </Container>
  );
}
