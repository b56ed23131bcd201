import type { LinkId } from '../shared/links.ts';

/** Opens a page in the person's browser. If that fails nothing is lost, so nothing is said. */
export function openLink(link: LinkId): void {
  window.keyport.openLink({ link }).catch(() => undefined);
}
