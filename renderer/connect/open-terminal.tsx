import { useState } from 'react';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import LiveRegion from '@cloudscape-design/components/live-region';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useQueryClient } from '@tanstack/react-query';
import type { LaunchedInstance } from '../../shared/launch.ts';
import type { OpenedTerminal } from '../../shared/connect/log-in-api.ts';
import { words } from '../../shared/words/en.ts';
import { ProblemAlert } from '../components/problem-alert.tsx';
import { useAct } from '../use-act.ts';
import type { ConnectProps } from './connect-props.ts';
import { hostKeysOf } from './host-keys-section.tsx';

const said = words.connectLogIn;

/** A terminal that logs in by itself, with the key from the vault. */
export function OpenTerminal({ launch: { launchId }, machine }: ConnectProps) {
  const { instanceId } = machine;
  const act = useAct();
  const queries = useQueryClient();
  const [opened, setOpened] = useState<OpenedTerminal | null>(null);
  const whyNot = whyNotNow(machine);
  const open = () => {
    setOpened(null);
    act.run(
      () => window.keyport.openTerminal({ launchId, instanceId }),
      (terminal) => {
        setOpened(terminal);
        void queries.invalidateQueries({ queryKey: hostKeysOf(instanceId) });
      },
    );
  };
  return (
    <SpaceBetween size="s">
      <SpaceBetween direction="horizontal" size="s" alignItems="center">
        <Button
          variant="primary"
          iconName="external"
          iconAlign="right"
          loading={act.isBusy}
          loadingText={said.opening}
          disabled={whyNot !== null}
          onClick={open}
        >
          {said.open}
        </Button>
        <LiveRegion hidden={opened === null}>
          {opened !== null && (
            <StatusIndicator type="success">{said.opened[opened.hostKeys](opened.terminal)}</StatusIndicator>
          )}
        </LiveRegion>
      </SpaceBetween>
      <Box color="text-body-secondary">{whyNot ?? said.openWhy}</Box>
      {act.problem !== null && <ProblemAlert problem={act.problem} on={{ retry: open }} />}
    </SpaceBetween>
  );
}

/** In words for the person; null where it can be logged in to. */
export function whyNotNow({ state, publicAddress }: LaunchedInstance): string | null {
  if (state !== 'running') return said.notRunning;
  return publicAddress === null ? said.noAddress : null;
}
