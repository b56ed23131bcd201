import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { KeychainReport } from '../../../shared/api.ts';
import type { KeychainState as State } from '../../../shared/facts.ts';
import { makeProblem } from '../../../shared/make-problem.ts';
import { words } from '../../../shared/words/en.ts';
import { useInStore } from '../../components/in-store.ts';
import { ProblemAlert } from '../../components/problem-alert.tsx';
import { useAct } from '../../use-act.ts';
import type { Reading } from '../../use-outcome.ts';
import { UnlockForm } from '../../vault/unlock-form.tsx';
import { useKeysChanged } from '../../vault/use-keys-changed.ts';
import { useVault } from '../../vault/vault-context.ts';
import { NoKeychain } from './no-keychain.tsx';

const said = words.wizard.key;
const vaultSaid = words.keys.vault;

/** Whether the store of private keys works, tried out before AWS is asked for a key. */
export function KeychainState({ keychain }: { readonly keychain: Reading<KeychainReport> }) {
  const { store } = useVault();
  const inStore = useInStore();
  const retry = keychain.again;
  if (keychain.isReading) return <StatusIndicator type="loading">{inStore(said.reading)}</StatusIndicator>;
  if (keychain.problem !== null) return <ProblemAlert problem={keychain.problem} on={{ retry }} />;
  if (store.state === 'locked') return <LockedFile onUnlocked={retry} />;
  if (keychain.value === null) return null;
  const { state, backend, raw } = keychain.value;
  if (state === 'ready') {
    return (
      <SpaceBetween size="s">
        <StatusIndicator type="success">{said.ready(backend)}</StatusIndicator>
        {store.kind === 'file' && <FileInUse />}
      </SpaceBetween>
    );
  }
  return (
    <SpaceBetween size="m">
      <ProblemAlert problem={makeProblem(PROBLEMS[state], { raw: raw ?? backend })} on={{ retry }} />
      <NoKeychain backend={backend} />
    </SpaceBetween>
  );
}

const PROBLEMS = {
  locked: 'keychain-locked',
  absent: 'keychain-absent',
  failed: 'keychain-failed',
} as const satisfies Record<Exclude<State, 'ready'>, string>;

function LockedFile({ onUnlocked }: { readonly onUnlocked: () => void }) {
  return (
    <SpaceBetween size="m">
      <StatusIndicator type="warning">{vaultSaid.unlock.why}</StatusIndicator>
      <UnlockForm onUnlocked={onUnlocked} onPutOff={null} />
    </SpaceBetween>
  );
}

/** While nothing is in the file yet, one may change one's mind. */
function FileInUse() {
  const act = useAct();
  const changed = useKeysChanged();
  const { keys } = useVault();
  return (
    <SpaceBetween size="s">
      <div>{vaultSaid.store.inUse}</div>
      {keys.length === 0 && (
        <Button
          loading={act.isBusy}
          onClick={() => act.run(() => window.keyport.chooseStore({ store: 'keychain' }), changed)}
        >
          {vaultSaid.store.back}
        </Button>
      )}
      {act.problem !== null && <ProblemAlert problem={act.problem} />}
    </SpaceBetween>
  );
}
