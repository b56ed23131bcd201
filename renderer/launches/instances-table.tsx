import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import ButtonDropdown from '@cloudscape-design/components/button-dropdown';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator, { type StatusIndicatorProps } from '@cloudscape-design/components/status-indicator';
import Table, { type TableProps } from '@cloudscape-design/components/table';
import { areThere, isBusy } from '../../shared/launch-acts.ts';
import type { Launch, LaunchedInstance } from '../../shared/launch.ts';
import { INSTANCE_ACTS, type InstanceAct } from '../../shared/launches-api.ts';
import { words } from '../../shared/words/en.ts';
import { addressInWords, LogInCommand } from '../connect/log-in-command.tsx';
import { useIsNarrow } from '../use-is-narrow.ts';
import { actsOfMachine } from './acts-of-machine.ts';
import { seenState, stateInWords } from './what-is-there.ts';

const said = words.launch.connect;
const acts = words.launches.acts;

/** Where not every column fits, in pixels; the command says the address and the user too. */
const NARROW = 1000;
const ESSENTIAL = ['zone', 'state', 'acts', 'command'];
const EVERY_COLUMN = ['zone', 'state', 'acts', 'address', 'login', 'command'];

type InstancesTableProps = {
  readonly launch: Launch;
  readonly onAct: (act: InstanceAct, instanceIds: readonly string[]) => void;
  readonly onConnect: (instanceId: string) => void;
};

/** Every machine with its address, the command that logs in to it, and what can be done with it. */
export function InstancesTable({ launch, onAct, onConnect }: InstancesTableProps) {
  const isNarrow = useIsNarrow(NARROW);
  const there = areThere(launch);
  const gone = launch.instances.filter(({ goneAt }) => goneAt !== null);
  return (
    <SpaceBetween size="s">
      <Table
        header={
          <Header variant="h2" counter={`(${there.length})`}>
            {said.title}
          </Header>
        }
        items={there}
        trackBy="instanceId"
        wrapLines
        empty={said.noMachine}
        ariaLabels={{ tableLabel: said.title }}
        columnDefinitions={columnsOf(launch, onAct, onConnect)}
        visibleColumns={isNarrow ? ESSENTIAL : EVERY_COLUMN}
      />
      {gone.length > 0 && (
        <ExpandableSection headerText={said.ended(gone.length)}>
          <ul className="plain-list">
            {gone.map(({ instanceId, zoneName, stateReason }) => (
              <li key={instanceId} className="breakable">
                {said.endedOne(zoneName, instanceId)}
                {stateReason !== null && ` ${words.launches.zones.goneBecause(stateReason)}`}
              </li>
            ))}
          </ul>
        </ExpandableSection>
      )}
    </SpaceBetween>
  );
}

function columnsOf(
  launch: Launch,
  onAct: InstancesTableProps['onAct'],
  onConnect: InstancesTableProps['onConnect'],
): readonly TableProps.ColumnDefinition<LaunchedInstance>[] {
  return [
    {
      id: 'zone',
      minWidth: 170,
      header: said.columns.zone,
      isRowHeader: true,
      cell: ({ zoneName, instanceId }) => (
        <>
          <div>{zoneName}</div>
          <Box fontSize="body-s" color="text-body-secondary">
            <span className="mono">{instanceId}</span>
          </Box>
        </>
      ),
    },
    {
      id: 'state',
      minWidth: 165,
      header: said.columns.state,
      cell: (instance) => <InstanceState state={seenState(instance)} />,
    },
    {
      id: 'acts',
      minWidth: 165,
      header: said.columns.acts,
      cell: (instance) => (
        <SpaceBetween size="xs">
          <Button
            ariaLabel={words.connect.openFor(instance.zoneName)}
            onClick={() => onConnect(instance.instanceId)}
          >
            {words.connect.open}
          </Button>
          <Acts of={instance} isBusy={isBusy(launch)} onAct={onAct} />
        </SpaceBetween>
      ),
    },
    {
      id: 'address',
      minWidth: 130,
      header: said.columns.address,
      cell: addressInWords,
    },
    {
      id: 'login',
      minWidth: 140,
      header: said.columns.login,
      cell: () => said.loginOf(launch.connect.loginUser, launch.connect.port),
    },
    {
      id: 'command',
      minWidth: 220,
      header: said.columns.command,
      cell: (instance) => <LogInCommand launch={launch} instance={instance} />,
    },
  ];
}

type ActsProps = {
  readonly of: LaunchedInstance;
  readonly isBusy: boolean;
  readonly onAct: InstancesTableProps['onAct'];
};

function Acts({ of: { instanceId, zoneName, state }, isBusy: isWorkedOn, onAct }: ActsProps) {
  return (
    <ButtonDropdown
      ariaLabel={acts.menuFor(zoneName)}
      disabled={isWorkedOn}
      expandToViewport
      items={actsOfMachine(state).map((act) => ({ id: act, text: acts[act] }))}
      onItemClick={({ detail }) => {
        const act = INSTANCE_ACTS.find((known) => known === detail.id);
        if (act !== undefined) onAct(act, [instanceId]);
      }}
    >
      {acts.menu}
    </ButtonDropdown>
  );
}

function InstanceState({ state }: { readonly state: string }) {
  return (
    <span className="line-state">
      <StatusIndicator type={INDICATORS[state] ?? 'stopped'}>{stateInWords(state)}</StatusIndicator>
    </span>
  );
}

const INDICATORS: Readonly<Record<string, StatusIndicatorProps.Type>> = {
  running: 'success',
  silent: 'warning',
  pending: 'pending',
  stopping: 'in-progress',
  'shutting-down': 'in-progress',
};
