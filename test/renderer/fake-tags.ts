import type { AccountsApi } from '../../shared/api.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import { failed, succeeded } from '../../shared/outcome.ts';
import type { RequiredTag } from '../../shared/required-tags.ts';
import { words } from '../../shared/words/en.ts';
import type { Answer } from './fake-keys.ts';
import type { Scenario } from './fake-keyport.ts';

/** A computer of a company that wants two tags on everything; or of somebody who is asked for none. */
export function createFakeTags(
  scenario: Scenario,
  answer: Answer,
): Pick<AccountsApi, 'readRequiredTags' | 'setRequiredTags'> {
  let required: readonly RequiredTag[] =
    scenario === 'tags-required'
      ? [
          { key: 'CostCenter', value: '4711' },
          { key: 'Owner', value: '' },
        ]
      : [];
  const explanation = words.tags.required.unreadable('/home/maria/.config/Keyport/tags.json');
  const damaged = () => failed(makeProblem('tags-unreadable', { explanation, retryable: true }));
  return {
    readRequiredTags: () =>
      answer('readRequiredTags', null, () => (scenario === 'tags-damaged' ? damaged() : succeeded(required))),
    setRequiredTags: (input) =>
      answer('setRequiredTags', input, () => {
        required = input.tags;
        return succeeded(required);
      }),
  };
}
