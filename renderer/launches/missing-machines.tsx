import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { costOfAnother } from '../../shared/cost.ts';
import type { Launch, LaunchZone } from '../../shared/launch.ts';
import type { Problem, ProblemAction } from '../../shared/problem.ts';
import { words } from '../../shared/words/en.ts';
import { ProblemAlert } from '../components/problem-alert.tsx';
import { useAct } from '../use-act.ts';
import { useNow } from '../use-now.ts';
import { addsInWords, costOfLaunch, isPractised } from './cost-of-launch.ts';
import type { LaunchDialog } from './launch-dialog.ts';
import { machineCount } from './launch-standing.ts';
import { missingIn } from './missing-zones.ts';

const said = words.launches.zones;

const MINUTE_MS = 60_000;

type MissingMachinesProps = {
  readonly launch: Launch;
  readonly onAsk: (dialog: LaunchDialog) => void;
  readonly on: Partial<Record<ProblemAction, () => void>>;
};

/** What runs is kept, and said with what it costs; for each machine that is missing, what may become of it. */
export function MissingMachines({ launch, onAsk, on }: MissingMachinesProps) {
  const missing = missingIn(launch);
  const cost = costOfLaunch(launch, useNow(true, MINUTE_MS));
  if (missing.length === 0) return null;
  const { running, planned } = machineCount(launch);
  return (
    <Container
      header={
        <Header
          variant="h2"
          description={said.why}
          actions={
            on.undo !== undefined && (
              <Button variant="link" onClick={on.undo}>
                {said.undo}
              </Button>
            )
          }
        >
          {said.title(missing.length, planned)}
        </Header>
      }
    >
      <SpaceBetween size="l">
        <div>
          <strong>{running === 0 ? said.runsNot : said.runs(running)}.</strong> {cost.now}.
        </div>
        {missing.map((zone) => (
          <MissingMachine key={zone.placementId} launch={launch} zone={zone} onAsk={onAsk} on={on} />
        ))}
      </SpaceBetween>
    </Container>
  );
}

type MissingMachineProps = MissingMachinesProps & { readonly zone: LaunchZone };

function MissingMachine({ launch, zone, onAsk, on }: MissingMachineProps) {
  const { launchId } = launch;
  const { placementId, zoneName } = zone;
  const act = useAct();
  const answer = (kind: 'again' | 'leave-out') =>
    act.run(() => window.keyport.answerZone({ launchId, placementId, answer: { kind } }));
  const ask = (kind: 'zone' | 'type') => onAsk({ is: 'zone', launch, zone, kind });
  const choices = [
    { label: said.again, onClick: () => answer('again') },
    { label: said.zone, onClick: () => ask('zone') },
    { label: said.size, onClick: () => ask('type') },
    { label: said.leaveOut, onClick: () => answer('leave-out') },
  ];
  return (
    <section aria-label={TITLES[stateOf(zone)](zoneName)}>
      <SpaceBetween size="xs">
        <Box variant="h3">{TITLES[stateOf(zone)](zoneName)}</Box>
        <Why launch={launch} zone={zone} on={on} />
        <div>
          {addsInWords(costOfAnother(launch, zone.instanceType))}
          {isPractised(launch) && ` ${words.practice.launch.price}`}
        </div>
        <SpaceBetween direction="horizontal" size="xs">
          {choices.map(({ label, onClick }) => (
            <Button
              key={label}
              ariaLabel={said.actFor(label, zoneName)}
              disabled={act.isBusy}
              onClick={onClick}
            >
              {label}
            </Button>
          ))}
        </SpaceBetween>
        {act.problem !== null && <ProblemAlert problem={act.problem} />}
      </SpaceBetween>
    </section>
  );
}

/** Why it is missing: AWS's own reason, or that it was there and has ended, or that nobody asked for it. */
function Why({ launch, zone, on }: Omit<MissingMachineProps, 'onAsk'>) {
  const machine = launch.instances.find(({ instanceId }) => instanceId === zone.instanceId);
  return (
    <>
      {zone.state === 'gone' && <div>{said.goneWhy}</div>}
      {zone.state === 'gone' && zone.problem === null && (machine?.stateReason ?? null) !== null && (
        <div>{said.goneBecause(machine?.stateReason ?? '')}</div>
      )}
      {zone.state === 'waiting' && <div>{said.waitingWhy}</div>}
      {zone.problem !== null && <ProblemAlert problem={withoutAnswers(zone.problem)} on={on} />}
    </>
  );
}

/** The buttons under it say the same of this one machine. */
function withoutAnswers(problem: Problem): Problem {
  return {
    ...problem,
    whatIsRunning: null,
    actions: problem.actions.filter((action) => ELSEWHERE.has(action)),
  };
}

const ELSEWHERE: ReadonlySet<ProblemAction> = new Set([
  'copy-policy',
  'copy-details',
  'request-quota',
  'open-subscription',
  'ask-support',
  'choose-account',
]);

function stateOf({ state }: LaunchZone): keyof typeof TITLES {
  return state === 'gone' || state === 'waiting' ? state : 'failed';
}

const TITLES = { failed: said.failed, gone: said.gone, waiting: said.waiting } as const;
