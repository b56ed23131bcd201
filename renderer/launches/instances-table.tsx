import Box from '@cloudscape-design/components/box';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import Table, { type TableProps } from '@cloudscape-design/components/table';
import type { ConnectFacts, Launch, LaunchedInstance } from '../../shared/launch.ts';
import { PORTS } from '../../shared/platform.ts';
import { sshCommand } from '../../shared/ssh-command.ts';
import { words } from '../../shared/words/en.ts';
import { CopyButton } from '../components/copy-button.tsx';
import { useVault } from '../vault/vault-context.ts';

const said = words.launch.connect;

/** Every machine with its address and the command that logs in to it. */
export function InstancesTable({ launch }: { readonly launch: Launch }) {
  return (
    <Table
      header={
        <Header variant="h2" counter={`(${launch.instances.length})`}>
          {said.title}
        </Header>
      }
      items={launch.instances}
      trackBy="instanceId"
      wrapLines
      ariaLabels={{ tableLabel: said.title }}
      columnDefinitions={columnsOf(launch)}
    />
  );
}

function columnsOf({ launchId, connect }: Launch): readonly TableProps.ColumnDefinition<LaunchedInstance>[] {
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
      minWidth: 120,
      header: said.columns.state,
      cell: ({ state }) => <InstanceState state={state} />,
    },
    {
      id: 'address',
      header: said.columns.address,
      cell: ({ publicAddress }) => publicAddress ?? said.noAddress,
    },
    { id: 'user', minWidth: 110, header: said.columns.user, cell: () => connect.loginUser },
    { id: 'port', header: said.columns.port, cell: () => connect.port },
    {
      id: 'command',
      header: said.columns.command,
      cell: (instance) => <Command launchId={launchId} connect={connect} instance={instance} />,
    },
  ];
}

function InstanceState({ state }: { readonly state: string }) {
  if (state === 'running') return <StatusIndicator type="success">{state}</StatusIndicator>;
  return <StatusIndicator type={state === 'pending' ? 'pending' : 'stopped'}>{state}</StatusIndicator>;
}

type CommandProps = {
  readonly launchId: string;
  readonly connect: ConnectFacts;
  readonly instance: LaunchedInstance;
};

/** Where there is no ssh (Windows), the address is what one needs. While Keyport's agent is open, ssh is told to ask it. */
function Command({ launchId, connect, instance }: CommandProps) {
  const agent = useVault().agents.find(({ custodyId }) => custodyId === connect.custodyId);
  const { publicAddress: address, instanceId, zoneName } = instance;
  if (address === null) return said.noAddress;
  const isSsh = connect.port === PORTS.ssh;
  const login = { loginUser: connect.loginUser, address };
  const command = sshCommand(agent === undefined ? login : { ...login, identityAgent: agent.socketPath });
  const what = isSsh ? 'ssh-command' : 'address';
  return (
    <SpaceBetween direction="horizontal" size="xs" alignItems="center">
      <code>{isSsh ? command : address}</code>
      <CopyButton
        label={isSsh ? said.copyCommand : said.copyAddress}
        ariaLabel={isSsh ? said.copyCommandFor(zoneName) : said.copyAddressFor(zoneName)}
        copiedAriaLabel={said.copiedFor(zoneName)}
        onCopy={() => window.keyport.copyConnectText({ launchId, instanceId, what })}
      />
    </SpaceBetween>
  );
}
