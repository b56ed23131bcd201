import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import { completePlan, type PlanDraft } from '../../../shared/launch-plan.ts';
import { startScriptOf } from '../../../shared/start-script.ts';
import { words } from '../../../shared/words/en.ts';
import { ScriptText } from './script-text.tsx';

const said = words.startScript;

/** What each machine is told, as it will be sent; nothing where it is told nothing. */
export function ReviewScript({ draft }: { readonly draft: PlanDraft }) {
  const plan = completePlan(draft);
  const text = plan === null ? null : startScriptOf(plan);
  if (text === null) return null;
  return (
    <Container
      header={
        <Header variant="h2" description={said.reviewWhy}>
          {said.review}
        </Header>
      }
    >
      <ScriptText text={text} />
    </Container>
  );
}
