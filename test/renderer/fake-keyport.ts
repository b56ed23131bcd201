import type { KeyportApi, KeyportEvents } from '../../shared/api.ts';
import type { AccountChoice, ConnectedAccount } from '../../shared/account.ts';
import type { Network } from '../../shared/facts.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import { failed, succeeded, type Outcome } from '../../shared/outcome.ts';
import { datedPrices } from '../../shared/price.ts';
import { words } from '../../shared/words/en.ts';
import { ACCESS_SCENARIOS, createFakeAccess } from './fake-access.ts';
import { createFakeAccounts } from './fake-accounts.ts';
import { createFakeKeys, type Answer } from './fake-keys.ts';
import { createFakeGroups } from './fake-groups.ts';
import { fakeLaunchGroups } from './fake-launch-groups.ts';
import { createFakeLaunches } from './fake-launches.ts';
import { launchesOf } from './fake-launch-worlds.ts';
import {
  createFakePractice,
  type FakePractice,
  PRACTICE_ACCOUNTS,
  practiceAccount,
} from './fake-practice.ts';
import { defaultNetwork, noNetwork, SHOP_VPC, shopNetwork } from './fake-network.ts';
import { createFakeConnection } from './fake-connection.ts';
import { createFakeDesktop, DESKTOP_SCENARIOS } from './fake-desktop.ts';
import { createFakeLogIn, LOG_IN_SCENARIOS } from './fake-log-in.ts';
import { createFakeRescues, RESCUE_SCENARIOS } from './fake-rescues.ts';
import { createFakeSshConfig, SSH_CONFIG_SCENARIOS } from './fake-ssh-config.ts';
import { createFakeTags } from './fake-tags.ts';
import { createFakePlans } from './fake-plans.ts';
import { fakePermissions, PERMISSIONS_SCENARIOS } from './fake-permissions.ts';
import { failsOnce, ONCE_SCENARIOS, PREFLIGHT_SCENARIOS } from './fake-preflight.ts';
import { practiceVaultOf } from './fake-vault.ts';
import { ALL_TYPES, FREE_TYPES, IMAGES, OWN_IMAGES, REGIONS, SOURCES, zonesOf } from './fake-facts.ts';
import { fakeSizeCatalog, fakeSizePrices } from './fake-sizes.ts';

/** What goes otherwise than well. Each name is a page of its own in the preview: `?scenario=locked`. */
export const SCENARIOS = [
  'fine',
  'slow',
  'no-accounts',
  'many-accounts',
  'refused',
  'root',
  'mfa',
  'proxy-socks',
  'sso',
  'no-network',
  'one-zone',
  'no-free-tier',
  'sizes-kept',
  'sizes-many',
  'no-address',
  'locked',
  'absent',
  'name-taken',
  'no-prices',
  'tags-required',
  'tags-damaged',
  'sizes-fail',
  'launch-refused',
  'launch-fails',
  'launch-partly',
  'launches-many',
  'launches-crowd',
  'launches-damaged',
  'launches-other-account',
  'launches-fail',
  'launch-unfinished',
  'launch-half-removed',
  'launch-left-alone',
  'launch-unknown',
  'launch-in-part',
  'launch-offers-fail',
  'launch-stopped',
  'launch-protected',
  'launch-not-removed',
  'launch-gone',
  'launch-silent',
  'launch-key-left',
  'undo-fails',
  'throws',
  'opening',
  'home-in-use',
  'start-fails',
  'store-locked',
  'keys-empty',
  'keys-many',
  'keys-needs-you',
  'keys-finished',
  'account-slow',
  'account-partly',
  'backup-due',
  'waiting',
  'held-key',
  'agent-asks',
  'groups-many',
  'groups-slow',
  'groups-none',
  'groups-partly',
  'groups-fail',
  'groups-fail-again',
  'group-fails',
  'group-unfinished',
  'group-change-refused',
  'group-put-back',
  'practice',
  'practice-storm',
  'practice-busy',
  'practice-fails',
  'practice-weather-refused',
  'practice-set-aside',
  'practice-unfinished',
  'practice-keys',
  'practice-held',
  'practice-crash',
  'practice-start-fails',
  'practice-ends',
  'practice-in-use',
  'practice-launches',
  ...LOG_IN_SCENARIOS,
  ...DESKTOP_SCENARIOS,
  ...SSH_CONFIG_SCENARIOS,
  ...RESCUE_SCENARIOS,
  ...PREFLIGHT_SCENARIOS,
  ...ONCE_SCENARIOS,
  ...PERMISSIONS_SCENARIOS,
  ...ACCESS_SCENARIOS,
] as const;
export type Scenario = (typeof SCENARIOS)[number];

type FakeKeyport = KeyportApi &
  KeyportEvents & {
    /** What was asked, in order; the tests look at it. */
    readonly calls: { readonly name: string; readonly input: unknown }[];
  };

/** The whole bridge in memory. It remembers what it was asked. */
export function createFakeKeyport(scenario: Scenario): FakeKeyport {
  const calls: { name: string; input: unknown }[] = [];
  let hasNetwork = false;
  const answer: Answer = async (name, input, outcome, ms = 20) => {
    calls.push({ name, input });
    await new Promise((resolve) => setTimeout(resolve, scenario === 'slow' ? 1500 : ms));
    if (scenario === 'throws' && name === 'readImages') throw new Error('the bridge is gone');
    const problem = failsOnce(scenario, { name, input }, calls);
    return problem === null ? outcome() : failed(problem);
  };
  const keys = createFakeKeys(scenario, answer);
  const practice = createFakePractice(scenario, answer);
  const { listed, isSignedIn, ...accounts } = createFakeAccounts(scenario, answer);
  const mfa = fakeMfa();
  // A home of its own: what keeps the real keys closed does not keep these.
  const practising = createFakeKeys(PRACTICE_KEYS[scenario] ?? 'keys-empty', answer, practiceVaultOf);
  const isPractice = practice.isOn();
  const [practised, real] = isPractice ? [launchesOf(scenario), []] : [[], launchesOf(scenario)];
  return {
    calls,
    ...createFakeGroups(scenario, answer),
    ...practice,
    ...whileOn(
      practice,
      createFakeLaunches(scenario, answer, practised),
      createFakeLaunches(scenario, answer, real),
    ),
    ...whileOn(practice, practising, keys),
    ...createFakePlans(scenario, answer),
    ...createFakeAccess(scenario, answer, () => real[0]),
    ...createFakeTags(scenario, answer),
    ...createFakeConnection(scenario, answer),
    ...createFakeLogIn(scenario, answer),
    ...createFakeDesktop(scenario, answer),
    ...createFakeSshConfig(scenario, answer, practice.isOn, real),
    ...createFakeRescues(scenario, answer),
    ...accounts,
    about: () => answer('about', null, () => succeeded(ABOUT)),
    listAccounts: () =>
      answer('listAccounts', null, () => succeeded(practice.isOn() ? PRACTICE_ACCOUNTS : listed())),
    connectAccount: ({ mfaCode, ...choice }) =>
      answer('connectAccount', choice, () => {
        if (practice.isOn()) return succeeded(practiceAccount(choice.region));
        const signedIn = scenario === 'mfa' ? mfa(mfaCode) : succeeded(null);
        if (!isSignedIn()) return failed(SSO_ENDED);
        return signedIn.ok ? connect(choice, scenario) : signedIn;
      }),
    readPermissions: (choice) =>
      answer('readPermissions', choice, () => fakePermissions(choice.region, scenario), 400),
    readImages: (choice) => answer('readImages', choice, () => succeeded(IMAGES)),
    readImage: (input) =>
      answer('readImage', input, () => {
        const image = OWN_IMAGES.find(({ imageId }) => imageId === input.imageId);
        const explanation = words.wizard.image.other.notSeen(input.imageId);
        return image === undefined ? failed(makeProblem('image-gone', { explanation })) : succeeded(image);
      }),
    readOwnImages: (choice) =>
      answer('readOwnImages', choice, () => succeeded({ images: OWN_IMAGES.slice(0, 2), leftOut: 1 })),
    readInstanceProfiles: (choice) =>
      answer('readInstanceProfiles', choice, () =>
        succeeded([
          { name: 'session-manager', roleName: 'session-manager', session: 'has' as const },
          { name: 'backup', roleName: 'backup', session: 'lacks' as const },
        ]),
      ),
    readInstanceTypes: (input) =>
      answer('readInstanceTypes', input, () => {
        if (scenario === 'sizes-fail') return failed(NOT_PERMITTED);
        const types = input.which === 'cards' ? ALL_TYPES : scenario === 'no-free-tier' ? [] : FREE_TYPES;
        return succeeded(types.filter(({ architectures }) => architectures.includes(input.architecture)));
      }),
    readSizeCatalog: (input) =>
      answer('readSizeCatalog', input, () => succeeded(fakeSizeCatalog(input, scenario)), 60),
    readSizePrices: (input) =>
      answer('readSizePrices', input, () => succeeded(fakeSizePrices(input, scenario)), 60),
    readZonesSelling: (input) =>
      answer('readZonesSelling', input, () =>
        succeeded(
          input.instanceTypes.map((instanceType, index) => ({
            instanceType,
            zoneNames: zonesOf(input.region, 5 - (index % 4)).flatMap(({ zoneName, offersType }) =>
              offersType ? [zoneName] : [],
            ),
          })),
        ),
      ),
    readNetwork: (input) =>
      answer('readNetwork', input, () => succeeded(networkOf(input, hasNetwork ? 'fine' : scenario))),
    createDefaultNetwork: (input) =>
      answer('createDefaultNetwork', input, () => {
        hasNetwork = true;
        return succeeded(null);
      }),
    readPrices: (input) =>
      answer('readPrices', input, () =>
        scenario === 'no-prices' ? failed(NOT_PERMITTED) : succeeded(datedPrices(input.region)),
      ),
    readTakenNames: (choice) =>
      answer('readTakenNames', choice, () =>
        succeeded({ keyPairs: ['laptop', 'old-key'], securityGroups: ['default'] }),
      ),
    readLaunchGroups: (choice) => answer('readLaunchGroups', choice, () => fakeLaunchGroups(scenario)),
    readMyAddress: () =>
      answer('readMyAddress', null, () =>
        scenario === 'no-address'
          ? failed(
              makeProblem('address-unreachable', { raw: 'ENOTFOUND checkip.amazonaws.com', retryable: true }),
            )
          : succeeded({ address: '203.0.113.7', readAt: Date.now(), source: 'checkip.amazonaws.com' }),
      ),
    probeKeychain: () =>
      answer('probeKeychain', null, () =>
        succeeded({
          state: scenario === 'locked' || scenario === 'absent' ? scenario : 'ready',
          backend: practice.isOn() ? words.practiceMode.keychain : words.custody.keychains.linux,
          raw: scenario === 'locked' ? 'org.freedesktop.Secret.Error.IsLocked' : null,
        }),
      ),
    openSite: (input) => answer('openSite', input, () => succeeded(null)),
    copyConnectText: (input) => answer('copyConnectText', input, () => succeeded(null)),
    copyLoadKeyCommand: (input) => answer('copyLoadKeyCommand', input, () => succeeded(null)),
    openLink: (input) => answer('openLink', input, () => succeeded(null)),
    copyProblemText: (input) => answer('copyProblemText', input, () => succeeded(null)),
    openProblemLink: (input) => answer('openProblemLink', input, () => succeeded(null)),
  };
}

/** Each of these calls is answered by the mode one is in: what is kept is kept apart. */
function whileOn<Part extends Readonly<Record<string, (...input: never[]) => unknown>>>(
  { isOn }: FakePractice,
  practising: Part,
  real: Part,
): Part {
  const calls = Object.keys(real).map((name) => [
    name,
    (...input: readonly never[]) => {
      const call = (isOn() ? practising : real)[name];
      return call === undefined ? undefined : Reflect.apply(call, null, input);
    },
  ]);
  return Object.fromEntries(calls) as Part;
}

/** What the keys of practice are like, where it matters. */
const PRACTICE_KEYS: Partial<Record<Scenario, Scenario>> = {
  'practice-unfinished': 'keys-needs-you',
  'practice-keys': 'fine',
  'practice-held': 'held-key',
  'practice-start-fails': 'start-fails',
  'practice-in-use': 'home-in-use',
};

const ABOUT = {
  version: '0.1.0',
  electron: '45.4.1',
  chrome: '153.0.8000.0',
  node: '24.18.1',
  isStandIn: true,
};

const SSO_ENDED = makeProblem('session-expired', {
  explanation: words.problemDetails.sessionEnd.sso(
    'aws sso login --profile work',
    'https://d-1234567890.awsapps.com/start',
  ),
  actions: ['sign-in', 'retry', 'choose-account'],
  retryable: true,
});

const NOT_PERMITTED = makeProblem('not-permitted', {
  raw: 'UnauthorizedOperation: You are not authorized to perform this operation.',
  requestId: '7b1f2c9e-0000-4000-8000-1a2b3c4d5e6f',
});

/** A profile with a second factor: the first code is refused, the next one taken, and kept. */
function fakeMfa() {
  let tries = 0;
  return (mfaCode: string | undefined): Outcome<null> => {
    if (mfaCode !== undefined) tries += 1;
    if (tries === 0) return failed(makeProblem('mfa-needed', { actions: ['choose-account'] }));
    return tries === 1 ? failed(makeProblem('mfa-wrong', { actions: ['choose-account'] })) : succeeded(null);
  };
}

function connect(choice: AccountChoice, scenario: Scenario): Outcome<ConnectedAccount> {
  if (scenario === 'refused') {
    return failed(
      makeProblem('credentials-refused', {
        raw: 'InvalidClientTokenId: The security token included in the request is invalid.',
        requestId: '2c1d0e9f-0000-4000-8000-aabbccddeeff',
        retryable: true,
        actions: ['choose-account'],
      }),
    );
  }
  if (scenario === 'proxy-socks') {
    return failed(makeProblem('tls-intercepted', { retryable: true, actions: ['retry', 'set-way-out'] }));
  }
  const source = SOURCES.find(({ id }) => id === choice.sourceId);
  const isRoot = scenario === 'root';
  return succeeded({
    ...choice,
    sourceName: source?.name ?? choice.sourceId,
    accountId: '123456789012',
    arn: isRoot ? 'arn:aws:iam::123456789012:root' : 'arn:aws:sts::123456789012:assumed-role/Builder/maria',
    endpoint: source?.endpoint ?? null,
    isRoot,
    hasLongLivedKey: isRoot || choice.sourceId.startsWith('key:'),
    regions: REGIONS,
  });
}

function networkOf(
  { region, instanceType, vpcId }: Parameters<KeyportApi['readNetwork']>[0],
  scenario: Scenario,
): Network {
  const zones = zonesOf(region, scenario === 'one-zone' ? 1 : 5);
  if (vpcId === SHOP_VPC.vpcId) return shopNetwork(region, instanceType, zones);
  if (scenario === 'no-network') return noNetwork(instanceType, zones);
  return defaultNetwork(region, instanceType, zones);
}
