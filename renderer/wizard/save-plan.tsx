import { useState } from 'react';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { completePlan, type LaunchPlan, type PlanDraft } from '../../shared/launch-plan.ts';
import { secretInPlan } from '../../shared/secret-in-plan.ts';
import { words } from '../../shared/words/en.ts';
import { PlanCodeDialog } from '../as-code/code-dialog.tsx';
import { ProblemAlert } from '../components/problem-alert.tsx';
import { useFocusBack } from '../components/use-focus-back.ts';
import { useAct } from '../use-act.ts';

const said = words.planFiles;

/** The answers as a file, and what of the person is in it. */
export function SavePlan({ draft }: { readonly draft: PlanDraft }) {
  const act = useAct();
  const [saved, setSaved] = useState<string | null>(null);
  const [showsCode, setShowsCode] = useState(false);
  useFocusBack(showsCode);
  const plan = completePlan(draft);
  if (plan === null) return null;
  const save = () => act.run(() => window.keyport.savePlan({ plan }), setSaved);
  return (
    <Container
      header={
        <Header
          variant="h2"
          description={said.why}
          actions={
            <SpaceBetween direction="horizontal" size="xs">
              <Button onClick={() => setShowsCode(true)}>{words.asCode.view.open}</Button>
              <Button iconName="download" loading={act.isBusy} onClick={save}>
                {said.save}
              </Button>
            </SpaceBetween>
          }
        >
          {said.title}
        </Header>
      }
    >
      <SpaceBetween size="s">
        <Box color="text-body-secondary">{inFile(plan)}</Box>
        {saved !== null && <StatusIndicator type="success">{said.saved(saved)}</StatusIndicator>}
        {act.problem !== null && <ProblemAlert problem={act.problem} />}
        {showsCode && <PlanCodeDialog plan={plan} onClose={() => setShowsCode(false)} />}
      </SpaceBetween>
    </Container>
  );
}

function inFile(plan: LaunchPlan): string {
  const secret = secretInPlan(plan);
  if (secret !== null) return secret;
  const { access } = plan;
  const address = access.kind === 'new-group' ? access.adminAddress : null;
  return address === null ? said.noSecret : said.inIt(address);
}
