import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { words } from '../../../shared/words/en.ts';
import type { StepProps } from '../step-props.ts';

const said = words.wizard.again;

/** Of a launch like an earlier one, or by a plan in a file: what is otherwise this time, and why. */
export function ReviewAgain({ state, goTo }: Pick<StepProps, 'state' | 'goTo'>) {
  const { carried } = state;
  if (carried === null) return null;
  const { plan, file, open, changed } = carried;
  return (
    <Alert
      type={changed.length > 0 ? 'warning' : 'info'}
      header={file === null ? said.title(plan.name) : said.fileTitle(file)}
      statusIconAriaLabel={words.app.severity[changed.length > 0 ? 'caution' : 'note']}
    >
      <SpaceBetween size="xs">
        {open.length > 0 && <StatusIndicator type="loading">{said.looking}</StatusIndicator>}
        {open.length === 0 && <div>{changed.length === 0 ? said.same : said.changed}</div>}
        {changed.map(({ answer, sentence }) => (
          <div key={sentence}>
            {sentence}{' '}
            <Button variant="inline-link" onClick={() => goTo(answer)}>
              {said.goTo(words.wizard.steps[answer])}
            </Button>
          </div>
        ))}
      </SpaceBetween>
    </Alert>
  );
}
