import process from 'node:process';
import { buffer } from 'node:stream/consumers';
import { keepCompiled } from './cli/compile-cache.ts';
import { EXIT } from './cli/exit-codes.ts';
import { openTerminal } from './cli/terminal.ts';
import { watchParent } from './cli/watch-parent.ts';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

// Node's own exit code for it would be that of findings.
process.on('uncaughtException', (error) => {
  report(error);
  process.exit(EXIT.failed);
});

// Only what is imported after this is kept.
keepCompiled({ env: process.env });
const { runCli } = await import('./cli/run-cli.ts');
const { createOsKeychain } = await import('./keychain/os-keychain.ts');

const exitCode = await runCli({
  args: process.argv.slice(2),
  env: process.env,
  terminal: openTerminal(process),
  openKeychain: (onWaiting) => createOsKeychain({ onWaiting }),
  readInput: () => buffer(process.stdin),
  report,
  onInterrupt: (listener) => {
    for (const signal of SIGNALS) process.on(signal, listener);
    return () => {
      for (const signal of SIGNALS) process.off(signal, listener);
    };
  },
  onParentGone: (listener) => watchParent({ env: process.env, parent: () => process.ppid }, listener),
  onExit: (listener) => void process.once('exit', listener),
});
// Also where the keychain still has not answered.
process.exit(exitCode);

/** A bug: said on stderr by its name and place, never with the values it met. */
function report(error: unknown): void {
  const place = error instanceof Error ? (error.stack ?? '').split('\n').slice(1, 4).join('\n') : '';
  process.stderr.write(`keyport: ${error instanceof Error ? error.name : typeof error}\n${place}\n`);
}
