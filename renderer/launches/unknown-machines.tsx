import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { isBusy } from '../../shared/launch-acts.ts';
import type { Launch } from '../../shared/launch.ts';
import { words } from '../../shared/words/en.ts';

const said = words.launches.unknown;

type UnknownMachinesProps = {
  readonly launch: Launch;
  readonly isLooking: boolean;
  readonly onLook: () => void;
  /** Null where it cannot be finished now. */
  readonly onFinish: (() => void) | null;
};

/** Machines that were asked for without an answer: they may be there, and nothing else may be asked for in their place. */
export function UnknownMachines({ launch, isLooking, onLook, onFinish }: UnknownMachinesProps) {
  const unknown = isBusy(launch) ? [] : launch.zones.filter(({ state }) => state === 'unknown');
  if (unknown.length === 0) return null;
  return (
    <Alert
      type="warning"
      header={said.title(unknown.map(({ zoneName }) => zoneName).join(', '))}
      statusIconAriaLabel={words.app.severity.caution}
    >
      <SpaceBetween size="s">
        {launch.problem !== null && launch.problem.whatIsRunning !== null && (
          <Box fontWeight="bold">{launch.problem.whatIsRunning}</Box>
        )}
        <div>{said.why}</div>
        <div>{said.safe}</div>
        <SpaceBetween direction="horizontal" size="xs">
          <Button loading={isLooking} onClick={onLook}>
            {said.look}
          </Button>
          {onFinish !== null && <Button onClick={onFinish}>{said.finish}</Button>}
        </SpaceBetween>
      </SpaceBetween>
    </Alert>
  );
}
