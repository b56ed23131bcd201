import { publicAddresses } from '../address/my-addresses.ts';
import type { Connections } from '../aws/connections.ts';
import { createPatience } from '../aws/patience.ts';
import { createAccessTests } from '../connect/access-tests.ts';
import { createOwnAddress } from '../connect/own-address.ts';
import { tryLogin } from '../connect/try-login.ts';
import type { FileDialogs } from '../custody/vault-services.ts';
import { createGroups } from '../groups.ts';
import type { HomeLock } from '../journal/home-lock.ts';
import { noAddresses } from '../launch/read-launch-groups.ts';
import type { Launches } from '../launch/launches.ts';
import type { VaultDoor } from '../open-vault.ts';
import type { Probe } from '../review/change/change-services.ts';
import { createInlineReviewer } from '../review/inline-reviewer.ts';
import type { Unfinished } from '../unfinished.ts';
import type { AccessTest, AccessTestApi } from '../../shared/connect/access-test.ts';
import type { AddressApi } from '../../shared/connect/address-api.ts';
import type { GroupChange } from '../../shared/security-group/group-change.ts';

/** The way of a command to what the window does about getting in. */
export type AccessDoor = Pick<AccessTestApi, 'testAccess'> &
  AddressApi & {
    /** From now on this hears of each step of a walk. */
    readonly listen: (tested: (test: AccessTest) => void) => void;
    /** Resolves with the change of a group when it has come to its end, and the launch knows what came of it. */
    readonly ended: (change: GroupChange) => Promise<GroupChange>;
  };

type AccessDoorDeps = {
  readonly home: string;
  readonly env: NodeJS.ProcessEnv;
  readonly lock: HomeLock;
  readonly door: VaultDoor;
  readonly connections: Connections;
  readonly files: FileDialogs;
  readonly unfinished: Unfinished;
  readonly probe: Probe;
  readonly launches: Launches;
};

export function openAccessDoor({ door, launches, ...deps }: AccessDoorDeps): AccessDoor {
  const { env } = deps;
  let told: ((test: AccessTest) => void) | null = null;
  const last = new Map<string, GroupChange>();
  const waiting = new Map<string, (change: GroupChange) => void>();
  const groupChanged = async (change: GroupChange): Promise<void> => {
    if (change.state === 'working') return;
    await ownAddress.groupChanged(change);
    last.set(change.changeId, change);
    waiting.get(change.changeId)?.(change);
  };
  const groups = createGroups({
    ...deps,
    // Nothing is written here that would say it.
    about: { version: '' },
    reviewer: { ...createInlineReviewer(env), close: () => undefined },
    addresses: publicAddresses(env),
    reviewProgressed: () => undefined,
    groupChanged: (change) => void groupChanged(change),
  });
  const services = {
    ...deps,
    patience: createPatience(env),
    launches,
    vault: door.open,
    groups: groups.api,
    myAddresses: async () => {
      const mine = await groups.api.readMyAddresses();
      return mine.ok ? mine.value : noAddresses();
    },
    tested: (test: AccessTest) => told?.(test),
  };
  const ownAddress = createOwnAddress(services);
  return {
    testAccess: createAccessTests({ services, tryLogin }).api.testAccess,
    ...ownAddress.api,
    listen: (tested) => {
      told = tested;
    },
    ended: ({ changeId }) =>
      new Promise((resolve) => {
        const known = last.get(changeId);
        if (known === undefined) waiting.set(changeId, resolve);
        else resolve(known);
      }),
  };
}
