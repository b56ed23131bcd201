import { spawn } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { Readable, Writable } from 'node:stream';
import { connect, type Cdp } from '../cdp.ts';
import { debug } from '../notice.ts';
import { chromiumSwitches, type Switches } from './switches.ts';

export interface ChromiumOptions {
  readonly executable: string;
  /** Chromium's own folder: cache, local storage. */
  readonly profile: string;
  readonly isHeadless: boolean;
  readonly isSandboxed: boolean;
  /** Only when a test tool asks to drive the page too; else Chromium listens nowhere. */
  readonly debuggingPort: string | undefined;
  readonly appended: Switches;
}

export interface ChromiumProcess {
  readonly cdp: Cdp;
  /** Asks the running Chromium to open a window without tabs or address bar. */
  readonly openAppWindow: (url: string) => void;
  readonly close: () => Promise<void>;
  /** What Chromium last wrote, for when it does not start. */
  readonly lastWords: () => string;
}

const SETPRIV = '/usr/bin/setpriv';

export function startChromium(options: ChromiumOptions): ChromiumProcess {
  mkdirSync(options.profile, { recursive: true, mode: 0o700 });
  // Without its sandbox Chromium shows a warning bar, unless it believes it is under test.
  const shared = [
    `--user-data-dir=${options.profile}`,
    ...(options.isSandboxed ? [] : ['--no-sandbox', '--test-type']),
  ];
  const [command, args] = dyingWithUs(options.executable, [
    '--remote-debugging-pipe',
    ...(options.debuggingPort === undefined ? [] : [`--remote-debugging-port=${options.debuggingPort}`]),
    ...(options.isHeadless ? ['--headless=new', '--hide-scrollbars'] : []),
    ...chromiumSwitches(options.appended),
    ...shared,
  ]);
  const env = environment();
  const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'], env });
  const exited = new Promise<void>((resolve) =>
    child.once('exit', () => resolve()).once('error', () => resolve()),
  );
  child.on('error', debug);
  const [, , , toChromium, fromChromium] = child.stdio;
  if (!(toChromium instanceof Writable) || !(fromChromium instanceof Readable))
    throw new Error('no pipes to Chromium');
  const cdp = connect(toChromium, fromChromium);

  return {
    cdp,
    openAppWindow: (url) => {
      spawn(options.executable, [...shared, `--app=${url}`], { stdio: 'ignore', env }).on('error', debug);
    },
    close: async () => {
      const deadline = setTimeout(() => child.kill('SIGKILL'), 3000);
      if (!cdp.isClosed()) await cdp.send('Browser.close').catch(debug);
      await exited;
      clearTimeout(deadline);
    },
    lastWords: watchStderr(child.stderr),
  };
}

/** Chromium must not outlive the host, even when the host is killed: the kernel then kills it too. */
function dyingWithUs(executable: string, args: readonly string[]): [command: string, args: string[]] {
  return existsSync(SETPRIV)
    ? [SETPRIV, ['--pdeathsig', 'KILL', executable, ...args]]
    : [executable, [...args]];
}

/** Chromium has no business on the session bus, where the keyring is; an address that is merely absent would be guessed. */
function environment(): NodeJS.ProcessEnv {
  return { ...process.env, DBUS_SESSION_BUS_ADDRESS: 'disabled:' };
}

/** Forwards the one line that test tools wait for; the rest is noise until something fails. */
function watchStderr(stream: Readable | null): () => string {
  let rest = '';
  let log = '';
  stream?.on('data', (chunk) => {
    const lines = (rest + String(chunk)).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      if (line.startsWith('DevTools listening')) process.stderr.write(`${line}\n`);
      else debug(line);
      log = `${log}${line}\n`.slice(-8192);
    }
  });
  return () => log + rest;
}
