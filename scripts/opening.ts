import { onPath, part, parts } from './parts.ts';
import type { Runtime } from './runtime.ts';

/** Why no window can open here, in one line; undefined where one can. */
export function noDisplay(
  command: string,
  platform: NodeJS.Platform,
  env: NodeJS.ProcessEnv,
): string | undefined {
  if (platform !== 'linux') return undefined;
  if (env['DISPLAY'] || env['WAYLAND_DISPLAY'] || env['ELECTRON_HOST_HEADLESS']) return undefined;
  return `There is no display to open a window on. Run it on one without a screen: xvfb-run -a ${command}`;
}

/** Ends here, with one line, where the window could not open; warns where it opens but cannot keep a key. */
export function checkOpening(command: string): void {
  const reason = noDisplay(command, process.platform, process.env);
  if (reason !== undefined) leave(reason);
}

/** What the stand-in host takes from the computer that Electron would bring, or every desktop has. */
export function checkStandin(runtime: Runtime): void {
  if (runtime !== 'standin') return;
  if (part('chromium') === undefined) {
    leave(`The stand-in host needs ${parts.chromium.what}: ${parts.chromium.install}`);
  }
  if (
    process.platform === 'linux' &&
    !part('gnome-keyring') &&
    !onPath('kwalletd6', 'kwalletd5', 'keepassxc')
  ) {
    const { what, install } = parts['gnome-keyring'];
    process.stderr.write(`No keychain to keep private keys in was found. ${what} is one: ${install}\n`);
  }
}

function leave(reason: string): never {
  process.stderr.write(`${reason}\n`);
  process.exit(1);
}
