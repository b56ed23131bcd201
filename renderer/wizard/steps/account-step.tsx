import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { AccountChoice, AccountList } from '../../../shared/account.ts';
import { words } from '../../../shared/words/en.ts';
import { FindingAlerts } from '../../components/finding-alerts.tsx';
import { ProblemAlert } from '../../components/problem-alert.tsx';
import { useMode } from '../../mode/mode-context.ts';
import { PractiseInstead } from '../../mode/practise-offer.tsx';
import { choiceOf } from '../account-choice.ts';
import { alertsOf } from '../step-findings.ts';
import { failedReadings, needsSignIn } from '../failed-readings.ts';
import type { StepProps } from '../step-props.ts';
import { MfaForm, wantsCode } from './account-mfa.tsx';
import { ConnectedAs } from './account-connected.tsx';
import { NoAccounts } from './account-none.tsx';
import { SourcePicker } from './account-sources.tsx';

const said = words.wizard.account;

export function AccountStep({ readings, findings, dispatch, change }: StepProps) {
  const { accounts, account, choice } = readings;
  const choose = (next: AccountChoice) => dispatch({ type: 'choose-account', choice: next });

  const isPractice = useMode().mode === 'practice';

  if (accounts.problem !== null) {
    return (
      <SpaceBetween size="l">
        <ProblemAlert problem={accounts.problem} on={{ retry: accounts.again }} />
        <PractiseInstead why={words.practice.offer.small} />
      </SpaceBetween>
    );
  }
  if (accounts.value === null) return <StatusIndicator type="loading">{said.reading}</StatusIndicator>;
  if (choice === null) return <NoAccounts isReading={accounts.isReading} onLookAgain={accounts.again} />;
  return (
    <SpaceBetween size="l">
      <Container
        header={isPractice ? <Header variant="h2">{words.practice.account.title}</Header> : undefined}
      >
        <SpaceBetween size="l">
          {isPractice ? (
            <Box variant="p">{words.practice.account.why}</Box>
          ) : (
            <SourcePicker accounts={accounts.value} choice={choice} onChoose={choose} />
          )}
          <RegionPicker
            accounts={accounts.value}
            choice={choice}
            regions={account.value?.regions ?? []}
            onChoose={choose}
          />
          <PractiseInstead why={words.practice.offer.small} />
        </SpaceBetween>
      </Container>
      {account.isReading && <StatusIndicator type="loading">{said.connecting}</StatusIndicator>}
      {account.problem !== null &&
        (wantsCode(account.problem) ? (
          <MfaForm
            key={choice.sourceId}
            problem={account.problem}
            choice={choice}
            onSignedIn={account.again}
          />
        ) : (
          <ProblemAlert problem={account.problem} on={{ retry: account.again }} />
        ))}
      {account.problem === null && !account.isReading && <SignedOut readings={readings} />}
      {account.value !== null && <ConnectedAs account={account.value} isPractice={isPractice} />}
      <FindingAlerts findings={alertsOf('account', findings)} onFix={({ edit }) => change(edit)} />
    </SpaceBetween>
  );
}

/** What another step could not read, until one has signed in again. The answers wait. */
function SignedOut({ readings }: Pick<StepProps, 'readings'>) {
  const failed = failedReadings(readings).filter(needsSignIn);
  const [first] = failed;
  if (first === undefined) return null;
  const retry = () => {
    readings.account.again();
    for (const { again } of failed) again();
  };
  if (wantsCode(first.problem) && readings.choice !== null) {
    return (
      <MfaForm
        key={readings.choice.sourceId}
        problem={first.problem}
        choice={readings.choice}
        onSignedIn={retry}
      />
    );
  }
  return <ProblemAlert problem={first.problem} on={{ retry }} />;
}

type RegionPickerProps = {
  readonly accounts: AccountList;
  readonly choice: AccountChoice;
  readonly regions: readonly string[];
  readonly onChoose: (choice: AccountChoice) => void;
};

/** The account's own regions; before it has told them, or if it may not, those that AWS has. */
function RegionPicker({ accounts, choice, regions, onChoose }: RegionPickerProps) {
  const source = accounts.sources.find(({ id }) => id === choice.sourceId);
  const own = source === undefined ? [] : [choiceOf(source, accounts).region];
  const known = regions.length > 0 ? regions : Object.keys(said.regionNames);
  const codes = [...new Set([choice.region, ...own, ...known])].toSorted();
  const options = codes.map((code) => ({ value: code, label: labelOf(code) }));
  return (
    <FormField label={said.region} description={said.regionWhy}>
      <Select
        selectedOption={{ value: choice.region, label: labelOf(choice.region) }}
        options={options}
        filteringType="auto"
        onChange={({ detail }) => {
          const region = detail.selectedOption.value;
          if (region !== undefined && region !== choice.region) onChoose({ ...choice, region });
        }}
      />
    </FormField>
  );
}

function labelOf(code: string): string {
  const name = said.regionNames[code];
  return name === undefined ? code : `${name} · ${code}`;
}
