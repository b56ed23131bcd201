import { KeychainError, type Keychain, type KeychainFailure } from '../../electron/keychain/keychain.ts';
import { oneAtATime } from '../../electron/keychain/one-at-a-time.ts';
import { probeKeychain } from '../../electron/keychain/probe.ts';
import { storedForm, withoutPadding } from '../../electron/keychain/stored-form.ts';

/**
 * What goes wrong in one call. `throw-after`: carried out, and then reported as failed, as by a timeout. `null`: a save
 * that did nothing and said nothing, or a read that finds nothing.
 */
export type KeychainFault = 'throw-before' | 'throw-after' | 'wrong-back' | 'null' | 'hang';

export type FakeKeychain = Keychain & {
  /** What is kept, by account. */
  readonly items: Map<string, Uint8Array>;
  /** Every buffer with a private key that went in or out, by reference: to see whether it was wiped. */
  readonly buffers: Uint8Array[];
  /** Resolves when a call hangs. */
  readonly hung: Promise<void>;
};

export type FakeKeychainOptions = {
  /** The first for the first call, and so on; null is none. */
  readonly save?: readonly (KeychainFault | null)[];
  readonly read?: readonly (KeychainFault | null)[];
  readonly probe?: KeychainFailure;
  /** What is said, and of which kind it is, when a call throws. */
  readonly kind?: KeychainFailure;
  /** Called as a call arrives, before anything happens to it. */
  readonly onCall?: (call: string) => void;
};

/** A keychain in memory with the real one's rules. It remembers; its probe is not counted among the calls. */
export function fakeKeychain(options: FakeKeychainOptions = {}): FakeKeychain {
  const items = new Map<string, Uint8Array>();
  const buffers: Uint8Array[] = [];
  const hung = Promise.withResolvers<void>();
  const left = { save: [...(options.save ?? [])], read: [...(options.read ?? [])] };
  const refusal = new KeychainError(options.kind ?? 'failed', 'Platform failure: Did not receive a reply');

  const around = async <Value>(
    fault: KeychainFault | null | undefined,
    call: () => Value,
  ): Promise<Value> => {
    if (fault === 'hang') {
      hung.resolve();
      return new Promise<never>(() => {});
    }
    if (fault === 'throw-before') throw refusal;
    const value = call();
    if (fault === 'throw-after') throw refusal;
    return value;
  };

  const keep = (account: string, privateKey: Uint8Array) => {
    const stored = storedForm(privateKey);
    const present = items.get(account);
    if (present && !Buffer.from(present).equals(stored))
      throw new KeychainError('failed', 'another item is kept');
    items.set(account, stored);
  };
  const find = (account: string) => {
    const stored = items.get(account);
    return stored ? withoutPadding(stored) : null;
  };
  const plain = {
    kind: 'keychain' as const,
    backend: 'a keychain in memory',
    save: async (account: string, privateKey: Uint8Array) => keep(account, privateKey),
    read: async (account: string) => find(account),
    remove: async (account: string) => items.delete(account),
  };

  const oneProbe = oneAtATime();
  return {
    ...plain,
    items,
    buffers,
    hung: hung.promise,
    save: async (account, privateKey) => {
      options.onCall?.(`save ${account}`);
      buffers.push(privateKey);
      const fault = left.save.shift();
      await around(fault, () => {
        if (fault === 'wrong-back') items.set(account, Buffer.from('another item\n'));
        else if (fault !== 'null') keep(account, privateKey);
      });
    },
    read: async (account) => {
      options.onCall?.(`read ${account}`);
      const fault = left.read.shift();
      const privateKey = await around(fault, () => {
        if (fault === 'null') return null;
        return fault === 'wrong-back' ? Buffer.from('another item\n') : find(account);
      });
      if (privateKey) buffers.push(privateKey);
      return privateKey;
    },
    probe: async () => {
      if (!options.probe) return oneProbe(() => probeKeychain(plain));
      const error = new KeychainError(options.probe, `Platform failure: ${options.probe}`);
      return probeKeychain({ ...plain, remove: () => Promise.reject(error) });
    },
  };
}
