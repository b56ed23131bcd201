import { spawn, type ChildProcess, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';

/** A D-Bus in a home of its own, with nobody on it. Nothing of the person who runs the tests is reached. */
export type TestBus = {
  /** The whole environment of a program that is to see this bus and no other. It has no display. */
  readonly env: Readonly<Record<string, string>>;
  readonly stop: () => Promise<void>;
};

export async function startBus(): Promise<TestBus> {
  const home = temporaryHome();
  const options = [`--config-file=${writeBusConfig(home)}`, '--nofork', '--print-address=1'];
  const bus = startWithTests('dbus-daemon', options, cleanEnv(home));
  const [address] = (await once(createInterface(bus.stdout), 'line')) as [string];
  return {
    env: { ...cleanEnv(home), DBUS_SESSION_BUS_ADDRESS: address },
    stop: async () => {
      await killed(bus);
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

/** Ends with the tests, also where these are stopped half-way. */
export function startWithTests(
  program: string,
  options: readonly string[],
  env: Readonly<Record<string, string>>,
): ChildProcessWithoutNullStreams {
  const child = spawn(program, options, { env });
  child.stderr.resume();
  const killIt = () => void child.kill('SIGKILL');
  process.once('exit', killIt);
  child.once('exit', () => process.off('exit', killIt));
  return child;
}

export async function killed(program: ChildProcess): Promise<void> {
  if (program.exitCode !== null || program.signalCode !== null) return;
  const ended = once(program, 'exit');
  program.kill('SIGKILL');
  await ended;
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
