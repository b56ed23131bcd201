import { randomUUID } from 'node:crypto';
import { StopInstancesCommand, TerminateInstancesCommand } from '@aws-sdk/client-ec2';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { AtMachine } from '../../shared/connect/at-machine.ts';
import type { Launch } from '../../shared/launch.ts';
import type { Weather } from '../../shared/practice/weather.ts';
import { clientsAt, valueOf } from '../support/aws-clients.ts';
import { fakeKeychain, type FakeKeychain } from '../support/fake-keychain.ts';
import { filesUnder } from '../support/leak-hunt.ts';
import { defaultPlan, HERE, openMachine, type TestMachine } from '../support/machine.ts';
import { startProxy, type Proxy } from '../support/proxy.ts';
import { startPractice, type ServedPractice } from '../support/practice.ts';

// Passwords of Windows machines, by an account that encrypts them as EC2 does.

const AT_ONCE: Weather = [{ action: '*', kind: 'pace', value: 0 }];
/** What runs runs, and what has not come yet does not come. */
const NEVER: Weather = [{ action: '*', kind: 'pace', value: 100 }];

/** A quarter of an hour is about a second. */
const QUICK = { KEYPORT_PATIENCE: '0.001' };

let practice: ServedPractice;
let proxy: Proxy;
/** What is told of each time that EC2 is asked for a password. */
let looked: () => void;
let machine: TestMachine;
let keychain: FakeKeychain;
let at: AtMachine;

beforeEach(async () => {
  practice = await startPractice();
  keychain = fakeKeychain();
  looked = () => undefined;
  proxy = await startProxy(practice.endpoint, ({ action }) => {
    if (action === 'GetPasswordData') looked();
    return 'pass';
  });
  machine = openMachine({ ...practice.env, ...QUICK, AWS_ENDPOINT_URL: proxy.endpoint }, keychain);
});
afterEach(async () => {
  machine.remove();
  await proxy.stop();
  await practice.stop();
});

async function launch(kind: 'windows-desktop' | 'web-server' = 'windows-desktop'): Promise<Launch> {
  valueOf(await machine.api.connectAccount(HERE));
  const plan = await defaultPlan(machine.api, HERE, kind);
  const launchId = randomUUID();
  valueOf(await machine.api.startLaunch({ launchId, plan, confirmed: [] }));
  const launched = await machine.ended(launchId, 'running', 'failed', 'partly');
  at = { launchId, instanceId: launched.instances[0]?.instanceId ?? '' };
  return launched;
}

const copy = () => machine.api.copyWindowsPassword(at);
const cleared = async () => {
  while (machine.copied.at(-1) !== '') await new Promise((resolve) => setImmediate(resolve));
};

describe('a password that is there', () => {
  test('is put on the clipboard, is in no answer, event or file, and is gone after its time', async () => {
    await launch();

    const answer = await copy();

    expect(answer).toEqual({ ok: true, value: 'copied' });
    const [password = ''] = machine.copied;
    expect(password).toMatch(/^[\x21-\x7e]{32}$/u);
    expect(machine.copiedSecret.isThere()).toBe(true);
    await cleared();
    expect(machine.copied).toEqual([password, '']);
    expect(machine.copiedSecret.isThere()).toBe(false);
    const told = JSON.stringify([answer, machine.launches, machine.vaults]);
    expect(told).not.toContain(password);
    const files = filesUnder(machine.home);
    expect(files.length).toBeGreaterThan(3);
    expect(files.filter(({ bytes }) => Buffer.from(bytes).includes(password))).toEqual([]);
  });

  test('is another one for each machine', async () => {
    const { instances } = await launch();

    for (const { instanceId } of instances) {
      valueOf(await machine.api.copyWindowsPassword({ ...at, instanceId }));
    }

    const passwords = machine.copied.filter((text) => text !== '');
    expect(new Set(passwords).size).toBe(instances.length);
    expect(instances.length).toBeGreaterThan(1);
  });

  test('goes from the clipboard with the program', async () => {
    await launch();
    valueOf(await copy());

    await machine.copiedSecret.clear();

    expect(machine.copied.at(-1)).toBe('');
  });

  test('can be copied while the machine is stopped', async () => {
    await launch();
    const { ec2 } = clientsAt(practice.endpoint);
    await ec2.send(new StopInstancesCommand({ InstanceIds: [at.instanceId] }));

    expect(await copy()).toEqual({ ok: true, value: 'copied' });
  });
});

describe('a password that is not there yet', () => {
  test('is waited for, and copied only when it is asked for again', async () => {
    await launch();
    practice.account().setWeather(NEVER);
    const waiting = copy();
    await asked();
    practice.account().setWeather(AT_ONCE);

    expect(await waiting).toEqual({ ok: true, value: 'ready' });
    expect(machine.copied).toEqual([]);
    expect(await copy()).toEqual({ ok: true, value: 'copied' });
  });

  test('is waited for no longer than EC2 takes, which is then said', async () => {
    await launch();
    practice.account().setWeather(NEVER);

    expect(await copy()).toMatchObject({
      ok: false,
      problem: { code: 'password-not-ready', retryable: true },
    });
    expect(machine.copied).toEqual([]);
  });

  test('is waited for until somebody says no, and no longer', async () => {
    await launch();
    practice.account().setWeather(NEVER);
    const waiting = copy();
    await asked();

    valueOf(await machine.api.cancelWindowsPassword(at));

    expect(await waiting).toMatchObject({ ok: false, problem: { code: 'cancelled' } });
  });

  test('is waited for once for each machine: who asks again takes the place of the one before', async () => {
    await launch();
    practice.account().setWeather(NEVER);
    const first = copy();
    await asked();
    practice.account().setWeather(AT_ONCE);

    const second = copy();

    expect(await first).toMatchObject({ ok: false, problem: { code: 'cancelled' } });
    expect(await second).toEqual({ ok: true, value: 'copied' });
  });

  test.each([
    ['is stopped', 'machine-not-running', StopInstancesCommand],
    ['has ended', 'instance-gone', TerminateInstancesCommand],
  ] as const)('does not come to a machine that %s', async (_, code, Command) => {
    await launch();
    practice.account().setWeather(NEVER);
    const { ec2 } = clientsAt(practice.endpoint);
    await ec2.send(new Command({ InstanceIds: [at.instanceId] }));

    expect(await copy()).toMatchObject({ ok: false, problem: { code } });
  });
});

/** Resolves when EC2 is asked for a password the next time but one: then it has answered once that it has none. */
function asked(): Promise<void> {
  return new Promise((resolve) => {
    let looks = 0;
    looked = () => {
      looks += 1;
      if (looks === 2) resolve();
    };
  });
}

describe('what is wrong is said:', () => {
  test('a machine with Linux', async () => {
    await launch('web-server');

    expect(await copy()).toMatchObject({ ok: false, problem: { code: 'machine-is-linux' } });
  });

  test('a machine that nobody knows', async () => {
    await launch();

    const other = await machine.api.copyWindowsPassword({ ...at, instanceId: 'i-0000000000000000f' });

    expect(other).toMatchObject({ ok: false, problem: { code: 'instance-gone' } });
  });

  test('a key that the keychain has lost', async () => {
    const { connect } = await launch();
    keychain.items.delete(connect.keychainAccount ?? '');

    expect(await copy()).toMatchObject({ ok: false, problem: { code: 'key-missing-here' } });
  });

  test('a permission that is missing', async () => {
    await launch();
    practice.account().setWeather([...AT_ONCE, { action: 'GetPasswordData', kind: 'unauthorized' }]);

    expect(await copy()).toMatchObject({ ok: false, problem: { code: 'not-permitted' } });
  });
});
