import Alert, { type AlertProps } from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { Finding, Fix, Severity } from '../../shared/finding.ts';
import { words } from '../../shared/words/en.ts';
import { useInStore } from './in-store.ts';
import { ProblemLink } from './problem-link.tsx';
import { ProblemMore } from './problem-more.tsx';

type FindingAlertsProps = {
  readonly findings: readonly Finding[];
  readonly onFix: (fix: Fix) => void;
};

/** What the judge sees, one alert each, with the buttons that mend it. */
export function FindingAlerts({ findings, onFix }: FindingAlertsProps) {
  if (findings.length === 0) return null;
  return (
    <SpaceBetween size="s">
      {findings.map((finding) => (
        <FindingAlert key={`${finding.id} ${finding.sentence}`} finding={finding} onFix={onFix} />
      ))}
    </SpaceBetween>
  );
}

type FindingProps = { readonly finding: Finding; readonly onFix: (fix: Fix) => void };

function FindingAlert({ finding, onFix }: FindingProps) {
  const said = useInStore();
  const sentence = said(finding.sentence);
  const severity = words.app.severity[finding.severity];
  return (
    <Alert
      type={ALERT_TYPES[finding.severity]}
      header={finding.severity === 'danger' ? `${severity}: ${sentence}` : sentence}
      statusIconAriaLabel={severity}
    >
      <SpaceBetween size="xs">
        <div>{said(finding.why)}</div>
        <FindingButtons finding={finding} onFix={onFix} />
        {finding.problem !== undefined && <ProblemMore problem={finding.problem} />}
      </SpaceBetween>
    </Alert>
  );
}

function FindingButtons({ finding: { fixes, problem }, onFix }: FindingProps) {
  if (fixes.length === 0 && (problem?.link ?? null) === null) return null;
  return (
    <SpaceBetween direction="horizontal" size="xs">
      {fixes.map((fix) => (
        <Button key={fix.label} onClick={() => onFix(fix)}>
          {fix.label}
        </Button>
      ))}
      {problem !== undefined && <ProblemLink problem={problem} />}
    </SpaceBetween>
  );
}

const ALERT_TYPES: Readonly<Record<Severity, AlertProps.Type>> = {
  blocker: 'error',
  danger: 'error',
  caution: 'warning',
  note: 'info',
};
