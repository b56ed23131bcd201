import { readSessionAgent } from '../aws/session-agent.ts';
import type { AtMachine } from '../../shared/connect/at-machine.ts';
import { otherWays, type OtherWays, type SessionAgent } from '../../shared/connect/other-ways.ts';
import { succeeded, type Outcome } from '../../shared/outcome.ts';
import { profileOf } from '../../shared/session-manager.ts';
import { findAwsTools, profileOption } from './aws-tools.ts';
import type { ConnectServices } from './connect-services.ts';
import type { Computer } from './find-program.ts';
import { machineAt } from './machine-at.ts';

/** Which ways in this machine has that need no key of the vault. */
export async function readOtherWays(
  services: Pick<ConnectServices, 'launches' | 'myAddresses'>,
  at: AtMachine,
  computer: Computer,
): Promise<Outcome<OtherWays>> {
  const found = await machineAt(services.launches, at);
  if (!found.ok) return found;
  const { launch, machine } = found.value;
  const [mine, agent] = await Promise.all([services.myAddresses(), agentOf(services, at)]);
  const tools = findAwsTools(computer);
  return succeeded(
    otherWays({
      image: launch.plan.image,
      state: machine.state,
      publicAddress: machine.publicAddress,
      connect: launch.connect,
      myAddress: mine.ipv4,
      profile: profileOf(launch.plan),
      agent,
      tools: { aws: tools.aws !== null, sessionPlugin: tools.sessionPlugin !== null },
      toolsKnowAccount: profileOption(launch.account.sourceId) !== null,
    }),
  );
}

async function agentOf(
  { launches }: Pick<ConnectServices, 'launches'>,
  { launchId, instanceId }: AtMachine,
): Promise<SessionAgent> {
  const asked = await launches.withAccount(launchId, async (_launch, { clients }) =>
    succeeded(await readSessionAgent(clients, instanceId)),
  );
  return asked.ok ? asked.value : 'unknown';
}
