import { createContext, useContext } from 'react';
import Button from '@cloudscape-design/components/button';
import { words } from '../../shared/words/en.ts';

/** Shows what the account may do; null where that page cannot be reached. */
export const PermissionsContext = createContext<(() => void) | null>(null);

/** The way to the page of permissions, from wherever something was refused. */
export function PermissionsLink() {
  const show = useContext(PermissionsContext);
  if (show === null) return null;
  return <Button onClick={show}>{words.permissions.open}</Button>;
}
