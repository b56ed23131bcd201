import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import Tiles from '@cloudscape-design/components/tiles';
import type { InstanceType } from '../../../shared/facts.ts';
import { operatingSystemOf } from '../../../shared/operating-system.ts';
import { cheapestFirst, sizeAnswer } from '../../../shared/pre-answer.ts';
import { hourlyMoney } from '../../../shared/money.ts';
import type { PriceList } from '../../../shared/price.ts';
import { words } from '../../../shared/words/en.ts';
import { FindingAlerts } from '../../components/finding-alerts.tsx';
import { gib } from '../../components/numbers.ts';
import { ProblemAlert } from '../../components/problem-alert.tsx';
import { alertsOf } from '../step-findings.ts';
import type { StepProps } from '../step-props.ts';
import { AllSizes } from './size-all.tsx';
import { CreditsNote, FreeTierTruth } from './size-notes.tsx';

const said = words.wizard.size;

export function SizeStep(props: StepProps) {
  const { state, readings, findings, dispatch, change, goTo } = props;
  const { freeTier, allSizes, prices } = readings;
  if (freeTier.problem !== null) {
    return (
      <ProblemAlert
        problem={freeTier.problem}
        on={{ retry: freeTier.again, 'choose-account': () => goTo('account') }}
      />
    );
  }
  if (freeTier.value === null) return <StatusIndicator type="loading">{said.reading}</StatusIndicator>;
  const showsAll = state.showsAllSizes || freeTier.value.length === 0;
  const choose = (type: InstanceType | undefined) => change({ size: sizeAnswer(type) });
  return (
    <SpaceBetween size="l">
      <FreeTierSizes
        types={cheapestFirst(freeTier.value, prices.value)}
        prices={prices.value}
        chosen={state.draft.size?.name ?? null}
        onChoose={choose}
      />
      {!showsAll && <Button onClick={() => dispatch({ type: 'show-all-sizes' })}>{said.showAll}</Button>}
      <FindingAlerts findings={alertsOf('size', findings)} onFix={({ edit }) => change(edit)} />
      <CreditsNote size={state.draft.size} />
      <FreeTierTruth count={state.draft.placements?.length ?? 0} />
      {showsAll && allSizes.problem !== null && (
        <ProblemAlert
          problem={allSizes.problem}
          on={{ retry: allSizes.again, 'choose-account': () => goTo('account') }}
        />
      )}
      {showsAll && allSizes.problem === null && (
        <AllSizes
          types={allSizes.value}
          where={readings.choice}
          system={state.draft.image === null ? 'Linux' : operatingSystemOf(state.draft.image)}
          chosen={state.draft.size?.name ?? null}
          onChoose={choose}
        />
      )}
    </SpaceBetween>
  );
}

type FreeTierSizesProps = {
  readonly types: readonly InstanceType[];
  readonly prices: PriceList | null;
  readonly chosen: string | null;
  readonly onChoose: (type: InstanceType | undefined) => void;
};

function FreeTierSizes({ types, prices, chosen, onChoose }: FreeTierSizesProps) {
  if (types.length === 0) return <Box variant="p">{said.noneFree}</Box>;
  return (
    <Container>
      <FormField label={said.legend} description={said.legendWhy} stretch>
        <Tiles
          value={chosen}
          columns={3}
          items={types.map((type) => ({
            value: type.name,
            label: type.name,
            description: <SizeFacts type={type} prices={prices} />,
          }))}
          onChange={({ detail }) => onChoose(types.find(({ name }) => name === detail.value))}
        />
      </FormField>
    </Container>
  );
}

function SizeFacts({ type, prices }: { readonly type: InstanceType; readonly prices: PriceList | null }) {
  const hour = prices?.instanceHour[type.name];
  return (
    <>
      <div>
        {said.vcpus(type.vcpus)}, {said.memory(gib(type.memoryMiB))}
      </div>
      <div>{hour === undefined ? said.priceUnknown : words.app.perHour(hourlyMoney(hour))}</div>
    </>
  );
}
