import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { fakeKeychain } from '../support/fake-keychain.ts';
import { valueOf } from '../support/aws-clients.ts';
import { defaultPlan, openMachine, type TestMachine } from '../support/machine.ts';
import { startPractice, type ServedPractice } from '../support/practice.ts';
import { startProxy, type Proxy } from '../support/proxy.ts';

describe('a launch whose record can no longer be written', () => {
  let practice: ServedPractice;
  let proxy: Proxy;
  let machine: TestMachine;
  /** The record's folder becomes unwritable as soon as this action is asked for. */
  let breaksAt: string;

  const folder = () => path.join(machine.home, 'launches');
  const breakDisk = () => {
    if (fs.statSync(folder()).isFile()) return;
    fs.renameSync(folder(), `${folder()}.away`);
    fs.writeFileSync(folder(), 'a file in its place');
  };
  const mendDisk = () => {
    fs.rmSync(folder());
    fs.renameSync(`${folder()}.away`, folder());
  };

  beforeAll(async () => {
    practice = await startPractice();
    proxy = await startProxy(practice.endpoint, ({ action, params }) => {
      if (action === breaksAt && !params.has('DryRun')) breakDisk();
      return 'pass';
    });
  });
  afterAll(async () => {
    await proxy.stop();
    await practice.stop();
  });
  beforeEach(async () => {
    await practice.reset();
    machine = openMachine({ ...practice.env, AWS_ENDPOINT_URL: proxy.endpoint }, fakeKeychain());
  });
  afterEach(() => machine.remove());

  async function launch(action: string) {
    breaksAt = '';
    const plan = await defaultPlan(machine.api);
    breaksAt = action;
    const launchId = randomUUID();
    valueOf(await machine.api.startLaunch({ launchId, plan, confirmed: [] }));
    return machine.ended(launchId, 'running', 'partly', 'failed');
  }

  async function undo(launchId: string) {
    valueOf(await machine.api.undoLaunch({ launchId, keyPairToo: true, snapshotsFirst: false }));
    return machine.ended(launchId, 'removed', 'not-removed');
  }

  test('starts no instance, and what it made can be removed', async () => {
    const asked = proxy.count('RunInstances');
    const ended = await launch('CreateSecurityGroup');

    expect(ended.state).toBe('failed');
    expect(ended.problem).toMatchObject({
      code: 'disk-failed',
      whatIsRunning: 'Nothing is running and nothing costs money.',
    });
    expect(proxy.count('RunInstances')).toBe(asked);

    mendDisk();
    const removed = await undo(ended.launchId);
    expect(removed.state).toBe('removed');
    expect(removed.lines.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['undo-security-group', 'undo-key-pair']),
    );
  });

  test('while its instances start, knows them all the same, says so, and can remove them', async () => {
    const ended = await launch('RunInstances');

    expect(ended.state).toBe('partly');
    expect(ended.problem?.code).toBe('disk-failed');
    expect(ended.problem?.explanation).toContain('can be removed here');
    expect(ended.instances.length).toBeGreaterThan(0);
    expect(ended.instances.every(({ state }) => state === 'running')).toBe(true);

    mendDisk();
    const removed = await undo(ended.launchId);
    expect(removed.state).toBe('removed');
    expect(removed.instances.every(({ state }) => state === 'terminated')).toBe(true);
  });
});
