import os from 'node:os';
import path from 'node:path';

/** Electron's name for the app's folder comes from the package's `productName`. */
const APP_NAME = 'Keyport';

type Surroundings = {
  readonly env: NodeJS.ProcessEnv;
  readonly platform?: NodeJS.Platform;
  readonly userHome?: string;
};

/** Where state lives: what `--home` says, then KEYPORT_HOME, then where the window has it. */
export function homeFolder(
  option: string | undefined,
  { env, platform = process.platform, userHome = os.homedir() }: Surroundings,
): string {
  const said = option ?? env['KEYPORT_HOME'] ?? '';
  if (said !== '') return pathFrom(said, env);
  if (platform === 'darwin') return path.join(userHome, 'Library', 'Application Support', APP_NAME);
  if (platform === 'win32')
    return path.join(env['APPDATA'] || path.join(userHome, 'AppData', 'Roaming'), APP_NAME);
  return path.join(env['XDG_CONFIG_HOME'] || path.join(userHome, '.config'), APP_NAME);
}

/** npm starts a script in the project's folder; what a person types is meant from theirs. */
export function pathFrom(typed: string, env: NodeJS.ProcessEnv): string {
  return path.resolve(env['npm_lifecycle_event'] === 'keyport' ? (env['INIT_CWD'] ?? '') : '', typed);
}
