import Box from '@cloudscape-design/components/box';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { KeyRow } from '../../shared/keys/key-row.ts';
import { storeOf } from '../../shared/keys/store-of.ts';
import type { KeyCopy } from '../../shared/keys/vault.ts';
import { words } from '../../shared/words/en.ts';
import { CopiesPicture } from '../components/copies-picture.tsx';
import { day } from '../components/moment.ts';
import { useVault } from '../vault/vault-context.ts';
import { KeyFacts } from './key-facts.tsx';
import { privatePlaces, publicPlaces } from './key-places.ts';

const said = words.keys.copies;

/** Where the key is, to be seen; then what there is to be known. */
export function KeyOverview({ row }: { readonly row: KeyRow }) {
  const { store } = useVault();
  return (
    <SpaceBetween size="l">
      <CopiesPicture
        title={said.title(row.name)}
        privateLabel={said.private}
        publicLabel={said.public}
        privatePlaces={privatePlaces(row, store)}
        publicPlaces={publicPlaces(row)}
        footnote={said.awsNever}
      />
      {row.key !== null && <KeyFacts of={row.key} />}
      <CopyList row={row} />
    </SpaceBetween>
  );
}

/** A file's name says that it is one; what the keychain's copy is in, no name says alone. */
function kindInWords(kind: KeyCopy['kind'], where: string): string {
  return kind === 'keychain' ? said.keptIn[storeOf(where)] : said.kinds[kind];
}

function CopyList({ row }: { readonly row: KeyRow }) {
  const copies = row.key?.copies ?? [];
  if (copies.length === 0) return null;
  return (
    <div>
      <Box fontWeight="bold">{said.list}</Box>
      <ul className="plain-list">
        {copies.map(({ kind, where, at }) => (
          <li key={`${kind} ${where} ${at}`} className="breakable">
            {said.line(kindInWords(kind, where), where, day(at))}
          </li>
        ))}
      </ul>
    </div>
  );
}
