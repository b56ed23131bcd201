import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { needs, part } from '../support/parts.ts';
import { launchFixture, spawnFixture, temporaryFolder } from './launch-fixture.ts';
import { commandOf, descendantsOf, listeningPorts, processesNaming } from './processes.ts';

needs('chromium')('the life of the stand-in host', () => {
  test('closing the last window ends the app as Electron does, with exit code 0', async () => {
    const app = await launchFixture();
    const child = app.process();
    const ended = new Promise((resolve) => child.once('exit', resolve));
    const page = await app.firstWindow();
    await page.waitForLoadState('load');

    await page.close();

    expect(await ended).toBe(0);
  });

  test('a thread of the app starts with its own file and nothing else, as in Electron', async () => {
    const app = await launchFixture();
    const said = await app.evaluate(async () => {
      const { Worker } = process.getBuiltinModule('node:worker_threads');
      const worker = new Worker("require('node:worker_threads').parentPort.postMessage('at work')", {
        eval: true,
      });
      return new Promise((resolve) => {
        for (const event of ['message', 'exit', 'error']) worker.once(event, resolve);
      });
    });
    await app.close();

    expect(said).toBe('at work');
  });

  test('a termination signal quits it in order', async () => {
    const host = await spawnFixture(temporaryFolder());
    await host.line('did-finish-load');
    host.child.kill('SIGTERM');

    expect(await host.exitCode).toBe(0);
    expect(host.lines()).toEqual(['did-finish-load', 'before-quit', 'will-quit', 'quit']);
  });

  test('a second start is turned away, and the first one hears of it', async () => {
    const userData = temporaryFolder();
    const first = await spawnFixture(userData);
    await first.line('did-finish-load');

    const second = await spawnFixture(userData, 'from-the-second');

    expect(await second.exitCode).toBe(0);
    expect(second.lines()).not.toContain('did-finish-load');
    await first.line('second-instance from-the-second');
  });

  test('when Chromium dies the app hears that its windows closed, and quits', async () => {
    const host = await spawnFixture(temporaryFolder());
    await host.line('did-finish-load');

    process.kill(chromiumOf(host.pid), 'SIGKILL');

    expect(await host.exitCode).toBe(0);
    expect(host.lines()).toEqual([
      'did-finish-load',
      'window-all-closed',
      'before-quit',
      'will-quit',
      'quit',
    ]);
  });

  if (process.platform !== 'linux') return;

  test('it listens nowhere unless a test tool asks it to', async () => {
    const alone = await spawnFixture(temporaryFolder());
    const driven = await spawnFixture(temporaryFolder(), '--remote-debugging-port=0');
    await Promise.all([alone.line('did-finish-load'), driven.line('did-finish-load')]);

    expect(listeningPorts([alone.pid, ...descendantsOf(alone.pid)])).toEqual([]);
    expect(listeningPorts([driven.pid, ...descendantsOf(driven.pid)])).toHaveLength(1);
  });

  test('a host that is killed leaves no Chromium behind, not even one that hangs', async () => {
    const userData = temporaryFolder();
    const host = await spawnFixture(userData);
    await host.line('did-finish-load');
    expect(processesNaming(userData).length).toBeGreaterThan(2);
    // So that it cannot see the host go, and leave by itself.
    const chromium = chromiumOf(host.pid);
    process.kill(chromium, 'SIGSTOP');
    onTestFinished(() => {
      if (processesNaming(userData).includes(chromium)) process.kill(chromium, 'SIGKILL');
    });

    host.child.kill('SIGKILL');
    await host.exitCode;

    await expect.poll(() => processesNaming(userData).map(commandOf), { timeout: 10_000 }).toEqual([]);
  });

  test('Chromium cannot reach the keyring', async () => {
    const folder = temporaryFolder();
    const told = path.join(folder, 'told');
    const chromium = path.join(folder, 'chromium');
    // Chromium overwrites what /proc shows of its environment.
    writeFileSync(chromium, `#!/bin/sh\nenv >'${told}'\nexec '${part('chromium')}' "$@"\n`, { mode: 0o700 });
    vi.stubEnv('ELECTRON_HOST_CHROMIUM', chromium);
    vi.stubEnv('DBUS_SESSION_BUS_ADDRESS', 'unix:path=/nowhere');

    const host = await spawnFixture(folder);
    await host.line('did-finish-load');

    expect(commandOf(chromiumOf(host.pid))).toContain('--password-store=basic');
    expect(readFileSync(told, 'utf8')).toMatch(/^DBUS_SESSION_BUS_ADDRESS=disabled:$/m);
  });
});

function chromiumOf(host: number): number {
  const found = descendantsOf(host).find((pid) => commandOf(pid).includes('--remote-debugging-pipe'));
  if (found === undefined) throw new Error('no Chromium among the children of the host');
  return found;
}
