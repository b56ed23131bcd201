import Box from '@cloudscape-design/components/box';
import type { KeyCopy } from '../../../shared/keys/vault.ts';
import { words } from '../../../shared/words/en.ts';
import { day } from '../../components/moment.ts';

const said = words.keys;

/** What is left of a key when the one in the keychain is gone. */
export function CopiesLeft({ copies }: { readonly copies: readonly KeyCopy[] }) {
  if (copies.length === 0) return <Box fontWeight="bold">{said.dialogs.delete.noCopies}</Box>;
  return (
    <div>
      {said.dialogs.delete.copies}
      <ul className="plain-list">
        {copies.map(({ kind, where, at }) => (
          <li key={`${kind} ${where} ${at}`}>{said.copies.line(said.copies.kinds[kind], where, day(at))}</li>
        ))}
      </ul>
    </div>
  );
}
