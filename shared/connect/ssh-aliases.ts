import type { Launch, LaunchedInstance } from '../launch.ts';
import { LOGIN_USER } from '../launch-plan.ts';
import { sessionCommand } from '../session-manager.ts';
import { isMachineAddress } from '../ssh-command.ts';
import { isReachable } from '../ways-in.ts';
import { INSTANCE_ID, type AtMachine } from './at-machine.ts';

/** What is said to ssh in the place of user and address: `ssh keyport-web-1`. */
export type SshAlias = AtMachine & { readonly alias: string };

/** A machine as ssh is told of it. */
export type NamedMachine = {
  readonly alias: string;
  readonly launch: Launch;
  readonly machine: LaunchedInstance & { readonly publicAddress: string };
};

/**
 * Every machine that can be reached by ssh, with its name: the launch's, and its number in the plan. Of two launches with one name the
 * older has it; the younger one has the beginning of its id in it too. The number stays when a machine is started anew.
 */
export function namedMachines(launches: readonly Launch[]): readonly NamedMachine[] {
  const taken = new Set<string>();
  const free = (wanted: readonly string[]) => {
    const alias = wanted.find((each) => !taken.has(each)) ?? '';
    taken.add(alias);
    return alias;
  };
  return launches
    .toSorted((one, other) => one.startedAt - other.startedAt || compare(one.launchId, other.launchId))
    .flatMap((launch) =>
      machinesOf(launch).map((machine) => ({ alias: free(wishes(launch, machine)), launch, machine })),
    );
}

export function aliasOf({ alias, launch, machine }: NamedMachine): SshAlias {
  return { alias, launchId: launch.launchId, instanceId: machine.instanceId };
}

/** The last one is nobody else's: an instance has one id in all of EC2. */
function wishes({ name, launchId }: Launch, { placementId, instanceId }: LaunchedInstance): string[] {
  const number = /^p([1-9][0-9]{0,3})$/.exec(placementId)?.[1] ?? instanceId;
  const base = `keyport-${slug(name)}`;
  const mark = slug(launchId).slice(0, 4);
  return [`${base}-${number}`, `${base}-${mark}-${number}`, `${base}-${instanceId}`, `keyport-${instanceId}`];
}

const MOST_CHARACTERS = 40;

/** Letters and digits of ASCII with single dashes between them: nothing that ssh, or a shell, reads as more than a word. */
function slug(text: string): string {
  const plain = text
    .normalize('NFKD')
    .replaceAll(/\p{Mark}/gu, '')
    .toLowerCase();
  const words = plain.replaceAll(/[^a-z0-9]+/g, '-').slice(0, MOST_CHARACTERS);
  return words.replaceAll(/^-+|-+$/g, '') || 'launch';
}

/** Not those that only practise, are logged in to without a port, or are on their way out. */
function machinesOf(launch: Launch): readonly NamedMachine['machine'][] {
  const { plan, connect, instances } = launch;
  if (!isReachable(launch) || plan.image.platform === 'windows' || !LOGIN_USER.test(connect.loginUser)) {
    return [];
  }
  return instances.flatMap((machine) => {
    const { instanceId, publicAddress, state, goneAt } = machine;
    const isThere = goneAt === null && state !== 'shutting-down' && state !== 'terminated';
    if (!isThere || publicAddress === null || !isMachineAddress(publicAddress)) return [];
    const isBySsh = INSTANCE_ID.test(instanceId) && sessionCommand(plan, instanceId) === null;
    return isBySsh ? [{ ...machine, publicAddress }] : [];
  });
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
