import ExpandableSection from '@cloudscape-design/components/expandable-section';
import { completePlan, type PlanDraft } from '../../../shared/launch-plan.ts';
import { startScriptOf } from '../../../shared/start-script.ts';
import { words } from '../../../shared/words/en.ts';
import { WordForWord } from '../../components/word-for-word.tsx';

const said = words.startScript;

/** What each machine is told, as it will be sent; nothing where it is told nothing. */
export function ReviewScript({ draft }: { readonly draft: PlanDraft }) {
  const plan = completePlan(draft);
  const text = plan === null ? null : startScriptOf(plan);
  if (text === null) return null;
  return (
    <ExpandableSection variant="container" headerText={said.review} headerDescription={said.reviewWhy}>
      <WordForWord text={text} />
    </ExpandableSection>
  );
}
