import type { ReactNode } from 'react';
import Box from '@cloudscape-design/components/box';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { sessionCommand } from '../../shared/session-manager.ts';
import { isReachable } from '../../shared/ways-in.ts';
import { words } from '../../shared/words/en.ts';
import type { ConnectProps } from './connect-props.ts';
import { CopyPasswordStep } from './copy-password.tsx';
import { LogInCommand } from './log-in-command.tsx';
import { OpenDesktop } from './open-desktop.tsx';
import './rescue.css';

const said = words.connectDesktop;

/** How one gets to the desktop of a machine with Windows, step by step. */
export function DesktopTab(props: ConnectProps) {
  const { launch, machine } = props;
  const isBySession = sessionCommand(launch.plan, machine.instanceId) !== null;
  const isReal = isReachable(launch);
  const hasAddress = machine.publicAddress !== null;
  return (
    <SpaceBetween size="m">
      {!isReal && <Box>{launch.account.endpoint === null ? said.practice : said.endpoint}</Box>}
      <ol className="rescue-steps">
        <Step title={isBySession ? said.session.title : said.open.title}>
          {isBySession && <Box color="text-body-secondary">{said.session.why}</Box>}
          {isReal && !isBySession && <OpenDesktop {...props} />}
          {!isBySession && hasAddress && (
            <Box color="text-body-secondary" fontSize="body-s">
              {isReal ? said.open.byHand : said.open.forReal}
            </Box>
          )}
          {(isBySession || hasAddress) && <LogInCommand launch={launch} instance={machine} />}
        </Step>
        <Step title={said.password.title}>
          <CopyPasswordStep {...props} />
        </Step>
        <Step title={said.paste.title}>
          <Box color="text-body-secondary">{said.paste.why}</Box>
        </Step>
      </ol>
    </SpaceBetween>
  );
}

function Step({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <li>
      <SpaceBetween size="xs">
        <Box variant="h3" padding="n">
          {title}
        </Box>
        {children}
      </SpaceBetween>
    </li>
  );
}
