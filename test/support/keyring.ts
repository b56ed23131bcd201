import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';

/** A D-Bus and a GNOME Keyring in a home of their own. Nothing of the person who runs the tests is reached. */
export type TestKeyring = {
  /** The whole environment of a program that is to see this keyring and no other. It has no display. */
  readonly env: Readonly<Record<string, string>>;
  /** From now on the keyring takes calls and answers none of them. */
  readonly freeze: () => void;
  readonly thaw: () => void;
  /** Killed, and started again with what it had written down. */
  readonly restart: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

/** Unlocked; or with a collection that exists and is locked, which nothing without a display can unlock. */
export async function startKeyring({
  locked = false,
}: { readonly locked?: boolean } = {}): Promise<TestKeyring> {
  const home = temporaryHome();
  const bus = start(
    'dbus-daemon',
    [`--config-file=${writeBusConfig(home)}`, '--nofork', '--print-address=1'],
    cleanEnv(home),
  );
  const [address] = (await once(createInterface(bus.stdout), 'line')) as [string];
  const env = { ...cleanEnv(home), DBUS_SESSION_BUS_ADDRESS: address };
  let daemon = await startDaemon(env, 'unlocked');
  if (locked) {
    await end(daemon);
    daemon = await startDaemon(env, 'locked');
  }
  return {
    env,
    freeze: () => daemon.kill('SIGSTOP'),
    thaw: () => daemon.kill('SIGCONT'),
    restart: async () => {
      await end(daemon);
      daemon = await startDaemon(env, locked ? 'locked' : 'unlocked');
    },
    stop: async () => {
      await end(daemon);
      await end(bus);
      fs.rmSync(home, { recursive: true, force: true });
    },
  };
}

/** An environment without any bus, as on a server that nobody logs in to with a desktop. */
export function withoutKeyring(): {
  readonly env: Readonly<Record<string, string>>;
  readonly stop: () => void;
} {
  const home = temporaryHome();
  return { env: cleanEnv(home), stop: () => fs.rmSync(home, { recursive: true, force: true }) };
}

function temporaryHome(): string {
  return fs.mkdtempSync(path.join(os.tmpdir(), 'keyport-keyring-'));
}

function cleanEnv(home: string): Record<string, string> {
  const theirs = /^(DISPLAY|WAYLAND_DISPLAY|DBUS_.*|GNOME_KEYRING_.*|SSH_A.*|XDG_.*)$/;
  const kept = Object.entries(process.env).flatMap(([name, value]) =>
    value === undefined || theirs.test(name) ? [] : [[name, value] as const],
  );
  return { ...Object.fromEntries(kept), HOME: home, XDG_DATA_HOME: `${home}/share`, XDG_RUNTIME_DIR: home };
}

/** A bus that starts no program by itself: no prompt of the desktop may come up. */
function writeBusConfig(home: string): string {
  const file = path.join(home, 'bus.conf');
  fs.writeFileSync(
    file,
    `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path=${home}/bus</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*"/>
    <allow receive_sender="*"/>
    <allow own="*"/>
  </policy>
</busconfig>
`,
  );
  return file;
}

async function startDaemon(env: Record<string, string>, state: 'locked' | 'unlocked'): Promise<ChildProcess> {
  const unlock = state === 'unlocked' ? ['--unlock'] : [];
  const daemon = start('gnome-keyring-daemon', ['--foreground', '--components=secrets', ...unlock], env);
  daemon.stdout.resume();
  daemon.stdin.end('test');
  const deadline = Date.now() + 20_000;
  while (!(await hasService(env))) {
    if (daemon.exitCode !== null || Date.now() > deadline) throw new Error('GNOME Keyring did not start');
  }
  return daemon;
}

/** Ends with the tests, also where these are stopped half-way. */
function start(program: string, options: readonly string[], env: Record<string, string>) {
  const child = spawn(program, options, { env, stdio: ['pipe', 'pipe', 'ignore'] });
  const killIt = () => void child.kill('SIGKILL');
  process.once('exit', killIt);
  child.once('exit', () => process.off('exit', killIt));
  return child;
}

async function hasService(env: Record<string, string>): Promise<boolean> {
  const call = ['org.freedesktop.DBus.NameHasOwner', 'string:org.freedesktop.secrets'];
  const options = ['--session', '--print-reply', '--dest=org.freedesktop.DBus', '/org/freedesktop/DBus'];
  const { stdout } = await promisify(execFile)('dbus-send', [...options, ...call], { env });
  return stdout.includes('boolean true');
}

async function end(program: ChildProcess): Promise<void> {
  if (program.exitCode !== null || program.signalCode !== null) return;
  const ended = once(program, 'exit');
  program.kill('SIGKILL');
  await ended;
}
