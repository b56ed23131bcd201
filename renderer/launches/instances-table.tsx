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
import { PORTS } from '../../shared/platform.ts';
import { sessionCommand } from '../../shared/session-manager.ts';
import { sshCommand } from '../../shared/ssh-command.ts';
import { isReachable, siteOf } from '../../shared/ways-in.ts';
import { words } from '../../shared/words/en.ts';
import { CopyButton } from '../components/copy-button.tsx';
import { useIsNarrow } from '../use-is-narrow.ts';
import { useVault } from '../vault/vault-context.ts';
import { actsOfMachine } from './acts-of-machine.ts';
import { isStopped } from './launch-standing.ts';
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
};

/** Every machine with its address, the command that logs in to it, and what can be done with it. */
export function InstancesTable({ launch, onAct }: InstancesTableProps) {
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
        columnDefinitions={columnsOf(launch, onAct)}
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
      cell: (instance) => <Acts of={instance} isBusy={isBusy(launch)} onAct={onAct} />,
    },
    {
      id: 'address',
      minWidth: 130,
      header: said.columns.address,
      cell: addressOf,
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
      cell: (instance) => <Command launch={launch} instance={instance} />,
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

function addressOf({ publicAddress, state }: LaunchedInstance): string {
  return publicAddress ?? (isStopped({ state }) ? said.noAddressStopped : said.noAddress);
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

type CommandProps = {
  readonly launch: Launch;
  readonly instance: LaunchedInstance;
};

/** Where there is no ssh (Windows), the address is what one needs. While Keyport's agent is open, ssh is told to ask it. */
function Command({ launch, instance }: CommandProps) {
  const { launchId, connect } = launch;
  const agent = useVault().agents.find(({ custodyId }) => custodyId === connect.custodyId);
  const { publicAddress: address, instanceId, zoneName } = instance;
  const session = sessionCommand(launch.plan, instanceId);
  if (session !== null && instance.goneAt === null) {
    return (
      <SpaceBetween direction="horizontal" size="xs" alignItems="center">
        <code>{session}</code>
        <Site launch={launch} instance={instance} />
      </SpaceBetween>
    );
  }
  if (address === null) return addressOf(instance);
  const isSsh = connect.port === PORTS.ssh;
  const login = { loginUser: connect.loginUser, address };
  const agentLogin = agent === undefined ? login : { ...login, identityAgent: agent.socketPath };
  const what = isSsh ? 'ssh-command' : 'address';
  return (
    <SpaceBetween direction="horizontal" size="xs" alignItems="center">
      <code>{isSsh ? sshCommand(agentLogin) : address}</code>
      <CopyButton
        label={isSsh ? said.copyCommand : said.copyAddress}
        ariaLabel={isSsh ? said.copyCommandFor(zoneName) : said.copyAddressFor(zoneName)}
        copiedAriaLabel={said.copiedFor(zoneName)}
        onCopy={() => window.keyport.copyConnectText({ launchId, instanceId, what })}
      />
      <Site launch={launch} instance={instance} />
    </SpaceBetween>
  );
}

/** The way to its web page, where a web port is open. If the browser does not open nothing is lost, so nothing is said. */
function Site({ launch, instance: { instanceId, zoneName } }: CommandProps) {
  const site = siteOf(launch, instanceId);
  if (site === null) return null;
  if (!isReachable(launch)) {
    return (
      <Box fontSize="body-s" color="text-body-secondary">
        {said.siteForReal(site)}
      </Box>
    );
  }
  return (
    <Button
      variant="inline-link"
      iconName="external"
      iconAlign="right"
      ariaLabel={said.siteFor(zoneName)}
      onClick={() => {
        window.keyport.openSite({ launchId: launch.launchId, instanceId }).catch(() => undefined);
      }}
    >
      {said.site}
    </Button>
  );
}
