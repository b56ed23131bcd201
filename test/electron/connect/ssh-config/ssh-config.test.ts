import { execFile, execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import * as fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import { readConfigFile, replaceConfigFile } from '../../../../electron/connect/ssh-config/config-file.ts';
import { trashKey } from '../../../../electron/custody/trash-key.ts';
import { valueOf } from '../../../support/aws-clients.ts';
import { consoleWith, openConnectWorld, type ConnectWorld } from '../../../support/connect-world.ts';
import { createLeakHunter, filesUnder } from '../../../support/leak-hunt.ts';
import { needs } from '../../../support/parts.ts';
import { mountSmallDisk } from '../../../support/small-disk.ts';
import { startSshd } from '../../../support/sshd.ts';

const THEIRS =
  'Host work\n  HostName 192.0.2.7\n  User ada\n\nHost *\n  ServerAliveInterval 60\n  Port 2222\n';

describe('the lines in the settings of the person', () => {
  test('are exactly those that were shown, and nothing else is changed', async () => {
    const { world, file, turn } = await openSettings(THEIRS);
    const shown = valueOf(await world.connect.api.readSshConfig());

    expect(shown).toMatchObject({ isOn: false, isFileThere: true, file, problem: null });
    expect(shown.lines).toEqual(['# >>> Keyport', `Include "${shown.ownFile}"`, '# <<< Keyport']);
    expect(read(file)).toBe(THEIRS);
    expect(fs.existsSync(shown.ownFile)).toBe(false);
    expect(await turn(true)).toMatchObject({ isOn: true, problem: null });
    expect(read(file)).toBe(`${shown.lines.join('\n')}\n${THEIRS}`);
    await turn(true);
    expect(read(file)).toBe(`${shown.lines.join('\n')}\n${THEIRS}`);
    expect(await turn(false)).toMatchObject({ isOn: false });
    expect(read(file)).toBe(THEIRS);
    expect(fs.readdirSync(path.dirname(file))).toEqual(['config']);
    expect(fs.existsSync(shown.ownFile)).toBe(false);
    await turn(false);
    expect(read(file)).toBe(THEIRS);
  });

  test('go without a trace, whatever bytes stand below them', async () => {
    const { file, turn } = await openSettings('');
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc
        .constantFrom('Host a', 'Host a\r\n', '\ufeffHost a\n', '\u0000\n\r')
        .map((text) => Buffer.from(text)),
    );
    await fc.assert(
      fc.asyncProperty(bytes, async (before) => {
        fs.writeFileSync(file, before);
        await turn(true);
        const on = fs.readFileSync(file);
        await turn(true);
        expect(fs.readFileSync(file).equals(on)).toBe(true);
        expect(on.equals(Buffer.from(before))).toBe(false);
        await turn(false);
        expect(fs.readFileSync(file).equals(Buffer.from(before))).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  test('make the file and its folder where there is none, and both go with them', async () => {
    const { file, turn } = await openSettings(null);
    const folder = path.dirname(file);

    await turn(true);
    expect(modeOf(folder)).toBe(0o700);
    expect(modeOf(file)).toBe(0o600);
    await turn(false);
    expect(fs.existsSync(folder)).toBe(false);

    await turn(true);
    fs.writeFileSync(path.join(folder, 'known_hosts'), 'x');
    fs.appendFileSync(file, THEIRS);
    await turn(false);
    expect(read(file)).toBe(THEIRS);

    fs.rmSync(file);
    await turn(true);
    await turn(false);
    expect(fs.readdirSync(folder)).toEqual(['known_hosts']);

    // An empty file that was there before stays.
    fs.writeFileSync(file, '');
    await turn(true);
    await turn(false);
    expect(read(file)).toBe('');
  });

  test.each([0o600, 0o644, 0o640, 0o400 + 0o200])('leave the mode as it is: %o', async (mode) => {
    const { file, turn } = await openSettings(THEIRS);
    fs.chmodSync(file, mode);

    await turn(true);
    expect(modeOf(file)).toBe(mode);
    await turn(false);
    expect(modeOf(file)).toBe(mode);
  });

  test('are written where links lead, and the links stay', async () => {
    const { file, turn } = await openSettings(null);
    const dotfiles = path.join(path.dirname(path.dirname(file)), 'dotfiles');
    fs.mkdirSync(dotfiles);
    fs.mkdirSync(path.dirname(file));
    fs.writeFileSync(path.join(dotfiles, 'ssh-config'), THEIRS);
    fs.symlinkSync('../dotfiles/ssh-config', file);

    await turn(true);
    expect(fs.lstatSync(file).isSymbolicLink()).toBe(true);
    expect(fs.lstatSync(path.join(dotfiles, 'ssh-config')).isFile()).toBe(true);
    expect(read(file)).toContain('# >>> Keyport\n');
    await turn(false);
    expect(fs.readlinkSync(file)).toBe('../dotfiles/ssh-config');
    expect(read(path.join(dotfiles, 'ssh-config'))).toBe(THEIRS);
    expect(fs.readdirSync(dotfiles)).toEqual(['ssh-config']);
  });

  test('leave what somebody wrote in the same moment as they wrote it', async () => {
    const { file } = await openSettings(THEIRS);
    const before = valueOf(await readConfigFile(file));

    for (const theirs of ['Host theirs\n', '']) {
      fs.writeFileSync(file, theirs);
      expect(await replaceConfigFile(before, Buffer.from('ours'))).toMatchObject({
        ok: false,
        problem: { code: 'ssh-config-changed', retryable: true },
      });
      expect(read(file)).toBe(theirs);
    }
    fs.rmSync(file);
    expect(await replaceConfigFile(before, Buffer.from('ours'))).toMatchObject({ ok: false });
    expect(fs.readdirSync(path.dirname(file))).toEqual([]);
  });

  needs('small-disk')('on a full disk', () => {
    test('are not written, and what stood there stays', async () => {
      const { world, file, turn } = await openSettings(null);
      const disk = mountSmallDisk(64);
      onTestFinished(() => disk.remove());
      const onDisk = path.join(disk.path, 'config');
      fs.writeFileSync(onDisk, THEIRS);
      fs.mkdirSync(path.dirname(file));
      fs.symlinkSync(onDisk, file);

      disk.fill();
      expect(await world.connect.api.setSshConfig({ isOn: true })).toMatchObject({
        problem: { code: 'disk-failed' },
      });
      expect(read(onDisk)).toBe(THEIRS);
      expect(fs.readdirSync(disk.path).toSorted((one, other) => one.localeCompare(other))).toEqual([
        'config',
        'filler',
      ]);
      disk.makeRoom();
      await turn(true);
      disk.makeReadOnly();
      expect(await world.connect.api.setSshConfig({ isOn: false })).toMatchObject({ ok: false });
      expect(read(onDisk)).toContain(THEIRS);
      expect(settingsOf(file, 'keyport-web-1')).toMatchObject({ hostname: '127.0.0.1' });
    });
  });

  test.each<[string, RegExp, (file: string) => void]>([
    [
      'with half of our marks',
      /look like those of Keyport/,
      (file) => fs.writeFileSync(file, '# >>> Keyport\nHost a\n'),
    ],
    [
      'with the lines of another home',
      /another Keyport folder: Include "\/other\/config"/,
      (file) => fs.writeFileSync(file, '# >>> Keyport\nInclude "/other/config"\n# <<< Keyport\n'),
    ],
    ['that are a folder', /not a regular file/, (file) => (fs.rmSync(file), fs.mkdirSync(file))],
    ['that are a pipe', /not a regular file/, (file) => (fs.rmSync(file), execFileSync('mkfifo', [file]))],
    [
      'behind a link that leads nowhere',
      /leads to no file/,
      (file) => (fs.rmSync(file), fs.symlinkSync('none', file)),
    ],
    ['with another name', /other names too/, (file) => fs.linkSync(file, `${file}.other`)],
    ['that are too long', /larger than/, (file) => fs.writeFileSync(file, '#'.repeat(1024 * 1024 + 1))],
    NOT_OURS,
  ])('are not put into settings %s, which stay as they are', async (_what, why, spoil) => {
    const { world, file } = await openSettings(THEIRS);
    spoil(file);
    const before = snapshot(path.dirname(file));

    for (const isOn of [true, false]) {
      expect(await world.connect.api.setSshConfig({ isOn })).toMatchObject({
        ok: false,
        problem: { code: 'ssh-config-refused', explanation: expect.stringMatching(why) },
      });
    }
    expect(await world.connect.api.readSshConfig()).toMatchObject({
      ok: true,
      value: { isOn: false, problem: { code: 'ssh-config-refused' } },
    });
    expect(snapshot(path.dirname(file))).toEqual(before);
  });

  test.each(['100% mine', 'a"b', 'a*b', '${HOME}'])(
    'are not for a home that ssh cannot be told: %j',
    async (homeName) => {
      const { world, file } = await openSettings(THEIRS, { homeName });

      expect(await world.connect.api.setSshConfig({ isOn: true })).toMatchObject({
        ok: false,
        problem: {
          code: 'ssh-config-refused',
          explanation: expect.stringContaining('a character in its path'),
        },
      });
      expect(read(file)).toBe(THEIRS);
      expect(fs.existsSync(path.join(world.home, 'ssh', 'config'))).toBe(false);
    },
  );

  test('are none of the business of practice', async () => {
    const world = await openConnectWorld();
    const refused = { ok: false, problem: { code: 'ssh-config-practice' } };

    expect(await world.connect.api.readSshConfig()).toMatchObject(refused);
    expect(await world.connect.api.setSshConfig({ isOn: true })).toMatchObject(refused);
  });
});

describe('what ssh makes of them', () => {
  const judge = needs('ssh-keygen');
  judge('its own settings', () => {
    test('name the machine, and change nothing for any other host', async () => {
      const { world, file, turn } = await openSettings(THEIRS);
      const before = settingsOf(file, 'work');
      await turn(true);
      const socket = socketIn(world);

      const settings = settingsOf(file, 'keyport-web-1');
      expect(settings).toMatchObject({
        hostname: '127.0.0.1',
        user: 'ec2-user',
        port: '22',
        hostkeyalias: world.at.instanceId,
        identityagent: socket,
        identitiesonly: 'yes',
        userknownhostsfile: path.join(world.home, 'ssh', 'hosts', world.at.instanceId),
        identityfile: path.join(world.home, 'ssh', 'keys', `${world.custodyId}.pub`),
        stricthostkeychecking: 'accept-new',
        // What is ours ends with its block; the rest is the person's.
        serveraliveinterval: '60',
      });
      expect(settingsOf(file, 'work')).toEqual(before);
      expect(settingsOf(file, 'example.com')).toMatchObject({ hostname: 'example.com', port: '2222' });
      expect(modeOf(path.join(world.home, 'ssh', 'config'))).toBe(0o600);
    });

    test('follow the machines, and forget one that was removed', async () => {
      const { world, file, turn } = await openSettings('');
      await turn(true);

      world.change({ name: 'shop' }, { publicAddress: '192.0.2.44' });
      await world.connect.machinesChanged();
      expect(settingsOf(file, 'keyport-shop-1')).toMatchObject({ hostname: '192.0.2.44' });
      expect(settingsOf(file, 'keyport-web-1')).toMatchObject({ hostname: 'keyport-web-1' });
      expect(await world.connect.api.copySshAlias(world.at)).toEqual({ ok: true, value: null });
      expect(world.copied).toEqual(['ssh keyport-shop-1']);

      world.change({}, { goneAt: 1 });
      await world.connect.machinesChanged();
      expect(settingsOf(file, 'keyport-shop-1')).toMatchObject({ hostname: 'keyport-shop-1' });
      expect(await world.connect.api.copySshAlias(world.at)).toMatchObject({
        problem: { code: 'instance-gone' },
      });
      world.forget();
      await world.connect.machinesChanged();
      const own = read(path.join(world.home, 'ssh', 'config'));
      expect(own).not.toContain('Host ');
      expect(own).toMatch(/^# Written by Keyport/);
      expect(valueOf(await world.connect.api.readSshConfig())).toMatchObject({ isOn: true, hosts: [] });
    });

    test('are not renewed while they are off, nor after the end', async () => {
      const { world, turn } = await openSettings('');
      const own = path.join(world.home, 'ssh', 'config');
      await world.connect.machinesChanged();
      expect(fs.existsSync(own)).toBe(false);

      await turn(true);
      expect(read(own)).toContain('IdentityAgent');
      world.connect.close();
      const atEnd = read(own);
      expect(atEnd).toContain('Host keyport-web-1\n');
      expect(atEnd).not.toContain('IdentityAgent');
      world.change({}, { publicAddress: '192.0.2.44' });
      await world.connect.machinesChanged();
      expect(read(own)).toBe(atEnd);
    });

    test('know the host keys as soon as Keyport does', async () => {
      const { world, file, turn } = await openSettings('');
      await turn(true);
      world.writeConsole(consoleWith(HOST_KEY));

      valueOf(await world.connect.api.readHostKeys(world.at));

      expect(settingsOf(file, 'keyport-web-1')).toMatchObject({ stricthostkeychecking: 'true' });
    });

    test('name no agent of Keyport for a key that it does not have', async () => {
      const { world, file, turn } = await openSettings('');
      world.change({ connect: { ...world.current().launch.connect, custodyId: null } });
      await turn(true);

      expect(settingsOf(file, 'keyport-web-1')).toMatchObject({
        hostname: '127.0.0.1',
        identitiesonly: 'no',
      });
      expect(settingsOf(file, 'keyport-web-1')['identityagent']).toBeUndefined();
      expect(fs.readdirSync(world.runtime)).toEqual([]);
    });
  });
});

needs('sshd', 'ssh-keygen')('a log-in by the short name', () => {
  test.each(['aws-makes-it', 'made-here'] as const)(
    'comes about when the person allows it, each time, and no private key is on a disk: %s',
    async (key) => {
      const { world, file, turn } = await openSettings('', { key, homeName: "Ada's home" });
      const sshd = await serve(world);
      await turn(true);
      allow(world, true);

      expect(await login(file)).toMatchObject({ code: 0, stdout: `in as ${sshd.user}\n` });
      expect(await login(file)).toMatchObject({ code: 0 });
      expect(world.asked()).toEqual(['web by ssh', 'web by ssh']);
      const privateKey = await world.privateKey();
      const hunter = createLeakHunter([privateKey.toString()]);
      expect(hunter.hunt([...filesUnder(world.home), ...filesUnder(world.runtime)])).toEqual([]);
    },
  );

  test('is refused when the person says no', async () => {
    const { world, file, turn } = await openSettings('');
    await serve(world);
    await turn(true);
    allow(world, false);

    const refused = await login(file);

    expect(refused.code).toBe(255);
    expect(refused.stderr).toContain('Permission denied (publickey)');
    expect(world.asked()).toEqual(['web by ssh']);
  });

  test('fails in plain words while Keyport is closed, and by the agent of the terminal if that has the key', async () => {
    const { world, file, turn } = await openSettings('');
    const sshd = await serve(world);
    await turn(true);
    const own = await world.agents.open({ custodyId: world.custodyId });
    world.connect.close();
    world.agents.doors.closeAll();

    const closed = await login(file);
    expect(closed.code).toBe(255);
    expect(closed.stderr).toContain('Permission denied (publickey)');
    expect(closed.stderr).not.toContain('passphrase');

    // Any agent that has it: here that of a test, which asks nobody.
    allow(world, true);
    const inTerminal = await login(file, { SSH_AUTH_SOCK: valueOf(own).socketPath });
    expect(inTerminal).toMatchObject({ code: 0, stdout: `in as ${sshd.user}\n` });
  });

  test('is refused where another machine answers at the address', async () => {
    const { world, file, turn } = await openSettings('');
    const other = await startSshd(world.publicKey);
    await other.stop();
    await serve(world);
    world.writeConsole(consoleWith(other.hostKey));
    valueOf(await world.connect.api.readHostKeys(world.at));
    await turn(true);
    allow(world, true);

    const refused = await login(file);

    expect(refused.stderr).toContain('Host key verification failed.');
    expect(world.asked()).toEqual([]);
  });

  test('is not asked for a key that was put into the trash', async () => {
    const { world, file, turn } = await openSettings('');
    await serve(world);
    await turn(true);
    allow(world, true);
    valueOf(await trashKey(world.vault, { custodyId: world.custodyId, typedName: 'web' }));
    world.agents.closeOf(world.custodyId);

    expect(await login(file)).toMatchObject({ code: 255 });
    await world.connect.machinesChanged();
    expect(settingsOf(file, 'keyport-web-1')['identityagent']).toBeUndefined();
    expect(world.asked()).toEqual([]);
  });
});

/** As root one may write everything, and give a file away; else neither. */
const NOT_OURS: [string, RegExp, (file: string) => void] =
  process.getuid?.() === 0
    ? ['of another user', /belongs to another user/, (file) => fs.chownSync(file, 1234, 1234)]
    : ['that may not be written', /may not write/, (file) => fs.chmodSync(file, 0o400)];

const HOST_KEY = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKLzHvKVsjHKyY0fFzS3jCVvXTGDJLRsXPUeEqMVO9Ny';

/** With these settings of a person; null: with none, and no folder for them. */
async function openSettings(
  text: string | null,
  wishes: { readonly homeName?: string; readonly key?: 'aws-makes-it' | 'made-here' } = {},
) {
  const opened = await openConnectWorld({ ...wishes, sshFolder: 'of the person' });
  const asked: string[] = [];
  const world = Object.assign(opened, {
    custodyId: opened.current().launch.connect.custodyId ?? '',
    /** Whom a person was asked about. */
    asked: () => asked,
    note: (who: string) => void asked.push(who),
  });
  const file = opened.services.sshConfigFile ?? '';
  if (text !== null) {
    fs.mkdirSync(path.dirname(file), { mode: 0o700 });
    fs.writeFileSync(file, text, { mode: 0o600 });
  }
  const turn = async (isOn: boolean) => valueOf(await world.connect.api.setSshConfig({ isOn }));
  return { world, file, turn };
}

type World = Awaited<ReturnType<typeof openSettings>>['world'];

async function serve(world: ConnectWorld) {
  const sshd = await startSshd(world.publicKey);
  onTestFinished(() => sshd.stop());
  world.answerAt(sshd.port, sshd.user);
  return sshd;
}

/** From now on a person answers every question like this. */
function allow({ vault, agents, note }: World, isAllowed: boolean): void {
  const answered = new Set<string>();
  const look = () => {
    for (const { requestId, keyName, program } of vault.board.vault().requests) {
      if (answered.has(requestId)) continue;
      answered.add(requestId);
      note(`${keyName} by ${program?.name ?? 'somebody'}`);
      void agents.answer({ requestId, isAllowed });
    }
  };
  const timer = setInterval(look, 20);
  onTestFinished(() => clearInterval(timer));
}

async function login(file: string, env: NodeJS.ProcessEnv = {}) {
  const args = ['-F', file, '-o', 'BatchMode=yes', 'keyport-web-1', 'echo in as $(id -un)'];
  const options = { env: { PATH: process.env['PATH'], HOME: path.dirname(file), ...env }, timeout: 30_000 };
  try {
    return { code: 0, ...(await promisify(execFile)('ssh', args, options)) };
  } catch (error) {
    const failed = error as { readonly code: number; readonly stdout: string; readonly stderr: string };
    return { code: failed.code, stdout: failed.stdout, stderr: failed.stderr };
  }
}

/** What ssh says it would do: its own names of its settings, in small letters. */
function settingsOf(file: string, host: string): Readonly<Record<string, string>> {
  const said = execFileSync('ssh', ['-G', '-F', file, host], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const lines = said.split('\n').map((line) => line.split(/ (.*)/s));
  return Object.fromEntries(lines.map(([name = '', value = '']) => [name, value]));
}

function socketIn({ runtime }: ConnectWorld): string {
  const [folder = ''] = fs.readdirSync(runtime);
  return path.join(runtime, folder, 'agent');
}

/** Everything in a folder, with its mode; a pipe is not read. */
function snapshot(folder: string): readonly string[] {
  return fs.readdirSync(folder).map((name) => {
    const file = path.join(folder, name);
    const stats = fs.lstatSync(file);
    const bytes = stats.isFile() ? fs.readFileSync(file, 'latin1').slice(0, 100) : '';
    return `${name} ${stats.mode.toString(8)} ${String(stats.ino)} ${String(stats.size)} ${bytes}`;
  });
}

function read(file: string): string {
  return fs.readFileSync(file, 'utf8');
}

function modeOf(file: string): number {
  return fs.statSync(file).mode & 0o777;
}
