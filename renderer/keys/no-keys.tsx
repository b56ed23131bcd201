import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { words } from '../../shared/words/en.ts';
import type { KeysDialog } from './keys-dialog.ts';

const said = words.keys;

/** The first thing a newcomer sees here: what a key is for, and three ways to one. */
export function NoKeys({ onAsk }: { readonly onAsk: (dialog: KeysDialog) => void }) {
  return (
    <Container>
      <Box textAlign="center" padding={{ vertical: 'l', horizontal: 'xl' }}>
        <SpaceBetween size="s" alignItems="center">
          <Box variant="h2">{said.empty.title}</Box>
          <Box variant="p">{said.empty.why}</Box>
          <SpaceBetween direction="horizontal" size="xs">
            <Button onClick={() => onAsk({ is: 'create' })}>{said.actions.create}</Button>
            <Button onClick={() => onAsk({ is: 'add' })}>{said.actions.add}</Button>
            <Button onClick={() => onAsk({ is: 'restore' })}>{said.actions.restore}</Button>
          </SpaceBetween>
        </SpaceBetween>
      </Box>
    </Container>
  );
}
