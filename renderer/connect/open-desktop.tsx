import { useState } from 'react';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import LiveRegion from '@cloudscape-design/components/live-region';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { words } from '../../shared/words/en.ts';
import { ProblemAlert } from '../components/problem-alert.tsx';
import { useAct } from '../use-act.ts';
import type { ConnectProps } from './connect-props.ts';
import { whyNotNow } from './open-terminal.tsx';

const said = words.connectDesktop.open;

/** The machine's desktop, in the program for it; or a file for that program, to take elsewhere. */
export function OpenDesktop({ launch: { launchId }, machine }: ConnectProps) {
  const at = { launchId, instanceId: machine.instanceId };
  const opening = useAct();
  const saving = useAct();
  const [done, setDone] = useState<string | null>(null);
  const whyNot = whyNotNow(machine);
  const open = () => {
    setDone(null);
    saving.forget();
    opening.run(
      () => window.keyport.openDesktop(at),
      ({ program }) => setDone(said.opened(program)),
    );
  };
  const save = () => {
    setDone(null);
    opening.forget();
    saving.run(
      () => window.keyport.saveDesktopFile(at),
      (file) => setDone(file === null ? null : said.saved(file)),
    );
  };
  const problem = opening.problem ?? saving.problem;
  return (
    <SpaceBetween size="xs">
      <Box color="text-body-secondary">{whyNot ?? said.why}</Box>
      <SpaceBetween direction="horizontal" size="xs">
        <Button
          variant="primary"
          iconName="external"
          iconAlign="right"
          loading={opening.isBusy}
          loadingText={said.opening}
          disabled={whyNot !== null}
          onClick={open}
        >
          {said.open}
        </Button>
        <Button loading={saving.isBusy} loadingText={said.saving} disabled={whyNot !== null} onClick={save}>
          {said.save}
        </Button>
      </SpaceBetween>
      <LiveRegion hidden={done === null}>
        {done !== null && <StatusIndicator type="success">{done}</StatusIndicator>}
      </LiveRegion>
      {problem !== null && (
        <ProblemAlert problem={problem} on={{ retry: opening.problem === null ? save : open }} />
      )}
    </SpaceBetween>
  );
}
