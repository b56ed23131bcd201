/** The first argument of most of Electron's events. */
export class HostEvent {
  defaultPrevented = false;

  preventDefault(): void {
    this.defaultPrevented = true;
  }
}

export function createEvent<Extra extends object>(extra?: Extra): HostEvent & Extra {
  return Object.assign(new HostEvent(), extra);
}
