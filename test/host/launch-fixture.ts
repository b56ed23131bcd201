import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { _electron, type ElectronApplication } from '@playwright/test';
import { onTestFinished } from 'vitest';

const bin = path.join(import.meta.dirname, 'bin');
const fixture = path.join(import.meta.dirname, 'fixture');
const environment = () => ({ ...process.env, ELECTRON_HOST_HEADLESS: '1', ELECTRON_OVERRIDE_DIST_PATH: bin });

interface Launch {
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** Playwright reads the override from its own process, where `electron` is looked up. */
export async function launchFixture({ args = [], env = {} }: Launch = {}): Promise<ElectronApplication> {
  process.env['ELECTRON_OVERRIDE_DIST_PATH'] = bin;
  const folder = newFolder();
  const app = await _electron.launch({
    args: [fixture, `--user-data-dir=${folder}`, ...args],
    chromiumSandbox: process.getuid?.() !== 0,
    env: { ...environment(), ...env },
  });
  app.process().once('exit', () => removeFolder(folder));
  return app;
}

export interface SpawnedFixture {
  readonly child: ChildProcess;
  readonly pid: number;
  /** Resolves when the app has written this line, or had already. */
  readonly line: (text: string) => Promise<void>;
  readonly lines: () => readonly string[];
  readonly exitCode: Promise<number | null>;
}

/** The host as a person starts it, without a test tool. */
export async function spawnFixture(userData: string, ...args: readonly string[]): Promise<SpawnedFixture> {
  const child = spawn(path.join(bin, 'electron'), [fixture, `--user-data-dir=${userData}`, ...args], {
    env: environment(),
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const { pid } = child;
  if (pid === undefined) throw new Error('the host did not start');
  const exitCode = new Promise<number | null>((resolve) => child.once('exit', resolve));
  let written = '';
  child.stdout.on('data', (chunk) => {
    written += String(chunk);
  });
  const lines = () => written.split('\n').slice(0, -1);
  const line = (text: string) =>
    new Promise<void>((resolve, reject) => {
      const look = () => (lines().includes(text) ? resolve() : undefined);
      child.stdout.on('data', look);
      child.once('close', () => reject(new Error(`the app ended before it wrote: ${text}`)));
      look();
    });
  return { child, pid, line, lines, exitCode };
}

/** A folder that is gone when the test has finished. */
export function temporaryFolder(): string {
  const folder = newFolder();
  onTestFinished(() => removeFolder(folder));
  return folder;
}

function newFolder(): string {
  return mkdtempSync(path.join(tmpdir(), 'keyport-host-'));
}

// A Chromium that was killed with its host may write a moment longer.
function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
}
