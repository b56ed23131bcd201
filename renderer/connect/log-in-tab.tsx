import Box from '@cloudscape-design/components/box';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { sessionCommand } from '../../shared/session-manager.ts';
import { isReachable } from '../../shared/ways-in.ts';
import { words } from '../../shared/words/en.ts';
import type { ConnectProps } from './connect-props.ts';
import { DesktopTab } from './desktop-tab.tsx';
import { HostKeysSection } from './host-keys-section.tsx';
import { LogInCommand } from './log-in-command.tsx';
import { OpenTerminal } from './open-terminal.tsx';
import { OtherWaysSection } from './other-ways.tsx';
import { SshConfigSection } from './ssh-config-section.tsx';

const said = words.connectLogIn;

/** How one logs in to this machine. */
export function LogInTab(props: ConnectProps) {
  const isWindows = props.launch.plan.image.platform === 'windows';
  return (
    <SpaceBetween size="l">
      {isWindows ? <DesktopTab {...props} /> : <ByTerminal {...props} />}
      <OtherWaysSection {...props} />
    </SpaceBetween>
  );
}

/** A machine that is logged in to through Session Manager alone has no port to which ssh could go. */
function ByTerminal({ launch, machine }: ConnectProps) {
  const isBySession = sessionCommand(launch.plan, machine.instanceId) !== null;
  if (isBySession) return <LogInCommand launch={launch} instance={machine} />;
  return (
    <SpaceBetween size="l">
      {isReachable(launch) ? <OpenTerminal launch={launch} machine={machine} /> : <Unreal launch={launch} />}
      <SpaceBetween size="xs">
        <Box variant="h3">{said.commandTitle}</Box>
        <Box color="text-body-secondary">{said.commandWhy}</Box>
        <LogInCommand launch={launch} instance={machine} />
      </SpaceBetween>
      {isReachable(launch) && <SshConfigSection launch={launch} machine={machine} />}
      {isReachable(launch) && <HostKeysSection launch={launch} machine={machine} />}
    </SpaceBetween>
  );
}

function Unreal({ launch }: Pick<ConnectProps, 'launch'>) {
  return <Box>{launch.account.endpoint === null ? said.practice : said.endpoint}</Box>;
}
