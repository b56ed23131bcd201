import Box from '@cloudscape-design/components/box';
import Link from '@cloudscape-design/components/link';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { TableProps } from '@cloudscape-design/components/table';
import { isGone, isHalfDone } from '../../shared/launch-acts.ts';
import type { Launch } from '../../shared/launch.ts';
import { words } from '../../shared/words/en.ts';
import { ago, day } from '../components/moment.ts';
import { costOfLaunch } from './cost-of-launch.ts';
import { INDICATOR_OF, machineCount, standingOf } from './launch-standing.ts';

const said = words.launches.table;

/** Where the link to that launch stands, to come back to. */
export function linkIdOf(launchId: string): string {
  return `open-launch-${launchId}`;
}

export function launchColumns(
  onOpen: (launchId: string) => void,
  now: number,
): readonly TableProps.ColumnDefinition<Launch>[] {
  const { columns } = said;
  return [
    {
      id: 'name',
      header: columns.name,
      isRowHeader: true,
      minWidth: 170,
      sortingComparator: (one, other) => one.name.localeCompare(other.name, 'en'),
      cell: (launch) => <Name launch={launch} onOpen={onOpen} />,
    },
    {
      id: 'state',
      header: columns.state,
      minWidth: 180,
      cell: (launch) => <State launch={launch} now={now} />,
    },
    { id: 'machines', header: columns.machines, minWidth: 110, cell: machinesInWords },
    {
      id: 'age',
      header: columns.age,
      minWidth: 110,
      sortingComparator: (one, other) => one.startedAt - other.startedAt,
      cell: ({ startedAt }) => <Age startedAt={startedAt} now={now} />,
    },
    { id: 'cost', header: columns.cost, minWidth: 150, cell: (launch) => <Cost launch={launch} now={now} /> },
  ];
}

function Name({ launch, onOpen }: { readonly launch: Launch; readonly onOpen: (id: string) => void }) {
  const { launchId, name, region, account } = launch;
  return (
    <span id={linkIdOf(launchId)}>
      <Link
        href={`#${launchId}`}
        ariaLabel={said.open(name)}
        onFollow={(event) => {
          event.preventDefault();
          onOpen(launchId);
        }}
      >
        <span className="breakable">{name}</span>
      </Link>
      <Small text={said.where(region, account.accountId)} />
    </span>
  );
}

type AtProps = { readonly launch: Launch; readonly now: number };

/** An old state is told as an old one, with what keeps it from being newer. */
function State({ launch, now }: AtProps) {
  const standing = standingOf(launch);
  const { problem, at } = launch.sight;
  return (
    <>
      <StatusIndicator type={INDICATOR_OF[standing]}>{words.launches.standing[standing]}</StatusIndicator>
      {isHalfDone(launch) && launch.isLeftAlone && <Small text={words.launches.leftAlone} />}
      {problem !== null && (
        <div>
          <StatusIndicator type="warning">
            {problem.actions.includes('choose-account') ? words.launches.signIn : words.launches.notAsked}
          </StatusIndicator>
          {at !== null && <Small text={`${words.launches.seen} ${ago(new Date(at).toISOString(), now)}`} />}
        </div>
      )}
    </>
  );
}

function machinesInWords(launch: Launch): string {
  const { running, planned } = machineCount(launch);
  return isGone(launch) ? words.launches.machines.none : words.launches.machines.of(running, planned);
}

function Age({ startedAt, now }: { readonly startedAt: number; readonly now: number }) {
  const iso = new Date(startedAt).toISOString();
  return (
    <>
      {ago(iso, now)}
      <Small text={day(iso)} />
    </>
  );
}

function Cost({ launch, now }: AtProps) {
  const cost = costOfLaunch(launch, now);
  return (
    <>
      {cost.now}
      {cost.soFar !== null && <Small text={cost.soFar} />}
    </>
  );
}

function Small({ text }: { readonly text: string }) {
  return (
    <Box fontSize="body-s" color="text-body-secondary">
      <span className="breakable">{text}</span>
    </Box>
  );
}
