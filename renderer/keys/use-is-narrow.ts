import { useSyncExternalStore } from 'react';

const NARROW = '(max-width: 1180px)';

/** True where a table and the details of a key do not fit side by side. */
export function useIsNarrow(): boolean {
  return useSyncExternalStore(listen, () => window.matchMedia(NARROW).matches);
}

function listen(changed: () => void): () => void {
  const query = window.matchMedia(NARROW);
  query.addEventListener('change', changed);
  return () => query.removeEventListener('change', changed);
}
