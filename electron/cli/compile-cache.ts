import fs from 'node:fs';
import { enableCompileCache } from 'node:module';
import os from 'node:os';
import path from 'node:path';

type Surroundings = {
  readonly env: NodeJS.ProcessEnv;
  readonly platform?: NodeJS.Platform;
  readonly userHome?: string;
};

/**
 * Has Node keep what it compiles, so that the next command starts in half the time. What lies there is run: where it cannot lie in
 * a folder that only this person can write to, nothing is kept. (Node's own choice is the folder for everybody's temporary files.)
 */
export function keepCompiled(surroundings: Surroundings): void {
  const folder = ownFolder(surroundings);
  if (folder !== null) enableCompileCache(folder);
}

/** Made where it is not there yet; null where it is somebody else's, open to others, or cannot be made. */
export function ownFolder({
  env,
  platform = process.platform,
  userHome = os.homedir(),
}: Surroundings): string | null {
  const folder = path.join(cachesOf(env, platform, userHome), 'Keyport', 'compiled');
  try {
    if (!fs.statSync(userHome).isDirectory()) return null;
    fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
    const found = fs.lstatSync(folder);
    // On Windows the folder of a person's programs is theirs by itself.
    const isOwn = platform === 'win32' || (found.uid === process.getuid?.() && (found.mode & 0o077) === 0);
    return found.isDirectory() && isOwn ? folder : null;
  } catch {
    return null;
  }
}

function cachesOf(env: NodeJS.ProcessEnv, platform: NodeJS.Platform, userHome: string): string {
  if (platform === 'darwin') return path.join(userHome, 'Library', 'Caches');
  if (platform === 'win32') return env['LOCALAPPDATA'] || path.join(userHome, 'AppData', 'Local');
  const said = env['XDG_CACHE_HOME'] ?? '';
  return path.isAbsolute(said) ? said : path.join(userHome, '.cache');
}
