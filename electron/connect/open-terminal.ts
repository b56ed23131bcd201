import { chmod } from 'node:fs/promises';
import path from 'node:path';
import { writeDurably } from '../journal/durable-file.ts';
import { oneAtATime } from '../keychain/one-at-a-time.ts';
import type { AtMachine } from '../../shared/connect/at-machine.ts';
import { keyOfMachine } from '../../shared/connect/machine-key.ts';
import type { OpenedTerminal } from '../../shared/connect/log-in-api.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import { failed, succeeded, type Outcome } from '../../shared/outcome.ts';
import { isMachineAddress, sshCommand } from '../../shared/ssh-command.ts';
import { words } from '../../shared/words/en.ts';
import { findSsh, type Computer } from './find-program.ts';
import type { ConnectServices } from './connect-services.ts';
import { knownHostsOf, type KnownHosts } from './host-keys.ts';
import { linuxMachineAt } from './linux-machine.ts';
import { loadKey, type LoadedKey } from './load-key.ts';
import type { MachineAt } from './machine-at.ts';
import { withoutOurs } from './own-environment.ts';
import { hostBlock } from './ssh-host.ts';
import { terminalFor } from './terminals.ts';
import type { Visits } from './visits.ts';

/**
 * Opens a window with an ssh that logs in. All that the terminal and ssh are told is a file of ours and the instance's id; who, where
 * and how stands in the file.
 */
export async function openTerminal(
  services: ConnectServices,
  visits: Visits,
  at: AtMachine,
  keyFor: KeyFor = keyOfVault(services),
  computer: Computer = { platform: process.platform, env: services.env },
): Promise<Outcome<OpenedTerminal>> {
  const found = await linuxMachineAt(services.launches, at);
  if (!found.ok) return found;
  const { launch, machine } = found.value;
  const { loginUser } = launch.connect;
  const address = machine.publicAddress;
  if (machine.state !== 'running' || address === null || !isMachineAddress(address)) {
    return failed(makeProblem('machine-not-running'));
  }
  const ssh = findSsh(computer);
  if (ssh === null) return failed(makeProblem('no-ssh'));
  const configFile = path.join(services.home, 'ssh', `terminal-${machine.instanceId}`);
  const terminal = terminalFor(computer, { ssh, configFile, alias: machine.instanceId });
  if (terminal === null) {
    const explanation = words.connectLogIn.noTerminal(sshCommand({ loginUser, address }));
    return failed(makeProblem('no-terminal', { explanation }));
  }
  const known = await knownHostsOf(services, at);
  if (!known.ok) return known;
  const key = await keyFor(found.value);
  if (!key.ok) return key;
  const visit = await visits.expect(machine.instanceId, key.value);
  try {
    const { file, args, script } = terminal;
    await inTurn(async () => {
      await writeDurably(configFile, configOf(found.value, address, known.value, visit.socketPath));
      if (script === null) return;
      await writeDurably(script.file, script.text);
      await chmod(script.file, 0o700);
    });
    await services.startProgram({ file, args, env: withoutOurs(computer.env) });
  } catch (error) {
    visit.cancel();
    return failed(makeProblem('terminal-failed', { raw: String(error), retryable: true }));
  }
  return succeeded({ terminal: terminal.name, hostKeys: known.value.hostKeys });
}

/** Two windows of one machine write the same files. */
const inTurn = oneAtATime();

/** With which key it logs in: asked for last, as one that is lent does not count for long. */
export type KeyFor = (at: MachineAt) => Promise<Outcome<LoadedKey>>;

function keyOfVault({ vault }: Pick<ConnectServices, 'vault'>): KeyFor {
  return async ({ launch, machine }) => {
    const { custodyId } = keyOfMachine(launch, machine.instanceId);
    if (custodyId === null) return failed(makeProblem('machine-has-no-key'));
    const opened = await vault();
    return opened.ok ? loadKey(opened.value, custodyId) : opened;
  };
}

/**
 * After our own lines those of the person and of the system, because a way out through a proxy may stand there. Of each setting ssh
 * keeps the first, so they change nothing that we have said; a key of the person's own is offered after the machine's.
 */
function configOf(
  { launch, machine }: MachineAt,
  address: string,
  { file, hostKeys }: KnownHosts,
  socketPath: string,
): string {
  const isPipe = socketPath.startsWith('\\\\');
  const block = hostBlock({
    alias: machine.instanceId,
    loginUser: launch.connect.loginUser,
    address,
    port: launch.connect.port,
    instanceId: machine.instanceId,
    knownHostsFile: file,
    hostKeys,
    identityAgent: socketPath,
    publicKeyFile: isPipe ? null : `${socketPath}.pub`,
  });
  return `${block}\nMatch all\n  Include ~/.ssh/config\n  Include /etc/ssh/ssh_config\n`;
}
