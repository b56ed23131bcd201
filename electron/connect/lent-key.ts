import { generateKeyPair } from 'node:crypto';
import { promisify } from 'node:util';
import { outcomeOf } from '../aws/problem.ts';
import { sshTextOf } from '../custody/key-format.ts';
import { succeeded, type Outcome } from '../../shared/outcome.ts';
import type { ConnectServices } from './connect-services.ts';
import type { LoadedKey } from './load-key.ts';
import type { MachineAt } from './machine-at.ts';

/**
 * A key that is made for one log-in, and that AWS lends to the machine for a minute. Its private half is in the memory of this program
 * and nowhere else.
 */
export async function lendKey(
  { launches, unfinished }: Pick<ConnectServices, 'launches' | 'unfinished'>,
  { launch, machine }: MachineAt,
): Promise<Outcome<LoadedKey>> {
  const { privateKey } = await promisify(generateKeyPair)('ed25519');
  const publicKey = sshTextOf(privateKey);
  const { instanceId, zoneName } = machine;
  const { loginUser } = launch.connect;
  const lent = await launches.withAccount(launch.launchId, (_launch, { clients }) =>
    unfinished.track(
      outcomeOf(() => clients.instanceConnect.lend({ instanceId, zoneName, loginUser, publicKey })),
    ),
  );
  return lent.ok ? succeeded({ name: 'lent', publicKey, privateKey }) : lent;
}
