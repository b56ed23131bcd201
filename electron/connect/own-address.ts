import { readGroupNow } from '../aws/group-changes.ts';
import { outcomeOf } from '../aws/problem.ts';
import type { AddressApi, AddressChange } from '../../shared/connect/address-api.ts';
import { fixAccessAsk, logInAddresses, ownGroupId, shutOut } from '../../shared/connect/fix-access.ts';
import type { Launch } from '../../shared/launch.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import { failed, succeeded, type Outcome } from '../../shared/outcome.ts';
import type { GroupChange } from '../../shared/security-group/group-change.ts';
import { words } from '../../shared/words/en.ts';
import type { ConnectServices } from './connect-services.ts';

export type OwnAddress = {
  readonly api: AddressApi;
  /** To be told of every change of a group: when one of ours is done, and this resolves, the launch knows who may log in. */
  readonly groupChanged: (change: GroupChange) => Promise<void>;
};

type Services = Pick<ConnectServices, 'launches' | 'groups' | 'myAddresses'>;

/** Lets this computer in to launches again when its address has changed. */
export function createOwnAddress(services: Services): OwnAddress {
  const { launches, groups, myAddresses } = services;
  const begun = new Map<string, Promise<Outcome<GroupChange | null>>>();

  const settle = async (change: GroupChange): Promise<void> => {
    if (change.kind !== 'my-address' || (change.state !== 'done' && change.state !== 'undone')) return;
    const list = await launches.listLaunches();
    const launch = list.ok
      ? list.value.launches.find((each) => ownGroupId(each) === change.groupId)
      : undefined;
    if (launch === undefined) return;
    const { launchId, connect } = launch;
    const now = await launches.withAccount(launchId, (_, { clients }) =>
      outcomeOf(() => readGroupNow(clients, change.groupId)),
    );
    if (!now.ok) return;
    const letIn = logInAddresses(now.value.rules, connect.port);
    const told = logInAddresses(change.state === 'done' ? change.added : change.removed, connect.port);
    // Undoing leaves the rule that lets in the address in use: then nothing has changed for the launch.
    const known = change.state === 'done' ? [] : [connect.adminAddress];
    const address = [...known, ...told].find((each) => each !== null && letIn.includes(each)) ?? null;
    if (address === null || address === connect.adminAddress) return;
    await launches.setConnect(launchId, (facts) => ({ ...facts, adminAddress: address }));
  };

  /** Of changes that a program before this one has made, the newest is how things stand. */
  const settleEarlier = async (): Promise<void> => {
    const all = await groups.listChanges();
    const seen = new Set<string>();
    for (const change of all.ok ? all.value : []) {
      if (change.kind !== 'my-address' || seen.has(change.groupId)) continue;
      seen.add(change.groupId);
      await settle(change);
    }
  };

  const fix = async (launchId: string): Promise<Outcome<GroupChange | null>> => {
    const my = await myAddresses();
    if (my.ipv4 === null)
      return failed(
        makeProblem('address-unreachable', {
          explanation: words.ownAddress.unreachable,
          retryable: true,
          actions: ['retry'],
        }),
      );
    const address = my.ipv4;
    return launches.withAccount(launchId, async (launch, { clients }) => {
      const groupId = ownGroupId(launch);
      if (groupId === null) return failed(makeProblem('access-not-ours'));
      const group = await outcomeOf(() => readGroupNow(clients, groupId));
      if (!group.ok) return group;
      const ask = fixAccessAsk(launch, group.value, address);
      if (ask === null) return known(launch, address);
      const choice = { sourceId: launch.account.sourceId, region: launch.region };
      const preview = await groups.previewChange({ ...choice, ask });
      if (!preview.ok) return preview;
      const [obstacle] = preview.value.obstacles;
      if (obstacle !== undefined) return failed(makeProblem('change-refused', { explanation: obstacle }));
      return groups.startChange({ previewId: preview.value.previewId });
    });
  };

  const known = async (launch: Launch, address: string): Promise<Outcome<null>> => {
    const set = await launches.setConnect(launch.launchId, (facts) => ({ ...facts, adminAddress: address }));
    return set.ok ? succeeded(null) : set;
  };

  return {
    api: {
      readAddressChange: async () => {
        await settleEarlier();
        const list = await launches.listLaunches();
        if (!list.ok) return list;
        // Nobody is asked for an address that no launch has to do with.
        if (shutOut(list.value.launches, '').length === 0) return succeeded(null);
        const { ipv4 } = await myAddresses();
        return succeeded(ipv4 === null ? null : changeOf(ipv4, list.value.launches));
      },
      fixAccess: ({ launchId }) => {
        // Two clicks are one change.
        const fixing = begun.get(launchId) ?? fix(launchId).finally(() => begun.delete(launchId));
        begun.set(launchId, fixing);
        return fixing;
      },
    },
    groupChanged: settle,
  };
}

function changeOf(address: string, launches: readonly Launch[]): AddressChange | null {
  const shut = shutOut(launches, address);
  return shut.length === 0 ? null : { address, launches: shut };
}
