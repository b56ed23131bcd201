import Link from '@cloudscape-design/components/link';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Wizard from '@cloudscape-design/components/wizard';
import type { Finding } from '../../shared/finding.ts';
import type { Launch } from '../../shared/launch.ts';
import { words } from '../../shared/words/en.ts';
import { useInStore } from '../components/in-store.ts';
import { AnswerNewsAlerts } from './answer-news-alerts.tsx';
import { badgeOfStep, holdsBack } from './step-findings.ts';
import { STEPS, type WizardStep } from './steps.ts';
import { useStartLaunch } from './use-start-launch.ts';
import type { WizardHandle } from './use-wizard.ts';
import { WizardActions } from './wizard-actions.tsx';

const said = words.wizard.frame;

type LaunchWizardProps = {
  readonly wizard: WizardHandle;
  readonly onLaunched: (launch: Launch) => void;
  readonly onLesson: () => void;
};

/** Cloudscape's wizard around our steps: order, errors and the way forward; nothing of their content. */
export function LaunchWizard({ wizard, onLaunched, onLesson }: LaunchWizardProps) {
  const start = useStartLaunch(wizard, onLaunched);
  const inStore = useInStore();
  const { state } = wizard;
  const step = STEPS[state.stepIndex];
  const isReading = step?.isReading(wizard.readings) ?? false;
  const blocker = step === undefined ? undefined : holdsBack(step.answer, state)[0];

  const goToIndex = (index: number) => {
    const target = STEPS[index];
    if (target === undefined) return;
    if (index > state.stepIndex && (blocker !== undefined || isReading)) {
      wizard.dispatch({ type: 'try-to-leave' });
    } else {
      wizard.goTo(target.answer);
    }
  };

  return (
    <Wizard
      activeStepIndex={state.stepIndex}
      i18nStrings={{
        stepNumberLabel: (number) => labelOf(number, wizard),
        collapsedStepsLabel: said.collapsedSteps,
        navigationAriaLabel: said.navigation,
        previousButton: said.previous,
        nextButton: said.next,
        errorIconAriaLabel: said.errorIcon,
      }}
      onNavigate={({ detail }) => goToIndex(detail.requestedStepIndex)}
      customPrimaryActions={
        <WizardActions
          wizard={wizard}
          isReading={isReading}
          isStarting={start.isStarting}
          onPrevious={() => goToIndex(state.stepIndex - 1)}
          onNext={() => goToIndex(state.stepIndex + 1)}
          onLaunch={start.launch}
        />
      }
      steps={STEPS.map((listed) => ({
        title: words.wizard.steps[listed.answer],
        description: inStore(words.wizard.intro[listed.answer]),
        info: <LessonLink step={listed} onLesson={onLesson} />,
        content: (
          <SpaceBetween size="l">
            <AnswerNewsAlerts {...wizard} />
            <listed.Content {...wizard} launchProblem={start.problem} />
          </SpaceBetween>
        ),
        ...(state.hasTriedToLeave && blocker !== undefined && listed === step
          ? { errorText: said.stillOpen(inStore(reasonOf(blocker))) }
          : {}),
      }))}
    />
  );
}

/** With a badge for each answer that was seen: what must be changed, and what is to be looked at. */
function labelOf(number: number, { state, findings }: WizardHandle): string {
  const label = said.stepNumber(number);
  const badge = badgeOfStep(number - 1, state, findings);
  return badge === 'fine' ? label : `${label} · ${said.badge[badge]}`;
}

/** An address is refused for a reason that says how to mend it; the sentence would only repeat what was typed. */
function reasonOf({ id, sentence, why }: Finding): string {
  return id === 'admin-address-refused' ? why : sentence;
}

function LessonLink({ step, onLesson }: { readonly step: WizardStep; readonly onLesson: () => void }) {
  const label = words.app.help.linkFor(words.wizard.steps[step.answer]);
  return (
    <Link variant="info" ariaLabel={label} onFollow={onLesson}>
      {words.app.help.link}
    </Link>
  );
}
