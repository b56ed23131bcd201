import Box from '@cloudscape-design/components/box';
import Link from '@cloudscape-design/components/link';
import type { TableProps } from '@cloudscape-design/components/table';
import { words } from '../../shared/words/en.ts';
import { GroupBadges } from './group-badges.tsx';
import { byName, bySeverity, type GroupItem } from './group-item.ts';
import { attachedInWords, countsInWords, openPortsInWords, reachInWords } from './row-in-words.ts';
import { SeverityMark } from './severity-mark.tsx';

const said = words.groups.table;

type GroupColumn = TableProps.ColumnDefinition<GroupItem>;

/** Where the link to that group stands, to come back to. */
export function linkIdOf(groupId: string): string {
  return `open-${groupId}`;
}

/** The table's columns; each can be sorted by what it means, not by how it is spelt. */
export function groupColumns(onOpen: (groupId: string) => void, accountId: string): readonly GroupColumn[] {
  return [
    severityColumn,
    {
      id: 'name',
      header: said.columns.name,
      isRowHeader: true,
      minWidth: 180,
      cell: (item) => <Name item={item} onOpen={onOpen} />,
      ...sortedBy(said.columns.name, byName),
    },
    ...FACTS,
    {
      id: 'owner',
      header: said.columns.owner,
      minWidth: 120,
      cell: ({ ownerId }) => (ownerId === accountId ? said.mine : ownerId),
      ...sortedBy(said.columns.owner, (one, other) => one.ownerId.localeCompare(other.ownerId, 'en')),
    },
  ];
}

export const severityColumn: GroupColumn = {
  id: 'severity',
  header: said.columns.severity,
  minWidth: 145,
  cell: (item) => <Findings item={item} />,
  ...sortedBy(said.columns.severity, bySeverity),
};

const FACTS: readonly GroupColumn[] = [
  {
    id: 'openPorts',
    header: said.columns.openPorts,
    minWidth: 120,
    cell: (item) => <OpenPorts item={item} />,
    ...sortedBy(said.columns.openPorts, (one, other) => opening(one) - opening(other)),
  },
  {
    id: 'reach',
    header: said.columns.reach,
    minWidth: 110,
    cell: ({ exposure }) => reachInWords(exposure),
    ...sortedBy(said.columns.reach, (one, other) => one.ranks.reach - other.ranks.reach),
  },
  {
    id: 'attached',
    header: said.columns.attached,
    minWidth: 100,
    cell: attachedInWords,
    ...sortedBy(said.columns.attached, (one, other) => one.ranks.attached - other.ranks.attached),
  },
  {
    id: 'vpc',
    header: said.columns.vpc,
    minWidth: 120,
    cell: ({ vpcId }) => <Id text={vpcId ?? said.free} />,
    ...sortedBy(said.columns.vpc, (one, other) => (one.vpcId ?? '').localeCompare(other.vpcId ?? '', 'en')),
  },
];

function sortedBy(
  column: string,
  sortingComparator: (one: GroupItem, other: GroupItem) => number,
): Pick<GroupColumn, 'sortingComparator' | 'ariaLabel'> {
  return {
    sortingComparator,
    ariaLabel: ({ sorted, descending }) => (sorted ? said.sorted(column, descending) : said.unsorted(column)),
  };
}

/** The widest first. */
function opening({ widest, openPorts }: GroupItem): number {
  const rank = ['internet', 'wide', 'restricted', 'none'].indexOf(widest);
  return openPorts === 'all' ? -1 : rank;
}

function Name({ item, onOpen }: { readonly item: GroupItem; readonly onOpen: (groupId: string) => void }) {
  const { name, groupId } = item;
  return (
    <span id={linkIdOf(groupId)}>
      <Link
        href={`#${groupId}`}
        ariaLabel={said.open(name, groupId)}
        onFollow={(event) => {
          event.preventDefault();
          onOpen(groupId);
        }}
      >
        <span className="breakable">{name}</span>
      </Link>
      <div>
        <Id text={groupId} />
      </div>
      <GroupBadges {...item} />
    </span>
  );
}

/** The worst at a glance, then how many of each. */
function Findings({ item }: { readonly item: GroupItem }) {
  return (
    <>
      <SeverityMark severity={item.severity} />
      {item.severity !== null && (
        <Box fontSize="body-s" color="text-body-secondary">
          {countsInWords(item)}
        </Box>
      )}
    </>
  );
}

function OpenPorts({ item }: { readonly item: GroupItem }) {
  const text = openPortsInWords(item);
  if (item.openPorts === '') return <Box color="text-body-secondary">{text}</Box>;
  return <Box fontWeight="bold">{text}</Box>;
}

function Id({ text }: { readonly text: string }) {
  return (
    <Box variant="span" fontSize="body-s" color="text-body-secondary">
      <span className="breakable">{text}</span>
    </Box>
  );
}
