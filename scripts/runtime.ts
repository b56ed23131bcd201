import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { project } from './tool.ts';

const electronPackage = path.join(project, 'node_modules/electron');
const standinFolder = path.join(project, 'test/host/bin');
const downloadLimitMs = 180_000;

/** Electron's own binary, or the host that stands in for it on an installed Chromium. */
export type Runtime = 'electron' | 'standin';

export type Circumstances = {
  /** KEYPORT_RUNTIME. */
  readonly forced: string | undefined;
  readonly installed: boolean;
  /** Whether this run has already tried to download the binary. */
  readonly attempted: boolean;
};

/** What to do next. A forced choice never becomes the other one. */
export function decide({ forced, installed, attempted }: Circumstances): Runtime | 'download' {
  if (forced !== undefined && forced !== '' && forced !== 'electron' && forced !== 'standin') {
    throw new Error(`KEYPORT_RUNTIME is electron or standin, not: ${forced}`);
  }
  if (forced === 'standin') return 'standin';
  if (installed) return 'electron';
  if (!attempted) return 'download';
  if (forced === 'electron') {
    throw new Error(
      "KEYPORT_RUNTIME=electron, but Electron's own binary is not installed and could not be downloaded",
    );
  }
  return 'standin';
}

/** Chooses, downloading once if it must, and sets this process's environment so that `electron` starts the choice. */
export function chooseRuntime(): Runtime {
  // A forced Electron is worth another try at any time.
  const isForced = process.env['KEYPORT_RUNTIME'] === 'electron';
  const runtime = choose(!isForced && hasFailedToday(failureFile, wantedVersion()));
  applyTo(process.env, runtime);
  return runtime;
}

const failureFile = path.join(project, 'node_modules/.cache/keyport/electron-download-failed');
const dayMs = 24 * 60 * 60 * 1000;

/** A download that failed is tried again the next day, or for another version; not at every start. */
export function hasFailedToday(file: string, version: string, now: number = Date.now()): boolean {
  try {
    return now - fs.statSync(file).mtimeMs < dayMs && fs.readFileSync(file, 'utf8') === version;
  } catch {
    return false;
  }
}

function noteFailure(): void {
  fs.mkdirSync(path.dirname(failureFile), { recursive: true });
  fs.writeFileSync(failureFile, wantedVersion());
}

function wantedVersion(): string {
  const text = fs.readFileSync(path.join(electronPackage, 'package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}

function choose(attempted: boolean): Runtime {
  const next = decide({
    forced: process.env['KEYPORT_RUNTIME'],
    installed: electronBinary() !== undefined,
    attempted,
  });
  if (next === 'download') {
    tryDownload();
    if (electronBinary() === undefined) noteFailure();
    return choose(true);
  }
  if (next === 'standin' && attempted) sayStandin();
  return next;
}

/** What child processes need to make, and to keep, the same choice. */
export function applyTo(env: NodeJS.ProcessEnv, runtime: Runtime): void {
  env['KEYPORT_RUNTIME'] = runtime;
  if (runtime === 'standin') env['ELECTRON_OVERRIDE_DIST_PATH'] = standinFolder;
  else if (env['ELECTRON_OVERRIDE_DIST_PATH'] === standinFolder) delete env['ELECTRON_OVERRIDE_DIST_PATH'];
}

/** Electron's executable, if the one installed belongs to the version the package asks for. */
export function electronBinary(folder: string = electronPackage): string | undefined {
  try {
    const read = (file: string): string => fs.readFileSync(path.join(folder, file), 'utf8').trim();
    const { version } = JSON.parse(read('package.json')) as { version: string };
    if (read('dist/version').replace(/^v/, '') !== version) return undefined;
    const binary = path.join(folder, 'dist', read('path.txt'));
    return fs.existsSync(binary) ? binary : undefined;
  } catch {
    return undefined;
  }
}

/** Electron's own installer, within a time limit. Whether it worked is seen by looking, not by its exit code. */
function tryDownload(): void {
  process.stderr.write("Electron's own binary is not here yet: downloading it once.\n");
  spawnSync(process.execPath, [path.join(electronPackage, 'install.js')], {
    stdio: 'ignore',
    timeout: downloadLimitMs,
  });
}

function sayStandin(): void {
  process.stderr.write(
    'Keyport runs on its stand-in host and the Chromium of this computer: ' +
      "Electron's own binary could not be downloaded.\n",
  );
}
