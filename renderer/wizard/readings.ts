import { useMemo, useState } from 'react';
import type { AccountChoice, AccountList, ConnectedAccount } from '../../shared/account.ts';
import type { KeychainReport, MyAddress } from '../../shared/api.ts';
import type { CatalogImage, Facts, InstanceType, Network, TakenNames } from '../../shared/facts.ts';
import { ANSWER_NAMES, type AnswerName } from '../../shared/finding.ts';
import { completePlan } from '../../shared/launch-plan.ts';
import type { Preflight } from '../../shared/preflight.ts';
import { operatingSystemOf } from '../../shared/operating-system.ts';
import type { RequiredTag } from '../../shared/required-tags.ts';
import { datedPrices, type OperatingSystem, type PriceList } from '../../shared/price.ts';
import type { LaunchGroups } from '../../shared/security-group/launch-groups.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import { failed } from '../../shared/outcome.ts';
import { useOutcome, type Reading } from '../use-outcome.ts';
import { useSizeCatalog, useSizePrices, type KeptReading } from './use-size-lists.ts';
import { askedBy } from './asked-by.ts';
import { mergePrices, mergeSizes, sizesToPrice } from './merge-facts.ts';
import { proposedChoice } from './account-choice.ts';
import { useImages } from './use-images.ts';
import type { WizardState } from './wizard-state.ts';

/** Everything the wizard reads. Each starts as soon as what it needs is known, so that "Next" rarely waits. */
export type Readings = {
  readonly choice: AccountChoice | null;
  readonly accounts: Reading<AccountList>;
  readonly account: Reading<ConnectedAccount>;
  readonly images: Reading<readonly CatalogImage[]>;
  readonly freeTier: Reading<readonly InstanceType[]>;
  /** What the cards are chosen from, where this computer has kept no list. */
  readonly cardSizes: Reading<readonly InstanceType[]>;
  /** Every size of today, and those of before where they were asked for: kept, or new. */
  readonly allSizes: KeptReading<readonly InstanceType[]>;
  readonly previousSizes: KeptReading<readonly InstanceType[]>;
  readonly prices: Reading<PriceList>;
  /** Of every size, for the table. */
  readonly sizePrices: KeptReading<PriceList>;
  readonly network: Reading<Network>;
  readonly names: Reading<TakenNames>;
  /** Only for somebody who wants to use groups that are there. */
  readonly groups: Reading<LaunchGroups>;
  readonly address: Reading<MyAddress>;
  readonly keychain: Reading<KeychainReport>;
  readonly requiredTags: Reading<readonly RequiredTag[]>;
  /** Only for a plan that is complete, and asked of again when an answer it depends on is another. */
  readonly preflight: Reading<Preflight>;
};

// What an unanswered question has to offer to the queries that wait for it; they are not sent.
const NOWHERE: AccountChoice = { sourceId: '', region: '' };

export function useReadings(state: WizardState): Readings {
  const { keyport } = window;
  const accounts = useOutcome({ key: ['accounts'], read: () => keyport.listAccounts() });
  const choice = state.choice ?? proposedChoice(accounts.value);
  const where = choice ?? NOWHERE;
  const inNetwork = state.vpcId === null ? where : { ...where, vpcId: state.vpcId };
  const account = useOutcome({
    key: ['account', where],
    read: () => keyport.connectAccount(where),
    isWanted: choice !== null,
  });
  const isConnected = account.value !== null;
  const images = useImages(where, state.draft.image, isConnected);
  const names = useOutcome({
    key: ['names', inNetwork],
    read: () => keyport.readTakenNames(inNetwork),
    isWanted: isConnected,
  });
  const sizes = useSizes(state, where, isConnected);
  const instanceType = state.draft.size?.name ?? '';
  const network = useOutcome({
    key: ['network', inNetwork, instanceType],
    read: () => keyport.readNetwork({ ...inNetwork, instanceType }),
    isWanted: isConnected && instanceType !== '',
  });
  const groups = useOutcome({
    key: ['launch-groups', inNetwork],
    read: () => keyport.readLaunchGroups(inNetwork),
    isWanted: isConnected && state.draft.access?.kind === 'existing-group',
  });
  const address = useOutcome({
    key: ['my-address'],
    read: () => keyport.readMyAddress(),
    isWanted: hasReached(state, 'access'),
  });
  const keychain = useOutcome({
    key: ['keychain'],
    read: () => keyport.probeKeychain(),
    isWanted: hasReached(state, 'key'),
  });
  const requiredTags = useOutcome({ key: ['required-tags'], read: () => keyport.readRequiredTags() });
  const preflight = usePreflight(state, isConnected);
  return {
    choice,
    accounts,
    account,
    images,
    names,
    ...sizes,
    network,
    groups,
    address,
    keychain,
    requiredTags,
    preflight,
  };
}

/** The judge's facts, as far as they have been read. The same object while nothing has changed. */
export function useFacts(readings: Readings): Facts {
  const account = readings.account.value;
  const images = readings.images.value;
  const freeTier = readings.freeTier.value;
  const cards = readings.cardSizes.value;
  const all = readings.allSizes.value;
  const previous = readings.previousSizes.value;
  const network = readings.network.value;
  const keychain = readings.keychain.value?.state ?? null;
  const names = readings.names.value;
  const groups = readings.groups.value;
  const requiredTags = readings.requiredTags.value;
  const prices = readings.prices.value;
  const preflight = readings.preflight.value;
  return useMemo(
    () => ({
      account,
      images,
      instanceTypes: mergeSizes(freeTier, all ?? cards, previous),
      network,
      keychain,
      names,
      requiredTags,
      groups,
      prices,
      preflight,
    }),
    [
      account,
      images,
      freeTier,
      cards,
      all,
      previous,
      network,
      keychain,
      names,
      requiredTags,
      groups,
      prices,
      preflight,
    ],
  );
}

/**
 * Tried while the last questions are on the screen. What was found out for the answers before stays to be seen meanwhile: the
 * judge knows which parts of it still speak of this plan. Each wizard asks for itself, since what runs may be more by then.
 */
function usePreflight({ draft, stepIndex }: WizardState, isConnected: boolean): Reading<Preflight> {
  const [visit] = useState(() => crypto.randomUUID());
  const plan = useMemo(() => completePlan(draft), [draft]);
  return useOutcome({
    key: ['preflight', visit, plan === null ? null : askedBy(plan)],
    read: async () =>
      plan === null ? failed(makeProblem('unexpected')) : window.keyport.preflight({ plan }),
    isWanted: isConnected && plan !== null && stepIndex >= ANSWER_NAMES.indexOf('key'),
    keepsLast: true,
  });
}

function useSizes(state: WizardState, where: AccountChoice, isConnected: boolean) {
  const { keyport } = window;
  const architecture = state.draft.image?.architecture;
  const input = { ...where, architecture: architecture ?? 'x86_64' } as const;
  const isWanted = isConnected && architecture !== undefined;
  const freeTier = useOutcome({
    key: ['sizes', input, 'free-tier'],
    read: () => keyport.readInstanceTypes({ ...input, which: 'free-tier' }),
    isWanted,
  });
  const { showsAllSizes, showsPreviousSizes } = state;
  const list = { where, isPossible: isWanted, isWanted: isWanted && showsAllSizes };
  const allSizes = useSizeCatalog(list, input.architecture, 'current');
  const previousSizes = useSizeCatalog(
    { where, isPossible: list.isWanted && showsPreviousSizes, isWanted: list.isWanted && showsPreviousSizes },
    input.architecture,
    'previous',
  );
  const cardSizes = useOutcome({
    key: ['sizes', input, 'cards'],
    read: () => keyport.readInstanceTypes({ ...input, which: 'cards' }),
    isWanted: isWanted && allSizes.hasLooked && allSizes.value === null,
  });
  const { image } = state.draft;
  const system = image === null ? 'Linux' : operatingSystemOf(image);
  const sizePrices = useSizePrices(list, system);
  const freeTypes = freeTier.value;
  const others = allSizes.value ?? cardSizes.value;
  // Asked once for all cards, so that none of them changes as its price comes.
  const areCardsKnown = others !== null || cardSizes.problem !== null;
  const listed = useMemo(
    () => (areCardsKnown ? sizesToPrice(mergeSizes(freeTypes, others), image) : []),
    [areCardsKnown, freeTypes, others, image],
  );
  const first = usePrices(where, listed, system);
  const chosen = state.draft.size?.name;
  const isKnown = chosen === undefined || first.value?.instanceHour[chosen] !== undefined;
  const second = usePrices(where, isKnown ? [] : [chosen], system);
  const prices = useMemo(() => mergePrices(first.value, second.value), [first.value, second.value]);
  const all = sizePrices.value;
  const merged = useMemo(() => mergePrices(prices, all), [prices, all]);
  return {
    freeTier,
    cardSizes,
    allSizes,
    previousSizes,
    sizePrices,
    prices: { ...first, value: merged },
  };
}

/** Prices may be forbidden or out of reach; the dated table then says what it knows. Never a reason to stop. */
function usePrices(
  where: AccountChoice,
  instanceTypes: readonly string[],
  operatingSystem: OperatingSystem,
): Reading<PriceList> {
  const reading = useOutcome({
    key: ['prices', where, instanceTypes, operatingSystem],
    read: () => window.keyport.readPrices({ ...where, instanceTypes, operatingSystem }),
    isWanted: where.region !== '' && instanceTypes.length > 0,
  });
  const fallback = useMemo(() => datedPrices(where.region, operatingSystem), [where.region, operatingSystem]);
  return reading.problem === null ? reading : { ...reading, value: fallback, problem: null };
}

function hasReached(state: WizardState, answer: AnswerName): boolean {
  return state.furthestIndex >= ANSWER_NAMES.indexOf(answer);
}
