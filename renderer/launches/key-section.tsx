import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { Launch } from '../../shared/launch.ts';
import { PORTS } from '../../shared/platform.ts';
import { words } from '../../shared/words/en.ts';
import { AgentPanel } from '../components/agent-panel.tsx';
import { CopyButton } from '../components/copy-button.tsx';
import { useInStore } from '../components/in-store.ts';
import { useAgent } from '../vault/use-agent.ts';

const said = words.launch.connect;

/** Where the private key is, and how ssh gets to use it: by Keyport's own agent, or by the system's where there is a way. */
export function KeySection({ launch }: { readonly launch: Launch }) {
  const { keychainAccount, custodyId, loadKeyCommand, port } = launch.connect;
  const isSsh = port === PORTS.ssh;
  const inStore = useInStore();
  return (
    <Container header={<Header variant="h2">{said.keyTitle}</Header>} fitHeight>
      <SpaceBetween size="s">
        {keychainAccount !== null && (
          <div>
            {inStore(said.keyWhere)} <code>{keychainAccount}</code>
          </div>
        )}
        <div>{inStore(said.keyCopy)}</div>
        {isSsh && custodyId !== null && <LaunchAgent custodyId={custodyId} />}
        {isSsh && loadKeyCommand !== null && (
          <ExpandableSection headerText={said.otherWay}>
            <LoadKey launchId={launch.launchId} command={loadKeyCommand} />
          </ExpandableSection>
        )}
      </SpaceBetween>
    </Container>
  );
}

function LaunchAgent({ custodyId }: { readonly custodyId: string }) {
  const agent = useAgent(custodyId);
  return (
    <SpaceBetween size="s">
      <Box variant="h3">{words.keys.agent.title}</Box>
      <AgentPanel {...agent} />
      {agent.session !== null && <Box fontWeight="bold">{said.agentIsOpen}</Box>}
    </SpaceBetween>
  );
}

function LoadKey({ launchId, command }: { readonly launchId: string; readonly command: string }) {
  return (
    <SpaceBetween size="xs">
      <div>{said.loadKeyWhy}</div>
      <code>{command}</code>
      <CopyButton
        label={said.copyLoadKey}
        ariaLabel={said.copyLoadKey}
        copiedAriaLabel={said.copiedLoadKey}
        onCopy={() => window.keyport.copyLoadKeyCommand({ launchId })}
      />
    </SpaceBetween>
  );
}
