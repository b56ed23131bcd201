import type { ConnectApi } from '../../shared/connect/connect-api.ts';
import type { ConnectServices } from './connect-services.ts';

export type Connect = {
  readonly api: ConnectApi;
  /** Ends what is under way; at once, as the program ends. */
  readonly close: () => void;
};

/** All that is asked about getting in to machines that run, behind its part of the contract. */
export function createConnect(_services: ConnectServices): Connect {
  return { api: {}, close: () => undefined };
}
