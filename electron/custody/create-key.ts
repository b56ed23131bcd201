import type { KeysApi } from '../../shared/keys/keys-api.ts';
import type { VaultKey } from '../../shared/keys/vault.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import { failed, type Outcome } from '../../shared/outcome.ts';
import { refusalOfName } from '../../shared/resource-name.ts';
import { asVaultKey, readRecord } from './act-on-key.ts';
import { secureKey } from './secure-key.ts';
import { showKeys } from './vault-key.ts';
import type { VaultServices } from './vault-services.ts';

/** A key without a launch: on either way into custody, and ready only when both halves are proved. */
export async function createKey(
  services: VaultServices,
  input: Parameters<KeysApi['createKey']>[0],
): Promise<Outcome<VaultKey>> {
  const { sourceId, region, name, type, kind } = input;
  if (refusalOfName(name) !== null) return failed(makeProblem('name-refused', { actions: ['rename'] }));
  const connected = await services.connections.connect({ sourceId, region });
  if (!connected.ok) return connected;
  const { account, clients } = connected.value;
  const { accountId, endpoint } = account;
  const request = { kind, type, name, sourceId, accountId, region, endpoint, launchId: null };
  const deps = { ...services, ec2: clients.ec2, ec2Once: clients.ec2Once };
  const secured = await services.unfinished.track(
    secureKey(deps, request, () => {}),
    'private-key',
  );
  await showKeys(services).catch(() => undefined);
  if (!secured.ok) return secured;
  return asVaultKey(services, await readRecord(services, secured.value.custodyId));
}
