import * as z from 'zod';
import type { DeepReadonly } from '../../journal/deep-readonly.ts';
import { INSTANCE_CHECKS, type ConnectFacts } from '../../../shared/launch.ts';
import { launchPlanSchema, type LaunchPlan } from '../../../shared/launch-plan.ts';
import { OPERATING_SYSTEMS } from '../../../shared/price.ts';
import { problemSchema } from '../../../shared/problem-schema.ts';

const text = z.string();
/** Milliseconds since the epoch by AWS's clock, as far as there are dates. */
const time = z.int().min(0).max(8_640_000_000_000_000);

/** Both become words of a command: no option, and nothing that a shell could read as more. */
const loginUser = z.string().regex(/^[a-zA-Z_][a-zA-Z0-9_-]{0,31}$/);
const address = z.string().regex(/^[0-9A-Fa-f.:]{3,45}$/);

const line = z.strictObject({
  id: text,
  kind: z.enum([
    'key-pair',
    'keychain',
    'security-group',
    'rules',
    'used-group',
    'instance',
    'checks',
    'door',
    'undo',
    'act',
  ]),
  label: text,
  state: z.enum(['waiting', 'working', 'done', 'failed', 'skipped']),
  startedAt: time.nullable(),
  finishedAt: time.nullable(),
  resourceId: text.nullable(),
  note: text.nullable(),
});

/**
 * One RunInstances. `asked` is on the disk before the call and stays until an answer is known: the machine may be there. The same
 * token may be sent again, and is the same machine; another one may be asked for only after `refused`, or after `started` has gone.
 */
const attempt = z.strictObject({
  clientToken: text.max(64),
  askedAt: time,
  state: z.enum(['asked', 'started', 'refused']),
  instanceId: text.nullable(),
  problem: problemSchema.nullable(),
});

const placement = z.strictObject({
  placementId: text,
  zoneName: text,
  zoneId: text,
  subnetId: text,
  /** What the machine is called: the same for a request that is sent again. Null in older records: `<name>-<zone>`. */
  machineName: text.nullable().default(null),
  instanceType: text,
  cpuCredits: z.enum(['standard', 'unlimited']).nullable(),
  isLeftOut: z.boolean(),
  /** The person wants it asked for anew, and nothing was sent yet: by a token of its own. */
  isWanted: z.boolean().default(false),
  attempts: z.array(attempt),
});

const machine = z.strictObject({
  instanceId: text,
  placementId: text,
  zoneName: text,
  instanceType: text,
  state: text,
  stateReason: text.nullable(),
  checks: z.enum(INSTANCE_CHECKS).nullable().default(null),
  publicAddress: address.nullable().catch(null),
  privateAddress: text.nullable(),
  startedAt: time,
  goneAt: time.nullable(),
  ran: z.array(z.strictObject({ from: time, to: time.nullable() })),
  volumes: z.array(z.strictObject({ volumeId: text, sizeGiB: z.number() })),
});

const door = z.strictObject({
  port: z.int(),
  others: z.strictObject({ protocol: text, from: z.int(), to: z.int() }).optional(),
  opening: z.enum(['everyone', 'many', 'some', 'one-address', 'closed', 'unknown']),
  cidr: text.nullable(),
  admitsMe: z.enum(['yes', 'no', 'unknown']),
});

const machineKey = z.strictObject({
  instanceId: text,
  keyName: text,
  keychainAccount: text.nullable(),
  custodyId: text.nullable(),
  loadKeyCommand: text.nullable(),
});

const connect = z.strictObject({
  loginUser,
  port: z.int(),
  keyName: text,
  keychainAccount: text.nullable(),
  custodyId: text.nullable(),
  loadKeyCommand: text.nullable(),
  machineKeys: z.array(machineKey).default([]),
  adminAddress: text.nullable(),
  opensHttps: z.boolean(),
  opensHttp: z.boolean(),
  existingGroups: z
    .strictObject({
      groups: z.array(z.strictObject({ groupId: text, name: text })),
      doors: z.array(door),
    })
    .nullable(),
});

const prices = z.strictObject({
  source: z.enum(['pricing-api', 'dated-table', 'unknown']),
  asOf: text.nullable(),
  currency: z.literal('USD'),
  operatingSystem: z.enum(OPERATING_SYSTEMS).optional(),
  instanceHour: z.record(text, z.number()),
  linuxHour: z.record(text, z.number()).optional(),
  gp3GiBMonth: z.number().nullable(),
  publicIpv4Hour: z.number().nullable(),
});

/** What is kept of one launch: all that it asked for and made, and how far it is. No secret is in it. */
export const launchRecordSchema = z.strictObject({
  version: z.literal(2),
  launchId: z.uuid(),
  plan: launchPlanSchema,
  /** What each machine is told to do at its first start, in plain text: the same for a request that is sent again. */
  userData: text.nullable().default(null),
  /** The dangers that the person has taken, as `confirmationOf` names them. */
  confirmed: z.array(text),
  /** Where the calls went when that was not AWS itself. */
  endpoint: text.nullable(),
  startedAt: time,
  aim: z.enum(['launch', 'undo']),
  /** How the last work ended; null while it is under way, and after a program that ended in the middle of it. */
  ended: z.enum(['running', 'partly', 'failed', 'removed', 'not-removed']).nullable(),
  isLeftAlone: z.boolean(),
  isForgotten: z.boolean(),
  undo: z.strictObject({ keyPairToo: z.boolean(), snapshotsFirst: z.boolean() }).nullable(),
  keyPair: z.strictObject({ keyPairId: text, name: text, fingerprint: text.nullable() }).nullable(),
  /** Null while none was asked for, and after it was deleted; its id is null until EC2 has said it. */
  group: z.strictObject({ groupId: text.nullable() }).nullable(),
  placements: z.array(placement),
  /** Every machine that was ever started, ended ones too. */
  machines: z.array(machine),
  /** Disks that are there although their machine has ended. */
  leftVolumes: z.array(text).default([]),
  snapshots: z.array(
    z.strictObject({ snapshotId: text, volumeId: text, sizeGiB: z.number(), startedAt: time }),
  ),
  connect,
  prices: prices.nullable(),
  lines: z.array(line),
  problem: problemSchema.nullable(),
  sight: z.strictObject({ at: time.nullable(), problem: problemSchema.nullable() }),
});

type Parsed = DeepReadonly<z.infer<typeof launchRecordSchema>>;
export type LaunchRecord = Omit<Parsed, 'plan' | 'connect'> & {
  readonly plan: LaunchPlan;
  readonly connect: ConnectFacts;
};
export type RecordedPlacement = LaunchRecord['placements'][number];
export type Attempt = RecordedPlacement['attempts'][number];
export type RecordedMachine = LaunchRecord['machines'][number];
