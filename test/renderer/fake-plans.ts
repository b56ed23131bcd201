import type { CodeApi } from '../../shared/as-code/code-api.ts';
import type { PlansApi } from '../../shared/plans-api.ts';
import { succeeded } from '../../shared/outcome.ts';
import { planFromText } from '../../shared/plan-from-text.ts';
import { words } from '../../shared/words/en.ts';
import { PLAN } from '../shared/plan-fixture.ts';
import type { Answer } from './fake-keys.ts';
import type { Scenario } from './fake-keyport.ts';

/** What is chosen in the dialog is a plan of another account and region, or one with a slip of the pen. */
export function createFakePlans(scenario: Scenario, answer: Answer): PlansApi & CodeApi {
  return {
    savePlan: (input) =>
      answer('savePlan', input, () => succeeded(`/home/maria/${input.plan.name}-plan.json`)),
    saveCode: (input) =>
      answer('saveCode', input, () =>
        succeeded({ folder: '/home/maria/club-code', files: ['launch.sh', 'user-data.txt'] }),
      ),
    copyCode: (input) => answer('copyCode', input, () => succeeded(null)),
    openPlan: () =>
      answer('openPlan', null, () => {
        const plan = planFromText(textOf(scenario), 'club.json', words.planFiles.hint);
        return plan.ok ? succeeded({ plan: plan.value, fileName: 'club.json' }) : plan;
      }),
  };
}

function textOf(scenario: Scenario): string {
  const account = { ...PLAN.account, accountId: '999999999999', region: 'us-west-2' };
  const plan = { ...PLAN, name: 'club', account };
  const { placements, ...rest } = plan;
  return JSON.stringify(scenario === 'name-taken' ? { ...rest, placments: placements } : plan);
}
