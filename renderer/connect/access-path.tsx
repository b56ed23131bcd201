import ExpandableSection from '@cloudscape-design/components/expandable-section';
import StatusIndicator, { type StatusIndicatorProps } from '@cloudscape-design/components/status-indicator';
import type { AccessStep, AccessStepState, AccessTest } from '../../shared/connect/access-test.ts';
import { words } from '../../shared/words/en.ts';
import './access-path.css';

const said = words.connectTest;

type AccessPathProps = { readonly test: AccessTest; readonly zoneName: string };

/** The way from this computer to the machine, with what was found at each step. */
export function AccessPath({ test: { steps, from, port }, zoneName }: AccessPathProps) {
  const isKnown = steps.some(({ state }) => state !== 'waiting');
  return (
    <div className="access-path" role="group" aria-label={said.path}>
      <div className="access-path-end">{from === null ? said.youUnknown : said.you(from)}</div>
      {isKnown && (
        <ol className="access-path-steps">
          {steps.map((step) => (
            <Step key={step.step} step={step} />
          ))}
        </ol>
      )}
      <div className="access-path-end">{said.machine(zoneName, port)}</div>
    </div>
  );
}

function Step({ step: { step, state, sentence, because } }: { readonly step: AccessStep }) {
  return (
    <li className={`access-path-step access-path-${state}`}>
      <StatusIndicator type={SIGNS[state]} iconAriaLabel={said.states[state]}>
        {said.steps[step]}
      </StatusIndicator>
      {sentence !== '' && <div className="access-path-sentence">{sentence}</div>}
      {state === 'wrong' && because.length > 0 && (
        <ExpandableSection headerText={said.details}>
          <code className="breakable">{because.join('\n')}</code>
        </ExpandableSection>
      )}
    </li>
  );
}

const SIGNS: Readonly<Record<AccessStepState, StatusIndicatorProps.Type>> = {
  waiting: 'pending',
  working: 'loading',
  ok: 'success',
  note: 'warning',
  unknown: 'info',
  wrong: 'error',
  skipped: 'stopped',
};
