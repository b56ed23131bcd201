import type { AccountChoice } from '../../shared/account.ts';
import { assertNever } from '../../shared/assert-never.ts';
import { NO_FACTS, type Facts } from '../../shared/facts.ts';
import { ANSWER_NAMES, type AnswerName } from '../../shared/finding.ts';
import { answeredAnew, carryOver, type Carried } from '../../shared/launch-again.ts';
import type { LaunchPlan, Placement, PlanDraft } from '../../shared/launch-plan.ts';
import { FIRST_TEMPLATE, PLAN_TEMPLATES, type TemplateId } from '../../shared/plan-templates.ts';
import { emptyDraft, freshAccess, reanswer } from '../../shared/pre-answer.ts';
import type { OpenedPlan } from '../../shared/plans-api.ts';
import { judgePlan, type Judged } from '../../shared/recheck-plan.ts';
import { words } from '../../shared/words/en.ts';
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
  /** The network that the person has chosen; null for the default one of the region. */
  readonly vpcId: string | null;
  readonly draft: PlanDraft;
  readonly facts: Facts;
  /** What the judge says of both. */
  readonly judged: Judged;
  /** Whose answers these are while it is not known yet who signs in next. */
  readonly leaving: PlanDraft['account'];
  /** What the answers that nobody has given are for. */
  readonly template: TemplateId;
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
  /** Null: the one that was chosen is gone, and the first of the others is proposed. */
  | { readonly type: 'choose-account'; readonly choice: AccountChoice | null }
  | { readonly type: 'choose-template'; readonly template: TemplateId }
  | ({ readonly type: 'open-plan' } & PlanInFile)
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
  | { readonly type: 'choose-network'; readonly vpcId: string | null }
  | { readonly type: 'choose-subnet'; readonly zoneId: string; readonly subnetId: string }
  | { readonly type: 'choose-zones'; readonly mode: ZoneMode; readonly placements: Placement[] }
  | { readonly type: 'show-all-sizes' }
  | { readonly type: 'show-previous-sizes'; readonly isShown: boolean }
  | { readonly type: 'go-to-step'; readonly index: number; readonly newLaunchId: string }
  | { readonly type: 'try-to-leave' }
  | { readonly type: 'type-confirmation'; readonly findingId: string; readonly text: string }
  | { readonly type: 'dismiss-news' };

type PlanInFile = {
  readonly opened: OpenedPlan;
  /** Who it is for. */
  readonly choice: AccountChoice;
  readonly newLaunchId: string;
};

export const INITIAL_STATE: WizardState = {
  stepIndex: 0,
  furthestIndex: 0,
  choice: null,
  vpcId: null,
  draft: emptyDraft(),
  facts: NO_FACTS,
  judged: judgePlan(emptyDraft(), NO_FACTS),
  leaving: null,
  template: FIRST_TEMPLATE,
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
export function stateLike(
  plan: LaunchPlan,
  choice: AccountChoice | null,
  newLaunchId: string,
  file: string | null = null,
): WizardState {
  const last = ANSWER_NAMES.length - 1;
  const { draft, carried } = carryOver(plan, file);
  return {
    ...INITIAL_STATE,
    choice,
    vpcId: plan.access.vpcId,
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
  const after = reduce(state, action);
  // Nobody has seen these answers before: nothing of them has become otherwise.
  if (action.type === 'open-plan') return { ...after, judged: judgePlan(after.draft, after.facts) };
  return judgedAnew(state, after);
}

function reduce(state: WizardState, action: WizardAction): WizardState {
  switch (action.type) {
    case 'choose-account':
      return chooseAccount(state, action.choice);
    case 'choose-template':
      return chooseTemplate(state, action.template);
    case 'open-plan':
      return openPlan(state, action);
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
    case 'choose-network':
      return chooseNetwork(state, action.vpcId);
    case 'choose-subnet':
      return chooseSubnet(state, action);
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
function chooseAccount(state: WizardState, choice: AccountChoice | null): WizardState {
  const isSame = state.choice?.sourceId === choice?.sourceId && state.choice?.region === choice?.region;
  if (isSame) return state;
  const facts = { ...NO_FACTS, ...ofThisComputer(state.facts) };
  const leaving = state.draft.account ?? state.leaving;
  const moved: WizardState = { ...state, choice, facts, leaving };
  if (leaving === null || choice === null || leaving.region === choice.region) {
    return { ...moved, draft: { ...state.draft, account: null } };
  }
  const draft = { ...state.draft, account: leaving };
  return change({ ...moved, vpcId: null, draft, leaving: null }, { account: null });
}

/** Begins anew with what this template answers: only who one is, and the person's own tags, stay. */
function chooseTemplate(state: WizardState, template: TemplateId): WizardState {
  if (state.carried === null && state.template === template) return state;
  const { account, tags } = state.draft;
  const anew: WizardState = {
    ...INITIAL_STATE,
    choice: state.choice,
    vpcId: state.vpcId,
    draft: { ...emptyDraft(), account, tags },
    leaving: state.leaving,
    myAddress: state.myAddress,
    showsAllSizes: state.showsAllSizes,
    showsPreviousSizes: state.showsPreviousSizes,
    template,
    zoneMode: PLAN_TEMPLATES[template].zones,
  };
  return fill(afterFacts(anew, state.facts, false));
}

/** What no account tells. */
function ofThisComputer({ keychain, requiredTags }: Facts): Pick<Facts, 'keychain' | 'requiredTags'> {
  return { keychain, requiredTags };
}

/** What was read here counts for the plan too, where it is for the same account and region. */
function openPlan(
  { facts, myAddress }: WizardState,
  { opened, choice, newLaunchId }: PlanInFile,
): WizardState {
  const { account } = facts;
  const like = saysRegion(stateLike(opened.plan, choice, newLaunchId, opened.fileName), account?.region);
  const isHere = account?.sourceId === choice.sourceId && account.region === choice.region;
  const isSameNetwork = facts.network?.vpcId === opened.plan.access.vpcId;
  const here = isSameNetwork ? facts : { ...facts, network: null, names: null, groups: null };
  const read = afterFacts(like, isHere ? here : { ...NO_FACTS, ...ofThisComputer(facts) }, false);
  return myAddress === null ? read : fill(afterAddress(read, myAddress));
}

function saysRegion(state: WizardState, before: string | undefined): WizardState {
  const { carried, choice } = state;
  if (carried === null || choice === null || before === undefined || before === choice.region) return state;
  const sentence = words.wizard.again.region(choice.region, before);
  return { ...state, carried: { ...carried, changed: [{ answer: 'account', sentence }] } };
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

/** What is in a network stays in it: zones, groups and names are read anew in the other one. */
function chooseNetwork(state: WizardState, vpcId: string | null): WizardState {
  const { access } = state.draft;
  const facts = { ...state.facts, network: null, names: null, groups: null };
  const moved: WizardState = { ...state, vpcId, facts, otherAccess: null };
  if (access === null || vpcId === null) return apply(moved, { access: null, placements: null });
  const there = access.kind === 'new-group' ? { ...access, vpcId } : { ...access, vpcId, groups: [] };
  return apply(moved, { access: there, placements: null });
}

function chooseSubnet(
  state: WizardState,
  { zoneId, subnetId }: Extract<WizardAction, { readonly type: 'choose-subnet' }>,
): WizardState {
  const placements = (state.draft.placements ?? []).map((placement) =>
    placement.zoneId === zoneId ? { ...placement, subnetId } : placement,
  );
  return change(state, { placements });
}

function chooseFirewall(state: WizardState, kind: LaunchPlan['access']['kind']): WizardState {
  const { draft, otherAccess } = state;
  if (draft.access === null || draft.access.kind === kind) return state;
  const { vpcId } = draft.access;
  const { purpose } = PLAN_TEMPLATES[state.template];
  const fresh = kind === 'new-group' ? freshAccess(vpcId, purpose) : { kind, vpcId, groups: [] };
  const access = otherAccess?.kind === kind ? { ...otherAccess, vpcId } : fresh;
  const carried = state.carried === null ? null : answeredAnew(state.carried, { access });
  return fill({ ...state, carried, draft: { ...draft, access }, otherAccess: draft.access });
}

function apply(state: WizardState, edit: Partial<PlanDraft>): WizardState {
  const { draft, invalidated } = reanswer(state.draft, edit, state.facts, state.template);
  const saysWhoLogsIn =
    edit.access !== undefined && adminAddressOf(edit.access) !== adminAddressOf(state.draft.access);
  const because = questionsOf(edit);
  const taken = invalidated.map((answer): AnswerNews => ({ answer, because, isTakenBack: true }));
  return fill(
    withNews(
      {
        ...state,
        draft,
        vpcId: movedTo(edit, state) ?? state.vpcId,
        carried: state.carried === null ? null : answeredAnew(state.carried, edit),
        zoneMode: invalidated.includes('zones') ? PLAN_TEMPLATES[state.template].zones : state.zoneMode,
        otherAccess: invalidated.includes('access') ? null : state.otherAccess,
        isAdminGiven: saysWhoLogsIn || (state.isAdminGiven && !invalidated.includes('access')),
      },
      taken,
    ),
  );
}

/** A mended answer may be in another network. */
function movedTo({ access }: Partial<PlanDraft>, { draft }: WizardState): string | null {
  if (draft.access === null || access === undefined || access === null) return null;
  return access.vpcId === draft.access.vpcId ? null : access.vpcId;
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
