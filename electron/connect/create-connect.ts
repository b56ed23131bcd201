import type { AtMachine } from '../../shared/connect/at-machine.ts';
import type { ConnectApi } from '../../shared/connect/connect-api.ts';
import { createAccessTests } from './access-tests.ts';
import type { Outcome } from '../../shared/outcome.ts';
import type { GroupChange } from '../../shared/security-group/group-change.ts';
import { createOwnAddress } from './own-address.ts';
import type { ConnectServices } from './connect-services.ts';
import { pinHostKeys, readHostKeys } from './host-keys.ts';
import { createDesktops } from './desktops.ts';
import { linuxMachineAt } from './linux-machine.ts';
import { openTerminal } from './open-terminal.ts';
import { createRescues } from './rescues.ts';
import { createSshConfig } from './ssh-config/create-ssh-config.ts';
import { tryLogin } from './try-login.ts';
import { createVisits } from './visits.ts';
import type { SecretCopy } from './secret-copy.ts';
import { createWindowsPasswords } from './windows-passwords.ts';

export type Connect = {
  readonly api: ConnectApi;
  /** To be told of every change of a security group. */
  readonly groupChanged: (change: GroupChange) => void;
  /** The machines may be others, or elsewhere, than they were: what is written of them for ssh is renewed. Never rejects. */
  readonly machinesChanged: () => Promise<void>;
  /** A password that may be on the clipboard still. */
  readonly copiedSecret: Pick<SecretCopy, 'isThere' | 'clear'>;
  /** Ends what is under way; at once, as the program ends. */
  readonly close: () => void;
};

/** All that is asked about getting in to machines that run, behind its part of the contract. */
export function createConnect(services: ConnectServices): Connect {
  const visits = createVisits(services.env);
  const rescues = createRescues(services, visits);
  const accessTests = createAccessTests({ services, tryLogin });
  const passwords = createWindowsPasswords(services);
  const ownAddress = createOwnAddress(services);
  const sshConfig = createSshConfig({
    ...services,
    file: services.sshConfigFile,
    openDoor: async (custodyId) => ((await services.vault()).ok ? services.doors.open(custodyId) : null),
    closeDoors: services.doors.closeAll,
  });
  /** What ssh is told of a machine's host keys stands in its settings too. */
  const withHostKeys = async <Value>(at: AtMachine, work: () => Promise<Outcome<Value>>) => {
    const found = await linuxMachineAt(services.launches, at);
    if (!found.ok) return found;
    const answer = await work();
    await sshConfig.renew();
    return answer;
  };
  return {
    api: {
      readHostKeys: (at) => withHostKeys(at, () => readHostKeys(services, at)),
      pinHostKeys: (at) => withHostKeys(at, () => pinHostKeys(services, at)),
      openTerminal: (at) => openTerminal(services, visits, at),
      ...passwords.api,
      ...createDesktops(services),
      ...rescues.api,
      ...accessTests.api,
      ...ownAddress.api,
      ...sshConfig.api,
    },
    machinesChanged: sshConfig.renew,
    copiedSecret: passwords.copiedSecret,
    groupChanged: (change) => void ownAddress.groupChanged(change),
    close: () => {
      sshConfig.close();
      accessTests.close();
      passwords.close();
      rescues.close();
      visits.closeAll();
    },
  };
}
