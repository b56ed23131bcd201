import Alert, { type AlertProps } from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { Finding, Fix, Severity } from '../../shared/finding.ts';
import { words } from '../../shared/words/en.ts';
import { useInStore } from './in-store.ts';

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

function FindingAlert({ finding, onFix }: { readonly finding: Finding; readonly onFix: (fix: Fix) => void }) {
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
        {finding.fixes.length > 0 && (
          <SpaceBetween direction="horizontal" size="xs">
            {finding.fixes.map((fix) => (
              <Button key={fix.label} onClick={() => onFix(fix)}>
                {fix.label}
              </Button>
            ))}
          </SpaceBetween>
        )}
      </SpaceBetween>
    </Alert>
  );
}

const ALERT_TYPES: Readonly<Record<Severity, AlertProps.Type>> = {
  blocker: 'error',
  danger: 'error',
  caution: 'warning',
  note: 'info',
};
