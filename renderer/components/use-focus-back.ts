import { useEffect, useRef } from 'react';

/**
 * A dialog gives the focus back to the button that opened it; where that button is gone by then, because it did what it was
 * for, reading goes on at the heading of the page.
 */
export function useFocusBack(isDialogOpen: boolean): void {
  const wasOpen = useRef(false);
  useEffect(() => {
    const hasClosed = wasOpen.current && !isDialogOpen;
    wasOpen.current = isDialogOpen;
    if (!hasClosed || document.activeElement !== document.body) return;
    document.querySelector<HTMLElement>('.page-heading')?.focus();
  }, [isDialogOpen]);
}
