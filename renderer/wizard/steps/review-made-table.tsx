import Box from '@cloudscape-design/components/box';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import Table from '@cloudscape-design/components/table';
import type { PlanDraft } from '../../../shared/launch-plan.ts';
import { words } from '../../../shared/words/en.ts';
import { useInStore } from '../../components/in-store.ts';
import { plannedThings } from '../planned-things.ts';

const said = words.wizard.review;

/** Each thing that will be made, by the name it will have in AWS. */
export function MadeTable({ draft }: { readonly draft: PlanDraft }) {
  const inStore = useInStore();
  const things = plannedThings(draft);
  return (
    <ExpandableSection headerText={said.madeEach(things.length)}>
      <Table
        variant="embedded"
        items={things}
        trackBy="id"
        wrapLines
        columnDefinitions={[
          { id: 'what', header: said.columns.what, cell: ({ what }) => inStore(what), minWidth: 105 },
          { id: 'name', header: said.columns.name, cell: ({ name }) => name, isRowHeader: true },
          { id: 'how', header: said.columns.how, cell: ({ how }) => how },
        ]}
        ariaLabels={{ tableLabel: said.madeEach(things.length) }}
        footer={
          <Box color="text-body-secondary">
            <div>{said.tokens}</div>
            <div>{said.tags(draft.name ?? '')}</div>
          </Box>
        }
      />
    </ExpandableSection>
  );
}
