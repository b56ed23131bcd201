import { OPERATING_SYSTEMS } from './price.ts';
import { z } from './zod.ts';

const architecture = z.enum(['x86_64', 'arm64']);
const platform = z.enum(['linux', 'windows']);
const text = (max: number) => z.string().min(1).max(max);

const accountAnswer = z.strictObject({
  sourceId: text(300),
  accountId: z.string().regex(/^\d{12}$/),
  region: z
    .string()
    .max(32)
    .regex(/^[a-z]{2,4}(-[a-z]+)+-\d{1,2}$/),
});

/** An image's id: 8 digits where it is old, else 17. */
export const imageIdSchema = z.string().regex(/^ami-[0-9a-f]{8,17}$/);

/** Becomes a word of an ssh command: no option, nothing a shell could read as more. */
export const LOGIN_USER = /^[a-zA-Z_][a-zA-Z0-9_-]{0,31}$/;

const imageAnswer = z.strictObject({
  catalogId: text(100),
  imageId: imageIdSchema,
  imageName: text(255),
  architecture,
  platform,
  rootDeviceName: text(64),
  rootSizeGiB: z.int().min(1).max(16384),
  loginUser: z.string().regex(LOGIN_USER),
  /** Whose licence is billed with each hour, where `catalogId` does not tell it; absent for none. */
  operatingSystem: z.enum(OPERATING_SYSTEMS).optional(),
});

const sizeAnswer = z.strictObject({
  name: z
    .string()
    .regex(/^[a-z0-9-]+\.[a-z0-9-]+$/)
    .max(64),
  vcpus: z.int().min(1).max(4096),
  architectures: z.array(architecture).max(2),
  /** Set explicitly for sizes that earn CPU credits: AWS's own default may bill extra. Null = not such a size. */
  cpuCredits: z.enum(['standard', 'unlimited']).nullable(),
});

/** Where one instance is to be. */
export const placementSchema = z.strictObject({
  zoneName: text(32),
  zoneId: text(32),
  subnetId: z.string().regex(/^subnet-[0-9a-f]{8,17}$/),
});

export const vpcIdSchema = z.string().regex(/^vpc-[0-9a-f]{8,17}$/);

/** A name as IAM takes it. */
export const instanceProfileSchema = z
  .string()
  .max(128)
  .regex(/^[\w+=,.@-]+$/);

/**
 * With which instance profile the machines call Session Manager, for somebody who logs in through it; null while none is chosen, and
 * missing for everybody else.
 */
const instanceProfile = instanceProfileSchema.nullable().optional();

/** Rules by purpose. There is no field in which a world-open SSH or RDP rule could be written. */
const newGroupAnswer = z.strictObject({
  kind: z.literal('new-group'),
  vpcId: vpcIdSchema,
  purpose: z.enum(['web-site', 'log-in']),
  httpsFromEveryone: z.boolean(),
  httpFromEveryone: z.boolean(),
  /** The one IPv4 address that may log in (a /32 rule), or null for a launch that nobody can log in to. */
  adminAddress: z.ipv4().nullable(),
  instanceProfile,
});

/** EC2 puts up to five groups on one network interface, unless the account has been allowed more. */
export const MOST_GROUPS = 5;

/** Groups that are there already. What they let in is read from EC2 and judged then; a launch never changes them. */
const existingGroupAnswer = z.strictObject({
  kind: z.literal('existing-group'),
  vpcId: vpcIdSchema,
  groups: z
    .array(z.strictObject({ groupId: z.string().regex(/^sg-[0-9a-f]{8,17}$/), name: text(255) }))
    .min(1)
    .max(MOST_GROUPS)
    .refine((groups) => new Set(groups.map(({ groupId }) => groupId)).size === groups.length),
  instanceProfile,
});

const keyAnswer = z.strictObject({
  kind: z.enum(['aws-makes-it', 'made-here']),
  type: z.enum(['ed25519', 'rsa']),
});

const storageAnswer = z.strictObject({ rootSizeGiB: z.int().min(1).max(16384) });

/** What each machine does by itself when it starts for the first time. How long a text may be is for the judge to say. */
const scriptAnswer = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  z.strictObject({ kind: z.literal('first-page') }),
  z.strictObject({ kind: z.literal('own'), text: z.string().max(100_000) }),
]);

/** A tag of the person's own. Which ones AWS would refuse is for the judge to say. */
const tagAnswer = z.strictObject({ key: z.string().max(1_000), value: z.string().max(1_000) });

/** What the wizard collects, complete: plain JSON, versioned. `checkPlan` judges it, the engine carries it out. */
export const launchPlanSchema = z.strictObject({
  version: z.literal(1),
  /** Names the fleet, its security group and its key pair; each instance is `<name>-<zone>`. */
  name: z.string().max(255),
  account: accountAnswer,
  image: imageAnswer,
  size: sizeAnswer,
  placements: z.array(placementSchema).max(20),
  access: z.discriminatedUnion('kind', [newGroupAnswer, existingGroupAnswer]),
  key: keyAnswer,
  storage: storageAnswer,
  /** Plans that were written before there was one have none. */
  script: scriptAnswer.default({ kind: 'none' }),
  /** On everything that the launch makes, beside Keyport's own. */
  tags: z.array(tagAnswer).max(100).default([]),
});

export type LaunchPlan = Readonly<z.infer<typeof launchPlanSchema>>;
export type Placement = LaunchPlan['placements'][number];
export type NewGroupAccess = Extract<LaunchPlan['access'], { readonly kind: 'new-group' }>;
export type ExistingGroupAccess = Extract<LaunchPlan['access'], { readonly kind: 'existing-group' }>;
export type StartScript = LaunchPlan['script'];
export type PlanTag = LaunchPlan['tags'][number];
export type ChosenGroup = ExistingGroupAccess['groups'][number];

/** The plan while it is being asked for: an answer is null until it is given or pre-answered. */
export type PlanDraft = {
  readonly [Answer in keyof LaunchPlan]: Answer extends 'version'
    ? LaunchPlan[Answer]
    : LaunchPlan[Answer] | null;
};

/** The draft as a plan, or null while an answer is missing or malformed. */
export function completePlan(draft: PlanDraft): LaunchPlan | null {
  const parsed = launchPlanSchema.safeParse(draft);
  return parsed.success ? parsed.data : null;
}

/** Instance metadata: session tokens required (IMDSv2); two hops, so that containers reach it too. */
export const METADATA = { httpTokens: 'required', hopLimit: 2 } as const;

/** The root disk: gp3, encrypted, gone with its instance. */
export const ROOT_DISK = { volumeType: 'gp3', isEncrypted: true, deleteOnTermination: true } as const;

/** Tags that say which launch a thing belongs to. Tags may only list; ids in our record are what may be removed. */
export const TAGS = {
  launchId: 'keyport:launch-id',
  createdBy: 'keyport:created-by',
  custodyId: 'keyport:custody-id',
} as const;
