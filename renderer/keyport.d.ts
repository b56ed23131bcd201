import type { KeyportApi, KeyportEvents } from '../shared/api.ts';

declare global {
  interface Window {
    /** The bridge to the machine: all that the screen can reach. */
    readonly keyport: KeyportApi & KeyportEvents;
  }
}
