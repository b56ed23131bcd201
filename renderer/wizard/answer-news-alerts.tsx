import Alert, { type AlertProps } from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { AnswerName } from '../../shared/finding.ts';
import { words } from '../../shared/words/en.ts';
import { newsToShow, type AnswerNews } from './answer-news.ts';
import type { StepProps } from './step-props.ts';

const said = words.wizard.frame;

/** What a change has done to other answers: said on whichever step one is, with a way to each, until seen. */
export function AnswerNewsAlerts({ state, dispatch, goTo }: Pick<StepProps, 'state' | 'dispatch' | 'goTo'>) {
  const { invalid, answeredAgain } = newsToShow(state);
  const onDismiss = () => dispatch({ type: 'dismiss-news' });
  return (
    <>
      {invalid.length > 0 && (
        <NewsAlert
          type="error"
          header={said.invalidTitle}
          label={words.app.severity.blocker}
          news={invalid}
          sentenceOf={words.findings.invalid}
          goTo={goTo}
        />
      )}
      {answeredAgain.length > 0 && (
        <NewsAlert
          type="warning"
          header={said.resetTitle}
          label={words.app.severity.caution}
          news={answeredAgain}
          sentenceOf={said.reset}
          goTo={goTo}
          onDismiss={onDismiss}
        />
      )}
    </>
  );
}

type NewsAlertProps = {
  readonly type: AlertProps.Type;
  readonly header: string;
  readonly label: string;
  readonly news: readonly AnswerNews[];
  readonly sentenceOf: (answer: string, because: string) => string;
  readonly goTo: (answer: AnswerName) => void;
  readonly onDismiss?: () => void;
};

function NewsAlert({ type, header, label, news, sentenceOf, goTo, onDismiss }: NewsAlertProps) {
  return (
    <Alert
      type={type}
      header={header}
      statusIconAriaLabel={label}
      {...(onDismiss === undefined
        ? {}
        : { dismissible: true, dismissAriaLabel: said.dismiss, onDismiss: () => onDismiss() })}
    >
      <SpaceBetween size="xs">
        {news.map(({ answer, because }) => (
          <div key={answer}>
            {sentenceOf(words.wizard.steps[answer], inWords(because))}{' '}
            <Button variant="inline-link" onClick={() => goTo(answer)}>
              {said.lookAt(words.wizard.steps[answer])}
            </Button>
          </div>
        ))}
      </SpaceBetween>
    </Alert>
  );
}

function inWords(because: readonly AnswerName[]): string {
  const steps = because.map((answer) => said.quoted(words.wizard.steps[answer]));
  return steps.reduce((all, step) => said.both(all, step));
}
