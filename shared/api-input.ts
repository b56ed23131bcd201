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
const custodyId = z.uuid();
const withoutControls = /^\P{Cc}+$/u;
const keyName = z.string().max(255).regex(withoutControls);
const passphrase = z.string().max(512).regex(withoutControls);
const keyType = z.enum(['ed25519', 'rsa']);
const byCustodyId = z.strictObject({ custodyId });
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

  startUp: nothing,
  readVault: nothing,
  recoverKeys: nothing,
  chooseStore: one(
    z.discriminatedUnion('store', [
      z.strictObject({ store: z.literal('keychain') }),
      z.strictObject({ store: z.literal('file'), passphrase }),
    ]),
  ),
  unlockStore: one(z.strictObject({ passphrase })),
  readAccountKeys: one(z.strictObject(accountChoice)),
  createKey: one(
    z.strictObject({
      ...accountChoice,
      name: keyName,
      type: keyType,
      kind: z.enum(['aws-makes-it', 'made-here']),
    }),
  ),
  sendPublicKey: one(z.strictObject({ ...accountChoice, custodyId, name: keyName })),
  proveKey: one(byCustodyId),
  copyPublicKey: one(byCustodyId),
  chooseKeyFile: nothing,
  addKey: one(z.strictObject({ fileId: z.uuid(), name: keyName, passphrase: passphrase.nullable() })),
  exportKey: one(
    z.strictObject({ custodyId, format: z.enum(['openssh', 'pem']), passphrase: passphrase.nullable() }),
  ),
  backUp: one(z.strictObject({ passphrase })),
  chooseBackupFile: nothing,
  restoreBackup: one(z.strictObject({ fileId: z.uuid(), passphrase })),
  trashKey: one(z.strictObject({ custodyId, typedName: keyName })),
  untrashKey: one(byCustodyId),
  deleteKey: one(z.strictObject({ custodyId, typedName: keyName })),
  dismissKey: one(byCustodyId),
  removeKeyPair: one(
    z.strictObject({
      ...accountChoice,
      keyPairId: z.string().regex(/^key-[0-9a-f]{8,17}$/),
      typedName: keyName,
    }),
  ),
  answerHeldKey: one(z.strictObject({ custodyId, answer: z.enum(['retry', 'save-to-file', 'delete-pair']) })),
  openAgent: one(byCustodyId),
  closeAgent: one(z.strictObject({ agentId: z.uuid() })),
  answerAgent: one(z.strictObject({ requestId: z.uuid(), isAllowed: z.boolean() })),
  copyAgentText: one(z.strictObject({ agentId: z.uuid(), what: z.enum(['ssh-option', 'environment']) })),
} as const satisfies { [Name in keyof KeyportApi]: z.ZodType<Parameters<KeyportApi[Name]>> };
