import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import { ADDRESS_FAMILIES, type AddressFamily } from '../../shared/security-group/exposure.ts';
import type { PortSpan } from '../../shared/security-group/group-finding.ts';
import type { ReviewedGroup } from '../../shared/security-group/reviewed-group.ts';
import { words } from '../../shared/words/en.ts';
import { AccessGrid } from './access-grid.tsx';
import { portInWords, sourceInWords } from './access-in-words.ts';
import { accessRows } from './access-rows.ts';
import { listsOf } from './lists-of.ts';

const said = words.groups.group.picture;

/** Who may come in where, as the rules of this group alone say it: a picture for each family. */
export function AccessSection({ of }: { readonly of: ReviewedGroup }) {
  return (
    <Container
      header={
        <Header variant="h2" description={said.why}>
          {said.title}
        </Header>
      }
    >
      <div className="access-families">
        {ADDRESS_FAMILIES.map((family) => (
          <FamilyAccess key={family} of={of} family={family} />
        ))}
      </div>
    </Container>
  );
}

function FamilyAccess({ of, family }: { readonly of: ReviewedGroup; readonly family: AddressFamily }) {
  const lists = listsOf(of);
  const { spans, rows } = accessRows(of.group.rules, family, lists);
  const name = words.groups.family[family];
  if (rows.length === 0) return <div>{said.familyNone(name)}</div>;
  return (
    <AccessGrid
      title={said.familyTitle(name)}
      ports={spans.map((span) => ({
        key: `${span.protocol} ${span.from}-${span.to}`,
        isWeb: isWeb(span),
        ...portInWords(span),
      }))}
      sources={rows.map((row) => ({
        kind: row.kind,
        doors: row.doors,
        ...sourceInWords(row, of.group.groupId, lists),
      }))}
    />
  );
}

function isWeb({ protocol, from, to }: PortSpan): boolean {
  return protocol === 'tcp' && from === to && (from === 80 || from === 443);
}
