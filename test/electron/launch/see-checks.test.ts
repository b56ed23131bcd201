import { expect, test } from 'vitest';
import type { AwsClients } from '../../../electron/aws/clients.ts';
import { createPatience } from '../../../electron/aws/patience.ts';
import { askChecks } from '../../../electron/launch/see-checks.ts';
import { MACHINE, memoryKeeper, RECORD, withMachine } from './record-fixture.ts';

const status = (InstanceId: string, system: string) => ({
  InstanceStatuses: [{ InstanceId, InstanceStatus: { Status: 'ok' }, SystemStatus: { Status: system } }],
});

const refused = (): never => {
  throw new Error('UnauthorizedOperation');
};

test.each([
  ['one of them fails', () => status(MACHINE.instanceId, 'impaired'), false, 'impaired'],
  ['both pass', () => status(MACHINE.instanceId, 'ok'), false, 'ok'],
  ['the answer is about another machine', () => status('i-0ffffffffffffffff', 'ok'), false, null],
  ['EC2 gives no answer', refused, false, null],
  [
    'somebody works on the launch by then',
    () => status(MACHINE.instanceId, 'impaired'),
    true,
    'initializing',
  ],
] as const)(
  'where %s, the checks of a machine are told accordingly',
  async (_, answer, isTooLate, checks) => {
    const record = memoryKeeper(withMachine(RECORD, { ...MACHINE, checks: 'initializing' }));
    const clients = { ec2: { send: async () => answer() } } as unknown as AwsClients;
    const patience = createPatience({ KEYPORT_PATIENCE: '0.01' });

    await askChecks(
      { record, clients, patience },
      isTooLate ? AbortSignal.abort() : new AbortController().signal,
    );

    expect(record.current().machines[0]?.checks).toBe(checks);
  },
);
