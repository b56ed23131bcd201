import Box from '@cloudscape-design/components/box';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import Table, { type TableProps } from '@cloudscape-design/components/table';
import type { PermissionCheck, Purpose } from '../../shared/permissions.ts';
import { whyUnknown } from '../../shared/why-unknown.ts';
import { words } from '../../shared/words/en.ts';

const said = words.permissions;

type PermissionsTableProps = { readonly purpose: Purpose; readonly checks: readonly PermissionCheck[] };

/** What is refused first, then what nobody knows: what is in order needs no looking at. */
export function PermissionsTable({ purpose, checks }: PermissionsTableProps) {
  return (
    <Table
      variant="embedded"
      wrapLines
      trackBy="action"
      items={checks.toSorted((one, other) => ORDER[one.state] - ORDER[other.state])}
      ariaLabels={{ tableLabel: said.tableOf(said.purposes[purpose].title) }}
      columnDefinitions={COLUMNS}
    />
  );
}

const ORDER = { 'may-not': 0, unknown: 1, may: 2 } as const;
const ICONS = { may: 'success', 'may-not': 'error', unknown: 'info' } as const;

const COLUMNS: readonly TableProps.ColumnDefinition<PermissionCheck>[] = [
  {
    id: 'state',
    header: said.columns.state,
    width: 140,
    cell: ({ state }) => <StatusIndicator type={ICONS[state]}>{said.states[state]}</StatusIndicator>,
  },
  {
    id: 'action',
    header: said.columns.action,
    isRowHeader: true,
    width: 350,
    cell: ({ action }) => <code>{action}</code>,
  },
  { id: 'without', header: said.columns.without, cell: (check) => <Without check={check} /> },
];

function Without({ check }: { readonly check: PermissionCheck }) {
  const reason = reasonOf(check);
  return (
    <SpaceBetween size="xxs">
      <div>{said.without[check.action]}</div>
      {reason !== null && (
        <Box color="text-body-secondary" fontSize="body-s">
          {reason}
        </Box>
      )}
    </SpaceBetween>
  );
}

/** Of a refusal only what no policy of one's own would mend; of what is unknown why. */
function reasonOf(check: PermissionCheck): string | null {
  if (check.state === 'may') return null;
  if (check.state === 'may-not') return check.problem.policy === null ? check.problem.explanation : null;
  return whyUnknown(check);
}
