import { once } from 'node:events';
import { Command } from 'commander';
import { expect, test } from 'vitest';
import { addGlobals } from '../../../electron/cli/globals.ts';
import { runService, type Service } from '../../../electron/cli/run-service.ts';
import { makeProblem } from '../../../shared/make-problem.ts';
import { failed, succeeded, type Outcome } from '../../../shared/outcome.ts';
import { fakeKeychain } from '../../support/fake-keychain.ts';

test('it ends in its own time when it is interrupted', async () => {
  const { code, interrupt } = serve(async ({ signal }) => {
    await once(signal, 'abort');
    return succeeded(null);
  });
  interrupt();

  expect(await code).toBe(0);
});

test('who interrupts it twice does not wait for its end', async () => {
  const { code, interrupt } = serve(() => new Promise<never>(() => {}));
  interrupt();
  interrupt();

  expect(await code).toBe(130);
});

test('a problem at its end is said, whether it was interrupted or not', async () => {
  const { code, interrupt, said } = serve(async ({ signal }) => {
    await once(signal, 'abort');
    return failed(makeProblem('disk-failed', { explanation: 'The disk is full.' }));
  });
  interrupt();

  expect(await code).toBe(5);
  expect(said.stderr).toContain('The disk is full.');
});

test('a fault of ours is told by its name, and is a failure', async () => {
  const { code, said } = serve(async () => Promise.reject(new RangeError('secret')));

  expect(await code).toBe(5);
  expect(said.reported).toEqual(['RangeError']);
  expect(said.stderr).not.toContain('secret');
});

function serve(work: (service: Service) => Promise<Outcome<null>>) {
  const said = { stdout: '', stderr: '', reported: [] as string[] };
  const interrupts: (() => void)[] = [];
  const command = new Command();
  addGlobals(command);
  const code = runService(
    {
      args: [],
      env: {},
      terminal: {
        isInteractive: false,
        print: async (text) => {
          said.stdout += text;
          return true;
        },
        note: (text) => void (said.stderr += text),
        ask: async () => null,
        askHidden: async () => null,
      },
      openKeychain: () => fakeKeychain(),
      readInput: async () => Buffer.from(''),
      report: (error) => void said.reported.push(error instanceof Error ? error.name : 'unknown'),
      onInterrupt: (listener) => {
        interrupts.push(listener);
        return () => void interrupts.splice(0);
      },
      onExit: () => {},
    },
    command,
    work,
  );
  const interrupt = (): void => {
    for (const listener of interrupts) listener();
  };
  return { code, said, interrupt };
}
