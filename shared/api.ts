import type { AccountChoice, AccountList, ConnectedAccount } from './account.ts';
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
import type { Launch } from './launch.ts';
import type { LaunchesApi } from './launches-api.ts';
import type { LinkId } from './links.ts';
import type { Outcome } from './outcome.ts';
import type { PermissionReport } from './permissions.ts';
import type { PracticeApi } from './practice/practice-api.ts';
import type { OperatingSystem, PriceList } from './price.ts';
import type { Generation, ReadFrom, SizeCatalog, SizePrices } from './size-catalog.ts';

/**
 * Everything the screen can ask of the machine: the one contract. `api-input.ts` says how each argument is read
 * from unknown; a method without its channel, its schema or its handler does not compile.
 */
export type KeyportApi = AccountsApi & PracticeApi;

/** What is answered from the real accounts or, while one practises, from the practice account: never from both. */
export type AccountsApi = KeysApi &
  GroupsApi &
  LaunchesApi & {
    readonly about: () => Promise<Outcome<About>>;
    readonly listAccounts: () => Promise<Outcome<AccountList>>;
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
    readonly readNetwork: (
      input: AccountChoice & { readonly instanceType: string },
    ) => Promise<Outcome<Network>>;
    /** Of plain Linux, unless another operating system is named. */
    readonly readPrices: (
      input: AccountChoice & {
        readonly instanceTypes: readonly string[];
        readonly operatingSystem?: OperatingSystem | undefined;
      },
    ) => Promise<Outcome<PriceList>>;
    readonly readTakenNames: (choice: AccountChoice) => Promise<Outcome<TakenNames>>;
    /** The groups that a launch may use as they are: their rules, judged for machines with a public address. */
    readonly readLaunchGroups: (choice: AccountChoice) => Promise<Outcome<LaunchGroups>>;
    readonly readMyAddress: () => Promise<Outcome<MyAddress>>;
    /** Writes, reads and deletes a dummy item. Never answers with a problem: not working is the answer. */
    readonly probeKeychain: () => Promise<Outcome<KeychainReport>>;
    /** Main builds the text and puts it on the clipboard; the screen only says which. */
    readonly copyConnectText: (input: {
      readonly launchId: string;
      readonly instanceId: string;
      readonly what: 'ssh-command' | 'address';
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
};

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
  connectAccount: 'keyport:connect-account',
  readPermissions: 'keyport:read-permissions',
  readImages: 'keyport:read-images',
  readImage: 'keyport:read-image',
  readOwnImages: 'keyport:read-own-images',
  readInstanceTypes: 'keyport:read-instance-types',
  readSizeCatalog: 'keyport:read-size-catalog',
  readSizePrices: 'keyport:read-size-prices',
  readZonesSelling: 'keyport:read-zones-selling',
  readNetwork: 'keyport:read-network',
  readPrices: 'keyport:read-prices',
  readTakenNames: 'keyport:read-taken-names',
  readLaunchGroups: 'keyport:read-launch-groups',
  readMyAddress: 'keyport:read-my-address',
  probeKeychain: 'keyport:probe-keychain',
  preflight: 'keyport:preflight',
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
  saveLaunchRecord: 'keyport:save-launch-record',
  copyConnectText: 'keyport:copy-connect-text',
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
} as const satisfies Record<keyof KeyportEvents, `keyport:${string}`>;
