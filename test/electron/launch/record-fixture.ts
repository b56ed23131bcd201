import { newRecord } from '../../../electron/launch/new-record.ts';
import { keepLaunch, type LaunchKeeper } from '../../../electron/launch/record/keep-launch.ts';
import type { LaunchRecord, RecordedMachine } from '../../../electron/launch/record/launch-record.ts';
import { FACTS, PLAN } from '../../shared/plan-fixture.ts';

export const LAUNCH_ID = '0b54b1d2-5e0f-4a3c-9a51-0a1b2c3d4e5f';

/** A launch of which nothing is made yet, in two zones or more. */
export const RECORD: LaunchRecord = newRecord(
  { launchId: LAUNCH_ID, plan: PLAN, confirmed: [] },
  FACTS.account,
  FACTS,
  1_790_000_000_000,
);

/** A machine of its first placement, running since it was started. */
export const MACHINE: RecordedMachine = {
  instanceId: 'i-0123456789abcdef0',
  placementId: 'p1',
  zoneName: 'us-east-1a',
  instanceType: 't3.micro',
  state: 'running',
  stateReason: null,
  checks: 'ok',
  publicAddress: '198.51.100.7',
  privateAddress: '172.31.0.7',
  startedAt: 1_790_000_000_000,
  goneAt: null,
  ran: [{ from: 1_790_000_000_000, to: null }],
  volumes: [{ volumeId: 'vol-0123456789abcdef0', sizeGiB: 8 }],
};

/** In memory: every record that was written, and every one that was told. */
export function memoryKeeper(initial: LaunchRecord = RECORD): LaunchKeeper & {
  readonly written: LaunchRecord[];
  readonly told: LaunchRecord[];
} {
  const written: LaunchRecord[] = [];
  const told: LaunchRecord[] = [];
  const keeper = keepLaunch({ write: async (record) => void written.push(record) }, initial, {
    changed: (record) => void told.push(record),
    notWritten: (error) => {
      throw error;
    },
  });
  return { ...keeper, written, told };
}

/** The placement's only attempt has started this machine. */
export function withMachine(record: LaunchRecord, machine: RecordedMachine): LaunchRecord {
  return {
    ...record,
    placements: record.placements.map((placement) =>
      placement.placementId === machine.placementId
        ? {
            ...placement,
            attempts: [
              {
                clientToken: `${record.launchId}.${placement.placementId}.1`,
                askedAt: record.startedAt,
                state: 'started',
                instanceId: machine.instanceId,
                problem: null,
              },
            ],
          }
        : placement,
    ),
    machines: [...record.machines, machine],
  };
}
