import type { ConnectApi } from '../../shared/connect/connect-api.ts';
import { createAccessTests } from './access-tests.ts';
import type { GroupChange } from '../../shared/security-group/group-change.ts';
import { createOwnAddress } from './own-address.ts';
import type { ConnectServices } from './connect-services.ts';
import { pinHostKeys, readHostKeys } from './host-keys.ts';
import { linuxMachineAt } from './linux-machine.ts';
import { openTerminal } from './open-terminal.ts';
import { createRescues } from './rescues.ts';
import { tryLogin } from './try-login.ts';
import { createVisits } from './visits.ts';

export type Connect = {
  readonly api: ConnectApi;
  /** To be told of every change of a security group. */
  readonly groupChanged: (change: GroupChange) => void;
  /** Ends what is under way; at once, as the program ends. */
  readonly close: () => void;
};

/** All that is asked about getting in to machines that run, behind its part of the contract. */
export function createConnect(services: ConnectServices): Connect {
  const visits = createVisits(services.env);
  const rescues = createRescues(services, visits);
  const accessTests = createAccessTests({ services, tryLogin });
  const ownAddress = createOwnAddress(services);
  return {
    api: {
      readHostKeys: async (at) => {
        const found = await linuxMachineAt(services.launches, at);
        return found.ok ? readHostKeys(services, at) : found;
      },
      pinHostKeys: async (at) => {
        const found = await linuxMachineAt(services.launches, at);
        return found.ok ? pinHostKeys(services, at) : found;
      },
      openTerminal: (at) => openTerminal(services, visits, at),
      ...rescues.api,
      ...accessTests.api,
      ...ownAddress.api,
    },
    groupChanged: ownAddress.groupChanged,
    close: () => {
      accessTests.close();
      rescues.close();
      visits.closeAll();
    },
  };
}
