import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { createPatience, type Clock } from '../../../electron/aws/patience.ts';
import type { ConnectServices } from '../../../electron/connect/connect-services.ts';
import { createWindowsPasswords } from '../../../electron/connect/windows-passwords.ts';
import { encryptedPassword } from '../../../electron/practice/world/windows-password.ts';
import { OTHER_IMAGE } from '../../../shared/image-catalog.ts';
import { makeProblem } from '../../../shared/make-problem.ts';
import { failed, succeeded } from '../../../shared/outcome.ts';
import { openConnectWorld } from '../../support/connect-world.ts';
import { keepNewKey } from '../../support/kept-key.ts';

const MINUTE_MS = 60_000;

type Wishes = {
  readonly key?: 'rsa' | 'ed25519' | 'none';
  /** For which key the password was encrypted. */
  readonly encryptedFor?: 'this-one' | 'another-one';
  /** What EC2 has instead. */
  readonly data?: string;
  /** How long before now the machine was started. */
  readonly startedMs?: number;
  /** After how long EC2 has it; never without it. */
  readonly readyAfterMs?: number;
  readonly catalogId?: string;
};

/** One machine with Windows, a key of the vault, an EC2 that answers this one question, and a clock that runs by itself. */
async function openWindows(wishes: Wishes = {}) {
  const world = await openConnectWorld();
  const [own, other] = [await keepNewKey(world.vault, 'rsa'), await keepNewKey(world.vault, 'rsa')];
  const ed25519 = await keepNewKey(world.vault, 'ed25519');
  const { key = 'rsa', encryptedFor = 'this-one', readyAfterMs = 0 } = wishes;
  const custodyId = { rsa: own.custodyId, ed25519: ed25519.custodyId, none: null }[key];
  const { launch } = world.current();
  const image = {
    ...launch.plan.image,
    platform: 'windows' as const,
    catalogId: wishes.catalogId ?? 'windows-2025-x86_64',
  };
  world.change(
    { connect: { ...launch.connect, custodyId }, plan: { ...launch.plan, image } },
    { startedAt: Date.now() - (wishes.startedMs ?? 0) },
  );
  const { publicKey } = encryptedFor === 'this-one' ? own : other;
  const data = wishes.data ?? `\r\n${encryptedPassword(publicKey, randomBytes)}\r\n`;
  let now = 0;
  const clock: Clock = {
    now: () => now,
    sleep: async (ms, signal) => {
      signal?.throwIfAborted();
      now += ms;
    },
    random: Math.random,
  };
  let looks = 0;
  let asked = () => {};
  const ec2 = {
    send: async () => {
      looks += 1;
      asked();
      return { PasswordData: now >= readyAfterMs ? data : '' };
    },
  };
  let states = 0;
  const services: ConnectServices = {
    ...world.services,
    launches: {
      ...world.services.launches,
      lookAtLaunches: async () => {
        states += 1;
        return failed(makeProblem('no-network'));
      },
      withAccount: (_id, use) =>
        use(world.current().launch, { clients: { ec2 } } as unknown as Parameters<typeof use>[1]),
    },
  };
  const passwords = createWindowsPasswords(services, (signal) => createPatience({}, { clock, signal }));
  return {
    world,
    passwords,
    copy: () => passwords.api.copyWindowsPassword(world.at),
    waitedMs: () => now,
    looks: () => looks,
    whenAsked: (act: () => void) => {
      asked = act;
    },
    states: () => states,
  };
}

test('a password is copied with the key of this machine', async () => {
  const { copy, world, looks, states } = await openWindows();

  expect(await copy()).toEqual(succeeded('copied'));

  expect(world.copied[0]).toMatch(/^[\x21-\x7e]{32}$/u);
  expect([looks(), states()]).toEqual([1, 0]);
});

test('a key that was given to this machine later counts before that of the launch', async () => {
  const { copy, world } = await openWindows({ key: 'none' });
  const later = await keepNewKey(world.vault, 'ed25519');
  const { launch } = world.current();
  const machineKey = {
    instanceId: world.at.instanceId,
    keyName: 'later',
    keychainAccount: null,
    custodyId: later.custodyId,
    loadKeyCommand: null,
  };
  world.change({ connect: { ...launch.connect, machineKeys: [machineKey] } });

  expect(await copy()).toMatchObject({ problem: { code: 'password-needs-rsa' } });
});

test('who says no while the answer is on its way finds nothing on the clipboard', async () => {
  const { copy, world, passwords, whenAsked } = await openWindows();
  whenAsked(() => void passwords.api.cancelWindowsPassword(world.at));

  expect(await copy()).toMatchObject({ problem: { code: 'cancelled' } });

  expect(world.copied).toEqual([]);
});

test.each([
  ['no key in the vault', { key: 'none' }, 'machine-has-no-key'],
  ['a key that is not RSA', { key: 'ed25519' }, 'password-needs-rsa'],
  ['a password for another key', { encryptedFor: 'another-one' }, 'password-other-key'],
  ['an answer that is no password', { data: 'there is none!' }, 'password-unreadable'],
] as const)('with %s nothing is copied, and it is said', async (_, wishes, code) => {
  const { copy, world } = await openWindows(wishes);

  const answer = await copy();

  expect(answer).toMatchObject({ ok: false, problem: { code } });
  expect(world.copied).toEqual([]);
});

test.each([
  ['no key in the vault', { key: 'none' }],
  ['a key that is not RSA', { key: 'ed25519' }],
] as const)('with %s EC2 is not even asked', async (_, wishes) => {
  const { copy, looks } = await openWindows(wishes);

  await copy();

  expect(looks()).toBe(0);
});

test('it is said that it is ready after any wait, and the state of the machine is looked at twice a minute', async () => {
  const { copy, world, states } = await openWindows({ readyAfterMs: 5 * MINUTE_MS });

  expect(await copy()).toEqual(succeeded('ready'));

  expect(world.copied).toEqual([]);
  expect(states()).toBeGreaterThan(8);
  expect(states()).toBeLessThan(30);
});

test.each([
  [0, 15],
  [5, 10],
  [14, 2],
  [60 * 24, 2],
  [-60 * 24, 15],
])('of a machine that was started %i minutes ago a password is waited for %i minutes', async (ago, wait) => {
  const { copy, waitedMs } = await openWindows({
    startedMs: ago * MINUTE_MS,
    readyAfterMs: Number.POSITIVE_INFINITY,
  });

  expect(await copy()).toMatchObject({ problem: { code: 'password-not-ready' } });

  expect(Math.round(waitedMs() / MINUTE_MS)).toBe(wait);
});

test('an image of the person’s own may make none, which is said', async () => {
  const { copy } = await openWindows({ catalogId: OTHER_IMAGE, readyAfterMs: Number.POSITIVE_INFINITY });

  expect(await copy()).toMatchObject({ problem: { code: 'password-not-set' } });
});

test('a machine that is stopped while one waits is not waited for', async () => {
  const { copy, world, waitedMs } = await openWindows({ readyAfterMs: Number.POSITIVE_INFINITY });
  world.change({}, { state: 'stopped' });

  expect(await copy()).toMatchObject({
    problem: { code: 'machine-not-running', explanation: expect.stringContaining('for the first time') },
  });
  expect(waitedMs()).toBe(0);
});

test('a clipboard that cannot be written is said to be one, without what was to be copied', async () => {
  const { passwords, world } = await openWindows();
  const services: ConnectServices = {
    ...world.services,
    copyText: async (text) => {
      throw new Error(`cannot write ${text}`);
    },
  };
  passwords.close();
  const broken = createWindowsPasswords({
    ...services,
    launches: { ...services.launches, withAccount: (await sameAccount(world)).withAccount },
  });

  const answer = await broken.api.copyWindowsPassword(world.at);

  expect(answer).toEqual(failed(makeProblem('clipboard-failed')));
});

/** EC2 with a password for the key of this machine. */
async function sameAccount(world: Awaited<ReturnType<typeof openConnectWorld>>) {
  const { custodyId } = world.current().launch.connect;
  const record = await world.vault.journal.read(custodyId ?? '');
  const data = encryptedPassword(record?.publicKey ?? '', randomBytes);
  const ec2 = { send: async () => ({ PasswordData: data }) };
  const withAccount: ConnectServices['launches']['withAccount'] = (_id, use) =>
    use(world.current().launch, { clients: { ec2 } } as unknown as Parameters<typeof use>[1]);
  return { withAccount };
}
