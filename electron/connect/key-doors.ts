import { randomUUID } from 'node:crypto';
import type { VaultServices } from '../custody/vault-services.ts';
import { oneAtATime } from '../keychain/one-at-a-time.ts';
import type { Ask, ConsentOptions } from './consent.ts';
import { loadKey } from './load-key.ts';
import { openAgent, type OpenAgent } from './ssh-agent.ts';

/**
 * Where every ssh of this person can ask for a key of the vault at any time (docs/decisions/0012-ssh-settings.md). Nothing of the
 * private key is here: it is read from the keychain for one signature, after the person has allowed that one.
 */
export type KeyDoors = {
  /** Of one that is open already, that one. Null where there is no such key, or no place for a socket. */
  readonly open: (custodyId: string) => Promise<string | null>;
  /** At once, so that they can be called as the program ends. */
  readonly closeOf: (custodyId: string) => void;
  readonly closeAll: () => void;
};

export type DoorOptions = { readonly consent?: ConsentOptions; readonly env?: NodeJS.ProcessEnv };

export function createKeyDoors(
  services: VaultServices,
  askFor: (agentId: string, keyName: string) => Ask,
  options: DoorOptions,
): KeyDoors {
  const doors = new Map<string, OpenAgent>();
  const inTurn = oneAtATime();

  const start = async (custodyId: string): Promise<OpenAgent | null> => {
    const record = await services.journal.read(custodyId).catch(() => null);
    if (record === null || record.publicKey === null || record.state === 'TRASHED') return null;
    return openAgent({
      ...options,
      publicKey: record.publicKey,
      comment: record.name,
      privateKey: async () => {
        const loaded = await loadKey(services, custodyId);
        return loaded.ok ? loaded.value.privateKey : null;
      },
      ask: askFor(randomUUID(), record.name),
    }).catch(() => null);
  };

  return {
    open: (custodyId) =>
      inTurn(async () => {
        const door = doors.get(custodyId) ?? (await start(custodyId));
        if (door === null) return null;
        doors.set(custodyId, door);
        return door.socketPath;
      }),
    closeOf: (custodyId) => {
      doors.get(custodyId)?.close();
      doors.delete(custodyId);
    },
    closeAll: () => {
      for (const door of doors.values()) door.close();
      doors.clear();
    },
  };
}
