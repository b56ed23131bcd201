import Alert from '@cloudscape-design/components/alert';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { KeyRow } from '../../../shared/keys/key-row.ts';
import { words } from '../../../shared/words/en.ts';

const said = words.keys.dialogs.users;
const certainty = words.keys.details.users.certainty;

/** Who would be shut out: said before a key goes. `row` is null where AWS was not read. */
export function KeyUsersNote({ row }: { readonly row: KeyRow | null }) {
  if (row === null || row.standing === 'not-read') {
    return (
      <Alert type="warning" statusIconAriaLabel={words.app.severity.caution}>
        {said.unread}
      </Alert>
    );
  }
  const { users, areUsersIncomplete } = row;
  if (users.length === 0 && !areUsersIncomplete) return <div>{said.none}</div>;
  return (
    <Alert type="warning" statusIconAriaLabel={words.app.severity.caution}>
      <SpaceBetween size="xs">
        {users.length > 0 && <div>{said.some(users.length)}</div>}
        {users.length > 0 && (
          <ul className="plain-list">
            {users.map((user) => (
              <li key={`${user.region} ${user.instanceId}`}>
                {user.name ?? words.keys.details.users.unnamed} <code>{user.instanceId}</code>, {user.region}{' '}
                ({certainty[user.certainty]})
              </li>
            ))}
          </ul>
        )}
        {areUsersIncomplete && <div>{said.incomplete}</div>}
      </SpaceBetween>
    </Alert>
  );
}
