import { expect, test } from 'vitest';
import { keyOfMachine, machinesWithout, withMachineKey } from '../../../shared/connect/machine-key.ts';
import { sketchLaunch } from '../../renderer/launch-fixtures.ts';

const launch = sketchLaunch({ name: 'web', zoneStates: ['started', 'started', 'stopped'] });
const [first, second] = launch.instances.map(({ instanceId }) => instanceId);
const KEY = { keyName: 'new', keychainAccount: 'new|x', custodyId: 'c-2', loadKeyCommand: null };

test('a machine has the key of its launch until another one was let in to it', () => {
  if (first === undefined || second === undefined) throw new Error('no machines');
  expect(keyOfMachine(launch, first).custodyId).toBe(launch.connect.custodyId);

  const connect = withMachineKey(launch.connect, { ...KEY, instanceId: first });
  const later = withMachineKey(connect, { ...KEY, keyName: 'newer', instanceId: first });

  expect(keyOfMachine({ connect }, first)).toEqual({ ...KEY, instanceId: first });
  expect(keyOfMachine({ connect: later }, first).keyName).toBe('newer');
  expect(later.machineKeys).toHaveLength(1);
  expect(keyOfMachine({ connect }, second).keyName).toBe('web');
});

test('the other machines that run may want it as well', () => {
  if (first === undefined) throw new Error('no machines');
  const connect = withMachineKey(launch.connect, { ...KEY, instanceId: first });
  expect(machinesWithout({ ...launch, connect }, 'c-2').map(({ instanceId }) => instanceId)).toEqual([
    second,
  ]);
});
