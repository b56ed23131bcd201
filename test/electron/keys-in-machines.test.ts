import { expect, test, vi } from 'vitest';
import { keepWhatMachinesNeed } from '../../electron/keys-in-machines.ts';
import { withMachineKey } from '../../shared/connect/machine-key.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import { failed, succeeded } from '../../shared/outcome.ts';
import { sketchLaunch } from '../renderer/launch-fixtures.ts';
import { vaultOf } from '../renderer/fake-vault.ts';

const launch = sketchLaunch({ name: 'web', zoneStates: ['started', 'gone'] });
const KEY = { keyName: 'new', keychainAccount: null, custodyId: 'c-2', loadKeyCommand: null };
const [there = '', gone = ''] = launch.instances.map(({ instanceId }) => instanceId);

function deleting(of: typeof launch) {
  const deleteKey = vi.fn(async () => succeeded(vaultOf('fine')));
  const listLaunches = async () => succeeded({ launches: [of], damaged: [] });
  const guarded = keepWhatMachinesNeed(deleteKey, { listLaunches });
  return { deleteKey, ask: (custodyId: string) => guarded({ custodyId, typedName: 'new' }) };
}
const withKeyIn = (instanceId: string) => ({
  ...launch,
  connect: withMachineKey(launch.connect, { ...KEY, instanceId }),
});

test('a key that was let in to a machine that is there stays', async () => {
  const { ask, deleteKey } = deleting(withKeyIn(there));
  expect(await ask('c-2')).toMatchObject({
    ok: false,
    problem: { code: 'key-in-use', explanation: expect.stringContaining(there) },
  });
  expect(deleteKey).not.toHaveBeenCalled();
  expect((await ask('c-3')).ok).toBe(true);
});

test('a key goes when its machine has gone', async () => {
  expect((await deleting(withKeyIn(gone)).ask('c-2')).ok).toBe(true);
});

test('where the launches cannot be read, nothing is deleted', async () => {
  const deleteKey = vi.fn(async () => succeeded(vaultOf('fine')));
  const guarded = keepWhatMachinesNeed(deleteKey, {
    listLaunches: async () => failed(makeProblem('disk-failed')),
  });
  expect(await guarded({ custodyId: 'c-2', typedName: 'new' })).toMatchObject({ ok: false });
  expect(deleteKey).not.toHaveBeenCalled();
});
