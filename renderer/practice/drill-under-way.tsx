import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { DrillProgress, DrillUnderWay } from '../../shared/practice/drills.ts';
import { words } from '../../shared/words/en.ts';
import { useDrill } from '../mode/drill-context.ts';
import { drillTurn, nextInWords } from '../mode/drill-in-words.ts';

const said = words.drills;

type DrillUnderWayCardProps = {
  readonly drill: DrillUnderWay;
  readonly progress: DrillProgress;
  readonly onGo: (screen: 'launch' | 'launches') => void;
  readonly onSay: (message: string) => void;
};

/** The next step in words, with the way to where it is done; at the end what was learnt. */
export function DrillUnderWayCard({ drill, progress, onGo, onSay }: DrillUnderWayCardProps) {
  const { isBusy, turn, end } = useDrill();
  const { isDone, canTurn, place, of, screen } = progress;
  return (
    <SpaceBetween size="s">
      <div role="status">
        <Box fontWeight="bold">{isDone ? said.learnt : said.place(place, of)}</Box>
        <div>{nextInWords(drill, progress)}</div>
      </div>
      {drill.hit !== null && <Machines drill={drill} />}
      <SpaceBetween direction="horizontal" size="xs">
        {screen !== null && (
          <Button variant="primary" onClick={() => onGo(screen)}>
            {said.go[screen]}
          </Button>
        )}
        {canTurn && (
          <Button disabled={isBusy} onClick={turn}>
            {drillTurn(drill)}
          </Button>
        )}
        <Button
          variant={isDone ? 'primary' : 'normal'}
          disabled={isBusy}
          onClick={() => end(() => onSay(said.ended))}
        >
          {isDone ? said.endDone : said.end}
        </Button>
      </SpaceBetween>
      {!isDone && (
        <Box fontSize="body-s" color="text-body-secondary">
          {said.endWhy}
        </Box>
      )}
    </SpaceBetween>
  );
}

/** The machines of the launch that was hit, zone by zone: which of them answer. */
function Machines({ drill: { hit, machines, zone, stage } }: { readonly drill: DrillUnderWay }) {
  const own = machines.filter(({ launchId }) => launchId === hit?.launchId);
  const zones = [...new Set([...own.map((machine) => machine.zone), ...(zone === null ? [] : [zone])])];
  return (
    <div>
      <Box fontWeight="bold">{said.machines.label}</Box>
      <ul className="drill-zones">
        {zones.toSorted().map((name) => {
          const there = own.filter((machine) => machine.zone === name);
          const isLost = name === zone && stage === 'during';
          return (
            <li key={name} className={isLost ? 'drill-zone drill-zone-lost' : 'drill-zone'}>
              <strong>{name}</strong>
              {isLost && <span>{said.machines.lost}</span>}
              <Serving serving={there.filter(({ serves }) => serves).length} all={there.length} />
            </li>
          );
        })}
      </ul>
    </div>
  );
}

function Serving({ serving, all }: { readonly serving: number; readonly all: number }) {
  if (all === 0) return <StatusIndicator type="stopped">{said.machines.none}</StatusIndicator>;
  return (
    <>
      {serving > 0 && <StatusIndicator type="success">{said.machines.serving(serving)}</StatusIndicator>}
      {all > serving && <StatusIndicator type="error">{said.machines.silent(all - serving)}</StatusIndicator>}
    </>
  );
}
