import * as z from 'zod';
import type { DeepReadonly } from '../../journal/deep-readonly.ts';
import { problemSchema } from '../../../shared/problem-schema.ts';
import { FIX_KINDS } from '../../../shared/security-group/group-finding.ts';
import { PROBE_RESULTS } from '../../../shared/security-group/group-change.ts';

/**
 * How far a change is. Each is on the disk before the call that it allows: ADDING before the first new rule, REVOKING before the
 * first old one goes, PUTTING-BACK before they come back. Of a copy, ADDING makes it, REVOKING moves the interfaces over to it.
 */
export const PHASES = [
  'PLANNED',
  'ADDING',
  'ADDED',
  'REVOKING',
  'REVOKED',
  'PUTTING-BACK',
  'PROVED',
] as const;
export type Phase = (typeof PHASES)[number];

const port = z.int().min(-1).max(65_535).nullable();
const text = z.string();
const cidrSource = { cidr: text };
const ruleSource = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('ipv4'), ...cidrSource }),
  z.strictObject({ kind: z.literal('ipv6'), ...cidrSource }),
  z.strictObject({ kind: z.literal('prefix-list'), prefixListId: text }),
  z.strictObject({
    kind: z.literal('group'),
    groupId: text,
    userId: text.nullable(),
    vpcId: text.nullable(),
    peeringConnectionId: text.nullable(),
    peeringStatus: text.nullable(),
  }),
]);
const groupRule = z.strictObject({
  ruleId: text.nullable(),
  isEgress: z.boolean(),
  protocol: text,
  fromPort: port,
  toPort: port,
  source: ruleSource,
  description: text,
});
const newRule = z.strictObject({
  protocol: z.enum(['tcp', 'udp', 'icmp', 'icmpv6']),
  fromPort: port,
  toPort: port,
  source: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('ipv4'), ...cidrSource }),
    z.strictObject({ kind: z.literal('ipv6'), ...cidrSource }),
    z.strictObject({ kind: z.literal('group'), groupId: text }),
  ]),
  description: text,
});
const ask = z.strictObject({
  groupId: text,
  findingKey: text.nullable(),
  kind: z.enum(FIX_KINDS),
  add: z.array(newRule),
  removeRuleIds: z.array(text),
  target: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('this-group') }),
    z.strictObject({ kind: z.literal('copy'), name: text, interfaceIds: z.array(text) }),
  ]),
});
const probeTarget = { instanceId: text, address: text, port: z.int() };
const probeResult = z.strictObject({
  ...probeTarget,
  result: z.enum(PROBE_RESULTS),
});
const line = z.strictObject({
  id: text,
  label: text,
  state: z.enum(['waiting', 'working', 'done', 'failed', 'skipped']),
  note: text.nullable(),
});

/** What is kept of one change, with all that its undo needs. No secret is in it. */
export const changeRecordSchema = z.strictObject({
  version: z.literal(1),
  changeId: z.uuid(),
  sourceId: text,
  accountId: text,
  region: text,
  groupId: text,
  groupName: text,
  ask,
  /** All rules of the group as they were before, in and out. */
  saved: z.array(groupRule),
  /** Managed prefix lists that those name, as far as they could be read. */
  prefixLists: z.array(
    z.strictObject({
      prefixListId: text,
      name: text,
      ownerId: text,
      maxEntries: z.number().nullable(),
      cidrs: z.array(text),
    }),
  ),
  phase: z.enum(PHASES),
  aim: z.enum(['change', 'undo']),
  /** How it ended; null while it is under way, and after a program that ended in the middle of it. */
  ended: z.enum(['done', 'added-only', 'put-back', 'failed', 'undone']).nullable(),
  isForgotten: z.boolean(),
  startedAt: z.int(),
  finishedAt: z.int().nullable(),
  /** As they were last seen in EC2: rules of this change, and rules that it took away. */
  added: z.array(groupRule),
  removed: z.array(groupRule),
  targets: z.array(z.strictObject(probeTarget)),
  probesBefore: z.array(probeResult),
  probesAfter: z.array(probeResult),
  /** Null where the group itself is changed. `groupId` is null until EC2 has said it. */
  copy: z
    .strictObject({
      groupId: text.nullable(),
      vpcId: text,
      /** The groups that each interface had. */
      interfaces: z.array(z.strictObject({ interfaceId: text, groupIds: z.array(text) })),
    })
    .nullable(),
  lines: z.array(line),
  problem: problemSchema.nullable(),
});

export type ChangeRecord = DeepReadonly<z.infer<typeof changeRecordSchema>>;
