import type { ReactNode } from 'react';
import { StoreKindContext } from '../components/in-store.ts';
import { useMode } from '../mode/mode-context.ts';
import { VaultContext } from './vault-context.ts';
import { StartScreen } from './start-screen.tsx';
import { stageOf } from './start-state.ts';
import { useStartUp } from './use-start-up.ts';
import { VaultDialogs } from './vault-dialogs.tsx';

type StartGateProps = {
  /** `found`: the keys that an earlier run left unfinished. */
  readonly children: (found: readonly string[]) => ReactNode;
};

/** Nothing is shown before the vault is open; from then on every screen has it, and what cannot wait stands above each. */
export function StartGate({ children }: StartGateProps) {
  const start = useStartUp();
  const { mode } = useMode();
  const kind = start.state.vault?.store.kind ?? (mode === 'practice' ? 'practice' : 'keychain');
  return (
    <StoreKindContext value={kind}>
      <Gate start={start}>{children}</Gate>
    </StoreKindContext>
  );
}

type GateProps = StartGateProps & { readonly start: ReturnType<typeof useStartUp> };

function Gate({ start: { state, ask, putOff }, children }: GateProps) {
  const stage = stageOf(state);
  if (stage === null) {
    return (
      <VaultContext value={state.vault}>
        {children(state.seenUnfinished)}
        <VaultDialogs />
      </VaultContext>
    );
  }
  return (
    <>
      <StartScreen
        stage={stage}
        isAsking={state.isAsking}
        onAgain={ask}
        onPutOff={state.isOpen ? putOff : null}
      />
      {state.vault !== null && (
        <VaultContext value={state.vault}>
          <VaultDialogs />
        </VaultContext>
      )}
    </>
  );
}
