import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createHomeLock } from '../../electron/journal/home-lock.ts';
import { openPracticeMode, type PracticeMachine, type PracticeMode } from '../../electron/practice-mode.ts';
import type { Weather } from '../../shared/practice/weather.ts';
import { valueOf } from '../support/aws-clients.ts';
import { needs } from '../support/parts.ts';
import { mountSmallDisk } from '../support/small-disk.ts';

const STORM: Weather = [{ action: '*', kind: 'html-500' }];

let home: string;
const opened: PracticeMode[] = [];
let networkChanges: null[] = [];
beforeEach(() => {
  home = fs.mkdtempSync(path.join(os.tmpdir(), 'keyport-practice-mode-'));
  networkChanges = [];
});
afterEach(() => {
  for (const mode of opened.splice(0)) mode.close();
  fs.rmSync(home, { recursive: true, force: true });
});

const practiceHome = () => path.join(home, 'practice');
const stateFile = () => path.join(practiceHome(), 'account.json');
const settled = async () => {};

async function open(env: NodeJS.ProcessEnv = {}) {
  const mode = await openPracticeMode({ ...machine(), env });
  if (mode.ok) opened.push(mode.value);
  return mode;
}

function machine(): PracticeMachine {
  const nobody = () => undefined;
  const refuse = () => Promise.reject(new Error('nobody asked for this'));
  return {
    env: {},
    home,
    about: { version: '0', electron: '', chrome: '', node: '', isStandIn: false },
    files: { open: refuse, save: refuse },
    copyText: refuse,
    readText: refuse,
    openExternal: refuse,
    events: {
      launchChanged: nobody,
      vaultChanged: nobody,
      reviewProgressed: nobody,
      groupChanged: nobody,
      rescueChanged: nobody,
      accessTested: nobody,
      networkChanged: () => void networkChanges.push(null),
    },
  };
}

test('practice tells what it is: a number that is nobody’s, its regions, its home, its file of keys', async () => {
  const { read } = valueOf(await open());

  expect(read()).toMatchObject({
    accountId: '111122223333',
    myAddress: '203.0.113.7',
    weather: [],
    home: practiceHome(),
    keyFile: path.join(practiceHome(), 'private-keys.json'),
    setAside: null,
  });
  expect(read().regions).toEqual(read().regions.toSorted());
  expect(read().regions.length).toBeGreaterThanOrEqual(6);
  expect(fs.readdirSync(home)).toEqual(['practice']);
});

test('the weather can put this computer into another network, and back; the screen hears of it each time', async () => {
  const { read, setWeather, keyport } = valueOf(await open());
  const mine = async () => valueOf(await keyport().api.readMyAddress()).address;

  valueOf(setWeather([{ action: '*', kind: 'elsewhere' }]));
  expect([read().myAddress, await mine()]).toEqual(['198.51.100.23', '198.51.100.23']);
  expect(networkChanges).toHaveLength(1);
  valueOf(
    setWeather([
      { action: '*', kind: 'elsewhere' },
      { action: '*', kind: 'pace', value: 0 },
    ]),
  );
  expect(networkChanges).toHaveLength(1);

  valueOf(setWeather([]));
  expect([read().myAddress, await mine()]).toEqual(['203.0.113.7', '203.0.113.7']);
  expect(networkChanges).toHaveLength(2);
});

test('there is one account, one address and one keychain, whatever the environment and the files hold', async () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'keyport-aws-files-'));
  fs.writeFileSync(
    path.join(folder, 'config'),
    '[profile work]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = secret\n',
  );
  const mode = valueOf(
    await open({
      AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'secret',
      AWS_ENDPOINT_URL: 'http://127.0.0.1:9',
      AWS_CONFIG_FILE: path.join(folder, 'config'),
      KEYPORT_ADDRESS_URL: 'http://127.0.0.1:9',
    }),
  );
  const { api } = mode.keyport();

  const { sources, lastUsed } = valueOf(await api.listAccounts());
  expect(sources.map(({ id, kind, endpoint }) => [id, kind, endpoint])).toEqual([
    ['practice', 'practice', null],
  ]);
  expect(lastUsed).toBeNull();
  for (const sourceId of ['environment', 'profile:work']) {
    expect(await api.connectAccount({ sourceId, region: 'us-east-1' })).toMatchObject({
      problem: { code: 'no-credentials' },
    });
  }
  expect(valueOf(await api.readMyAddress())).toMatchObject({ address: '203.0.113.7' });
  expect(valueOf(await api.readMyAddresses())).toEqual({ ipv4: '203.0.113.7', ipv6: null });
  expect(valueOf(await api.probeKeychain())).toEqual({
    state: 'ready',
    backend: 'Plain file for practice',
    raw: null,
  });
  expect(JSON.parse(fs.readFileSync(mode.read().keyFile, 'utf8'))).toMatchObject({ items: [] });
  expect(valueOf(await api.startUp()).store).toEqual({
    kind: 'practice',
    backend: 'Plain file for practice',
    state: 'open',
  });
  fs.rmSync(folder, { recursive: true });
});

test('where another program has the home of practice, that is said, and nothing of it is touched', async () => {
  fs.mkdirSync(practiceHome());
  const lock = path.join(practiceHome(), 'lock');
  // The first process of the system: it lives, and is not this one.
  const holder = {
    version: 1,
    pid: 1,
    startTime: null,
    program: 'another window',
    takenAt: '2026-01-01T00:00:00Z',
  };
  fs.writeFileSync(lock, JSON.stringify(holder));
  fs.writeFileSync(stateFile(), 'theirs');

  const outcome = await open();

  expect(outcome).toMatchObject({ ok: false, problem: { code: 'home-in-use' } });
  expect(JSON.stringify(outcome)).toContain('another window');
  expect(fs.readFileSync(stateFile(), 'utf8')).toBe('theirs');
  expect(fs.readdirSync(practiceHome()).toSorted()).toEqual(['account.json', 'lock']);
});

test('the home of practice is held until practice is closed, through a reset too', async () => {
  const mode = valueOf(await open());
  const lock = path.join(practiceHome(), 'lock');
  const text = fs.readFileSync(lock, 'utf8');

  valueOf(await mode.reset(settled));
  expect(fs.readFileSync(lock, 'utf8')).toBe(text);
  mode.keyport().close();
  expect(fs.existsSync(lock)).toBe(true);

  mode.close();
  expect(fs.existsSync(lock)).toBe(false);
});

test('the lock of the real accounts’ home is another one', async () => {
  const real = createHomeLock(home, 'the Keyport window');
  valueOf(await real.take());
  valueOf(await open());
  expect(fs.existsSync(path.join(home, 'lock'))).toBe(true);
  real.release();
});

test('a state that cannot be read is set aside, and that is said until the account begins anew', async () => {
  fs.mkdirSync(practiceHome());
  fs.writeFileSync(stateFile(), '{"version": 99');

  const mode = valueOf(await open());
  const said = mode.read().setAside ?? '';
  const aside = fs.readdirSync(practiceHome()).filter((name) => name.startsWith('account.json.'));

  expect(aside).toHaveLength(1);
  expect(said).toContain(path.join(practiceHome(), aside[0] ?? ''));
  expect(fs.readFileSync(path.join(practiceHome(), aside[0] ?? ''), 'utf8')).toBe('{"version": 99');

  valueOf(await mode.reset(settled));
  expect(mode.read().setAside).toBeNull();
});

test('a reset leaves nothing of the account, its keys and its launches, and fair weather', async () => {
  const mode = valueOf(await open());
  valueOf(await mode.keyport().api.startUp());
  valueOf(mode.setWeather(STORM));
  fs.mkdirSync(path.join(practiceHome(), 'launches'));
  fs.writeFileSync(path.join(practiceHome(), 'launches', 'old.json'), '{}');
  fs.writeFileSync(path.join(home, 'settings.json'), 'of the real accounts');
  const before = mode.keyport();

  valueOf(await mode.reset(settled));

  expect(fs.readdirSync(practiceHome())).toEqual(['lock']);
  expect(fs.readFileSync(path.join(home, 'settings.json'), 'utf8')).toBe('of the real accounts');
  expect(mode.read().weather).toEqual([]);
  expect(mode.keyport()).not.toBe(before);
  expect(valueOf(await mode.keyport().api.readVault()).keys).toEqual([]);
});

test('a reset ends what is under way before it removes anything', async () => {
  const mode = valueOf(await open());
  const file = path.join(practiceHome(), 'settings');
  fs.writeFileSync(file, '');
  valueOf(mode.setWeather([{ action: '*', kind: 'latency', value: 600_000 }]));
  const asked = mode.keyport().api.connectAccount({ sourceId: 'practice', region: 'us-east-1' });

  let wasThere = false;
  const ended = async () => {
    await asked;
    wasThere = fs.existsSync(file);
  };
  valueOf(await mode.reset(ended));

  expect(wasThere).toBe(true);
  expect(fs.existsSync(file)).toBe(false);

  expect(await asked).toMatchObject({ ok: false, problem: { code: 'cancelled' } });
});

test('the account of before a reset answers nothing more', async () => {
  const mode = valueOf(await open());
  const { api } = mode.keyport();
  valueOf(await mode.reset(settled));
  expect(await api.connectAccount({ sourceId: 'practice', region: 'us-east-1' })).toMatchObject({
    problem: { code: 'cancelled' },
  });
  expect(fs.readdirSync(practiceHome())).toEqual(['lock']);
});

needs('small-disk')('on a disk without room', () => {
  test('practice cannot be opened, which is a problem and no fault', async () => {
    const disk = mountSmallDisk(64);
    try {
      home = path.join(disk.path, 'home');
      disk.fill();
      expect(await open()).toMatchObject({ ok: false, problem: { code: 'disk-failed' } });
      disk.makeRoom();
      valueOf(await open());
      for (const mode of opened.splice(0)) mode.close();
    } finally {
      disk.remove();
    }
  });
});

test('weather about a call that there is not is refused, and the old one stays', async () => {
  const mode = valueOf(await open());
  valueOf(mode.setWeather(STORM));

  const set = mode.setWeather([{ action: 'RunInstance', kind: 'html-500' }]);

  expect(set).toMatchObject({ ok: false, problem: { code: 'weather-unreadable' } });
  expect(mode.read().weather).toEqual(STORM);
});

test('a folder of practice that is a link is left alone, with all that is behind it', async () => {
  const elsewhere = fs.mkdtempSync(path.join(os.tmpdir(), 'keyport-elsewhere-'));
  fs.writeFileSync(path.join(elsewhere, 'letter.txt'), 'mine');
  fs.symlinkSync(elsewhere, practiceHome());

  expect(await open()).toMatchObject({ ok: false, problem: { code: 'disk-failed' } });
  expect(fs.readdirSync(elsewhere)).toEqual(['letter.txt']);
  fs.rmSync(elsewhere, { recursive: true });
});
