import { useCallback, useSyncExternalStore } from 'react';

/** True where the window is not wider than that, in pixels. */
export function useIsNarrow(width: number): boolean {
  const narrow = `(max-width: ${width}px)`;
  const listen = useCallback((changed: () => void) => listenTo(narrow, changed), [narrow]);
  return useSyncExternalStore(listen, () => window.matchMedia(narrow).matches);
}

function listenTo(narrow: string, changed: () => void): () => void {
  const query = window.matchMedia(narrow);
  query.addEventListener('change', changed);
  return () => query.removeEventListener('change', changed);
}
