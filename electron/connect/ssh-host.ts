import { LOGIN_USER } from '../../shared/launch-plan.ts';
import { INSTANCE_ID } from '../../shared/connect/at-machine.ts';
import { isMachineAddress, pipeName } from '../../shared/ssh-command.ts';

/** One machine, as ssh is told of it. */
export type SshHost = {
  /** What is said to ssh: `ssh web-1`. */
  readonly alias: string;
  readonly loginUser: string;
  readonly address: string;
  readonly port: number;
  /** Under which its host keys are known: an address is given to other machines later. */
  readonly instanceId: string;
  readonly knownHostsFile: string;
  /** `first-contact`: the key that the machine shows the first time is believed, and written into that file. */
  readonly hostKeys: 'pinned' | 'first-contact';
  /** Where its key is asked for; null: wherever ssh asks by itself. */
  readonly identityAgent: string | null;
  /** By which ssh picks the one key out of the agent. */
  readonly publicKeyFile: string | null;
};

/**
 * The lines that tell ssh all about one machine. Nothing in them is ever read by a shell; and what ssh itself could read as more
 * than the value of its line is refused, by throwing. Other lines may follow: of each setting, ssh keeps the first.
 */
export function hostBlock(host: SshHost): string {
  const { alias, loginUser, address, port, instanceId, hostKeys } = host;
  if (!ALIAS.test(alias)) throw new Error(`not a host alias: ${alias}`);
  if (!LOGIN_USER.test(loginUser)) throw new Error(`not a login user: ${loginUser}`);
  if (!isMachineAddress(address)) throw new Error(`not an address: ${address}`);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new Error(`not a port: ${String(port)}`);
  if (!INSTANCE_ID.test(instanceId)) throw new Error(`not an instance: ${instanceId}`);
  const lines = [
    `HostName ${address}`,
    `User ${loginUser}`,
    `Port ${String(port)}`,
    // Otherwise ssh may go on as somewhere else than the address that it was given.
    'CanonicalizeHostname no',
    `HostKeyAlias ${instanceId}`,
    'CheckHostIP no',
    'HashKnownHosts no',
    'UpdateHostKeys no',
    'VerifyHostKeyDNS no',
    'NoHostAuthenticationForLocalhost no',
    `UserKnownHostsFile ${quotedPath(host.knownHostsFile)}`,
    'GlobalKnownHostsFile none',
    `StrictHostKeyChecking ${hostKeys === 'pinned' ? 'yes' : 'accept-new'}`,
    ...keyLines(host),
    'ForwardAgent no',
    // An open connection is found by its address, which may have been another machine's when it was made.
    'ControlMaster no',
    'ControlPath none',
    `ConnectTimeout ${String(CONNECT_TIMEOUT_SECONDS)}`,
  ];
  return `Host ${alias}\n${lines.map((line) => `  ${line}\n`).join('')}`;
}

/**
 * A path as ssh's own reading of its configuration takes it for one word, and for nothing but a path: in quotes (OpenSSH 8.7 and
 * later know marks in them), every `%` twice. `${` cannot be marked.
 */
function quotedPath(path: string): string {
  const isWindows = /^[A-Za-z]:[\\/]/.test(path);
  // oxlint-disable-next-line no-control-regex -- these are what is refused
  if (!(isWindows || path.startsWith('/')) || /[\u0000-\u001f\u007f]|\$\{/.test(path)) {
    throw new Error(`not a path that ssh can be told: ${path}`);
  }
  const plain = isWindows ? path.replaceAll('\\', '/') : path;
  return `"${plain.replaceAll('%', '%%').replaceAll(/[\\"]/g, String.raw`\$&`)}"`;
}

const ALIAS = /^[a-z0-9][a-z0-9-]*$/;
const CONNECT_TIMEOUT_SECONDS = 15;

/** The key alone is offered; where it has no file, it is what the agent has. */
function keyLines({ identityAgent, publicKeyFile }: SshHost): readonly string[] {
  const agent = identityAgent === null ? [] : [`IdentityAgent ${agentPlace(identityAgent)}`];
  if (publicKeyFile !== null) {
    return [...agent, 'IdentitiesOnly yes', `IdentityFile ${quotedPath(publicKeyFile)}`];
  }
  return identityAgent === null ? [] : [...agent, 'IdentitiesOnly no'];
}

function agentPlace(socketPath: string): string {
  const pipe = pipeName(socketPath);
  return pipe === null ? quotedPath(socketPath) : `//./pipe/${pipe}`;
}
