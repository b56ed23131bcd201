import Alert from '@cloudscape-design/components/alert';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { PlanDraft } from '../../../shared/launch-plan.ts';
import { HOURS_PER_MONTH } from '../../../shared/price.ts';
import { words } from '../../../shared/words/en.ts';

const said = words.wizard.size;

/** Shown, not only set: AWS's own default for these sizes may bill extra. */
export function CreditsNote({ size }: { readonly size: PlanDraft['size'] }) {
  if (size === null || size.cpuCredits === null) return null;
  return (
    <Alert type="info" header={said.credits.title} statusIconAriaLabel={words.app.severity.note}>
      {said.credits[size.cpuCredits]}
    </Alert>
  );
}

/** 750 hours are one machine, and a fleet is several. */
export function FreeTierTruth({ count }: { readonly count: number }) {
  const hours = new Intl.NumberFormat('en-US').format(count * HOURS_PER_MONTH);
  return (
    <Alert type="info" header={said.truthTitle} statusIconAriaLabel={words.app.severity.note}>
      <SpaceBetween size="xxs">
        <div>{said.truth}</div>
        {count > 1 && <div>{said.truthFleet(count, hours)}</div>}
      </SpaceBetween>
    </Alert>
  );
}
