import Box from '@cloudscape-design/components/box';
import ColumnLayout from '@cloudscape-design/components/column-layout';
import Container from '@cloudscape-design/components/container';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { completePlan } from '../../../shared/launch-plan.ts';
import { words } from '../../../shared/words/en.ts';
import { alreadyRunning } from '../../launches/cost-of-launch.ts';
import { useLaunches } from '../../launches/launches-context.ts';
import { useNow } from '../../use-now.ts';
import { useInStore } from '../../components/in-store.ts';
import { madeInShort } from '../planned-things.ts';
import { PriceBreakdown } from '../price-breakdown.tsx';
import { PriceInShort } from '../price-in-short.tsx';
import type { StepProps } from '../step-props.ts';
import { MadeTable } from './review-made-table.tsx';

const said = words.wizard.review;

/** What will exist afterwards that does not exist now, and what that costs: in short, and below it each thing and each part. */
export function ReviewMade({ state: { draft, facts } }: Pick<StepProps, 'state'>) {
  const inStore = useInStore();
  const already = alreadyRunning(useLaunches().list?.launches ?? [], useNow(false));
  const plan = completePlan(draft);
  if (plan === null) return null;
  return (
    <Container
      header={
        <Header variant="h2" description={said.madeWhy}>
          {said.made}
        </Header>
      }
    >
      <SpaceBetween size="s">
        <ColumnLayout columns={2} variant="text-grid">
          <ul className="plain-list">
            {madeInShort(plan).map((line) => (
              <li key={line}>{inStore(line)}</li>
            ))}
          </ul>
          <PriceInShort draft={draft} facts={facts} />
        </ColumnLayout>
        {already !== null && <StatusIndicator type="info">{already}</StatusIndicator>}
        <Box>
          <MadeTable draft={draft} />
          <ExpandableSection headerText={words.wizard.price.parts}>
            <PriceBreakdown draft={draft} facts={facts} />
          </ExpandableSection>
        </Box>
      </SpaceBetween>
    </Container>
  );
}
