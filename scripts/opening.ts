import { onPath, part, parts } from './parts.ts';
import { chooseRuntime } from './runtime.ts';

/** Chooses the runtime on which a command will open the window; fails with one line where none could open. */
export function prepareOpening(command: string): void {
  const reason = noDisplay(command, process.platform, process.env);
  if (reason !== undefined) throw new Error(reason);
  if (chooseRuntime() === 'standin') checkStandin();
}

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

/** What the stand-in takes from the computer: a browser it cannot do without; a keychain that keys cannot do without. */
function checkStandin(): void {
  if (part('chromium') === undefined) {
    throw new Error(`The stand-in host needs ${parts.chromium.what}: ${parts.chromium.install}`);
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
