import Box from '@cloudscape-design/components/box';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator, { type StatusIndicatorProps } from '@cloudscape-design/components/status-indicator';
import type { ReachAnswer, ReachStep, ReachVerdict } from '../../shared/reachability.ts';
import { words } from '../../shared/words/en.ts';
import { decidingStep } from './deciding-step.ts';
import './reach-path.css';

const said = words.groups.ask;

/** The answer, and the way of a packet to it; the step that decides stands out. */
export function ReachPath({ answer }: { readonly answer: ReachAnswer }) {
  const deciding = decidingStep(answer);
  return (
    <SpaceBetween size="s">
      <div className={`reach-verdict reach-verdict-${answer.verdict}`}>
        <Box variant="h3" padding="n">
          {answer.sentence}
        </Box>
      </div>
      <ol className="reach-path" aria-label={said.path}>
        {answer.steps.map((step) => (
          <li key={step.step} className={classOf(step, deciding)}>
            <Step step={step} isDeciding={step === deciding} />
          </li>
        ))}
      </ol>
    </SpaceBetween>
  );
}

function classOf(step: ReachStep, deciding: ReachStep | null): string {
  return `reach-step reach-step-${step.verdict}${step === deciding ? ' reach-step-deciding' : ''}`;
}

function Step({ step, isDeciding }: { readonly step: ReachStep; readonly isDeciding: boolean }) {
  return (
    <>
      <div className="reach-step-name">{said.step[step.step]}</div>
      <StatusIndicator type={TYPES[step.verdict]}>{said.passes[step.verdict]}</StatusIndicator>
      <div className="reach-step-sentence">{step.sentence}</div>
      {step.because.length > 0 && (
        <ul className="reach-step-ids">
          {step.because.map((id) => (
            <li key={id}>
              <code>{id}</code>
            </li>
          ))}
        </ul>
      )}
      {isDeciding && <div className="reach-step-mark">{said.decides}</div>}
    </>
  );
}

const TYPES: Readonly<Record<ReachVerdict, StatusIndicatorProps.Type>> = {
  yes: 'success',
  no: 'stopped',
  unknown: 'warning',
};
