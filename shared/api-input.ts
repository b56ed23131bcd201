import { z } from 'zod';
import type { KeyportApi } from './api.ts';
import { LINK_IDS } from './links.ts';
import { launchPlanSchema } from './launch-plan.ts';

const accountChoice = {
  sourceId: z.string().min(1).max(300),
  region: z
    .string()
    .max(32)
    .regex(/^[a-z]{2,4}(-[a-z]+)+-\d{1,2}$/),
};
const instanceType = z
  .string()
  .regex(/^[a-z0-9-]+\.[a-z0-9-]+$/)
  .max(64);
const launchId = z.uuid();
const nothing = z.tuple([]);
const one = <Schema extends z.ZodType>(schema: Schema) => z.tuple([schema]);

/**
 * How the arguments of each call are read from unknown, at the door. Strict: an unknown field is refused, every
 * text and list has a limit. After the door nobody checks again.
 */
export const inputs = {
  about: nothing,
  listAccounts: nothing,
  connectAccount: one(z.strictObject(accountChoice)),
  readImages: one(z.strictObject(accountChoice)),
  readInstanceTypes: one(
    z.strictObject({
      ...accountChoice,
      architecture: z.enum(['x86_64', 'arm64']),
      which: z.enum(['free-tier', 'all']),
    }),
  ),
  readNetwork: one(z.strictObject({ ...accountChoice, instanceType })),
  readPrices: one(z.strictObject({ ...accountChoice, instanceTypes: z.array(instanceType).max(20) })),
  readTakenNames: one(z.strictObject(accountChoice)),
  readMyAddress: nothing,
  probeKeychain: nothing,
  startLaunch: one(
    z.strictObject({
      launchId,
      plan: launchPlanSchema,
      confirmed: z.array(z.string().min(1).max(64)).max(50),
    }),
  ),
  listLaunches: nothing,
  readLaunch: one(z.strictObject({ launchId })),
  undoLaunch: one(z.strictObject({ launchId, keyPairToo: z.boolean() })),
  copyConnectText: one(
    z.strictObject({
      launchId,
      instanceId: z.string().regex(/^i-[0-9a-f]{8,17}$/),
      what: z.enum(['ssh-command', 'address']),
    }),
  ),
  copyLoadKeyCommand: one(z.strictObject({ launchId })),
  openLink: one(z.strictObject({ link: z.literal(LINK_IDS) })),
} as const satisfies { [Name in keyof KeyportApi]: z.ZodType<Parameters<KeyportApi[Name]>> };
