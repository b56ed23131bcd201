import { readChecks } from '../aws/instance-checks.ts';
import type { InstanceChecks } from '../../shared/launch.ts';
import type { LaunchServices } from './launch-services.ts';

type SeeServices = Pick<LaunchServices, 'record'>;

/** Puts into the record what EC2's checks say of machines that run; of one that is not in the answer nothing is known. */
export function seeChecks({ record }: SeeServices, checks: ReadonlyMap<string, InstanceChecks>): void {
  const seen = ({ instanceId, state }: { readonly instanceId: string; readonly state: string }) =>
    state === 'running' ? (checks.get(instanceId) ?? null) : null;
  if (record.current().machines.every((machine) => machine.checks === seen(machine))) return;
  record.show((current) => ({
    ...current,
    machines: current.machines.map((machine) => ({ ...machine, checks: seen(machine) })),
  }));
}

/**
 * Asks EC2 once how the machines that run pass its checks. Without an answer nothing is known of them any more: what was so before is
 * not said of now. Never rejects.
 */
export async function askChecks(
  services: SeeServices & Pick<LaunchServices, 'clients' | 'patience'>,
  signal: AbortSignal,
): Promise<void> {
  const { clients, patience, record } = services;
  const running = record.current().machines.filter(({ state }) => state === 'running');
  const ids = running.map(({ instanceId }) => instanceId);
  const checks = await patience.throttled(() => readChecks(clients, ids)).catch(() => NOTHING_KNOWN);
  if (!signal.aborted) seeChecks(services, checks);
}

const NOTHING_KNOWN: ReadonlyMap<string, InstanceChecks> = new Map();
