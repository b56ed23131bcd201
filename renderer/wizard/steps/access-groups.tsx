import { useState } from 'react';
import { useCollection } from '@cloudscape-design/collection-hooks';
import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import Pagination from '@cloudscape-design/components/pagination';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import Table from '@cloudscape-design/components/table';
import TextFilter from '@cloudscape-design/components/text-filter';
import { MOST_GROUPS, type ExistingGroupAccess } from '../../../shared/launch-plan.ts';
import type { Platform } from '../../../shared/platform.ts';
import type { LaunchGroup, LaunchGroups } from '../../../shared/security-group/launch-groups.ts';
import { words } from '../../../shared/words/en.ts';
import { ProblemAlert } from '../../components/problem-alert.tsx';
import { useIsNarrow } from '../../use-is-narrow.ts';
import { chosenAfter, isChoosable, isFound } from '../group-choice.ts';
import type { StepProps } from '../step-props.ts';
import { groupColumns } from './access-group-columns.tsx';

const said = words.wizard.groups;
const PAGE_SIZE = 10;
/** Where not every column fits, in pixels. */
const NARROW = 1000;

type ExistingGroupsProps = StepProps & {
  readonly access: ExistingGroupAccess;
  readonly platform: Platform;
};

/** The groups of the network with what each would let in to these machines. */
export function ExistingGroups(props: ExistingGroupsProps) {
  const { goTo } = props;
  const { groups } = props.readings;
  if (groups.problem !== null) {
    return (
      <ProblemAlert
        problem={groups.problem}
        on={{ retry: groups.again, 'choose-account': () => goTo('account') }}
      />
    );
  }
  if (groups.value === null) return <StatusIndicator type="loading">{said.reading}</StatusIndicator>;
  return <GroupList {...props} known={groups.value} />;
}

type GroupListProps = ExistingGroupsProps & { readonly known: LaunchGroups };

function GroupList({ access, platform, known, readings, change }: GroupListProps) {
  const [text, setText] = useState('');
  const isNarrow = useIsNarrow(NARROW);
  const listed = known.groups.filter((each) => isFound(each, text)).toSorted(byName);
  const { items, collectionProps, paginationProps } = useCollection(listed, {
    pagination: { pageSize: PAGE_SIZE },
  });
  const chosen = access.groups;
  return (
    <Table
      {...collectionProps}
      variant="embedded"
      header={
        <Header
          variant="h2"
          counter={`(${chosen.length}/${known.groups.length})`}
          description={said.listWhy(MOST_GROUPS)}
          actions={
            <Button iconName="refresh" loading={readings.groups.isReading} onClick={readings.groups.again}>
              {said.readAgain}
            </Button>
          }
        >
          {said.list}
        </Header>
      }
      items={items}
      trackBy={({ group }) => group.groupId}
      wrapLines
      empty={known.groups.length === 0 ? said.none : said.noMatch}
      columnDefinitions={groupColumns(platform, known.myAddresses, isNarrow)}
      selectionType="multi"
      selectedItems={items.filter(({ group }) => chosen.some(({ groupId }) => groupId === group.groupId))}
      isItemDisabled={({ group }) => !isChoosable(group.groupId, chosen)}
      onSelectionChange={({ detail }) =>
        change({ access: { ...access, groups: chosenAfter(chosen, items, detail.selectedItems) } })
      }
      ariaLabels={{
        selectionGroupLabel: said.list,
        allItemsSelectionLabel: () => said.list,
        itemSelectionLabel: (_selection, { group }) => said.choose(group.name),
        tableLabel: said.list,
      }}
      filter={
        <TextFilter
          filteringText={text}
          filteringPlaceholder={said.find}
          filteringAriaLabel={said.find}
          filteringClearAriaLabel={words.wizard.size.clearFilter}
          countText={said.found(listed.length)}
          onChange={({ detail }) => setText(detail.filteringText)}
        />
      }
      pagination={
        <Pagination
          {...paginationProps}
          ariaLabels={{
            nextPageLabel: words.wizard.size.pages.next,
            previousPageLabel: words.wizard.size.pages.previous,
            pageLabel: words.wizard.size.pages.page,
          }}
        />
      }
    />
  );
}

function byName({ group: one }: LaunchGroup, { group: other }: LaunchGroup): number {
  return one.name.localeCompare(other.name, 'en');
}
