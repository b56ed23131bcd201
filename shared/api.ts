import type { AccessKey } from './access-key.ts';
import type { AccountChoice, AccountList, AccountSource, ConnectedAccount, SignInCode } from './account.ts';
import type { AccessTest } from './connect/access-test.ts';
import type { CodeApi } from './as-code/code-api.ts';
import type { ConnectApi } from './connect/connect-api.ts';
import type { Rescue } from './connect/rescue-api.ts';
import type { ConnectionApi } from './connection-api.ts';
import type {
  CatalogImage,
  InstanceType,
  KeychainState,
  Network,
  OwnImages,
  SoldIn,
  TakenNames,
} from './facts.ts';
import type { KeysApi } from './keys/keys-api.ts';
import type { Vault } from './keys/vault.ts';
import type { Architecture } from './platform.ts';
import type { GroupChange } from './security-group/group-change.ts';
import type { GroupsApi, ReviewProgress } from './security-group/groups-api.ts';
import type { LaunchGroups } from './security-group/launch-groups.ts';
import type { InstanceProfile } from './session-manager.ts';
import type { Launch } from './launch.ts';
import type { LaunchesApi } from './launches-api.ts';
import type { LinkId } from './links.ts';
import type { Outcome } from './outcome.ts';
import type { PermissionReport } from './permissions.ts';
import type { PlansApi } from './plans-api.ts';
import type { PracticeApi } from './practice/practice-api.ts';
import type { OperatingSystem, PriceList } from './price.ts';
import type { RequiredTag } from './required-tags.ts';
import type { Generation, ReadFrom, SizeCatalog, SizePrices } from './size-catalog.ts';

/**
 * Everything the screen can ask of the machine: the one contract. `api-input.ts` says how each argument is read
 * from unknown; a method without its channel, its schema or its handler does not compile.
 */
export type KeyportApi = AccountsApi & PracticeApi & ConnectionApi;

/** What is answered from the real accounts or, while one practises, from the practice account: never from both. */
export type AccountsApi = KeysApi &
  GroupsApi &
  LaunchesApi &
  ConnectApi &
  PlansApi &
  CodeApi & {
    readonly about: () => Promise<Outcome<About>>;
    readonly listAccounts: () => Promise<Outcome<AccountList>>;
    /**
     * Keeps an access key in the keychain, once AWS has answered to it, and nothing of it anywhere else. The answer holds none of it but
     * the last characters of its id.
     */
    readonly addAccessKey: (
      input: AccessKey & { readonly name: string; readonly region: string },
    ) => Promise<Outcome<AccountSource>>;
    /** Of accounts that Keyport keeps itself. Those of the AWS files are changed there: `bad-request`. */
    readonly renameAccount: (input: {
      readonly sourceId: string;
      readonly name: string;
    }) => Promise<Outcome<null>>;
    /** Forgets an access key here. In IAM it goes on to work. */
    readonly removeAccount: (input: { readonly sourceId: string }) => Promise<Outcome<null>>;
    /** Asks AWS for a code to sign in with by IAM Identity Center, and opens the page where a person confirms it. */
    readonly startSignIn: (input: { readonly sourceId: string }) => Promise<Outcome<SignInCode>>;
    /** Answers when it was confirmed: `sign-in-refused`, `sign-in-late` or `cancelled` where it was not. */
    readonly finishSignIn: (input: { readonly signInId: string }) => Promise<Outcome<null>>;
    readonly cancelSignIn: (input: { readonly signInId: string }) => Promise<Outcome<null>>;
    readonly openSignInPage: (input: { readonly signInId: string }) => Promise<Outcome<null>>;
    /** Asks AWS who this is. The account must have answered before any of the reads below. */
    readonly connectAccount: (
      choice: AccountChoice & {
        /** Where `mfa-needed` was answered, or `mfa-wrong`: what the person's device shows now. */
        readonly mfaCode?: string | undefined;
      },
    ) => Promise<Outcome<ConnectedAccount>>;
    /** Tries every action that Keyport needs, and carries none out. */
    readonly readPermissions: (choice: AccountChoice) => Promise<Outcome<PermissionReport>>;
    readonly readImages: (choice: AccountChoice) => Promise<Outcome<readonly CatalogImage[]>>;
    /** The image with this id, whoever made it; `image-gone`, and why, where it cannot be used. */
    readonly readImage: (
      input: AccountChoice & { readonly imageId: string },
    ) => Promise<Outcome<CatalogImage>>;
    /** The images that this account has made, and those that are shared with it. */
    readonly readOwnImages: (choice: AccountChoice) => Promise<Outcome<OwnImages>>;
    /** Those that a machine may be given, the ones for Session Manager first. */
    readonly readInstanceProfiles: (choice: AccountChoice) => Promise<Outcome<readonly InstanceProfile[]>>;
    readonly readInstanceTypes: (
      input: AccountChoice & { readonly architecture: Architecture; readonly which: 'free-tier' | 'cards' },
    ) => Promise<Outcome<readonly InstanceType[]>>;
    /** Every size of one architecture; null where this computer has not kept it. */
    readonly readSizeCatalog: (
      input: AccountChoice & {
        readonly architecture: Architecture;
        readonly generation: Generation;
        readonly from: ReadFrom;
      },
    ) => Promise<Outcome<SizeCatalog | null>>;
    /** What an hour of every size costs; null where this computer has not kept it. */
    readonly readSizePrices: (
      input: AccountChoice & { readonly operatingSystem: OperatingSystem; readonly from: ReadFrom },
    ) => Promise<Outcome<SizePrices | null>>;
    /** In which zones each of these is sold; at most `MOST_ZONES_ASKED` of them. */
    readonly readZonesSelling: (
      input: AccountChoice & { readonly instanceTypes: readonly string[] },
    ) => Promise<Outcome<readonly SoldIn[]>>;
    /** The default network, or the one that is named where there is such a one; with the way from the internet to it. */
    readonly readNetwork: (input: InNetwork & { readonly instanceType: string }) => Promise<Outcome<Network>>;
    /** Has AWS make the default network of the region, or in a zone the default subnet that is missing; safe to ask again. */
    readonly createDefaultNetwork: (
      input: AccountChoice & { readonly zoneName: string | null },
    ) => Promise<Outcome<null>>;
    /** Of plain Linux, unless another operating system is named. */
    readonly readPrices: (
      input: AccountChoice & {
        readonly instanceTypes: readonly string[];
        readonly operatingSystem?: OperatingSystem | undefined;
      },
    ) => Promise<Outcome<PriceList>>;
    readonly readTakenNames: (input: InNetwork) => Promise<Outcome<TakenNames>>;
    /** The groups that a launch may use as they are: their rules, judged for machines with a public address. */
    readonly readLaunchGroups: (input: InNetwork) => Promise<Outcome<LaunchGroups>>;
    readonly readMyAddress: () => Promise<Outcome<MyAddress>>;
    /** The tags that every launch from here needs, with what is proposed for each. `tags-unreadable` where their file is damaged. */
    readonly readRequiredTags: () => Promise<Outcome<readonly RequiredTag[]>>;
    /** In the place of those before; `tags-refused`, and why, where AWS would not take one. */
    readonly setRequiredTags: (input: {
      readonly tags: readonly RequiredTag[];
    }) => Promise<Outcome<readonly RequiredTag[]>>;
    /** Writes, reads and deletes a dummy item. Never answers with a problem: not working is the answer. */
    readonly probeKeychain: () => Promise<Outcome<KeychainReport>>;
    /** Main builds the text and puts it on the clipboard; the screen only says which. */
    readonly copyConnectText: (input: {
      readonly launchId: string;
      readonly instanceId: string;
      readonly what: 'ssh-command' | 'address';
    }) => Promise<Outcome<null>>;
    /** Opens the web page of a machine in the person's browser, where one of its web ports is open. */
    readonly openSite: (input: {
      readonly launchId: string;
      readonly instanceId: string;
    }) => Promise<Outcome<null>>;
    readonly copyLoadKeyCommand: (input: { readonly launchId: string }) => Promise<Outcome<null>>;
    readonly openLink: (input: { readonly link: LinkId }) => Promise<Outcome<null>>;
    /** Puts what a problem says on the clipboard: its policy or its details. At most `LONGEST_COPY` characters. */
    readonly copyProblemText: (input: { readonly text: string }) => Promise<Outcome<null>>;
    /** Opens the page that a problem names in the person's browser: AWS's own pages only, else `bad-request`. */
    readonly openProblemLink: (input: { readonly url: string }) => Promise<Outcome<null>>;
  };

/** What main tells the screen unasked. Each answers with the function that stops it. */
export type KeyportEvents = {
  readonly onLaunchChanged: (listener: (launch: Launch) => void) => () => void;
  readonly onVaultChanged: (listener: (vault: Vault) => void) => () => void;
  readonly onReviewProgress: (listener: (progress: ReviewProgress) => void) => () => void;
  readonly onGroupChanged: (listener: (change: GroupChange) => void) => () => void;
  readonly onRescueChanged: (listener: (rescue: Rescue) => void) => () => void;
  readonly onAccessTested: (listener: (test: AccessTest) => void) => () => void;
  /** This computer may have another address than before. */
  readonly onNetworkChanged: (listener: (nothing: null) => void) => () => void;
};

/** A network of the region; the default one where none is named. */
export type InNetwork = AccountChoice & { readonly vpcId?: string | undefined };

export type About = {
  readonly version: string;
  readonly electron: string;
  readonly chrome: string;
  readonly node: string;
  /** True where the stand-in host runs the app instead of Electron's own binary. */
  readonly isStandIn: boolean;
};

/** `readAt`: milliseconds since the epoch. */
export type MyAddress = { readonly address: string; readonly readAt: number; readonly source: string };

export type KeychainReport = {
  readonly state: KeychainState;
  /** What the person's system calls it, e.g. "Secret Service (GNOME Keyring, KWallet)". */
  readonly backend: string;
  readonly raw: string | null;
};

/** The most sizes whose zones are asked for at once: EC2 takes 200 in one filter. */
export const MOST_ZONES_ASKED = 100;

/** The most characters that the clipboard is given for a problem. */
export const LONGEST_COPY = 10_000;

export const channels = {
  about: 'keyport:about',
  listAccounts: 'keyport:list-accounts',
  addAccessKey: 'keyport:add-access-key',
  renameAccount: 'keyport:rename-account',
  removeAccount: 'keyport:remove-account',
  startSignIn: 'keyport:start-sign-in',
  finishSignIn: 'keyport:finish-sign-in',
  cancelSignIn: 'keyport:cancel-sign-in',
  openSignInPage: 'keyport:open-sign-in-page',
  connectAccount: 'keyport:connect-account',
  readPermissions: 'keyport:read-permissions',
  readImages: 'keyport:read-images',
  readImage: 'keyport:read-image',
  readOwnImages: 'keyport:read-own-images',
  readInstanceProfiles: 'keyport:read-instance-profiles',
  readInstanceTypes: 'keyport:read-instance-types',
  readSizeCatalog: 'keyport:read-size-catalog',
  readSizePrices: 'keyport:read-size-prices',
  readZonesSelling: 'keyport:read-zones-selling',
  readNetwork: 'keyport:read-network',
  createDefaultNetwork: 'keyport:create-default-network',
  readPrices: 'keyport:read-prices',
  readTakenNames: 'keyport:read-taken-names',
  readLaunchGroups: 'keyport:read-launch-groups',
  readMyAddress: 'keyport:read-my-address',
  readRequiredTags: 'keyport:read-required-tags',
  setRequiredTags: 'keyport:set-required-tags',
  probeKeychain: 'keyport:probe-keychain',
  preflight: 'keyport:preflight',
  savePlan: 'keyport:save-plan',
  openPlan: 'keyport:open-plan',
  saveCode: 'keyport:save-code',
  copyCode: 'keyport:copy-code',
  startLaunch: 'keyport:start-launch',
  listLaunches: 'keyport:list-launches',
  readLaunch: 'keyport:read-launch',
  lookAtLaunches: 'keyport:look-at-launches',
  finishLaunch: 'keyport:finish-launch',
  leaveLaunch: 'keyport:leave-launch',
  readZoneOffers: 'keyport:read-zone-offers',
  answerZone: 'keyport:answer-zone',
  undoLaunch: 'keyport:undo-launch',
  changeInstances: 'keyport:change-instances',
  stopEverything: 'keyport:stop-everything',
  forgetLaunch: 'keyport:forget-launch',
  readLaunchCode: 'keyport:read-launch-code',
  saveLaunchRecord: 'keyport:save-launch-record',
  copyConnectText: 'keyport:copy-connect-text',
  readAddressChange: 'keyport:read-address-change',
  fixAccess: 'keyport:fix-access',
  testAccess: 'keyport:test-access',
  cancelAccessTest: 'keyport:cancel-access-test',
  setLoginUser: 'keyport:set-login-user',
  openSite: 'keyport:open-site',
  readHostKeys: 'keyport:read-host-keys',
  pinHostKeys: 'keyport:pin-host-keys',
  openTerminal: 'keyport:open-terminal',
  copyWindowsPassword: 'keyport:copy-windows-password',
  cancelWindowsPassword: 'keyport:cancel-windows-password',
  saveDesktopFile: 'keyport:save-desktop-file',
  openDesktop: 'keyport:open-desktop',
  readSshConfig: 'keyport:read-ssh-config',
  setSshConfig: 'keyport:set-ssh-config',
  copySshAlias: 'keyport:copy-ssh-alias',
  readOtherWays: 'keyport:read-other-ways',
  openByInstanceConnect: 'keyport:open-by-instance-connect',
  openSession: 'keyport:open-session',
  openSessionPage: 'keyport:open-session-page',
  readRescue: 'keyport:read-rescue',
  letNewKeyIn: 'keyport:let-new-key-in',
  proveNewKey: 'keyport:prove-new-key',
  copyRescueText: 'keyport:copy-rescue-text',
  copyLoadKeyCommand: 'keyport:copy-load-key-command',
  openLink: 'keyport:open-link',
  copyProblemText: 'keyport:copy-problem-text',
  openProblemLink: 'keyport:open-problem-link',
  startUp: 'keyport:start-up',
  readVault: 'keyport:read-vault',
  recoverKeys: 'keyport:recover-keys',
  chooseStore: 'keyport:choose-store',
  unlockStore: 'keyport:unlock-store',
  readAccountKeys: 'keyport:read-account-keys',
  createKey: 'keyport:create-key',
  sendPublicKey: 'keyport:send-public-key',
  proveKey: 'keyport:prove-key',
  copyPublicKey: 'keyport:copy-public-key',
  chooseKeyFile: 'keyport:choose-key-file',
  addKey: 'keyport:add-key',
  exportKey: 'keyport:export-key',
  backUp: 'keyport:back-up',
  chooseBackupFile: 'keyport:choose-backup-file',
  restoreBackup: 'keyport:restore-backup',
  trashKey: 'keyport:trash-key',
  untrashKey: 'keyport:untrash-key',
  deleteKey: 'keyport:delete-key',
  dismissKey: 'keyport:dismiss-key',
  removeKeyPair: 'keyport:remove-key-pair',
  answerHeldKey: 'keyport:answer-held-key',
  openAgent: 'keyport:open-agent',
  closeAgent: 'keyport:close-agent',
  answerAgent: 'keyport:answer-agent',
  copyAgentText: 'keyport:copy-agent-text',
  reviewGroups: 'keyport:review-groups',
  cancelReview: 'keyport:cancel-review',
  readGroup: 'keyport:read-group',
  askReach: 'keyport:ask-reach',
  readMyAddresses: 'keyport:read-my-addresses',
  previewChange: 'keyport:preview-change',
  startChange: 'keyport:start-change',
  undoChange: 'keyport:undo-change',
  finishChange: 'keyport:finish-change',
  forgetChange: 'keyport:forget-change',
  listChanges: 'keyport:list-changes',
  deleteGroup: 'keyport:delete-group',
  saveReport: 'keyport:save-report',
  readWayOut: 'keyport:read-way-out',
  setProxy: 'keyport:set-proxy',
  addCertificates: 'keyport:add-certificates',
  removeCertificate: 'keyport:remove-certificate',
  readMode: 'keyport:read-mode',
  startPractice: 'keyport:start-practice',
  stopPractice: 'keyport:stop-practice',
  readPractice: 'keyport:read-practice',
  setWeather: 'keyport:set-weather',
  resetPractice: 'keyport:reset-practice',
  startDrill: 'keyport:start-drill',
  turnDrill: 'keyport:turn-drill',
  endDrill: 'keyport:end-drill',
} as const satisfies Record<keyof KeyportApi, `keyport:${string}`>;

export const eventChannels = {
  onLaunchChanged: 'keyport:launch-changed',
  onVaultChanged: 'keyport:vault-changed',
  onReviewProgress: 'keyport:review-progress',
  onGroupChanged: 'keyport:group-changed',
  onRescueChanged: 'keyport:rescue-changed',
  onAccessTested: 'keyport:access-tested',
  onNetworkChanged: 'keyport:network-changed',
} as const satisfies Record<keyof KeyportEvents, `keyport:${string}`>;
