export interface HostEvent {
  readonly defaultPrevented: boolean;
  readonly preventDefault: () => void;
}

/** The first argument of most of Electron's events. */
export function createEvent<Extra extends object>(extra?: Extra): HostEvent & Extra {
  const event = {
    defaultPrevented: false,
    preventDefault: () => {
      event.defaultPrevented = true;
    },
    ...extra,
  };
  return event as HostEvent & Extra;
}
