import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import {
  KeychainError,
  type Keychain,
  type KeychainFailure,
  type KeychainProbe,
} from '../../electron/keychain/keychain.ts';

/** Keyport's keychain as it runs in a program with this environment. */
export type RealKeychain = Keychain & {
  /** Resolves when it has waited for the system for a while, as the screen would show it. */
  readonly waits: () => Promise<void>;
  readonly close: () => Promise<void>;
};

type Answer = {
  readonly id: number;
  readonly value?: unknown;
  readonly error?: { readonly kind: KeychainFailure; readonly raw: string };
};

export function openKeychain(env: Readonly<Record<string, string>>): RealKeychain {
  const driver = spawn(process.execPath, [fileURLToPath(new URL('keychain-driver.ts', import.meta.url))], {
    env,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const open = new Map<number, (answer: Answer) => void>();
  const waiting = Promise.withResolvers<void>();
  createInterface(driver.stdout).on('line', (line) => {
    const said = JSON.parse(line) as Answer | { readonly isWaiting: boolean };
    if ('id' in said) open.get(said.id)?.(said);
    else if (said.isWaiting) waiting.resolve();
  });

  let calls = 0;
  const ask = async (call: keyof Keychain, account = '', privateKey: Uint8Array = new Uint8Array()) => {
    const id = ++calls;
    const { promise, resolve } = Promise.withResolvers<Answer>();
    open.set(id, resolve);
    const bytes = Buffer.from(privateKey).toString('base64');
    driver.stdin.write(`${JSON.stringify({ id, call, account, bytes })}\n`);
    const { value, error } = await promise;
    if (error) throw new KeychainError(error.kind, error.raw);
    return value;
  };

  return {
    kind: 'keychain',
    backend: 'a real one',
    save: async (account, privateKey) => void (await ask('save', account, privateKey)),
    read: async (account) => {
      const base64 = await ask('read', account);
      return typeof base64 === 'string' ? Buffer.from(base64, 'base64') : null;
    },
    remove: async (account) => (await ask('remove', account)) === true,
    probe: async () => (await ask('probe')) as KeychainProbe,
    waits: () => waiting.promise,
    close: async () => {
      driver.kill('SIGKILL');
      if (driver.exitCode === null && driver.signalCode === null) await once(driver, 'exit');
    },
  };
}
