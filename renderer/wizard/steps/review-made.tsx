import Box from '@cloudscape-design/components/box';
import Header from '@cloudscape-design/components/header';
import Table from '@cloudscape-design/components/table';
import type { PlanDraft } from '../../../shared/launch-plan.ts';
import { words } from '../../../shared/words/en.ts';
import { useInStore } from '../../components/in-store.ts';
import { plannedThings } from '../planned-things.ts';

const said = words.wizard.review;

/** What will exist afterwards that does not exist now. */
export function ReviewMade({ draft }: { readonly draft: PlanDraft }) {
  const inStore = useInStore();
  const things = plannedThings(draft);
  if (things.length === 0) return null;
  return (
    <Table
      header={
        <Header variant="h2" counter={`(${things.length})`} description={said.madeWhy}>
          {said.made}
        </Header>
      }
      items={things}
      trackBy="id"
      wrapLines
      columnDefinitions={[
        { id: 'what', header: said.columns.what, cell: ({ what }) => inStore(what), minWidth: 105 },
        { id: 'name', header: said.columns.name, cell: ({ name }) => name, isRowHeader: true },
        { id: 'how', header: said.columns.how, cell: ({ how }) => how },
      ]}
      ariaLabels={{ tableLabel: said.made }}
      footer={
        <Box color="text-body-secondary">
          <div>{said.tokens}</div>
          <div>{said.tags(draft.name ?? '')}</div>
        </Box>
      }
    />
  );
}
