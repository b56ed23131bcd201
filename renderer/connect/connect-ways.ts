import { createContext, useContext } from 'react';

/** Where a person is led to from here: other screens, which this one does not know. */
export type ConnectWays = { readonly openGroups: () => void; readonly launchAnother: () => void };

const nowhere: ConnectWays = { openGroups: () => undefined, launchAnother: () => undefined };

export const ConnectWaysContext = createContext<ConnectWays>(nowhere);

export function useConnectWays(): ConnectWays {
  return useContext(ConnectWaysContext);
}
