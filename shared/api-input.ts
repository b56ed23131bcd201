import { LONGEST_COPY, MOST_ZONES_ASKED, type KeyportApi } from './api.ts';
import { CODE_FORMATS } from './as-code/code-files.ts';
import { isAwsPage } from './aws-page.ts';
import { INSTANCE_ID } from './connect/at-machine.ts';
import { RESCUE_TEXTS } from './connect/rescue-text.ts';
import { LINK_IDS } from './links.ts';
import { imageIdSchema, launchPlanSchema, LOGIN_USER, placementSchema, vpcIdSchema } from './launch-plan.ts';
import { INSTANCE_ACTS, RECORD_FORMATS } from './launches-api.ts';
import { DRILL_IDS } from './practice/drills.ts';
import { weatherSchema } from './practice/weather.ts';
import { OPERATING_SYSTEMS } from './price.ts';
import { givenRequiredTags } from './required-tags-schema.ts';
import { GENERATIONS, READ_FROM } from './size-catalog.ts';
import { FIX_KINDS } from './security-group/group-finding.ts';
import { REPORT_FORMATS } from './security-group/groups-api.ts';
import { proxyChoice } from './way-out.ts';
import { z } from './zod.ts';

const accountChoice = {
  sourceId: z.string().min(1).max(300),
  region: z
    .string()
    .max(32)
    .regex(/^[a-z]{2,4}(-[a-z]+)+-\d{1,2}$/),
};
const inNetwork = { ...accountChoice, vpcId: vpcIdSchema.optional() };
const zoneName = z
  .string()
  .max(32)
  .regex(/^[a-z]{2,4}(-[a-z]+)+-\d{1,2}[a-z]$/);
const instanceType = z
  .string()
  .regex(/^[a-z0-9-]+\.[a-z0-9-]+$/)
  .max(64);
const launchId = z.uuid();
const placementId = z.string().regex(/^p\d{1,2}$/);
const zoneAnswer = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('again') }),
  z.strictObject({ kind: z.literal('zone'), placement: placementSchema }),
  z.strictObject({ kind: z.literal('type'), instanceType }),
  z.strictObject({ kind: z.literal('leave-out') }),
]);
const custodyId = z.uuid();
const withoutControls = /^\P{Cc}+$/u;
const typedText = z.string().max(300).regex(withoutControls);
const keyName = z.string().max(255).regex(withoutControls);
const passphrase = z.string().max(512).regex(withoutControls);
const keyType = z.enum(['ed25519', 'rsa']);
const byCustodyId = z.strictObject({ custodyId });
const securityGroupId = z.string().regex(/^sg-[0-9a-f]{8,17}$/);
const instanceId = z.string().regex(INSTANCE_ID);
const atMachine = z.strictObject({ launchId, instanceId });
const codeSource = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('plan'), plan: launchPlanSchema }),
  z.strictObject({ kind: z.literal('launch'), launchId }),
]);
const portNumber = z.int().min(0).max(65_535);
const newRule = z.strictObject({
  protocol: z.enum(['tcp', 'udp', 'icmp', 'icmpv6']),
  fromPort: portNumber.nullable(),
  toPort: portNumber.nullable(),
  source: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('ipv4'), cidr: z.cidrv4() }),
    z.strictObject({ kind: z.literal('ipv6'), cidr: z.cidrv6() }),
    z.strictObject({ kind: z.literal('group'), groupId: securityGroupId }),
  ]),
  description: z
    .string()
    .max(255)
    .regex(/^[a-zA-Z0-9. _\-:/()#,@[\]+=;{}!$*]*$/),
});
const changeAsk = z.strictObject({
  groupId: securityGroupId,
  findingKey: z.string().max(2000).nullable(),
  kind: z.enum(FIX_KINDS),
  add: z.array(newRule).max(60),
  removeRuleIds: z.array(z.string().regex(/^sgr-[0-9a-f]{8,17}$/)).max(120),
  target: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('this-group') }),
    z.strictObject({
      kind: z.literal('copy'),
      name: z.string().min(1).max(255),
      interfaceIds: z
        .array(z.string().regex(/^eni-[0-9a-f]{8,17}$/))
        .min(1)
        .max(100),
    }),
  ]),
});
const byChangeId = z.strictObject({ changeId: z.uuid() });
const bySignInId = z.strictObject({ signInId: z.uuid() });
const nothing = z.tuple([]);
const one = <Schema extends z.ZodType>(schema: Schema) => z.tuple([schema]);

/**
 * How the arguments of each call are read from unknown, at the door. Strict: an unknown field is refused, every
 * text and list has a limit. After the door nobody checks again.
 */
export const inputs = {
  readAddressChange: nothing,
  fixAccess: one(z.strictObject({ launchId })),
  testAccess: one(z.strictObject({ launchId, instanceId })),
  cancelAccessTest: one(z.strictObject({ launchId, instanceId })),
  setLoginUser: one(z.strictObject({ launchId, loginUser: z.string().max(32).regex(LOGIN_USER) })),
  about: nothing,
  listAccounts: nothing,
  // What is wrong with a key is said in words, so that more than a key is let in.
  addAccessKey: one(
    z.strictObject({
      name: typedText,
      accessKeyId: typedText,
      secretAccessKey: typedText,
      region: accountChoice.region,
    }),
  ),
  renameAccount: one(z.strictObject({ sourceId: accountChoice.sourceId, name: typedText })),
  removeAccount: one(z.strictObject({ sourceId: accountChoice.sourceId })),
  startSignIn: one(z.strictObject({ sourceId: accountChoice.sourceId })),
  finishSignIn: one(bySignInId),
  cancelSignIn: one(bySignInId),
  openSignInPage: one(bySignInId),
  connectAccount: one(
    z.strictObject({
      ...accountChoice,
      mfaCode: z
        .string()
        .regex(/^\d{6}$/)
        .optional(),
    }),
  ),
  readPermissions: one(z.strictObject(accountChoice)),
  readImages: one(z.strictObject(accountChoice)),
  readImage: one(z.strictObject({ ...accountChoice, imageId: imageIdSchema })),
  readOwnImages: one(z.strictObject(accountChoice)),
  readInstanceProfiles: one(z.strictObject(accountChoice)),
  readInstanceTypes: one(
    z.strictObject({
      ...accountChoice,
      architecture: z.enum(['x86_64', 'arm64']),
      which: z.enum(['free-tier', 'cards']),
    }),
  ),
  readSizeCatalog: one(
    z.strictObject({
      ...accountChoice,
      architecture: z.enum(['x86_64', 'arm64']),
      generation: z.enum(GENERATIONS),
      from: z.enum(READ_FROM),
    }),
  ),
  readSizePrices: one(
    z.strictObject({
      ...accountChoice,
      operatingSystem: z.enum(OPERATING_SYSTEMS),
      from: z.enum(READ_FROM),
    }),
  ),
  readZonesSelling: one(
    z.strictObject({ ...accountChoice, instanceTypes: z.array(instanceType).max(MOST_ZONES_ASKED) }),
  ),
  readNetwork: one(z.strictObject({ ...inNetwork, instanceType })),
  createDefaultNetwork: one(z.strictObject({ ...accountChoice, zoneName: zoneName.nullable() })),
  readPrices: one(
    z.strictObject({
      ...accountChoice,
      instanceTypes: z.array(instanceType).max(20),
      operatingSystem: z.enum(OPERATING_SYSTEMS).optional(),
    }),
  ),
  readTakenNames: one(z.strictObject(inNetwork)),
  readLaunchGroups: one(z.strictObject(inNetwork)),
  readMyAddress: nothing,
  readRequiredTags: nothing,
  setRequiredTags: one(z.strictObject({ tags: givenRequiredTags })),
  probeKeychain: nothing,
  startLaunch: one(
    z.strictObject({
      launchId,
      plan: launchPlanSchema,
      confirmed: z.array(z.string().min(1).max(2000)).max(50),
    }),
  ),
  savePlan: one(z.strictObject({ plan: launchPlanSchema })),
  openPlan: nothing,
  saveCode: one(z.strictObject({ of: codeSource, format: z.enum(CODE_FORMATS) })),
  copyCode: one(
    z.strictObject({
      of: codeSource,
      format: z.enum(CODE_FORMATS),
      file: z.string().regex(/^[a-z][a-z.-]{0,63}$/),
    }),
  ),
  listLaunches: nothing,
  readLaunch: one(z.strictObject({ launchId })),
  preflight: one(z.strictObject({ plan: launchPlanSchema })),
  lookAtLaunches: one(z.strictObject({ launchIds: z.array(launchId).max(1000).nullable() })),
  finishLaunch: one(z.strictObject({ launchId })),
  leaveLaunch: one(z.strictObject({ launchId })),
  readZoneOffers: one(z.strictObject({ launchId, placementId })),
  answerZone: one(z.strictObject({ launchId, placementId, answer: zoneAnswer })),
  undoLaunch: one(z.strictObject({ launchId, keyPairToo: z.boolean(), snapshotsFirst: z.boolean() })),
  changeInstances: one(
    z.strictObject({
      launchId,
      instanceIds: z.array(instanceId).min(1).max(100),
      act: z.enum(INSTANCE_ACTS),
      snapshotsFirst: z.boolean(),
    }),
  ),
  stopEverything: nothing,
  forgetLaunch: one(z.strictObject({ launchId })),
  readLaunchCode: one(z.strictObject({ launchId })),
  saveLaunchRecord: one(z.strictObject({ launchId, format: z.enum(RECORD_FORMATS) })),
  copyConnectText: one(
    z.strictObject({
      launchId,
      instanceId,
      what: z.enum(['ssh-command', 'address']),
    }),
  ),
  openSite: one(z.strictObject({ launchId, instanceId })),
  readHostKeys: one(atMachine),
  pinHostKeys: one(atMachine),
  openTerminal: one(atMachine),
  copyWindowsPassword: one(atMachine),
  cancelWindowsPassword: one(atMachine),
  saveDesktopFile: one(atMachine),
  openDesktop: one(atMachine),
  readSshConfig: nothing,
  setSshConfig: one(z.strictObject({ isOn: z.boolean() })),
  copySshAlias: one(atMachine),
  readOtherWays: one(atMachine),
  openByInstanceConnect: one(atMachine),
  openSession: one(atMachine),
  openSessionPage: one(atMachine),
  readRescue: one(atMachine),
  letNewKeyIn: one(atMachine.extend({ custodyId })),
  proveNewKey: one(atMachine.extend({ custodyId })),
  copyRescueText: one(atMachine.extend({ what: z.literal(RESCUE_TEXTS), custodyId: custodyId.nullable() })),
  copyLoadKeyCommand: one(z.strictObject({ launchId })),
  openLink: one(z.strictObject({ link: z.literal(LINK_IDS) })),
  copyProblemText: one(
    z.strictObject({
      text: z
        .string()
        .min(1)
        .max(LONGEST_COPY)
        .regex(/^[\P{Cc}\n\t]+$/u),
    }),
  ),
  openProblemLink: one(z.strictObject({ url: z.string().max(2000).refine(isAwsPage) })),

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

  reviewGroups: one(z.strictObject(accountChoice)),
  cancelReview: nothing,
  readGroup: one(z.strictObject({ ...accountChoice, groupId: securityGroupId })),
  askReach: one(
    z.strictObject({
      ...accountChoice,
      ask: z.strictObject({
        from: z.union([z.ipv4(), z.ipv6()]),
        protocol: z.enum(['tcp', 'udp']),
        port: portNumber,
        instanceId,
      }),
    }),
  ),
  readMyAddresses: nothing,
  previewChange: one(z.strictObject({ ...accountChoice, ask: changeAsk })),
  startChange: one(z.strictObject({ previewId: z.uuid() })),
  undoChange: one(byChangeId),
  finishChange: one(byChangeId),
  forgetChange: one(byChangeId),
  listChanges: nothing,
  deleteGroup: one(z.strictObject({ ...accountChoice, groupId: securityGroupId, typedName: keyName })),
  saveReport: one(
    z.strictObject({
      ...accountChoice,
      scope: z.enum(['region', 'all-regions']),
      format: z.enum(REPORT_FORMATS),
    }),
  ),

  readWayOut: nothing,
  setProxy: one(z.strictObject({ proxy: proxyChoice })),
  addCertificates: nothing,
  removeCertificate: one(
    z.strictObject({ fingerprint: z.string().regex(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/) }),
  ),

  readMode: nothing,
  startPractice: nothing,
  stopPractice: nothing,
  readPractice: nothing,
  setWeather: one(z.strictObject({ weather: weatherSchema })),
  resetPractice: nothing,
  startDrill: one(z.strictObject({ drill: z.enum(DRILL_IDS), region: accountChoice.region })),
  turnDrill: nothing,
  endDrill: nothing,
} as const satisfies { [Name in keyof KeyportApi]: z.ZodType<Parameters<KeyportApi[Name]>> };
