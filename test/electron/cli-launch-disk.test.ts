import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Weather } from '../../shared/practice/weather.ts';
import { runCaptured, type Said } from '../support/captured-cli.ts';
import { fakeKeychain, type FakeKeychain } from '../support/fake-keychain.ts';
import { needs } from '../support/parts.ts';
import { startPractice, type ServedPractice } from '../support/practice.ts';
import { mountSmallDisk, type SmallDisk } from '../support/small-disk.ts';

// A home on a disk that takes no byte more, or that can only be read.

const AT_ONCE: Weather = [{ action: '*', kind: 'pace', value: 0 }];
const FULL_A: Weather = [...AT_ONCE, { action: 'RunInstances', zone: 'us-east-1a', kind: 'no-capacity' }];
const LOST_A: Weather = [
  ...AT_ONCE,
  { action: 'RunInstances', zone: 'us-east-1a', kind: 'lose-answer' },
  { action: 'DescribeInstances', kind: 'unauthorized' },
];

let folder: string;
let home: string;
let practice: ServedPractice;
let keychain: FakeKeychain;

beforeEach(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'keyport-disk-cli-'));
  practice = await startPractice();
  keychain = fakeKeychain();
});
afterEach(async () => {
  await practice.stop();
  fs.rmSync(folder, { recursive: true, force: true });
});

needs('small-disk')('with a home that cannot be written', () => {
  let disk: SmallDisk;

  beforeEach(() => {
    disk = mountSmallDisk(2048);
    home = path.join(disk.path, 'home');
  });
  afterEach(() => disk.remove());

  test.each([
    ['full', 'resume', LOST_A, ['resume', 'web'], 6],
    ['full', 'answer --again', FULL_A, ['answer', 'web', '--again', '--yes'], 3],
    ['full', 'answer --leave-out', FULL_A, ['answer', 'web', '--leave-out'], 3],
    ['only read', 'resume', LOST_A, ['resume', 'web'], 6],
    ['only read', 'answer --again', FULL_A, ['answer', 'web', '--again', '--yes'], 3],
  ] as const)(
    'because it is %s, %s starts nothing, forgets nothing, and says what to do',
    async (how, _, weather, typed, code) => {
      expect((await launchWith(weather)).code).toBe(code);
      const before = await standing();

      if (how === 'full') disk.fill();
      else disk.makeReadOnly();
      const refused = await keyport(...typed, '--json');
      expect(refused.code).toBe(5);
      expect(refused.stderr).toContain('Nothing was started.');
      expect(JSON.parse(refused.stdout)).toMatchObject({ ok: false, problem: { code: 'disk-failed' } });
      expect(await standing()).toEqual(before);
      if (how !== 'full') return;

      disk.makeRoom();
      expect(await keyport(...typed)).toMatchObject({ code: 0 });
    },
  );
});

test.each([
  ['answer --again', 3, ['answer', 'web', '--again', '--yes']],
  ['answer --leave-out', 3, ['answer', 'web', '--leave-out']],
  ['undo', 3, ['undo', 'web', '--yes']],
] as const)(
  '%s of a launch whose record alone cannot be written leaves it, and names the disk',
  async (_, code, typed) => {
    home = path.join(folder, 'home');
    await launchWith(FULL_A);
    const before = await standing();
    const [record = ''] = fs.readdirSync(path.join(home, 'launches'));
    const inTheWay = path.join(home, 'launches', `${record}.tmp`);
    fs.mkdirSync(inTheWay);

    const refused = await keyport(...typed, '--json');
    expect(JSON.parse(refused.stdout)).toMatchObject({ ok: false, problem: { code: 'disk-failed' } });
    expect(refused.code).toBe(code);
    expect(refused.stderr).toContain('machines of it were there');
    expect(refused.stderr).toContain('As soon as the disk can be written, type the same command again.');
    expect(refused.stderr).not.toContain('AWS can be reached');
    fs.rmdirSync(inTheWay);
    expect(await standing()).toEqual(before);
    expect(await keyport(...typed)).toMatchObject({ code: 0 });
  },
);

async function launchWith(weather: Weather): Promise<Said> {
  practice.account().setWeather(weather);
  const plan = await keyport('plan', '--default', '--name', 'web', '--my-address', '203.0.113.7');
  const file = path.join(folder, 'plan.json');
  fs.writeFileSync(file, plan.stdout);
  const launched = await keyport('launch', file, '--yes');
  practice.account().setWeather(AT_ONCE);
  return launched;
}

/** What there is in the account, and what the home says of it. */
async function standing() {
  const launches = path.join(home, 'launches');
  const records = fs.readdirSync(launches).map((name) => fs.readFileSync(path.join(launches, name), 'utf8'));
  return { counts: practice.account().counts(), records, keys: [...keychain.items] };
}

function keyport(...args: readonly string[]): Promise<Said> {
  const env = {
    ...practice.env,
    HOME: folder,
    KEYPORT_HOME: home,
    KEYPORT_PATIENCE: '0.01',
    KEYPORT_ADDRESS_URL: 'http://127.0.0.1:9/',
  };
  return runCaptured(env, args, { openKeychain: () => keychain, probe: async () => 'not-tried' });
}
