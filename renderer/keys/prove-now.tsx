import { useState } from 'react';
import Button from '@cloudscape-design/components/button';
import LiveRegion from '@cloudscape-design/components/live-region';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { words } from '../../shared/words/en.ts';
import { useInStore } from '../components/in-store.ts';
import { ProblemAlert } from '../components/problem-alert.tsx';
import { useAct } from '../use-act.ts';

const said = words.keys.details.facts;

/** Whether the key is still there, and still a key: read from the keychain and tried out, now. */
export function ProveNow({ custodyId }: { readonly custodyId: string }) {
  const [isProved, setIsProved] = useState(false);
  const act = useAct();
  const inStore = useInStore();
  const prove = () => {
    setIsProved(false);
    act.run(
      () => window.keyport.proveKey({ custodyId }),
      () => setIsProved(true),
    );
  };
  return (
    <SpaceBetween size="xs">
      <Button loading={act.isBusy} loadingText={said.proving} onClick={prove}>
        {said.prove}
      </Button>
      <LiveRegion>
        {isProved ? (
          <StatusIndicator type="success">{said.provedNow}</StatusIndicator>
        ) : (
          inStore(said.provedWhy)
        )}
      </LiveRegion>
      {act.problem !== null && <ProblemAlert problem={act.problem} />}
    </SpaceBetween>
  );
}
