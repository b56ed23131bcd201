import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { RegionRead } from '../../shared/keys/account-keys.ts';
import { words } from '../../shared/words/en.ts';
import { ProblemAlert } from '../components/problem-alert.tsx';
import { reasonsOf, unreadRegions } from './unread-regions.ts';
import type { KeysAccount } from './keys-account.ts';

const said = words.keys.account;

type AccountNoteProps = { readonly account: KeysAccount; readonly onConnect: () => void };

/** With what the vault was compared, and what could not be read: a gap is said, never left out. */
export function AccountNote({ account: { account, keys }, onConnect }: AccountNoteProps) {
  if (account === null) {
    return (
      <SpaceBetween direction="horizontal" size="s" alignItems="center">
        <StatusIndicator type="info">{said.notConnected}</StatusIndicator>
        <Button onClick={onConnect}>{said.connect}</Button>
      </SpaceBetween>
    );
  }
  if (keys.isReading) return <StatusIndicator type="loading">{said.reading}</StatusIndicator>;
  if (keys.problem !== null) return <ProblemAlert problem={keys.problem} on={{ retry: keys.again }} />;
  if (keys.value === null) return null;
  const { accountId, regions, areAllRegions } = keys.value;
  const unread = unreadRegions(regions);
  return (
    <SpaceBetween size="s">
      <SpaceBetween direction="horizontal" size="s" alignItems="center">
        <StatusIndicator type="success">
          {said.read(accountId, regions.length - unread.length)}
        </StatusIndicator>
        <Button variant="inline-link" onClick={keys.again}>
          {words.keys.actions.readAgain}
        </Button>
      </SpaceBetween>
      {!areAllRegions && <StatusIndicator type="warning">{said.notAllRegions}</StatusIndicator>}
      {unread.length > 0 && <Unread regions={unread} onAgain={keys.again} />}
    </SpaceBetween>
  );
}

type UnreadProps = { readonly regions: readonly RegionRead[]; readonly onAgain: () => void };

function Unread({ regions, onAgain }: UnreadProps) {
  return (
    <Alert
      type="warning"
      header={said.partlyTitle(regions.length)}
      statusIconAriaLabel={words.app.severity.caution}
      action={<Button onClick={onAgain}>{words.app.problemActions.retry}</Button>}
    >
      {said.partly}
      <ul className="plain-list">
        {reasonsOf(regions).map(({ title, names }) => (
          <li key={title}>{said.regionProblem(title, names.join(', '))}</li>
        ))}
      </ul>
    </Alert>
  );
}
