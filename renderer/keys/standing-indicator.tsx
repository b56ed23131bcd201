import StatusIndicator, { type StatusIndicatorProps } from '@cloudscape-design/components/status-indicator';
import type { KeyStanding } from '../../shared/keys/key-row.ts';
import { words } from '../../shared/words/en.ts';

export function StandingIndicator({ standing }: { readonly standing: KeyStanding }) {
  return <StatusIndicator type={INDICATORS[standing]}>{words.keys.standing[standing]}</StatusIndicator>;
}

const INDICATORS: Readonly<Record<KeyStanding, StatusIndicatorProps.Type>> = {
  'safe-here': 'success',
  'here-only': 'success',
  'in-aws-only': 'info',
  finishing: 'in-progress',
  'needs-you': 'warning',
  trashed: 'stopped',
  'not-read': 'pending',
};
