// Loaded before anything else: redirects `electron` for require() and import, and shapes `process` as Electron does.
import { createRequire, registerHooks, syncBuiltinESMExports } from 'node:module';
import threads from 'node:worker_threads';
import { hostArguments } from './command-line.ts';

const REDIRECTED = new Set(['electron', 'electron/main', 'electron/common']);
const standIn = new URL('electron.ts', import.meta.url).href;

registerHooks({
  resolve: (specifier, context, next) =>
    REDIRECTED.has(specifier)
      ? { url: standIn, format: 'module-typescript', shortCircuit: true }
      : next(specifier, context),
});

// A thread would load what stands before the app once more, this file too. In Electron it starts with its own file.
const { Worker } = threads;
threads.Worker = class extends Worker {
  constructor(file: ConstructorParameters<typeof Worker>[0], options: threads.WorkerOptions = {}) {
    super(file, { execArgv: [], ...options });
  }
};
syncBuiltinESMExports();

const { version }: { readonly version: string } = createRequire(import.meta.url)('electron/package.json');

// Assigning to process.versions fails; defining it anew does not.
define('versions', { ...process.versions, electron: `${version}-host`, chrome: '0' });
define('type', 'browser');
process.argv = [
  process.env['ELECTRON_HOST_EXECUTABLE'] ?? process.execPath,
  ...process.argv.slice(2).filter((argument) => !argument.startsWith('--inspect')),
];
delete process.env['ELECTRON_HOST_EXECUTABLE'];
if (hostArguments.app === undefined) {
  process.stderr.write('usage: electron [-r file] [--switches] <app folder or main file> [arguments]\n');
  process.exit(2);
}

function define(name: 'versions' | 'type', value: unknown): void {
  Object.defineProperty(process, name, { value, enumerable: true, configurable: true });
}
