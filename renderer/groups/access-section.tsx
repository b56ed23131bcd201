import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import type { ReviewedGroup } from '../../shared/security-group/reviewed-group.ts';
import { words } from '../../shared/words/en.ts';
import { AccessGrid } from './access-grid.tsx';

const said = words.groups.group.picture;

/** Who may come in where, as the rules of this group alone say it. */
export function AccessSection({ of }: { readonly of: ReviewedGroup }) {
  return (
    <Container
      header={
        <Header variant="h2" description={said.why}>
          {said.title}
        </Header>
      }
    >
      <AccessGrid
        title={said.familyTitle('IPv4')}
        ports={[
          { key: '22', label: '22', name: 'SSH' },
          { key: '80', label: '80', name: 'HTTP' },
          { key: '443', label: '443', name: 'HTTPS' },
        ]}
        sources={[
          {
            key: 'a',
            kind: 'everyone',
            label: 'Everyone',
            note: '0.0.0.0/0',
            doors: ['closed', 'open', 'open'],
          },
          { key: 'c', kind: 'many', label: '20.0.0.0/8', note: null, doors: ['closed', 'open', 'open'] },
          {
            key: 'b',
            kind: 'one',
            label: '203.0.113.7/32',
            note: 'One address',
            doors: ['open', 'open', 'open'],
          },
          {
            key: 'd',
            kind: 'group',
            label: of.group.groupId,
            note: 'Group web',
            doors: ['unknown', 'closed', 'open'],
          },
          { key: 'e', kind: 'list', label: 'pl-1', note: 'offices', doors: ['unknown', 'closed', 'open'] },
          {
            key: 'f',
            kind: 'some',
            label: '10.0.0.0/16',
            note: 'private',
            doors: ['unknown', 'closed', 'open'],
          },
        ]}
      />
    </Container>
  );
}
