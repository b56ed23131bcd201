import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { ConnectServices } from '../../../electron/connect/connect-services.ts';
import { createDesktops } from '../../../electron/connect/desktops.ts';
import { PRACTICE_SOURCE } from '../../../shared/account.ts';
import { desktopFile } from '../../../shared/connect/desktop-file.ts';
import { valueOf } from '../../support/aws-clients.ts';
import { openConnectWorld, type ConnectWorld } from '../../support/connect-world.ts';

const ADDRESS = '198.51.100.7';

/** One machine with Windows, and a computer on which these programs are. */
async function openDesk(programs: readonly string[] = ['remmina'], platform: NodeJS.Platform = 'linux') {
  const world = await openConnectWorld({ homeName: `"it's" $(touch ran) & <home>` });
  const { launch } = world.current();
  world.change(
    {
      name: 'my desktop',
      plan: { ...launch.plan, image: { ...launch.plan.image, platform: 'windows' } },
      connect: { ...launch.connect, port: 3389, loginUser: 'Administrator' },
    },
    { publicAddress: ADDRESS },
  );
  const folder = path.join(path.dirname(world.home), 'bin');
  fs.mkdirSync(folder);
  for (const name of programs) {
    fs.writeFileSync(path.join(folder, name), '#!/bin/sh\nprintf "%s\\n" "$@"\nexit 131\n', { mode: 0o755 });
  }
  const env = { PATH: folder, AWS_SECRET_ACCESS_KEY: 'secret', NODE_OPTIONS: '--x', LANG: 'C' };
  const desks = (services: Partial<ConnectServices> = {}) =>
    createDesktops({ ...world.services, ...services }, { platform, env, usual: [] });
  return { world, desks, folder, file: path.join(world.home, 'desktop', `${world.at.instanceId}.rdp`) };
}

test('Remmina is given a file of ours, and no more', async () => {
  const { world, desks, folder, file } = await openDesk();

  const opened = valueOf(await desks().openDesktop(world.at));

  expect(opened).toEqual({ program: 'Remmina' });
  expect(world.started).toEqual([
    { file: path.join(folder, 'remmina'), args: ['-c', file], env: { PATH: folder, LANG: 'C' } },
  ]);
  expect(fs.readFileSync(file, 'utf8')).toBe(desktopFile({ address: ADDRESS, port: 3389 }));
  expect(fs.statSync(file).mode & 0o777).toBe(0o600);
  expect(world.opened).toEqual([]);
});

test.each(['xfreerdp', 'xfreerdp3'])(
  '%s asks in a terminal, which stays when it has failed, and no shell reads its words',
  async (name) => {
    const { world, desks, folder, file } = await openDesk([name, 'xterm']);

    const opened = valueOf(await desks().openDesktop(world.at));
    const [{ file: terminal, args } = { file: '', args: [] }] = world.started;

    expect(opened).toEqual({ program: name });
    expect(terminal).toBe(path.join(folder, 'xterm'));
    const [shell = '', ...words] = args.slice(1);
    const itsWords = [file, `/v:${ADDRESS}:3389`, '/u:Administrator'];
    expect(args.slice(-4)).toEqual([path.join(folder, name), ...itsWords]);
    const said = stdoutOf(shell, words, folder);
    expect(said.split('\n').slice(0, 3)).toEqual(itsWords);
    expect(said).toContain('The remote desktop has failed.');
    expect(fs.existsSync(path.join(folder, 'ran'))).toBe(false);
  },
);

test('the third version of FreeRDP goes before the second, and Remmina before both', async () => {
  const { world, desks } = await openDesk(['xfreerdp', 'xfreerdp3', 'xterm']);
  expect(valueOf(await desks().openDesktop(world.at))).toEqual({ program: 'xfreerdp3' });

  const all = await openDesk(['xfreerdp', 'xfreerdp3', 'xterm', 'remmina']);
  expect(valueOf(await all.desks().openDesktop(all.world.at))).toEqual({ program: 'Remmina' });
});

test.each([
  ['win32', 'Remote Desktop'],
  ['darwin', 'the program for .rdp files'],
] as const)('on %s the system opens the file', async (platform, program) => {
  const { world, desks, file } = await openDesk([], platform);

  expect(valueOf(await desks().openDesktop(world.at))).toEqual({ program });

  expect(world.opened).toEqual([file]);
  expect(world.started).toEqual([]);
});

test.each([[[]], [['xfreerdp']]])('without a program, %j, it is said what to install', async (programs) => {
  const { world, folder } = await openDesk(programs);

  const opened = await createDesktops(world.services, {
    platform: 'linux',
    env: { PATH: folder, KEYPORT_TERMINAL: 'none-such' },
  }).openDesktop(world.at);

  expect(opened).toMatchObject({ ok: false, problem: { code: 'no-desktop-program' } });
  expect(world.started).toEqual([]);
});

test.each(['linux', 'win32'] as const)(
  'a program that does not start is said to be one: %s',
  async (platform) => {
    const { world, desks } = await openDesk(['remmina'], platform);
    const refuse = async () => {
      throw new Error('no application is known');
    };

    const opened = await desks({ startProgram: refuse, openPath: refuse }).openDesktop(world.at);

    expect(opened).toMatchObject({
      ok: false,
      problem: { code: 'desktop-failed', retryable: true, raw: expect.stringContaining('no application') },
    });
  },
);

test('a file is saved where the person says, under the name of the machine, readable by nobody else', async () => {
  const { world, desks } = await openDesk();
  const file = path.join(path.dirname(world.home), 'desk.rdp');
  const asked: unknown[] = [];
  const files = {
    open: async () => null,
    save: async (wish: unknown) => {
      asked.push(wish);
      return file;
    },
  };

  expect(await desks({ files }).saveDesktopFile(world.at)).toEqual({ ok: true, value: file });

  expect(asked).toEqual([
    {
      title: 'Save the remote desktop file',
      button: 'Save',
      fileName: `my-desktop-${world.current().machine.zoneName}.rdp`,
      folder: 'documents',
    },
  ]);
  expect(fs.readFileSync(file, 'utf8')).toBe(desktopFile({ address: ADDRESS, port: 3389 }));
  expect(fs.statSync(file).mode & 0o777).toBe(0o600);
});

test('who chooses nowhere has saved nothing', async () => {
  const { world, desks } = await openDesk();

  expect(await desks().saveDesktopFile(world.at)).toEqual({ ok: true, value: null });
});

test('a place that cannot be written is said to be one', async () => {
  const { world, desks, folder } = await openDesk();
  world.chosen.push(path.join(folder, 'remmina', 'desk.rdp'));

  expect(await desks().saveDesktopFile(world.at)).toMatchObject({ problem: { code: 'file-not-written' } });
});

test.each<[string, (world: ConnectWorld) => void]>([
  ['machine-not-running', (world) => world.change({}, { publicAddress: null })],
  ['machine-not-running', (world) => world.change({}, { state: 'stopped' })],
  ['machine-not-running', (world) => world.change({}, { publicAddress: 'face.cafe' })],
  [
    'machine-not-running',
    (world) => world.change({}, { publicAddress: '1.2.3.4\r\nalternate shell:s:calc' }),
  ],
  ['machine-not-running', (world) => world.change({}, { publicAddress: '/p:secret' })],
  ['instance-gone', (world) => world.change({}, { goneAt: 1 })],
  [
    'machine-not-real',
    ({ change, current }) => change({ account: { ...current().launch.account, endpoint: 'http://moto' } }),
  ],
  [
    'machine-not-real',
    ({ change, current }) => change({ account: { ...current().launch.account, sourceId: PRACTICE_SOURCE } }),
  ],
  [
    'machine-is-linux',
    ({ change, current }) => {
      const { plan } = current().launch;
      change({ plan: { ...plan, image: { ...plan.image, platform: 'linux' } } });
    },
  ],
])('nothing is written or opened where it is %s', async (code, make) => {
  const { world, desks, file } = await openDesk();
  const chosen = path.join(path.dirname(world.home), 'desk.rdp');
  world.chosen.push(chosen);
  make(world);

  expect(await desks().openDesktop(world.at)).toMatchObject({ ok: false, problem: { code } });
  expect(await desks().saveDesktopFile(world.at)).toMatchObject({ ok: false, problem: { code } });

  expect([file, chosen].filter((each) => fs.existsSync(each))).toEqual([]);
  expect([world.started, world.opened]).toEqual([[], []]);
});

/** What it says until Enter is pressed. */
function stdoutOf(shell: string, words: readonly string[], cwd: string): string {
  try {
    return execFileSync(shell, words, { encoding: 'utf8', input: '\n', cwd });
  } catch (error) {
    if (error instanceof Error && 'stdout' in error) return String(error.stdout);
    throw error;
  }
}
