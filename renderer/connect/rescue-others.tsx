import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator, { type StatusIndicatorProps } from '@cloudscape-design/components/status-indicator';
import { machinesWithout } from '../../shared/connect/machine-key.ts';
import type { Rescue } from '../../shared/connect/rescue-api.ts';
import { succeeded, type Outcome } from '../../shared/outcome.ts';
import { words } from '../../shared/words/en.ts';
import { ProblemAlert } from '../components/problem-alert.tsx';
import { useAct } from '../use-act.ts';
import type { ConnectProps } from './connect-props.ts';

const said = words.rescue;

type RescueOthersProps = ConnectProps & {
  readonly custodyId: string;
  readonly rescues: ReadonlyMap<string, Rescue>;
};

/** The other machines of the launch had the same key: one after the other, the new one may be let in there as well. */
export function RescueOthers({ launch, machine, custodyId, rescues }: RescueOthersProps) {
  const act = useAct();
  const others = launch.instances.filter(
    ({ instanceId, goneAt }) => goneAt === null && instanceId !== machine.instanceId,
  );
  const isDone = (instanceId: string) => rescues.get(instanceId)?.state === 'done';
  const waiting = machinesWithout(launch, custodyId).filter(
    ({ instanceId }) => instanceId !== machine.instanceId && !isDone(instanceId),
  );
  const machines = others.filter((each) => waiting.includes(each) || rescues.has(each.instanceId));
  const all = () =>
    act.run(async (): Promise<Outcome<null>> => {
      for (const { instanceId } of waiting) {
        const rescue = await window.keyport.letNewKeyIn({ launchId: launch.launchId, instanceId, custodyId });
        if (!rescue.ok) return rescue;
      }
      return succeeded(null);
    });
  if (machines.length === 0) return null;
  return (
    <SpaceBetween size="s">
      {waiting.length > 0 && <Box>{said.lost.others(waiting.length)}</Box>}
      <ul className="plain-list">
        {machines.map(({ instanceId, zoneName }) => {
          const rescue = rescues.get(instanceId);
          return (
            <li key={instanceId}>
              <StatusIndicator type={MARKS[rescue?.state ?? 'waiting']}>
                {said.lost.otherAt(zoneName, instanceId)}
                {rescue?.state === 'failed' && ` ${rescue.problem?.title ?? ''}. ${said.soFar[rescue.soFar]}`}
              </StatusIndicator>
            </li>
          );
        })}
      </ul>
      {waiting.length > 0 && (
        <Button loading={act.isBusy} onClick={all}>
          {said.lost.doOthers(waiting.length)}
        </Button>
      )}
      {act.problem !== null && <ProblemAlert problem={act.problem} on={{ retry: all }} />}
    </SpaceBetween>
  );
}

const MARKS: Readonly<Record<Rescue['state'] | 'waiting', StatusIndicatorProps.Type>> = {
  waiting: 'pending',
  working: 'loading',
  done: 'success',
  failed: 'error',
};
