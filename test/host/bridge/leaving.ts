import type { Channel } from './channel.ts';
import type { FromPage, OpenRequest } from './messages.ts';

/** Navigations away from the app: the network layer never sees blob:, mailto: and the like, so they are stopped here. */
export function watchNavigation(send: (message: FromPage) => void): void {
  navigation.addEventListener('navigate', (event) => {
    const { url } = event.destination;
    if (!url.startsWith('blob:') && new URL(url, location.href).origin === location.origin) return;
    if (!event.cancelable) return;
    event.preventDefault();
    send({ kind: 'navigate', url });
  });
}

/** Everything that would open a second window is reported instead. */
export function watchLinks(channel: Channel, send: (message: FromPage) => void): void {
  const report = ({ url, ...rest }: OpenRequest) => {
    const target = URL.parse(url, document.baseURI);
    if (target) send({ kind: 'open', url: target.href, ...rest });
  };
  channel.on('open', ({ url, name, features }) => {
    report({
      url: url || 'about:blank',
      name,
      features,
      disposition: features ? 'new-window' : 'foreground-tab',
    });
  });
  const follow = (event: MouseEvent) => {
    const link = linkOf(event);
    if (!link || event.defaultPrevented || !opensWindow(event, link)) return;
    event.preventDefault();
    const name = targetOf(link) === '_blank' ? '' : targetOf(link);
    report({ url: link.href, name, features: '', disposition: dispositionOf(event) });
  };
  // On the window, so that the page's own handlers come first.
  addEventListener('click', follow);
  addEventListener('auxclick', follow);
}

export function linkOf(event: MouseEvent): HTMLAnchorElement | HTMLAreaElement | undefined {
  return event
    .composedPath()
    .filter((node) => node instanceof HTMLAnchorElement || node instanceof HTMLAreaElement)
    .find((node) => node.href !== '');
}

export function opensWindow(event: MouseEvent, link: HTMLAnchorElement | HTMLAreaElement): boolean {
  const target = targetOf(link);
  const isElsewhere = target !== '' && !/^_(self|top|parent)$/i.test(target);
  return event.button === 1 || event.ctrlKey || event.metaKey || event.shiftKey || isElsewhere;
}

export function targetOf(link: HTMLAnchorElement | HTMLAreaElement): string {
  return link.target || (document.querySelector<HTMLBaseElement>('base[target]')?.target ?? '');
}

export function dispositionOf(event: MouseEvent): OpenRequest['disposition'] {
  if (event.shiftKey) return 'new-window';
  return event.button === 1 || event.ctrlKey || event.metaKey ? 'background-tab' : 'foreground-tab';
}
