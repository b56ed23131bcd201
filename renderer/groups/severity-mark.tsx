import StatusIndicator, { type StatusIndicatorProps } from '@cloudscape-design/components/status-indicator';
import type { GroupRow } from '../../shared/security-group/reviewed-group.ts';
import { words } from '../../shared/words/en.ts';

type Severity = Exclude<GroupRow['severity'], null>;

/** How bad it is, by a sign, a colour and a word. */
export function SeverityMark({ severity }: { readonly severity: GroupRow['severity'] }) {
  const label = severity === null ? words.groups.table.nothing : words.groups.severity[severity];
  return <StatusIndicator type={TYPES[severity ?? 'none']}>{label}</StatusIndicator>;
}

const TYPES: Readonly<Record<Severity | 'none', StatusIndicatorProps.Type>> = {
  danger: 'error',
  caution: 'warning',
  note: 'info',
  none: 'success',
};
