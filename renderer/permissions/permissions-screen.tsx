import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { ConnectedAccount } from '../../shared/account.ts';
import { words } from '../../shared/words/en.ts';
import { PageFrame } from '../components/page-frame.tsx';
import { ProblemAlert } from '../components/problem-alert.tsx';
import { useOutcome } from '../use-outcome.ts';
import { PermissionsReport } from './permissions-report.tsx';

const said = words.permissions;

type PermissionsScreenProps = {
  readonly account: ConnectedAccount | null;
  readonly onBack: () => void;
  readonly onAccount: () => void;
};

/** What the connected account may do of all that Keyport needs, asked anew on each visit. */
export function PermissionsScreen({ account, onBack, onAccount }: PermissionsScreenProps) {
  return (
    <PageFrame
      flashes={[]}
      lesson={null}
      isLessonOpen={false}
      onLesson={() => undefined}
      content={
        account === null ? (
          <NoAccount onAccount={onAccount} />
        ) : (
          <Permissions account={account} onBack={onBack} onAccount={onAccount} />
        )
      }
    />
  );
}

function NoAccount({ onAccount }: Pick<PermissionsScreenProps, 'onAccount'>) {
  return (
    <SpaceBetween size="m">
      <Header variant="h1">{said.title}</Header>
      <div>{said.noAccount}</div>
      <Button variant="primary" onClick={onAccount}>
        {said.chooseAccount}
      </Button>
    </SpaceBetween>
  );
}

type PermissionsProps = PermissionsScreenProps & { readonly account: ConnectedAccount };

function Permissions({ account, onBack, onAccount }: PermissionsProps) {
  const { sourceId, region, accountId, arn } = account;
  const { value, problem, isReading, again } = useOutcome({
    key: ['permissions', sourceId, region, accountId],
    read: () => window.keyport.readPermissions({ sourceId, region }),
    isReadOnEachVisit: true,
  });
  return (
    <SpaceBetween size="l">
      <Header
        variant="h1"
        description={said.why}
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            <Button onClick={onBack}>{said.back}</Button>
            <Button iconName="refresh" loading={isReading} onClick={again}>
              {said.again}
            </Button>
          </SpaceBetween>
        }
      >
        {said.title}
      </Header>
      <Box color="text-body-secondary">{said.who(arn, accountId, region)}</Box>
      {isReading && <StatusIndicator type="loading">{said.asking}</StatusIndicator>}
      {problem !== null && (
        <ProblemAlert problem={problem} on={{ retry: again, 'choose-account': onAccount }} />
      )}
      {value !== null && <PermissionsReport report={value} />}
    </SpaceBetween>
  );
}
