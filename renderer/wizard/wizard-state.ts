import type { AccountChoice } from '../../shared/account.ts';
import { assertNever } from '../../shared/assert-never.ts';
import { NO_FACTS, type Facts } from '../../shared/facts.ts';
import { ANSWER_NAMES, type AnswerName } from '../../shared/finding.ts';
import { answeredAnew, carryOver, type Carried } from '../../shared/launch-again.ts';
import type { LaunchPlan, Placement, PlanDraft } from '../../shared/launch-plan.ts';
import { emptyDraft, freshAccess, reanswer } from '../../shared/pre-answer.ts';
import { judgePlan, type Judged } from '../../shared/recheck-plan.ts';
import { afterAddress, afterFacts } from './after-reading.ts';
import { judgedAnew, questionsOf, withNews, type AnswerNews } from './answer-news.ts';

/** How the zones are chosen. `choose` lets the person tick them one by one. */
export type ZoneMode = 'every' | 'two' | 'choose';

/** The whole wizard as plain data. What can be computed from it (prices, what is obstructed) is not in it. */
export type WizardState = {
  readonly stepIndex: number;
  readonly furthestIndex: number;
  /** Null until the person has chosen: the screen then proposes one. */
  readonly choice: AccountChoice | null;
  readonly draft: PlanDraft;
  readonly facts: Facts;
  /** What the judge says of both. */
  readonly judged: Judged;
  /** Whose answers these are while it is not known yet who signs in next. */
  readonly leaving: PlanDraft['account'];
  /** The earlier launch whose answers these were; null for a launch of its own. */
  readonly carried: Carried | null;
  /** The looked-up address of this person; '' when it could not be had, null while nobody has asked. */
  readonly myAddress: string | null;
  /** True once the person has said who may log in; until then the looked-up address is filled in. */
  readonly isAdminGiven: boolean;
  /** The answer given under the other kind of firewall, for the way back to it. */
  readonly otherAccess: PlanDraft['access'];
  readonly zoneMode: ZoneMode;
  readonly showsAllSizes: boolean;
  readonly showsPreviousSizes: boolean;
  /** Answers already seen that a change has taken back or made invalid since. */
  readonly news: readonly AnswerNews[];
  /** True after "Next" on a step that cannot be left: its errors are then shown. */
  readonly hasTriedToLeave: boolean;
  /** What was typed to confirm each danger, by what it confirms. */
  readonly typed: Readonly<Record<string, string>>;
  /** Made once a visit of the review: two clicks on "Launch" are one launch. */
  readonly launchId: string | null;
};

export type WizardAction =
  | { readonly type: 'choose-account'; readonly choice: AccountChoice }
  | {
      readonly type: 'facts-read';
      readonly facts: Facts;
      /** The list of sizes is whole. */
      readonly hasAllSizes?: boolean;
    }
  | { readonly type: 'address-read'; readonly address: string }
  | { readonly type: 'use-looked-up-address' }
  | { readonly type: 'give-admin-address'; readonly address: string | null }
  | { readonly type: 'change'; readonly edit: Partial<PlanDraft> }
  | { readonly type: 'choose-firewall'; readonly kind: LaunchPlan['access']['kind'] }
  | { readonly type: 'choose-zones'; readonly mode: ZoneMode; readonly placements: Placement[] }
  | { readonly type: 'show-all-sizes' }
  | { readonly type: 'show-previous-sizes'; readonly isShown: boolean }
  | { readonly type: 'go-to-step'; readonly index: number; readonly newLaunchId: string }
  | { readonly type: 'try-to-leave' }
  | { readonly type: 'type-confirmation'; readonly findingId: string; readonly text: string }
  | { readonly type: 'dismiss-news' };

export const INITIAL_STATE: WizardState = {
  stepIndex: 0,
  furthestIndex: 0,
  choice: null,
  draft: emptyDraft(),
  facts: NO_FACTS,
  judged: judgePlan(emptyDraft(), NO_FACTS),
  leaving: null,
  carried: null,
  myAddress: null,
  isAdminGiven: false,
  otherAccess: null,
  zoneMode: 'every',
  showsAllSizes: false,
  showsPreviousSizes: false,
  news: [],
  hasTriedToLeave: false,
  typed: {},
  launchId: null,
};

/** A launch like an earlier one begins at its end: every answer is there, and each can be looked at. */
export function stateLike(plan: LaunchPlan, choice: AccountChoice | null, newLaunchId: string): WizardState {
  const last = ANSWER_NAMES.length - 1;
  const { draft, carried } = carryOver(plan);
  return {
    ...INITIAL_STATE,
    choice,
    draft,
    carried,
    judged: judgePlan(draft, NO_FACTS),
    isAdminGiven: plan.access.kind === 'new-group' && plan.access.adminAddress === null,
    stepIndex: last,
    furthestIndex: last,
    launchId: newLaunchId,
  };
}

/** What the judge says follows every change of the answers and of the facts. */
export function wizardReducer(state: WizardState, action: WizardAction): WizardState {
  return judgedAnew(state, reduce(state, action));
}

function reduce(state: WizardState, action: WizardAction): WizardState {
  switch (action.type) {
    case 'choose-account':
      return chooseAccount(state, action.choice);
    case 'facts-read':
      return fill(arrive(state, action.facts, action.hasAllSizes ?? false));
    case 'address-read':
      return fill(afterAddress(state, action.address));
    case 'use-looked-up-address':
      return fill({ ...state, isAdminGiven: false });
    case 'give-admin-address':
      return giveAdminAddress(state, action.address);
    case 'change':
      return change(state, action.edit);
    case 'choose-firewall':
      return chooseFirewall(state, action.kind);
    case 'choose-zones':
      return { ...change(state, { placements: action.placements }), zoneMode: action.mode };
    case 'show-all-sizes':
      return { ...state, showsAllSizes: true };
    case 'show-previous-sizes':
      return { ...state, showsPreviousSizes: action.isShown };
    case 'go-to-step':
      return goToStep(state, action.index, action.newLaunchId);
    case 'try-to-leave':
      return { ...state, hasTriedToLeave: true };
    case 'type-confirmation':
      return { ...state, typed: { ...state.typed, [action.findingId]: action.text } };
    case 'dismiss-news':
      return { ...state, news: [] };
    default:
      return assertNever(action);
  }
}

/**
 * Another region takes back all that belongs to the old one. Another way to sign in may lead to the same account: the answers wait
 * for who that is. What was read by the other way counts no more.
 */
function chooseAccount(state: WizardState, choice: AccountChoice): WizardState {
  if (state.choice?.sourceId === choice.sourceId && state.choice.region === choice.region) return state;
  const facts = { ...NO_FACTS, keychain: state.facts.keychain };
  const leaving = state.draft.account ?? state.leaving;
  const moved: WizardState = { ...state, choice, facts, leaving };
  if (leaving === null || leaving.region === choice.region) {
    return { ...moved, draft: { ...state.draft, account: null } };
  }
  const draft = { ...state.draft, account: leaving };
  return change({ ...moved, draft, leaving: null }, { account: null });
}

/** Who signs in next is the same account, or the answers belonged to another one. */
function arrive(state: WizardState, facts: Facts, hasAllSizes: boolean): WizardState {
  const { leaving } = state;
  if (leaving === null || facts.account === null) return afterFacts(state, facts, hasAllSizes);
  const { sourceId, accountId, region } = facts.account;
  const here = { ...state, facts, leaving: null };
  if (leaving.accountId === accountId && leaving.region === region)
    return afterFacts(here, facts, hasAllSizes);
  const left = { ...here, draft: { ...state.draft, account: leaving } };
  return afterFacts(change(left, { account: { sourceId, accountId, region } }), facts, hasAllSizes);
}

/** The fix "use a new group" has answers of its own only for somebody who has given none. */
function change(state: WizardState, edit: Partial<PlanDraft>): WizardState {
  const { access } = state.draft;
  const isWayBack = edit.access?.kind === 'new-group' && access?.kind === 'existing-group';
  return isWayBack ? chooseFirewall(state, 'new-group') : apply(state, edit);
}

function chooseFirewall(state: WizardState, kind: LaunchPlan['access']['kind']): WizardState {
  const { draft, otherAccess } = state;
  if (draft.access === null || draft.access.kind === kind) return state;
  const { vpcId } = draft.access;
  const fresh = kind === 'new-group' ? freshAccess(vpcId) : { kind, vpcId, groups: [] };
  const access = otherAccess?.kind === kind ? { ...otherAccess, vpcId } : fresh;
  const carried = state.carried === null ? null : answeredAnew(state.carried, { access });
  return fill({ ...state, carried, draft: { ...draft, access }, otherAccess: draft.access });
}

function apply(state: WizardState, edit: Partial<PlanDraft>): WizardState {
  const { draft, invalidated } = reanswer(state.draft, edit, state.facts);
  const saysWhoLogsIn =
    edit.access !== undefined && adminAddressOf(edit.access) !== adminAddressOf(state.draft.access);
  const because = questionsOf(edit);
  const taken = invalidated.map((answer): AnswerNews => ({ answer, because, isTakenBack: true }));
  return fill(
    withNews(
      {
        ...state,
        draft,
        carried: state.carried === null ? null : answeredAnew(state.carried, edit),
        zoneMode: invalidated.includes('zones') ? 'every' : state.zoneMode,
        otherAccess: invalidated.includes('access') ? null : state.otherAccess,
        isAdminGiven: saysWhoLogsIn || (state.isAdminGiven && !invalidated.includes('access')),
      },
      taken,
    ),
  );
}

function adminAddressOf(access: PlanDraft['access']): string | null | undefined {
  return access?.kind === 'new-group' ? access.adminAddress : undefined;
}

/** The looked-up address is the answer to "who may log in" until the person gives another. */
function fill(state: WizardState): WizardState {
  const { access } = state.draft;
  if (state.isAdminGiven || state.myAddress === null || access?.kind !== 'new-group') return state;
  if (access.adminAddress === state.myAddress) return state;
  return withAdminAddress(state, state.myAddress);
}

function giveAdminAddress(state: WizardState, address: string | null): WizardState {
  return withAdminAddress({ ...state, isAdminGiven: true }, address);
}

function withAdminAddress(state: WizardState, adminAddress: string | null): WizardState {
  const { access } = state.draft;
  if (access?.kind !== 'new-group') return state;
  return { ...state, draft: { ...state.draft, access: { ...access, adminAddress } } };
}

/** Reaching the review makes a launch's id; a step that was looked at again is no longer news. */
function goToStep(state: WizardState, index: number, newLaunchId: string): WizardState {
  const stepIndex = Math.max(0, Math.min(index, ANSWER_NAMES.length - 1));
  const answer: AnswerName | undefined = ANSWER_NAMES[stepIndex];
  return {
    ...state,
    stepIndex,
    furthestIndex: Math.max(state.furthestIndex, stepIndex),
    hasTriedToLeave: false,
    news: state.news.filter((each) => each.answer !== answer),
    launchId: answer === 'review' ? newLaunchId : state.launchId,
  };
}
