import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { words } from '../../shared/words/en.ts';

const said = words.launches.none;

export function NoLaunches({ onLaunch }: { readonly onLaunch: () => void }) {
  return (
    <Container>
      <Box textAlign="center" padding={{ vertical: 'l', horizontal: 'xl' }}>
        <SpaceBetween size="s" alignItems="center">
          <Box variant="h2">{said.title}</Box>
          <Box variant="p">{said.why}</Box>
          <Button variant="primary" onClick={onLaunch}>
            {said.launch}
          </Button>
        </SpaceBetween>
      </Box>
    </Container>
  );
}
