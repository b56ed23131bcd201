import Box from '@cloudscape-design/components/box';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { words } from '../../shared/words/en.ts';
import type { ConnectProps } from './connect-props.ts';
import { SshConfigPanel, SshName } from './ssh-config-panel.tsx';
import { useSshConfig } from './use-ssh-config.ts';

const said = words.sshConfig;

/** The name of this machine where the person's own ssh knows it; and how it gets to know it, or no more. */
export function SshConfigSection({ launch: { launchId }, machine: { instanceId } }: ConnectProps) {
  const handle = useSshConfig();
  const config = handle.reading.value;
  const host = config?.hosts.find((each) => each.launchId === launchId && each.instanceId === instanceId);
  return (
    <SpaceBetween size="xs">
      {config?.isOn === true && host !== undefined && (
        <SpaceBetween size="xs">
          <Box variant="h3">{said.tab.title}</Box>
          <Box color="text-body-secondary">{said.tab.why}</Box>
          <SshName host={host} />
        </SpaceBetween>
      )}
      <ExpandableSection headerText={said.title}>
        <SshConfigPanel {...handle} />
      </ExpandableSection>
    </SpaceBetween>
  );
}
