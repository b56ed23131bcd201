import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { Launch } from '../../shared/launch.ts';
import { words } from '../../shared/words/en.ts';
import { ProblemAlert } from '../components/problem-alert.tsx';
import { useAct } from '../use-act.ts';
import { leftOutIn } from './missing-zones.ts';

const said = words.launches.zones;

/** Places that the person does without, each with the way back. */
export function LeftOutMachines({ launch }: { readonly launch: Launch }) {
  const { launchId } = launch;
  const act = useAct();
  const leftOut = leftOutIn(launch);
  if (leftOut.length === 0) return null;
  return (
    <Alert
      type="info"
      header={said.leftOut(leftOut.map(({ zoneName }) => zoneName).join(', '))}
      statusIconAriaLabel={words.app.severity.note}
    >
      <SpaceBetween size="xs">
        <div>{said.leftOutWhy}</div>
        <SpaceBetween direction="horizontal" size="xs">
          {leftOut.map(({ placementId, zoneName }) => (
            <Button
              key={placementId}
              disabled={act.isBusy}
              onClick={() =>
                act.run(() => window.keyport.answerZone({ launchId, placementId, answer: { kind: 'again' } }))
              }
            >
              {said.bringBack(zoneName)}
            </Button>
          ))}
        </SpaceBetween>
        {act.problem !== null && <ProblemAlert problem={act.problem} />}
      </SpaceBetween>
    </Alert>
  );
}
