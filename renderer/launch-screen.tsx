import { useState } from 'react';
import { ANSWER_NAMES } from '../shared/finding.ts';
import type { LaunchPlan } from '../shared/launch-plan.ts';
import type { Launch } from '../shared/launch.ts';
import { LessonPanel } from './components/lesson-panel.tsx';
import { PageFrame } from './components/page-frame.tsx';
import { LaunchPage } from './launches/launch-page.tsx';
import { useFlashes } from './use-flashes.ts';
import type { WizardHandle } from './wizard/use-wizard.ts';
import { LaunchWizard } from './wizard/wizard.tsx';

type LaunchScreenProps = {
  readonly wizard: WizardHandle;
  /** The launch that is shown; null while its plan is being made. */
  readonly launchId: string | null;
  readonly onLaunched: (launch: Launch) => void;
  readonly onAnother: () => void;
  readonly onAgain: (plan: LaunchPlan) => void;
  readonly onAll: () => void;
  /** Shows who one is in AWS. */
  readonly onAccount: () => void;
};

/** From the first question to the addresses of the machines. */
export function LaunchScreen(props: LaunchScreenProps) {
  const { wizard, launchId, onLaunched, onAnother } = props;
  const { flashes, say } = useFlashes();
  const [isLessonOpen, setIsLessonOpen] = useState(false);
  const answer = ANSWER_NAMES[wizard.state.stepIndex] ?? 'account';
  return (
    <PageFrame
      flashes={flashes}
      contentType={launchId === null ? 'wizard' : 'default'}
      lesson={launchId === null ? <LessonPanel answer={answer} /> : null}
      isLessonOpen={isLessonOpen}
      onLesson={setIsLessonOpen}
      content={
        launchId === null ? (
          <LaunchWizard wizard={wizard} onLaunched={onLaunched} onLesson={() => setIsLessonOpen(true)} />
        ) : (
          <LaunchPage
            launchId={launchId}
            accountId={wizard.readings.account.value?.accountId ?? null}
            onBack={props.onAll}
            onAnother={onAnother}
            onAgain={props.onAgain}
            onAccount={props.onAccount}
            onSay={say}
          />
        )
      }
    />
  );
}
