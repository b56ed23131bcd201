import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import Link from '@cloudscape-design/components/link';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { AnswerName, Finding } from '../../../shared/finding.ts';
import { words } from '../../../shared/words/en.ts';
import { useVault } from '../../vault/vault-context.ts';
import { answersInWords } from '../answers-in-words.ts';
import { badgeOf } from '../step-findings.ts';
import type { StepProps } from '../step-props.ts';

const said = words.wizard.review;

/** Every answer in words, with the way back to its step, and a badge where there is something to look at. */
export function ReviewAnswers({ state, readings, findings, goTo }: StepProps) {
  const { store } = useVault();
  const answers = answersInWords(state.draft, readings.images.value ?? [], readings.groups.value, store.kind);
  return (
    <Container header={<Header variant="h2">{said.answers}</Header>}>
      <KeyValuePairs
        columns={2}
        items={answers.map(({ answer, lines }) => ({
          label: words.wizard.steps[answer],
          info: (
            <Link
              variant="info"
              ariaLabel={said.editStep(words.wizard.steps[answer])}
              onFollow={() => goTo(answer)}
            >
              {said.edit}
            </Link>
          ),
          value: (
            <SpaceBetween size="xxs">
              {lines.map((line) => (
                <div key={line}>{line}</div>
              ))}
              <Badge answer={answer} findings={findings} />
            </SpaceBetween>
          ),
        }))}
      />
    </Container>
  );
}

function Badge({ answer, findings }: { readonly answer: AnswerName; readonly findings: readonly Finding[] }) {
  const badge = badgeOf(answer, findings);
  if (badge === 'fine') return null;
  return <StatusIndicator type={MARKS[badge]}>{said.status[badge]}</StatusIndicator>;
}

const MARKS = { stop: 'error', look: 'warning' } as const;
