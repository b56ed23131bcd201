import Alert from '@cloudscape-design/components/alert';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { ConnectedAccount } from '../../../shared/account.ts';
import { words } from '../../../shared/words/en.ts';
import { PermissionsLink } from '../../components/permissions-link.tsx';

const said = words.wizard.account;
const labels = words.app.identity;

type ConnectedAsProps = { readonly account: ConnectedAccount; readonly isPractice: boolean };

/** What AWS said this is. */
export function ConnectedAs({ account, isPractice }: ConnectedAsProps) {
  return (
    <Container header={<Header variant="h2">{said.connectedAs}</Header>}>
      <SpaceBetween size="m">
        <StatusIndicator type="success">{connectedWords(account, isPractice)}</StatusIndicator>
        <KeyValuePairs
          columns={2}
          items={[
            { label: labels.account, value: account.accountId },
            { label: labels.region, value: account.region },
            { label: labels.arn, value: <code>{account.arn}</code> },
          ]}
        />
        {account.endpoint !== null && !isPractice && (
          <Alert type="info" header={said.endpointTitle} statusIconAriaLabel={words.app.severity.note}>
            {said.endpoint(account.endpoint)}
          </Alert>
        )}
        <PermissionsLink />
      </SpaceBetween>
    </Container>
  );
}

function connectedWords({ endpoint }: ConnectedAccount, isPractice: boolean): string {
  if (isPractice) return words.practice.account.connected;
  return endpoint === null ? said.connected : said.connectedElsewhere;
}
