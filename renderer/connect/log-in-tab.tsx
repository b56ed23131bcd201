import SpaceBetween from '@cloudscape-design/components/space-between';
import type { ConnectProps } from './connect-props.ts';
import { LogInCommand } from './log-in-command.tsx';

/** How one logs in to this machine. */
export function LogInTab({ launch, machine }: ConnectProps) {
  return (
    <SpaceBetween size="m">
      <LogInCommand launch={launch} instance={machine} />
    </SpaceBetween>
  );
}
