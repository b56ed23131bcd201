import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { areThere, isBusy, isSilent } from '../../shared/launch-acts.ts';
import type { Launch } from '../../shared/launch.ts';
import { words } from '../../shared/words/en.ts';

const said = words.launches.silent;

type SilentMachinesProps = {
  readonly launch: Launch;
  /** Finds out why one of them cannot be reached. */
  readonly onTest: (instanceId: string) => void;
};

/** Machines that run and do not answer, as EC2 says, and what a person can do about that. */
export function SilentMachines({ launch, onTest }: SilentMachinesProps) {
  const silent = isBusy(launch) ? [] : areThere(launch).filter(isSilent);
  if (silent.length === 0) return null;
  const zones = silent.map(({ zoneName }) => zoneName).join(', ');
  return (
    <Alert
      type="warning"
      header={silent.length === 1 ? said.title(zones) : said.titleMany(zones)}
      statusIconAriaLabel={words.app.severity.caution}
    >
      <SpaceBetween size="xs">
        <div>{said.why}</div>
        <ul className="plain-list">
          {said.choices.map((choice) => (
            <li key={choice}>{choice}</li>
          ))}
        </ul>
        <SpaceBetween direction="horizontal" size="xs">
          {silent.map(({ instanceId, zoneName }) => (
            <Button key={instanceId} onClick={() => onTest(instanceId)}>
              {said.test(zoneName)}
            </Button>
          ))}
        </SpaceBetween>
      </SpaceBetween>
    </Alert>
  );
}
