import type { Facts } from '../../shared/facts.ts';
import { lookAgain, missesSizes } from '../../shared/launch-again.ts';
import { usableZones } from '../../shared/placement.ts';
import { preAnswer } from '../../shared/pre-answer.ts';
import { withoutProposed } from '../../shared/required-tags.ts';
import { words } from '../../shared/words/en.ts';
import type { WizardState } from './wizard-state.ts';

/** The answers once more has been read: those of an earlier launch are looked at, and what is open is pre-answered. */
export function afterFacts(before: WizardState, facts: Facts, hasAllSizes: boolean): WizardState {
  const state = withTagsOf(before, facts);
  const { carried, template } = state;
  if (carried === null) return { ...state, facts, draft: preAnswer(state.draft, facts, template) };
  const looked = lookAgain(state.draft, carried, facts, hasAllSizes);
  const answered = { ...looked, draft: preAnswer(looked.draft, facts) };
  // An answer that was given just now may be what another one has waited for.
  const { draft, carried: left } = lookAgain(answered.draft, answered.carried, facts, hasAllSizes);
  return {
    ...state,
    facts,
    draft: preAnswer(draft, facts),
    carried: left,
    showsAllSizes: state.showsAllSizes || missesSizes(draft, left, facts),
    zoneMode:
      carried.open.includes('placements') && !left.open.includes('placements')
        ? zoneModeOf({ draft: preAnswer(draft, facts), facts })
        : state.zoneMode,
  };
}

/** What was proposed for a tag that is required no more is nobody's answer. */
function withTagsOf(state: WizardState, { requiredTags }: Facts): WizardState {
  const before = state.facts.requiredTags;
  const { tags } = state.draft;
  if (tags === null || before === null || requiredTags === null || before === requiredTags) return state;
  return { ...state, draft: { ...state.draft, tags: withoutProposed(tags, before, requiredTags) } };
}

/** Fewer zones than there are were chosen one by one. */
function zoneModeOf({ draft, facts }: Pick<WizardState, 'draft' | 'facts'>): WizardState['zoneMode'] {
  const usable = facts.network === null ? [] : usableZones(facts.network);
  return draft.placements?.length === usable.length ? 'every' : 'choose';
}

/** The address of an earlier launch may be the person's no longer; where that cannot be found out, it is kept. */
export function afterAddress(state: WizardState, address: string): WizardState {
  const { carried } = state;
  const read = { ...state, myAddress: address };
  const access = carried?.plan.access;
  if (carried === null || access?.kind !== 'new-group' || access.adminAddress === null) return read;
  if (state.isAdminGiven || access.adminAddress === address) return read;
  if (address === '') return { ...read, isAdminGiven: true };
  const sentence = words.wizard.again.address(address, access.adminAddress);
  const others = carried.changed.filter((each) => each.sentence !== sentence);
  return { ...read, carried: { ...carried, changed: [...others, { answer: 'access', sentence }] } };
}
