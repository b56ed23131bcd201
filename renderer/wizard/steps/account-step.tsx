import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { AccountChoice, AccountSource } from '../../../shared/account.ts';
import type { Problem } from '../../../shared/problem.ts';
import { words } from '../../../shared/words/en.ts';
import { FindingAlerts } from '../../components/finding-alerts.tsx';
import { ProblemAlert } from '../../components/problem-alert.tsx';
import { WayOutLink } from '../../components/way-out-link.tsx';
import { useMode } from '../../mode/mode-context.ts';
import { PractiseInstead } from '../../mode/practise-offer.tsx';
import { choiceOf, FIRST_REGION } from '../account-choice.ts';
import { alertsOf } from '../step-findings.ts';
import { failedReadings, needsSignIn } from '../failed-readings.ts';
import type { StepProps } from '../step-props.ts';
import { MfaForm, wantsCode } from './account-mfa.tsx';
import { ConnectedAs } from './account-connected.tsx';
import { KeptAccounts } from './account-kept.tsx';
import { NoAccounts } from './account-none.tsx';
import { RegionPicker } from './account-region.tsx';
import { SsoForm, wantsBrowser } from './account-sso.tsx';
import { SourcePicker } from './account-sources.tsx';
import { TemplateCards } from './template-cards.tsx';

const said = words.wizard.account;

export function AccountStep({ state, readings, findings, dispatch, change }: StepProps) {
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
  const added = (source: AccountSource) => {
    accounts.again();
    choose(choiceOf(source, null));
  };
  if (choice === null) {
    return (
      <NoAccounts isReading={accounts.isReading} onLookAgain={accounts.again}>
        <KeptAccounts
          source={null}
          region={FIRST_REGION}
          onAdded={added}
          onRenamed={accounts.again}
          onRemoved={accounts.again}
        />
      </NoAccounts>
    );
  }
  const source = accounts.value.sources.find(({ id }) => id === choice.sourceId) ?? null;
  return (
    <SpaceBetween size="l">
      <TemplateCards state={state} readings={readings} dispatch={dispatch} />
      <Container
        header={isPractice ? <Header variant="h2">{words.practice.account.title}</Header> : undefined}
      >
        <SpaceBetween size="l">
          {isPractice ? (
            <Box variant="p">{words.practice.account.why}</Box>
          ) : (
            <SourcePicker accounts={accounts.value} choice={choice} onChoose={choose} />
          )}
          {!isPractice && (
            <KeptAccounts
              source={source}
              region={choice.region}
              onAdded={added}
              onRenamed={accounts.again}
              onRemoved={() => {
                accounts.again();
                dispatch({ type: 'choose-account', choice: null });
              }}
            />
          )}
          {!isPractice && <WayOutLink />}
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
      {account.problem !== null && (
        <SignInAgain problem={account.problem} choice={choice} onSignedIn={account.again} />
      )}
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
  return <SignInAgain problem={first.problem} choice={readings.choice} onSignedIn={retry} />;
}

type SignInAgainProps = {
  readonly problem: Problem;
  readonly choice: AccountChoice | null;
  readonly onSignedIn: () => void;
};

/** By the way in which this account signs in, where that can be done from here. */
function SignInAgain({ problem, choice, onSignedIn }: SignInAgainProps) {
  if (choice !== null && wantsCode(problem))
    return <MfaForm key={choice.sourceId} problem={problem} choice={choice} onSignedIn={onSignedIn} />;
  if (choice !== null && wantsBrowser(problem))
    return <SsoForm key={choice.sourceId} problem={problem} choice={choice} onSignedIn={onSignedIn} />;
  return <ProblemAlert problem={problem} on={{ retry: onSignedIn }} />;
}
