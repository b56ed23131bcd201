/** For the heading of a page that has just come up: that is the news, and where reading begins. */
export function takeFocus(heading: HTMLElement | null): void {
  heading?.focus();
}
