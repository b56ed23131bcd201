import type { Accounts } from '../aws/accounts.ts';
import type { Connections } from '../aws/connections.ts';
import { configFileOf } from '../connect/ssh-config/config-file.ts';
import type { SshConfigKeeper } from '../connect/ssh-config/create-ssh-config.ts';
import type { FileDialogs } from '../custody/vault-services.ts';
import type { HomeLock } from '../journal/home-lock.ts';
import type { Launches } from '../launch/launches.ts';
import type { VaultDoor } from '../open-vault.ts';
import type { Probe } from '../review/change/change-services.ts';
import type { Unfinished } from '../unfinished.ts';
import type { AccountChoice } from '../../shared/account.ts';
import type { Facts } from '../../shared/facts.ts';
import type { LaunchPlan } from '../../shared/launch-plan.ts';
import type { Launch } from '../../shared/launch.ts';
import type { LaunchesApi } from '../../shared/launches-api.ts';
import type { Outcome } from '../../shared/outcome.ts';
import type { AccessDoor } from './access-door.ts';
import { sourceNamed } from './account.ts';
import { atTheDoor } from './at-the-door.ts';

/** The way of a command to the launches of its home. */
export type LaunchDoor = {
  /** Parsed at the door, as what comes from the window is. Loaded when it is asked for: keys do without. */
  readonly open: () => Promise<LaunchesApi>;
  /** From now on this hears of each step of each launch. */
  readonly listen: (changed: (launch: Launch) => void) => void;
  /** What a launch of this plan is judged by, read now. Creates nothing. */
  readonly readFacts: (plan: LaunchPlan) => Promise<Outcome<Facts>>;
  /** Why one cannot get in, and letting this computer in again. */
  readonly openAccess: () => Promise<AccessDoor>;
  /** What the person's own ssh is told of the machines. Nobody is here to be asked for a key. */
  readonly openSshConfig: () => Promise<SshConfigKeeper>;
  /** Resolves when that is as the launches are now. Never rejects. */
  readonly settled: () => Promise<void>;
  /** At once, as the program ends. */
  readonly close: () => void;
};

type LaunchDoorDeps = {
  readonly home: string;
  readonly env: NodeJS.ProcessEnv;
  readonly lock: HomeLock;
  readonly door: VaultDoor;
  readonly accounts: Accounts;
  readonly connections: Connections;
  readonly files: FileDialogs;
  readonly unfinished: Unfinished;
  readonly probe: Probe | undefined;
  /** The way in that was said; it goes before what it was called where a launch was made. */
  readonly profile: string | undefined;
  readonly report: (error: unknown) => void;
};

export function createLaunchDoor(deps: LaunchDoorDeps): LaunchDoor {
  const { door, profile } = deps;
  const connect = async (choice: AccountChoice) => {
    const named = profile === undefined ? null : await sourceNamed(deps.accounts, profile);
    return deps.connections.connect(named === null ? choice : { ...choice, sourceId: named });
  };
  let launches: Launches | null = null;
  let isChanged = false;
  let told: ((launch: Launch) => void) | null = null;
  const load = async (): Promise<Launches> => {
    const { createLaunches } = await import('../launch/launches.ts');
    const { knock } = await import('../review/change/probe-doors.ts');
    return createLaunches({
      ...deps,
      vault: door.open,
      // Only Linux's keychain has a program of its own that prints what it keeps.
      hasKeyCommand: process.platform === 'linux',
      probe: deps.probe ?? knock,
      // Who gives a knock of their own says where it may go.
      knocksEverywhere: deps.probe !== undefined,
      changed: (launch) => {
        isChanged = true;
        told?.(launch);
      },
      connect,
    });
  };
  const openAccess = async () => {
    launches ??= await load();
    const { openAccessDoor } = await import('./access-door.ts');
    const { knock } = await import('../review/change/probe-doors.ts');
    return openAccessDoor({ ...deps, probe: deps.probe ?? knock, launches });
  };
  const openSshConfig = async () => {
    launches ??= await load();
    const { createSshConfig } = await import('../connect/ssh-config/create-ssh-config.ts');
    return createSshConfig({
      home: deps.home,
      file: configFileOf(deps.env),
      launches,
      openDoor: async () => null,
      closeDoors: () => undefined,
      copyText: async () => undefined,
    });
  };
  return {
    openAccess,
    openSshConfig,
    settled: async () => {
      if (isChanged) await (await openSshConfig()).renew();
    },
    open: async () => {
      launches ??= await load();
      const { isBusy: _isBusy, close: _close, withAccount: _with, setConnect: _set, ...api } = launches;
      return atTheDoor<LaunchesApi>(api, deps.report);
    },
    listen: (changed) => {
      told = changed;
    },
    readFacts: async (plan) => {
      const opened = await door.open();
      if (!opened.ok) return opened;
      const connected = await connect(plan.account);
      if (!connected.ok) return connected;
      const { readFacts } = await import('../launch/judge-launch.ts');
      const { keychain } = opened.value;
      // One that cannot be used is the judge's to tell, beside the price and all else that there is to say.
      const probe = async () => ({ ...(await keychain.probe()), problem: null });
      return readFacts(deps, { ...keychain, probe }, connected.value, plan);
    },
    close: () => launches?.close(),
  };
}
