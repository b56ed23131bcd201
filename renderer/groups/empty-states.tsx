import type { ReactNode } from 'react';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { words } from '../../shared/words/en.ts';

const said = words.groups;

export function NoAccount({ onConnect }: { readonly onConnect: () => void }) {
  return (
    <Empty title={said.noAccount.title} why={said.noAccount.why}>
      <Button variant="primary" onClick={onConnect}>
        {said.noAccount.connect}
      </Button>
    </Empty>
  );
}

/** The person stopped the first reading. */
export function NotRead({ onRead }: { readonly onRead: () => void }) {
  return (
    <Empty title={said.notRead.title} why={said.notRead.why}>
      <Button variant="primary" onClick={onRead}>
        {said.actions.read}
      </Button>
    </Empty>
  );
}

export function NoGroups({ region, onLaunch }: { readonly region: string; readonly onLaunch: () => void }) {
  return (
    <Empty title={said.none.title(region)} why={said.none.why}>
      <Button onClick={onLaunch}>{said.none.launch}</Button>
    </Empty>
  );
}

type EmptyProps = { readonly title: string; readonly why: string; readonly children: ReactNode };

function Empty({ title, why, children }: EmptyProps) {
  return (
    <Container>
      <Box textAlign="center" padding={{ vertical: 'l', horizontal: 'xl' }}>
        <SpaceBetween size="s" alignItems="center">
          <Box variant="h2">{title}</Box>
          <Box variant="p">{why}</Box>
          {children}
        </SpaceBetween>
      </Box>
    </Container>
  );
}
