import { createContext, useContext } from 'react';
import Button from '@cloudscape-design/components/button';
import { words } from '../../shared/words/en.ts';

/** Shows how calls leave this computer; null where that cannot be reached, or is shown already. */
export const WayOutContext = createContext<(() => void) | null>(null);

/** The way to the proxy and the certificates, from wherever AWS could not be reached. */
export function WayOutLink() {
  const show = useContext(WayOutContext);
  if (show === null) return null;
  return (
    <Button formAction="none" onClick={show}>
      {words.wayOut.dialog.open}
    </Button>
  );
}
