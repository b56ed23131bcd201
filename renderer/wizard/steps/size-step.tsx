import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { InstanceType } from '../../../shared/facts.ts';
import { sizeAnswer } from '../../../shared/pre-answer.ts';
import { sizeCards } from '../../../shared/size-cards.ts';
import { words } from '../../../shared/words/en.ts';
import { FindingAlerts } from '../../components/finding-alerts.tsx';
import { ProblemAlert } from '../../components/problem-alert.tsx';
import { mergeSizes } from '../merge-facts.ts';
import { alertsOf } from '../step-findings.ts';
import type { StepProps } from '../step-props.ts';
import { AllSizes } from './size-all.tsx';
import { SizeCards } from './size-cards.tsx';
import { CreditsNote, FreeTierTruth } from './size-notes.tsx';

const said = words.wizard.size;

export function SizeStep(props: StepProps) {
  const { state, readings, findings, dispatch, change, goTo } = props;
  const { freeTier, cardSizes, allSizes, previousSizes, prices } = readings;
  const onProblem = (again: () => void) => ({ retry: again, 'choose-account': () => goTo('account') });
  if (freeTier.problem !== null) {
    return <ProblemAlert problem={freeTier.problem} on={onProblem(freeTier.again)} />;
  }
  const known = mergeSizes(freeTier.value, allSizes.value ?? cardSizes.value);
  const isReading = known === null || (known.length === 0 && cardSizes.isReading);
  const { draft, showsAllSizes } = state;
  const choose = (type: InstanceType | undefined) => change({ size: sizeAnswer(type) });
  return (
    <SpaceBetween size="l">
      {isReading ? (
        <StatusIndicator type="loading">{said.reading}</StatusIndicator>
      ) : (
        <SizeCards
          cards={sizeCards(known, draft.image, prices.value)}
          hasFreeTier={freeTier.value?.length !== 0}
          prices={prices.value}
          chosen={draft.size?.name ?? null}
          onChoose={choose}
        />
      )}
      <FindingAlerts findings={alertsOf('size', findings)} onFix={({ edit }) => change(edit)} />
      {!showsAllSizes && !isReading && (
        <Button onClick={() => dispatch({ type: 'show-all-sizes' })}>{said.showAll}</Button>
      )}
      {showsAllSizes && allSizes.problem !== null && (
        <ProblemAlert problem={allSizes.problem} on={onProblem(allSizes.again)} />
      )}
      {showsAllSizes && allSizes.problem === null && (
        // Keeps its place and the focus while the sizes of other processors are read.
        <AllSizes
          key="all-sizes"
          {...props}
          types={isReading || allSizes.value === null ? null : mergeSizes(known, previousSizes.value)}
          onChoose={choose}
        />
      )}
      <CreditsNote size={draft.size} />
      <FreeTierTruth count={draft.placements?.length ?? 0} />
    </SpaceBetween>
  );
}
