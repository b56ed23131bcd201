import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { KeychainReport } from '../../../shared/api.ts';
import type { KeychainState as State } from '../../../shared/facts.ts';
import { makeProblem } from '../../../shared/make-problem.ts';
import { words } from '../../../shared/words/en.ts';
import { ProblemAlert } from '../../components/problem-alert.tsx';
import type { Reading } from '../../use-outcome.ts';

const said = words.wizard.key;

/** Whether the keychain works, tried out before AWS is asked for a key. */
export function KeychainState({ keychain }: { readonly keychain: Reading<KeychainReport> }) {
  const retry = keychain.again;
  if (keychain.isReading) return <StatusIndicator type="loading">{said.reading}</StatusIndicator>;
  if (keychain.problem !== null) return <ProblemAlert problem={keychain.problem} on={{ retry }} />;
  if (keychain.value === null) return null;
  const { state, backend, raw } = keychain.value;
  if (state === 'ready') return <StatusIndicator type="success">{said.ready(backend)}</StatusIndicator>;
  return <ProblemAlert problem={makeProblem(PROBLEMS[state], { raw: raw ?? backend })} on={{ retry }} />;
}

const PROBLEMS = {
  locked: 'keychain-locked',
  absent: 'keychain-absent',
  failed: 'keychain-failed',
} as const satisfies Record<Exclude<State, 'ready'>, string>;
