import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import type { App } from 'electron';

export type PathName = Parameters<App['getPath']>[0];

/** Linux's paths; `--user-data-dir` wins for userData, as Electron has it. */
export function defaultPath(name: PathName, appName: string, userDataSwitch: string): string | undefined {
  const home = homedir();
  const appData = process.env['XDG_CONFIG_HOME'] ?? path.join(home, '.config');
  const userData = userDataSwitch === '' ? path.join(appData, appName) : path.resolve(userDataSwitch);
  const paths: Partial<Record<PathName, string>> = {
    home,
    appData,
    userData,
    sessionData: userData,
    logs: path.join(userData, 'logs'),
    temp: tmpdir(),
    exe: process.argv[0] ?? process.execPath,
    desktop: path.join(home, 'Desktop'),
    documents: path.join(home, 'Documents'),
    downloads: path.join(home, 'Downloads'),
  };
  return paths[name];
}
