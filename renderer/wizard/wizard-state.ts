import type { AccountChoice } from '../../shared/account.ts';
import { NO_FACTS, type Facts } from '../../shared/facts.ts';
import { ANSWER_NAMES, type AnswerName } from '../../shared/finding.ts';
import type { LaunchPlan, Placement, PlanDraft } from '../../shared/launch-plan.ts';
import { emptyDraft, freshAccess, preAnswer, reanswer } from '../../shared/pre-answer.ts';
import { assertNever } from '../../shared/assert-never.ts';

/** How the zones are chosen. `choose` lets the person tick them one by one. */
export type ZoneMode = 'every' | 'two' | 'choose';

/** The whole wizard as plain data. What can be computed from it (findings, prices) is not in it. */
export type WizardState = {
  readonly stepIndex: number;
  readonly furthestIndex: number;
  /** Null until the person has chosen: the screen then proposes one. */
  readonly choice: AccountChoice | null;
  readonly draft: PlanDraft;
  readonly facts: Facts;
  /** The looked-up address of this person; '' when it could not be had, null while nobody has asked. */
  readonly myAddress: string | null;
  /** True once the person has said who may log in; until then the looked-up address is filled in. */
  readonly isAdminGiven: boolean;
  /** The answer given under the other kind of firewall, for the way back to it. */
  readonly otherAccess: PlanDraft['access'];
  readonly zoneMode: ZoneMode;
  readonly showsAllSizes: boolean;
  /** Answers already seen that a change has taken back since. */
  readonly invalidated: readonly AnswerName[];
  /** True after "Next" on a step that cannot be left: its errors are then shown. */
  readonly hasTriedToLeave: boolean;
  /** What was typed to confirm each danger, by what it confirms. */
  readonly typed: Readonly<Record<string, string>>;
  /** Made once a visit of the review: two clicks on "Launch" are one launch. */
  readonly launchId: string | null;
};

export type WizardAction =
  | { readonly type: 'choose-account'; readonly choice: AccountChoice }
  | { readonly type: 'facts-read'; readonly facts: Facts }
  | { readonly type: 'address-read'; readonly address: string }
  | { readonly type: 'use-looked-up-address' }
  | { readonly type: 'give-admin-address'; readonly address: string | null }
  | { readonly type: 'change'; readonly edit: Partial<PlanDraft> }
  | { readonly type: 'choose-firewall'; readonly kind: LaunchPlan['access']['kind'] }
  | { readonly type: 'choose-zones'; readonly mode: ZoneMode; readonly placements: Placement[] }
  | { readonly type: 'show-all-sizes' }
  | { readonly type: 'go-to-step'; readonly index: number; readonly newLaunchId: string }
  | { readonly type: 'try-to-leave' }
  | { readonly type: 'type-confirmation'; readonly findingId: string; readonly text: string }
  | { readonly type: 'dismiss-invalidated' };

export const INITIAL_STATE: WizardState = {
  stepIndex: 0,
  furthestIndex: 0,
  choice: null,
  draft: emptyDraft(),
  facts: NO_FACTS,
  myAddress: null,
  isAdminGiven: false,
  otherAccess: null,
  zoneMode: 'every',
  showsAllSizes: false,
  invalidated: [],
  hasTriedToLeave: false,
  typed: {},
  launchId: null,
};

export function wizardReducer(state: WizardState, action: WizardAction): WizardState {
  switch (action.type) {
    case 'choose-account':
      return chooseAccount(state, action.choice);
    case 'facts-read':
      return fill({ ...state, facts: action.facts, draft: preAnswer(state.draft, action.facts) });
    case 'address-read':
      return fill({ ...state, myAddress: action.address });
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
    case 'go-to-step':
      return goToStep(state, action.index, action.newLaunchId);
    case 'try-to-leave':
      return { ...state, hasTriedToLeave: true };
    case 'type-confirmation':
      return { ...state, typed: { ...state.typed, [action.findingId]: action.text } };
    case 'dismiss-invalidated':
      return { ...state, invalidated: [] };
    default:
      return assertNever(action);
  }
}

/** Another account or region takes back all that belongs to the old one; what was read there counts no more. */
function chooseAccount(state: WizardState, choice: AccountChoice): WizardState {
  if (state.choice?.sourceId === choice.sourceId && state.choice.region === choice.region) return state;
  const facts = { ...NO_FACTS, keychain: state.facts.keychain };
  return change({ ...state, choice, facts }, { account: null });
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
  return fill({ ...state, draft: { ...draft, access }, otherAccess: draft.access });
}

function apply(state: WizardState, edit: Partial<PlanDraft>): WizardState {
  const { draft, invalidated } = reanswer(state.draft, edit, state.facts);
  const seen = invalidated.filter((answer) => ANSWER_NAMES.indexOf(answer) <= state.furthestIndex);
  const zonesAreNew = invalidated.includes('zones');
  const saysWhoLogsIn =
    edit.access !== undefined && adminAddressOf(edit.access) !== adminAddressOf(state.draft.access);
  return fill({
    ...state,
    draft,
    zoneMode: zonesAreNew ? 'every' : state.zoneMode,
    otherAccess: invalidated.includes('access') ? null : state.otherAccess,
    isAdminGiven: saysWhoLogsIn || (state.isAdminGiven && !invalidated.includes('access')),
    invalidated: [...new Set([...state.invalidated, ...seen])].filter(
      (answer) => ANSWER_NAMES.indexOf(answer) !== state.stepIndex,
    ),
  });
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
  return {
    ...state,
    stepIndex,
    furthestIndex: Math.max(state.furthestIndex, stepIndex),
    hasTriedToLeave: false,
    invalidated: state.invalidated.filter((answer) => answer !== ANSWER_NAMES[stepIndex]),
    launchId: ANSWER_NAMES[stepIndex] === 'review' ? newLaunchId : state.launchId,
  };
}
