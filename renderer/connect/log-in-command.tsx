import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { keyOfMachine } from '../../shared/connect/machine-key.ts';
import type { Launch, LaunchedInstance } from '../../shared/launch.ts';
import { PORTS } from '../../shared/platform.ts';
import { sessionCommand } from '../../shared/session-manager.ts';
import { sshCommand } from '../../shared/ssh-command.ts';
import { isReachable, siteOf } from '../../shared/ways-in.ts';
import { words } from '../../shared/words/en.ts';
import { CopyButton } from '../components/copy-button.tsx';
import { useVault } from '../vault/vault-context.ts';

const said = words.launch.connect;

type CommandProps = {
  readonly launch: Launch;
  readonly instance: LaunchedInstance;
};

/** Where there is no ssh (Windows), the address is what one needs. While Keyport's agent is open, ssh is told to ask it. */
export function LogInCommand({ launch, instance }: CommandProps) {
  const { launchId, connect } = launch;
  const { publicAddress: address, instanceId, zoneName } = instance;
  const key = keyOfMachine(launch, instanceId);
  const agent = useVault().agents.find(({ custodyId }) => custodyId === key.custodyId);
  const session = sessionCommand(launch.plan, instanceId);
  if (session !== null && instance.goneAt === null) {
    return (
      <SpaceBetween direction="horizontal" size="xs" alignItems="center">
        <code>{session}</code>
        <Site launch={launch} instance={instance} />
      </SpaceBetween>
    );
  }
  if (address === null) return addressInWords(instance);
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

/** Its public address, or why it has none. */
export function addressInWords({ publicAddress, state }: LaunchedInstance): string {
  const isStopped = state === 'stopped' || state === 'stopping';
  return publicAddress ?? (isStopped ? said.noAddressStopped : said.noAddress);
}
