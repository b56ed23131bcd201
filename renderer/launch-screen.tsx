import { useState } from 'react';
import { ANSWER_NAMES } from '../shared/finding.ts';
import type { Launch } from '../shared/launch.ts';
import { LessonPanel } from './components/lesson-panel.tsx';
import { PageFrame } from './components/page-frame.tsx';
import { waitingFlash } from './vault/waiting-flash.ts';
import { LaunchPage } from './launches/launch-page.tsx';
import { useVault } from './vault/vault-context.ts';
import type { WizardHandle } from './wizard/use-wizard.ts';
import { LaunchWizard } from './wizard/wizard.tsx';

type LaunchScreenProps = {
  readonly wizard: WizardHandle;
  /** The launch that is shown; null while its plan is being made. */
  readonly launchId: string | null;
  readonly onLaunched: (launch: Launch) => void;
  readonly onAnother: () => void;
};

/** From the first question to the addresses of the machines. */
export function LaunchScreen({ wizard, launchId, onLaunched, onAnother }: LaunchScreenProps) {
  const [isLessonOpen, setIsLessonOpen] = useState(false);
  const answer = ANSWER_NAMES[wizard.state.stepIndex] ?? 'account';
  return (
    <PageFrame
      flashes={waitingFlash(useVault())}
      contentType={launchId === null ? 'wizard' : 'default'}
      lesson={launchId === null ? <LessonPanel answer={answer} /> : null}
      isLessonOpen={isLessonOpen}
      onLesson={setIsLessonOpen}
      content={
        launchId === null ? (
          <LaunchWizard wizard={wizard} onLaunched={onLaunched} onLesson={() => setIsLessonOpen(true)} />
        ) : (
          <LaunchPage launchId={launchId} onAnother={onAnother} />
        )
      }
    />
  );
}
