import { execFile, type ChildProcess } from 'node:child_process';
import { promisify } from 'node:util';
import { killed, startBus, startWithTests } from './bus.ts';

export { withoutKeyring } from './bus.ts';

/** A D-Bus and a GNOME Keyring in a home of their own. Nothing of the person who runs the tests is reached. */
export type TestKeyring = {
  /** The whole environment of a program that is to see this keyring and no other. It has no display. */
  readonly env: Readonly<Record<string, string>>;
  /** From now on the keyring takes calls and answers none of them. */
  readonly freeze: () => void;
  readonly thaw: () => void;
  /** Killed, and not there any more; the bus is. */
  readonly kill: () => Promise<void>;
  /** Killed, and started again with what it had written down. */
  readonly restart: () => Promise<void>;
  /** By which signal, or with which code, it has ended by itself; null while it runs. */
  readonly ended: () => string | null;
  readonly stop: () => Promise<void>;
};

/** Unlocked; or with a collection that exists and is locked, which nothing without a display can unlock. */
export async function startKeyring({
  locked = false,
}: { readonly locked?: boolean } = {}): Promise<TestKeyring> {
  const bus = await startBus();
  const { env } = bus;
  let daemon = await startDaemon(env, 'unlocked');
  const restart = async () => {
    await killed(daemon);
    daemon = await startDaemon(env, locked ? 'locked' : 'unlocked');
  };
  if (locked) await restart();
  return {
    env,
    freeze: () => daemon.kill('SIGSTOP'),
    thaw: () => daemon.kill('SIGCONT'),
    kill: () => killed(daemon),
    restart,
    ended: () => {
      const how = daemon.exitCode ?? daemon.signalCode;
      return how === null ? null : String(how);
    },
    stop: async () => {
      await killed(daemon);
      await bus.stop();
    },
  };
}

async function startDaemon(
  env: Readonly<Record<string, string>>,
  state: 'locked' | 'unlocked',
): Promise<ChildProcess> {
  const unlock = state === 'unlocked' ? ['--unlock'] : [];
  const options = ['--foreground', '--components=secrets', ...unlock];
  const daemon = startWithTests('gnome-keyring-daemon', options, env);
  daemon.stdout.resume();
  daemon.stdin.end('test');
  const deadline = Date.now() + 20_000;
  while (!(await hasService(env))) {
    if (daemon.exitCode !== null || Date.now() > deadline) throw new Error('GNOME Keyring did not start');
  }
  return daemon;
}

async function hasService(env: Readonly<Record<string, string>>): Promise<boolean> {
  const call = ['org.freedesktop.DBus.NameHasOwner', 'string:org.freedesktop.secrets'];
  const options = ['--session', '--print-reply', '--dest=org.freedesktop.DBus', '/org/freedesktop/DBus'];
  const { stdout } = await promisify(execFile)('dbus-send', [...options, ...call], { env });
  return stdout.includes('boolean true');
}
