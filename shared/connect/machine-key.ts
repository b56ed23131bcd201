import type { ConnectFacts, Launch, MachineKey } from '../launch.ts';

/** The key that logs in to this machine: the launch's, unless another one was let in to this very machine later. */
export function keyOfMachine(
  { connect }: { readonly connect: ConnectFacts },
  instanceId: string,
): MachineKey {
  const own = connect.machineKeys.find((key) => key.instanceId === instanceId);
  const { keyName, keychainAccount, custodyId, loadKeyCommand } = connect;
  return own ?? { instanceId, keyName, keychainAccount, custodyId, loadKeyCommand };
}

/** From now on this key logs in to its machine. */
export function withMachineKey(connect: ConnectFacts, key: MachineKey): ConnectFacts {
  const others = connect.machineKeys.filter(({ instanceId }) => instanceId !== key.instanceId);
  return { ...connect, machineKeys: [...others, key] };
}

/** Machines that run and that this key does not log in to yet: those that may want it as well. */
export function machinesWithout(launch: Launch, custodyId: string): Launch['instances'] {
  return launch.instances.filter(
    ({ instanceId, goneAt, state }) =>
      goneAt === null && state === 'running' && keyOfMachine(launch, instanceId).custodyId !== custodyId,
  );
}
