import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { Launch } from '../../shared/launch.ts';
import { words } from '../../shared/words/en.ts';
import { CopyButton } from '../components/copy-button.tsx';

const said = words.launch.connect;

/** Where the private key is, and how ssh gets it: said only as far as this system has a way. */
export function KeySection({ launch }: { readonly launch: Launch }) {
  const { keychainAccount, loadKeyCommand } = launch.connect;
  return (
    <Container header={<Header variant="h2">{said.keyTitle}</Header>} fitHeight>
      <SpaceBetween size="s">
        {keychainAccount !== null && (
          <div>
            {said.keyWhere} <code>{keychainAccount}</code>
          </div>
        )}
        <div>{said.keyCopy}</div>
        {loadKeyCommand === null ? (
          <div>{said.keyLater}</div>
        ) : (
          <LoadKey launchId={launch.launchId} command={loadKeyCommand} />
        )}
      </SpaceBetween>
    </Container>
  );
}

function LoadKey({ launchId, command }: { readonly launchId: string; readonly command: string }) {
  return (
    <SpaceBetween size="xs">
      <Box fontWeight="bold">{said.loadKey}</Box>
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
