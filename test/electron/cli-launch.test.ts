import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { DescribeInstancesCommand, DescribeSecurityGroupsCommand, EC2Client } from '@aws-sdk/client-ec2';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { project } from '../../scripts/tool.ts';
import type { LaunchPlan } from '../../shared/launch-plan.ts';
import type { Weather } from '../../shared/practice/weather.ts';
import { runCaptured, type Captured, type Said } from '../support/captured-cli.ts';
import { fakeKeychain, type FakeKeychain } from '../support/fake-keychain.ts';
import { startPractice, type ServedPractice } from '../support/practice.ts';
import { startProxy } from '../support/proxy.ts';

// As a script has it: a plan in a file, what is made of it in a practice account, and how the command ends.

const SLOW_MS = 120_000;
const CLI = path.join(project, 'electron/cli.ts');
const LOCK_DRIVER = path.join(project, 'test/support/lock-driver.ts');
const AT_ONCE: Weather = [{ action: '*', kind: 'pace', value: 0 }];
const FULL_A: Weather = [...AT_ONCE, { action: 'RunInstances', zone: 'us-east-1a', kind: 'no-capacity' }];
const FULL: Weather = [...AT_ONCE, { action: 'RunInstances', kind: 'no-capacity' }];

const SCHEMA = fs.readFileSync(path.join(project, 'docs/launch-plan.schema.json'), 'utf8');
/** By a validator that is not ours. The address has a pattern beside its format. */
const isPlan = new Ajv2020({ validateFormats: false }).compile(JSON.parse(SCHEMA) as object);

let folder: string;
let practice: ServedPractice;
let keychain: FakeKeychain;
let env: NodeJS.ProcessEnv;

beforeEach(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'keyport-launch-cli-'));
  practice = await startPractice();
  keychain = fakeKeychain();
  env = {
    ...practice.env,
    HOME: folder,
    KEYPORT_HOME: path.join(folder, 'home'),
    KEYPORT_PATIENCE: '0.01',
    KEYPORT_ADDRESS_URL: 'http://127.0.0.1:9/',
  };
});
afterEach(async () => {
  await practice.stop();
  fs.rmSync(folder, { recursive: true, force: true });
});

describe('a plan', () => {
  // The first one waits until all of the command line is loaded.
  test(
    'is written for the account, and launched as it is: a machine in every zone',
    { timeout: SLOW_MS },
    async () => {
      const written = await keyport(['plan', '--default', '--name', 'web', '--my-address', '203.0.113.7']);
      expect(written).toMatchObject({ code: 0 });
      const plan = JSON.parse(written.stdout) as LaunchPlan;
      expect(isPlan(plan), JSON.stringify(isPlan.errors)).toBe(true);
      expect(plan).toMatchObject({ version: 1, name: 'web', access: { adminAddress: '203.0.113.7' } });

      const launched = await launch(plan, '--json', '--yes');

      expect(launched.code).toBe(0);
      const { result } = documentOf(launched);
      expect(result).toMatchObject({ name: 'web', state: 'running', problem: null });
      expect(result.instances).toHaveLength(plan.placements.length);
      expect(
        result.instances.every(({ state, publicAddress }) => state === 'running' && publicAddress !== null),
      ).toBe(true);
      expect(counts()).toEqual({ instances: plan.placements.length, securityGroups: 1, keyPairs: 1 });
    },
  );

  test(
    'that lets nothing in is launched with its instance profile, and no port is waited for',
    { timeout: SLOW_MS },
    async () => {
      const open = JSON.parse(
        (await keyport(['plan', '--default', '--my-address', 'none'])).stdout,
      ) as LaunchPlan;
      const network = ['--vpc', open.access.vpcId];
      const profile = ['--instance-profile', 'practice-session-manager'];
      const shut = ['plan', '--default', '--name', 'shut', '--no-inbound'];
      const written = await keyport([...shut, ...network, ...profile]);
      const plan = JSON.parse(written.stdout) as LaunchPlan;
      expect(isPlan(plan), JSON.stringify(isPlan.errors)).toBe(true);

      const launched = await launch(plan, '--json', '--yes', '--wait', 'port');
      expect(launched).toMatchObject({ code: 0 });
      expect(launched.stderr).toContain('No log-in port is open in this plan');
      const judge = new EC2Client({
        endpoint: practice.endpoint,
        region: 'us-east-1',
        credentials: { accessKeyId: 'judge', secretAccessKey: 'judge' },
      });
      const { Reservations = [] } = await judge.send(new DescribeInstancesCommand({}));
      const machines = Reservations.flatMap(({ Instances = [] }) => Instances);
      expect(machines).toHaveLength(plan.placements.length);
      for (const { IamInstanceProfile } of machines) {
        expect(IamInstanceProfile?.Arn).toMatch(/instance-profile\/practice-session-manager$/u);
      }
      const Filters = [{ Name: 'group-name', Values: ['shut'] }];
      const { SecurityGroups = [] } = await judge.send(new DescribeSecurityGroupsCommand({ Filters }));
      expect(SecurityGroups.map(({ IpPermissions }) => IpPermissions)).toEqual([[]]);
      judge.destroy();
    },
  );

  test('that lets nothing in is none without an instance profile', async () => {
    const refused = await keyport(['plan', '--default', '--no-inbound']);

    expect(refused).toMatchObject({ code: 4, stdout: '' });
    expect(refused.stderr).toContain('nobody could log in');
  });

  test('needs neither keychain nor home, and leaves none behind', async () => {
    const written = await keyport(['plan', '--default', '--my-address', 'none']);

    expect(written.code).toBe(0);
    expect(JSON.parse(written.stdout)).toMatchObject({ access: { adminAddress: null } });
    expect(fs.existsSync(path.join(folder, 'home'))).toBe(false);
    expect(counts()).toEqual({ instances: 0, securityGroups: 0, keyPairs: 0 });
  });

  test('with several machines a zone has as many in each zone as was asked for', async () => {
    const [one, three] = await Promise.all(
      ['1', '3'].map((count) =>
        keyport(['plan', '--default', '--per-zone', count, '--my-address', '203.0.113.7']),
      ),
    );
    const zonesOf = ({ stdout }: { readonly stdout: string }) =>
      (JSON.parse(stdout) as LaunchPlan).placements.map(({ zoneId }) => zoneId);
    if (one === undefined || three === undefined) throw new Error('no plan');

    const zones = zonesOf(one);
    expect(new Set(zones).size).toBe(zones.length);
    expect(zonesOf(three)).toEqual(zones.flatMap((zone) => [zone, zone, zone]));
    expect(isPlan(JSON.parse(three.stdout)), JSON.stringify(isPlan.errors)).toBe(true);

    expect(await keyport(['plan', '--default', '--per-zone', '10'])).toMatchObject({ code: 2, stdout: '' });
  });

  test.each([
    [
      'web-server',
      { image: { platform: 'linux' }, access: { purpose: 'web-site', httpsFromEveryone: true } },
    ],
    [
      'login-machine',
      { image: { platform: 'linux' }, access: { purpose: 'log-in', httpsFromEveryone: false } },
    ],
    [
      'windows-desktop',
      { image: { platform: 'windows' }, key: { type: 'rsa' }, access: { purpose: 'log-in' } },
    ],
  ])('is written from the template of a %s', async (template, expected) => {
    const written = await keyport(['plan', '--template', template, '--my-address', '203.0.113.7']);

    expect(written.code, written.stderr).toBe(0);
    const plan: unknown = JSON.parse(written.stdout);
    expect(isPlan(plan), JSON.stringify(isPlan.errors)).toBe(true);
    expect(plan).toMatchObject(expected);
  });

  test('of a name that is taken is not written', async () => {
    await launchDefault();

    const refused = await keyport(['plan', '--default', '--name', 'web', '--my-address', 'none', '--json']);

    expect(refused.code).toBe(4);
    expect(documentOf(refused)).toMatchObject({ ok: false, problem: { code: 'plan-refused' } });
    expect(refused.stderr).toContain('Another name is free: --name web-2');
  });

  test.each([
    ['nothing is said', ['plan'], '--default'],
    ['both are', ['plan', '--default', '--schema'], '--default'],
    ['two beginnings are', ['plan', '--default', '--template', 'web-server'], '--template'],
    ['a template that there is not', ['plan', '--template', 'web'], 'web-server'],
    ['an address of a home network', ['plan', '--default', '--my-address', '192.168.0.4'], 'router'],
    ['no address', ['plan', '--default', '--my-address', 'me'], 'four numbers'],
    ['no network', ['plan', '--default', '--vpc', 'main'], 'vpc-'],
    ['a network of elsewhere', ['plan', '--default', '--vpc', 'vpc-0000000000000dead'], 'There is: vpc-'],
    ['an ARN for a name', ['plan', '--default', '--instance-profile', 'arn:aws:iam::1:x/y'], 'not its ARN'],
  ])('is refused as usage where %s', async (_, args, said) => {
    const refused = await keyport(args);

    expect(refused).toMatchObject({ code: 2, stdout: '' });
    expect(refused.stderr).toContain(said);
  });

  test('where nobody knows the address, has one of nobody: these calls never leave the computer', async () => {
    const written = await keyport(['plan', '--default']);

    expect(written.code).toBe(0);
    expect(JSON.parse(written.stdout)).toMatchObject({ access: { adminAddress: '203.0.113.7' } });
    expect(written.stderr).toContain('belongs to nobody');
  });
});

describe('a plan that cannot be read', () => {
  test.each([
    ['no JSON', '{"version": 1,\n "name": web}', 'line 2 column 10'],
    ['nothing', '', 'line 1 column 1'],
    ['another version', '{"version": 2}', 'version 2'],
    ['a list', '[]', 'Expected: an object'],
    ['too long', ' '.repeat(300_000), 'too long'],
  ])('is usage, and nothing is asked or made: %s', async (_, text, said) => {
    const refused = await keyport(['launch', write('plan.json', text), '--yes']);

    expect(refused).toMatchObject({ code: 2, stdout: '' });
    expect(refused.stderr).toMatch(/^This is not a launch plan that Keyport can read\. /u);
    expect(refused.stderr).toContain(said);
    expect(fs.existsSync(path.join(folder, 'home'))).toBe(false);
  });

  test('names an unknown field and a value that cannot be, and never shows what stands there', async () => {
    const plan = { ...(await defaultPlan()), extra: 'hunter2', storage: { rootSizeGiB: 'hunter2' } };

    const refused = await keyport(['launch', write('plan.json', JSON.stringify(plan)), '--yes']);

    expect(refused).toMatchObject({ code: 2, stdout: '' });
    expect(refused.stderr).toContain('no field of the name “extra”');
    expect(refused.stderr).toContain('storage.rootSizeGiB is not as it has to be. Expected: a number');
    expect(refused.stderr).not.toContain('hunter2');
  });

  test.each(['nowhere.json', '.'])('is named: %s', async (name) => {
    const file = path.join(folder, name);

    const refused = await keyport(['launch', file, '--yes']);

    expect(refused).toMatchObject({ code: 2, stdout: '' });
    expect(refused.stderr).toContain(file);
  });

  test.skipIf(process.platform === 'win32')('a pipe that nobody writes to is not waited for', async () => {
    const pipe = path.join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);

    expect(await keyport(['launch', pipe, '--yes'])).toMatchObject({ code: 2, stdout: '' });
  });
});

describe('what is agreed to', () => {
  test('nothing, where nobody is there and nobody said --yes: it is judged and shown only', async () => {
    const shown = await launch(await defaultPlan(), '--json');

    expect(shown.code).toBe(4);
    expect(documentOf(shown)).toMatchObject({ ok: false, result: { name: 'web' } });
    expect(shown.stderr).toMatch(/Price: .* an hour, .*\n.* until you remove the launch .*\n.*Not in it: /u);
    expect(shown.stderr).toContain('--yes');
    expect(counts()).toEqual({ instances: 0, securityGroups: 0, keyPairs: 0 });
    expect(launchFiles()).toEqual([]);
  });

  test('only by who has seen their start script, word for word, and the tags; of Keyport’s own page the beginning', async () => {
    const plan = await defaultPlan();
    const script = { kind: 'own', text: '#!/bin/sh\n\techo hello > /root/hello\n' };
    const tags = [{ key: 'Team', value: 'Web shop' }];

    const own = await launch({ ...plan, script, tags }, { typed: ['no'] });
    expect(own.stderr).toContain('Your own tags: Team=Web shop');
    expect(own.stderr).toContain(
      'carry out your own script.\n  Each machine carries it out once, as its administrator, when it starts for the first time.\n  | #!/bin/sh\n  |     echo hello > /root/hello\n',
    );

    const page = await launch({ ...plan, script: { kind: 'first-page' } }, '--quiet', { typed: ['no'] });
    expect(page.stderr).toContain('| # A first web page, made by Keyport.');
    const lines = (said: string) => said.match(/^ {2}\|.*$/gmu) ?? [];
    const [, first, all] = /These are the first (\d+) of (\d+) lines\./u.exec(page.stderr) ?? [];
    expect(lines(page.stderr)).toHaveLength(Number(first));
    const whole = await launch({ ...plan, script: { kind: 'first-page' } }, '--whole-script', {
      typed: ['no'],
    });
    expect(lines(whole.stderr)).toHaveLength(Number(all));
    expect(whole.stderr).not.toContain('These are the first');
    const long = { kind: 'own', text: `#!/bin/sh\n${'echo hello\n'.repeat(200)}` };
    expect(lines((await launch({ ...plan, script: long }, { typed: ['no'] })).stderr)).toHaveLength(201);
    expect(page.stderr).toMatch(/Price:[^|]*Launch this\? Type yes:/u);
    const none = await launch({ ...plan, script: { kind: 'none' } }, { typed: ['no'] });
    expect(none.stderr).not.toContain('first start');
  });

  test('a blocker is no matter of agreement', async () => {
    const plan = await defaultPlan();
    const elsewhere = { ...plan, image: { ...plan.image, imageId: 'ami-0123456789abcdef0' } };

    const refused = await launch(elsewhere, '--json', '--yes', '--accept', 'image-not-available');

    expect(refused.code).toBe(4);
    const { ok, problem, result } = documentOf(refused);
    expect({ ok, code: problem.code }).toEqual({ ok: false, code: 'plan-refused' });
    expect(refused.stderr).not.toContain('To take it');
    expect(result.findings).toContainEqual(
      expect.objectContaining({ id: 'image-not-available', severity: 'blocker' }),
    );
    expect(launchFiles()).toEqual([]);
  });

  test('a tag that AWS never allows is one blocker, at the tag', async () => {
    const plan = await defaultPlan();
    const refused = await launch({ ...plan, tags: [{ key: 'aws:team', value: 'x' }] }, '--yes');

    expect(refused.code).toBe(4);
    expect(refused.stderr.match(/^BLOCKER .*$/gmu)).toEqual([expect.stringContaining('tag-refused')]);
    expect(refused.stderr).toContain('In the plan: "tags":[]');
  });

  test('a tag that every launch needs is filled in where a value is proposed, and a plan without it is refused', async () => {
    const bare = await defaultPlan();
    expect((await tagsCommand('require', 'CostCenter', '--value', '4711')).code).toBe(0);
    const filled = await defaultPlan();
    expect(filled.tags).toEqual([{ key: 'CostCenter', value: '4711' }]);

    const refused = await launch(bare, '--yes');

    expect(refused.code).toBe(4);
    expect(refused.stderr.match(/^BLOCKER .*$/gmu)).toEqual([expect.stringContaining('tag-required')]);
    expect(refused.stderr).toContain('In the plan: "tags":[{"key":"CostCenter","value":"4711"}]');
    expect(launchFiles()).toEqual([]);
  });

  test('a refusal that Keyport has no words for comes with the sentence of AWS, and with ways out that can be typed', async () => {
    const plan = await defaultPlan();
    const value = { code: 'SomethingNew', message: 'The moon is in the way.', status: 400 };
    practice
      .account()
      .setWeather([
        ...AT_ONCE,
        { action: 'CreateSecurityGroup', kind: 'error', value },
        { action: 'RunInstances', zone: 'us-east-1b', kind: 'error', value },
      ]);

    const refused = await launch(plan, '--yes', '--json');

    expect(refused.stderr).toMatch(/^BLOCKER group-refused: .*\n {2}AWS says: .*The moon is in the way\./mu);
    expect(refused.stderr).toMatch(/^BLOCKER launch-refused: .*\n {2}AWS says: .*The moon is in the way\./mu);
    expect(refused.stderr).toContain('take the entry with "zoneName" "us-east-1b" out of "placements"');
    expect(refused.stderr).not.toContain('"groups":[]');
    expect(documentOf(refused).result.findings).toContainEqual(
      expect.objectContaining({ id: 'group-refused', detail: expect.stringContaining('The moon') as string }),
    );
    const quiet = await launch(plan, '--yes', '--quiet');
    expect(quiet.stderr).toContain('The moon is in the way.');
  });

  test('an address that is no host is one finding, and says to put your own', async () => {
    const plan = await defaultPlan();
    const refused = await launch({ ...plan, access: { ...plan.access, adminAddress: '0.0.0.0' } }, '--yes');

    expect(refused.stderr.match(/^(BLOCKER|DANGER|caution) .*$/gmu)).toEqual([
      expect.stringMatching(/admin-address-refused: .*Put your own/u),
    ]);
  });

  test('after a removal the same plan says both ways out, and each of them is true', async () => {
    const plan = await defaultPlan();
    const launchId = await launchDefault();
    expect(await keyport(['undo', launchId, '--yes'])).toMatchObject({ code: 0 });

    const refused = await launch(plan, '--yes');
    expect(refused.code).toBe(4);
    expect(refused.stderr.match(/^BLOCKER .*$/gmu)).toEqual([expect.stringContaining('key-name-taken')]);
    expect(refused.stderr).toContain('In the plan: "name":"web-2"');
    expect(refused.stderr.match(/exists already/gu)).toHaveLength(1);
    const command = /keyport (keys remove \S+ --pair)/u.exec(refused.stderr)?.[1] ?? '';

    expect(await launch({ ...plan, name: 'web-2' }, '--yes')).toMatchObject({ code: 0 });
    expect(await keyport([...command.split(' '), '--yes'])).toMatchObject({ code: 0 });
    expect(await launch(plan, '--yes')).toMatchObject({ code: 0 });
  });

  test('where another launch has the names, a program is told which', async () => {
    const plan = await defaultPlan();
    const launchId = await launchDefault();

    const { result } = documentOf(await launch(plan, '--yes', '--quiet', '--json'));
    expect(result.namesTakenBy).toBe(launchId);
    expect(counts()).toMatchObject({ securityGroups: 1, keyPairs: 1 });

    const otherwise = { ...plan, name: ' web' };
    expect(documentOf(await launch(otherwise, '--yes', '--quiet', '--json')).result.namesTakenBy).toBeNull();
  });

  test('a plan of a practice account that has ended is one blocker, and is written anew', async () => {
    const plan = await defaultPlan();
    await practice.reset();

    const refused = await launch(plan, '--yes', '--json');

    expect(refused.code).toBe(4);
    expect(refused.stderr.match(/^(BLOCKER|DANGER|caution) .*$/gmu)).toEqual([
      expect.stringMatching(/^BLOCKER plan-of-elsewhere: .* a practice account that has ended/u),
    ]);
    expect(refused.stderr).toContain('keyport plan --default --name web --region us-east-1 > plan.json');
    expect(documentOf(refused).result.findings[0]).toMatchObject({
      id: 'plan-of-elsewhere',
      fixes: [{ edit: { access: { kind: 'new-group' } } }],
    });
  });

  test('with --quiet a blocker is told all the same', async () => {
    const plan = await defaultPlan();
    const refused = await launch({ ...plan, name: ' web' }, '--yes', '--quiet');

    expect(refused).toMatchObject({ code: 4, stdout: '' });
    expect(refused.stderr).toContain('begins or ends with a blank');
  });

  test('a danger is taken by its id, and by nothing else', async () => {
    const plan = await defaultPlan();
    const single = { ...plan, placements: plan.placements.slice(0, 1) };

    const refused = await launch(single, '--yes');
    expect(refused.code).toBe(4);
    expect(refused.stderr).toContain('--accept one-zone');
    expect(await launch(single, '--yes', '--accept', 'another')).toMatchObject({ code: 4 });
    expect(counts().instances).toBe(0);

    expect(await launch(single, '--yes', '--accept', 'one-zone')).toMatchObject({ code: 0 });
    expect(counts().instances).toBe(1);
  });

  test('in a terminal, by typing: the danger, then the launch', async () => {
    const plan = await defaultPlan();
    const file = write('plan.json', JSON.stringify({ ...plan, placements: plan.placements.slice(0, 1) }));
    const type = async (...typed: string[]) => (await keyport(['launch', file], { typed })).code;

    expect(await type()).toBe(130);
    expect(await type('yes', 'yes')).toBe(4);
    expect(await type('one-zone')).toBe(130);
    expect(await type('one-zone', 'no')).toBe(130);
    expect(await type('one-zone', 'y', 'y')).toBe(130);
    expect(counts()).toEqual({ instances: 0, securityGroups: 0, keyPairs: 0 });
    expect(launchFiles()).toEqual([]);

    expect(await type('one-zone', 'yes')).toBe(0);
    expect(counts().instances).toBe(1);
  });

  test('a word that is not the one is said so, and asked for once more', async () => {
    const file = write('plan.json', JSON.stringify(await defaultPlan()));

    const refused = await keyport(['launch', file], { typed: ['y', 'y'] });
    expect(refused).toMatchObject({ code: 130, stdout: '' });
    expect(refused.stderr).toContain('Nothing is launched unless you type: yes');
    expect(refused.stderr).toContain('Nothing was created: to launch, the word yes has to be typed.');
    expect(counts().instances).toBe(0);

    expect(await keyport(['launch', file], { typed: ['y', ' Yes'] })).toMatchObject({ code: 0 });
    const undone = await keyport(['undo', 'web'], { typed: ['y', 'web'] });
    expect(undone).toMatchObject({ code: 0 });
    expect(undone.stderr).toContain('Nothing is removed without it: web');
    expect(counts().instances).toBe(0);
  });

  test('without a keychain all is shown, the price too, in words of a person; and nothing is made', async () => {
    const shown = await launch(await defaultPlan(), '--json', '--yes', {
      openKeychain: () => fakeKeychain({ probe: 'absent' }),
    });

    expect(shown.code).toBe(4);
    expect(shown.stderr).toContain('Price:');
    expect(shown.stderr).toContain('BLOCKER keychain-absent: This computer has no keychain');
    expect(shown.stderr).toContain('keyport keys store file');
    expect(shown.stderr).not.toContain('into a file instead');
    expect(shown.stderr).not.toContain('Platform failure');
    expect(launchFiles()).toEqual([]);
  });

  test('a mistyped size is one blocker, with the size that was meant', async () => {
    const plan = await defaultPlan();
    const refused = await launch({ ...plan, size: { ...plan.size, name: 't3.mirco' } }, '--yes');

    expect(refused.code).toBe(4);
    expect(refused.stderr.match(/Is t3\.micro meant/gu)).toHaveLength(1);
    expect(refused.stderr).toContain('BLOCKER above has to go first');
    const quiet = await launch({ ...plan, size: { ...plan.size, name: 't3.mirco' } }, '--yes', '--quiet');
    expect(quiet.stderr.match(/Is t3\.micro meant/gu)).toHaveLength(1);
    expect(refused.stderr.match(/^(BLOCKER|DANGER|caution|note) .*$/gmu)).toEqual([
      expect.stringContaining('EC2 has no size of this name here: t3.mirco. Is t3.micro meant?'),
    ]);
  });

  test('a plan of another region than the one that is said is not launched', async () => {
    const refused = await launch(await defaultPlan(), '--yes', '--region', 'eu-west-1');

    expect(refused).toMatchObject({ code: 2, stdout: '' });
    expect(launchFiles()).toEqual([]);
  });

  test('the plan may come on standard input', async () => {
    const plan = await defaultPlan();

    const launched = await keyport(['launch', '-', '--yes'], {
      readInput: async () => Buffer.from(JSON.stringify(plan)),
    });

    expect(launched.code).toBe(0);
  });
});

describe('how it ends', () => {
  test('3: some of it runs, and the document holds both, what runs and why the rest does not', async () => {
    const plan = await defaultPlan();
    practice.account().setWeather(FULL_A);

    const launched = await launch(plan, '--json', '--yes');

    expect(launched.code).toBe(3);
    const { ok, problem, result } = documentOf(launched);
    expect({ ok, code: problem.code }).toEqual({ ok: false, code: 'no-capacity' });
    expect(result.state).toBe('partly');
    expect(result.instances).toHaveLength(plan.placements.length - 1);
  });

  test('5: nothing runs', async () => {
    const plan = await defaultPlan();
    practice.account().setWeather(FULL);

    const launched = await launch(plan, '--json', '--yes');

    expect(launched.code).toBe(5);
    expect(documentOf(launched)).toMatchObject({ ok: false, result: { state: 'failed', instances: [] } });
    expect(counts().instances).toBe(0);
  });

  test('6: an answer was lost; "resume" finds the machine, and makes no second one', async () => {
    const plan = await defaultPlan();
    practice
      .account()
      .setWeather([
        ...AT_ONCE,
        { action: 'RunInstances', zone: 'us-east-1a', kind: 'lose-answer' },
        { action: 'DescribeInstances', kind: 'unauthorized' },
      ]);

    const launched = await launch(plan, '--json', '--yes');
    expect(launched.code).toBe(6);
    const { launchId } = documentOf(launched).result;

    practice.account().setWeather(AT_ONCE);
    const resumed = await keyport(['resume', launchId.slice(0, 8), '--json']);
    expect(resumed.code).toBe(0);
    expect(documentOf(resumed).result).toMatchObject({ launchId, state: 'running' });
    expect(counts().instances).toBe(plan.placements.length);

    expect(await keyport(['resume', 'web'])).toMatchObject({ code: 0 });
    expect(counts().instances).toBe(plan.placements.length);
  });

  test('7: another Keyport has the home', { timeout: SLOW_MS }, async () => {
    const plan = await defaultPlan();
    const home = path.join(folder, 'home');
    const other = spawn(process.execPath, [LOCK_DRIVER], { stdio: ['pipe', 'pipe', 'inherit'] });
    other.stdin.write(`take ${home}\n`);
    await once(other.stdout, 'data');

    const codes = [];
    for (const args of [['launches'], ['resume', '12345678'], ['undo', '12345678', '--yes']]) {
      codes.push((await keyport(args)).code);
    }
    codes.push((await launch(plan, '--yes')).code);
    other.kill('SIGKILL');

    expect(codes).toEqual([7, 7, 7, 7]);
    expect(counts().instances).toBe(0);
  });

  test('130: interrupted before anything is made, and nothing is', async () => {
    const plan = await defaultPlan();
    let interrupt = () => {};

    const launched = await launch(plan, '--yes', {
      onInterrupt: (listener) => {
        interrupt = listener;
        return () => {};
      },
      onNote: (text) => text.startsWith('Asking AWS') && interrupt(),
    });

    expect(launched).toMatchObject({ code: 130, stdout: '' });
    expect(launched.stderr).toContain('You stopped this. Nothing was created.');
    expect(counts()).toEqual({ instances: 0, securityGroups: 0, keyPairs: 0 });
    expect(launchFiles()).toEqual([]);
  });

  test('0: interrupted once when it has begun, it goes on and says so', async () => {
    const plan = await defaultPlan();
    let interrupt = () => {};

    const launched = await launch(plan, '--yes', {
      onInterrupt: (listener) => {
        interrupt = listener;
        return () => {};
      },
      onNote: (text) => text.startsWith('Launch ') && interrupt(),
    });

    expect(launched.code).toBe(0);
    expect(launched.stderr).toContain('goes on to its end');
    expect(counts().instances).toBe(plan.placements.length);
  });
});

test('interrupted twice while machines are asked for, it says what it waits for: no private key', async () => {
  const plan = await defaultPlan();
  let interrupt = () => {};
  let asked = 0;
  const proxy = await startProxy(practice.endpoint, ({ action, params }) => {
    if (action === 'RunInstances' && !params.has('DryRun') && asked++ === 0) {
      interrupt();
      interrupt();
    }
    return 'pass';
  });

  const launched = await launch(plan, '--yes', '--endpoint', proxy.endpoint, {
    onInterrupt: (listener) => {
      interrupt = listener;
      return () => {};
    },
  });
  await proxy.stop();

  expect(launched.code).toBe(130);
  expect(launched.stderr).toContain('A call to AWS is on its way');
  expect(launched.stderr).not.toContain('A private key is on its way');
});

describe('what AWS refused', () => {
  let launchId: string;
  let zones: number;

  beforeEach(async () => {
    const plan = await defaultPlan();
    zones = plan.placements.length;
    practice.account().setWeather(FULL_A);
    const launched = await launch(plan, '--yes', '--json');
    ({ launchId } = documentOf(launched).result);
  });

  test('is told with what can be typed, and "resume" asks for nothing again', async () => {
    practice.account().setWeather(AT_ONCE);

    const resumed = await keyport(['resume', 'web']);

    expect(resumed.code).toBe(3);
    expect(resumed.stdout).toContain(
      'Nothing of web is left half done, but AWS gave no machine in us-east-1a.',
    );
    expect(resumed.stdout).toContain(`keyport answer ${launchId.slice(0, 8)} us-east-1a --again`);
    expect(counts().instances).toBe(zones - 1);
  });

  test('can be asked for again, when there is room: one machine more, and no other', async () => {
    expect(await keyport(['answer', 'web', 'us-east-1a', '--again', '--yes'])).toMatchObject({ code: 3 });
    expect(counts().instances).toBe(zones - 1);

    practice.account().setWeather(AT_ONCE);
    const answered = await keyport(['answer', launchId, '--again', '--json', '--yes']);
    expect(answered.code).toBe(0);
    expect(documentOf(answered)).toMatchObject({ ok: true, result: { launchId, state: 'running' } });
    expect(counts().instances).toBe(zones);

    expect(await keyport(['answer', 'web', 'us-east-1a', '--again'])).toMatchObject({ code: 4, stdout: '' });
    expect(await keyport(['answer', 'web', 'all', '--again'])).toMatchObject({ code: 4, stdout: '' });
    expect(counts().instances).toBe(zones);
  });

  test('can be had elsewhere, as something else, or not at all; what can be had is shown first', async () => {
    const shown = await keyport(['answer', 'web', 'us-east-1a', '--json']);
    expect(shown.code).toBe(0);
    const offers = (
      JSON.parse(shown.stdout) as { result: { zones: { zoneName: string }[]; types: { name: string }[] } }
    ).result;
    const names = offers.zones.map(({ zoneName }) => zoneName);
    expect(names).toContain('us-east-1b');
    expect(names).not.toContain('us-east-1a');
    expect(offers.types.map(({ name }) => name)).toContain('t3.small');
    expect((await keyport(['answer', 'web'])).stdout).toMatch(
      /^--type t3\.small +2 vCPU, 2 GiB.*\$0\.0267 an hour, \$19\.47 a month/mu,
    );
    expect(counts().instances).toBe(zones - 1);

    expect(await keyport(['answer', 'web', 'us-east-1a', '--leave-out'])).toMatchObject({ code: 0 });
    expect(counts().instances).toBe(zones - 1);

    const moved = ['answer', 'web', 'us-east-1a', '--zone', 'us-east-1b', '--yes'];
    expect(await keyport(moved)).toMatchObject({ code: 0 });
    expect(counts().instances).toBe(zones);
  });

  test('as another size it starts in its own zone', async () => {
    practice.account().setWeather(AT_ONCE);

    const answered = await keyport(['answer', 'web', 'p1', '--type', 't3.small', '--json', '--yes']);

    expect(answered.code).toBe(0);
    expect(documentOf(answered).result.instances).toContainEqual(
      expect.objectContaining({ zoneName: 'us-east-1a', instanceType: 't3.small', state: 'running' }),
    );
  });

  test('is started once it was agreed to, by somebody who has seen what it costs, counted as before a launch', async () => {
    practice.account().setWeather(AT_ONCE);
    const answer = ['answer', 'web', 'us-east-1a'];

    const unseen = await keyport([...answer, '--again', '--json']);
    expect(unseen.code).toBe(4);
    expect(unseen.stderr).toContain('confirm with --yes');
    expect(JSON.parse(unseen.stdout)).toMatchObject({
      ok: false,
      problem: { code: 'plan-refused' },
      result: {
        launchId,
        machines: [{ placementId: 'p1', zoneName: 'us-east-1a', instanceType: 't3.micro' }],
      },
    });

    const left = await keyport([...answer, '--again'], { typed: ['no'] });
    expect(left).toMatchObject({ code: 130, stdout: '' });
    expect(left.stderr).toContain('Nothing was asked for');
    // A fifth of the launch of five.
    const planned = await keyport(['launch', write('plan.json', JSON.stringify(await ofFive()))]);
    expect(planned.stderr).toContain('Price: $0.0814 an hour, $59.41 a month');
    expect(left.stderr).toContain('Price: $0.0163 an hour, $11.88 a month');
    expect(left.stderr).toMatch(/One machine in us-east-1a: t3\.micro, al2023.*\n.*Disk: 8 GiB/u);
    expect(left.stderr).toContain('until you remove the launch');
    expect(left.stderr).toContain('To read all of them, add --whole-script');

    const bigger = await keyport([...answer, '--type', 't3.small'], { typed: ['y'] });
    expect(bigger.stderr).toContain('Price: $0.0267 an hour, $19.47 a month');
    expect(bigger.stderr).toContain('Once more, or no to leave:');
    expect(counts().instances).toBe(zones - 1);

    expect(await keyport([...answer, '--zone', 'us-east-1b'], { typed: ['yes'] })).toMatchObject({ code: 0 });
    expect(counts().instances).toBe(zones);
  });

  test('is not asked for by what cannot be meant, which is usage', async () => {
    for (const [said, ...typed] of [
      ['one answer', 'us-east-1a', '--again', '--leave-out'],
      ['us-east-1z', 'us-east-1z', '--again'],
      ['us-east-1b', 'us-east-1a', '--zone', 'us-east-1z'],
      ['t3.small', 'us-east-1a', '--type', 't3.mirco'],
    ] as const) {
      const refused = await keyport(['answer', 'web', ...typed]);

      expect(refused).toMatchObject({ code: 2, stdout: '' });
      expect(refused.stderr).toContain(said);
    }
    expect(counts().instances).toBe(zones - 1);
  });

  test('in several zones is answered for all at once, or for one by its name', async () => {
    await keyport(['undo', 'web', '--yes', '--key-pair']);
    const plan = { ...(await defaultPlan()), name: 'two' };
    practice.account().setWeather(FULL);
    expect(await launch(plan, '--yes')).toMatchObject({ code: 5 });

    const which = await keyport(['answer', 'two', '--again']);
    expect(which).toMatchObject({ code: 2, stdout: '' });
    practice.account().setWeather(AT_ONCE);
    expect(await keyport(['answer', 'two', 'us-east-1b', '--again', '--yes'])).toMatchObject({ code: 3 });
    expect(counts().instances).toBe(1);
    const asked = await keyport(['answer', 'two', 'all', '--again'], { typed: ['no'] });
    expect(asked.stderr).toContain('Price: $0.0651 an hour, $47.53 a month');
    expect(asked.stderr).toContain('Start these machines? Type yes:');
    expect(counts().instances).toBe(1);
    expect(await keyport(['answer', 'two', 'all', '--again', '--yes'])).toMatchObject({ code: 0 });
    expect(counts().instances).toBe(zones);
  });
});

describe('what is waited for', () => {
  test.each([
    ['port', 'answers', 0],
    ['port', 'no-answer', 3],
    ['checks', 'no-answer', 0],
    ['running', 'no-answer', 0],
  ] as const)('--wait %s, where the port says %s: %s', async (wait, result, code) => {
    const knocked: string[] = [];
    // For as long as 15 minutes nobody may answer.
    env = { ...env, KEYPORT_PATIENCE: '0.001' };
    const launched = await launch(await defaultPlan(), '--yes', '--json', '--wait', wait, {
      probe: async ({ address }) => {
        knocked.push(address);
        return result;
      },
    });

    expect({ code: launched.code, ok: documentOf(launched).ok }).toEqual({ code, ok: code === 0 });
    if (wait === 'port') expect(new Set(knocked).size).toBe(documentOf(launched).result.instances.length);
  });
});

describe('launches', () => {
  test('are listed from the journal, also when AWS cannot be asked', async () => {
    expect(await keyport(['launches'])).toMatchObject({
      code: 0,
      stdout: 'Nothing was launched from this home.\n',
    });
    const launchId = await launchDefault();
    await practice.stop();

    const listed = await keyport(['launches']);
    expect(listed.code).toBe(0);
    expect(listed.stdout).toMatch(
      new RegExp(`^web +running +us-east-1 +\\d .*${launchId.slice(0, 8)}$`, 'mu'),
    );

    const looked = await keyport(['launches', '--look']);
    expect(looked.code).toBe(0);
    expect(looked.stderr).toContain('AWS could not be asked');
    practice = await startPractice();
  });

  test('are listed with what the checks of EC2 say of their machines, once it was asked', async () => {
    await launchDefault();

    expect((await keyport(['launches', '--look'])).stdout).toMatch(/^web +running +us-east-1 +5 +passed /mu);
    const { stdout } = await keyport(['launches', '--json']);
    const { result } = JSON.parse(stdout) as { result: { launches: { instances: { checks: string }[] }[] } };
    expect(result.launches[0]?.instances.map(({ checks }) => checks)).toEqual(Array(5).fill('ok'));
  });

  test('that are not there, or not clearly meant, are usage', async () => {
    await launchDefault();

    for (const named of ['nobody', '00000000', 'w']) {
      expect(await keyport(['undo', named, '--yes'])).toMatchObject({ code: 2, stdout: '' });
      expect(await keyport(['resume', named])).toMatchObject({ code: 2, stdout: '' });
    }
    expect(counts().instances).toBeGreaterThan(0);
  });

  test('have a record for people and one for programs', async () => {
    const launchId = await launchDefault();
    const [forPeople, forPrograms] = [path.join(folder, 'web.md'), path.join(folder, 'web.json')];

    expect(await keyport(['launch-record', 'web', '--to', forPeople])).toMatchObject({ code: 0 });
    const json = ['launch-record', 'web', '--to', forPrograms, '--format', 'json'];
    expect(await keyport(json)).toMatchObject({ code: 0 });

    for (const file of [forPeople, forPrograms]) expect(fs.readFileSync(file, 'utf8')).toContain(launchId);
    expect(JSON.parse(fs.readFileSync(forPrograms, 'utf8'))).toBeTypeOf('object');
    expect(await keyport(['launch-record', 'nobody', '--to', forPeople])).toMatchObject({ code: 2 });
    expect(await keyport(['launch-record', 'web', '--to', forPeople])).toMatchObject({ code: 4 });
  });

  test('whose record is wanted have it as the result: printed, or in the file of --out', async () => {
    const launchId = await launchDefault();
    const out = path.join(folder, 'web.json');

    const printed = await keyport(['launch-record', 'web']);
    expect(printed).toMatchObject({ code: 0, stderr: '' });
    expect(printed.stdout).toMatch(/^# .*web/u);
    expect(printed.stdout).toContain(launchId);

    const written = await keyport(['launch-record', 'web', '--format', 'json', '--out', out]);
    expect(written).toMatchObject({ code: 0, stdout: '' });
    expect(JSON.parse(fs.readFileSync(out, 'utf8'))).toMatchObject({ format: 'keyport-launch-record' });

    const within = JSON.parse((await keyport(['launch-record', 'web', '--json'])).stdout) as object;
    expect(within).toMatchObject({ ok: true, result: { format: 'keyport-launch-record' } });
  });

  test('that are removed are listed on demand, and their names mean whoever is still there', async () => {
    const first = await launchDefault();
    expect(await keyport(['undo', 'web', '--yes', '--key-pair'])).toMatchObject({ code: 0 });
    expect((await keyport(['launches'])).stdout).toBe(
      'Nothing that was launched from this home is left. One launch was removed: launches --all\n',
    );
    const second = await launchDefault();

    const listed = await keyport(['launches']);
    expect(listed.stdout).toContain(second.slice(0, 8));
    expect(listed.stdout).not.toContain(first.slice(0, 8));
    expect(listed.stdout).toContain('One more was removed: launches --all');
    const all = (await keyport(['launches', '--all'])).stdout;
    // What is removed costs nothing, and no fraction of it.
    expect(all).toMatch(/^web +removed .* - +[0-9a-f]{8}$[^]*^web +running .*\$\S+ an hour/mu);
    expect(JSON.parse((await keyport(['launches', '--json'])).stdout)).toMatchObject({
      result: { launches: [{ launchId: second }], removed: 1 },
    });

    const undone = await keyport(['undo', 'web', '--yes', '--json']);
    expect(undone.code).toBe(0);
    expect(documentOf(undone).result.launchId).toBe(second);
  });

  test('of one name, all removed, are told apart by their ids, and the one that has the names by its own', async () => {
    const first = await launchDefault();
    const again = await keyport(['launch', path.join(folder, 'plan.json'), '--yes']);
    expect(again.code).toBe(4);
    expect(again.stderr).toContain(`Your launch “web” (${first.slice(0, 8)}) has these names`);
    expect(again.stderr).toContain(`keyport undo ${first.slice(0, 8)} --key-pair`);
    expect(await keyport(['undo', 'web', '--yes', '--key-pair'])).toMatchObject({ code: 0 });
    const second = await launchDefault();
    expect(await keyport(['undo', 'web', '--yes', '--key-pair'])).toMatchObject({ code: 0 });

    const refused = await keyport(['launch-record', 'web']);
    expect(refused).toMatchObject({ code: 2, stdout: '' });
    expect(refused.stderr).toMatch(/^More than one launch can be meant\. “web” can mean 2 launches/u);
    for (const id of [first, second])
      expect(refused.stderr).toContain(`${id.slice(0, 8)}: removed, started 2`);
    expect(await keyport(['launch-record', second.slice(0, 8)])).toMatchObject({ code: 0 });
  });

  test('whose record is damaged are said, with what can still be read', async () => {
    const launchId = await launchDefault();
    const launches = path.join(folder, 'home/launches');
    const whole = fs.readFileSync(path.join(launches, `${launchId}.json`), 'utf8');
    const damaged = '00000000-0000-4000-8000-000000000000';
    fs.writeFileSync(path.join(launches, `${damaged}.json`), whole.slice(0, -40));

    const listed = await keyport(['launches', '--json']);

    expect(listed.code).toBe(0);
    expect(listed.stderr).toMatch(/may still be there \(.*i-[0-9a-f]+/u);
    expect(JSON.parse(listed.stdout)).toMatchObject({
      result: { launches: [{ launchId }], damaged: [{ launchId: damaged }] },
    });
  });
});

describe('undo', () => {
  test('needs the name, or --yes; then nothing is left but the key pair', async () => {
    const launchId = await launchDefault();

    expect(await keyport(['undo', launchId.slice(0, 6)])).toMatchObject({ code: 4, stdout: '' });
    expect(await keyport(['undo', 'web'], { typed: ['wib', 'wib'] })).toMatchObject({ code: 4, stdout: '' });
    const left = await keyport(['undo', 'web'], { typed: [] });
    expect(left).toMatchObject({ code: 130, stdout: '' });
    expect(left.stderr).toContain('You stopped this. Nothing was removed.');
    expect(counts().instances).toBeGreaterThan(0);

    expect(await keyport(['undo', 'web'], { typed: ['web'] })).toMatchObject({ code: 0 });
    expect(counts()).toEqual({ instances: 0, securityGroups: 0, keyPairs: 1 });

    expect(await keyport(['undo', launchId, '--yes'])).toMatchObject({ code: 0 });
    const pairOnly = await keyport(['undo', launchId, '--key-pair', '--yes']);
    expect(pairOnly).toMatchObject({ code: 2, stdout: '' });
    expect(pairOnly.stderr).toContain('keys remove web --pair');
  });

  test.each([
    ['undo', '--yes'],
    ['answer', '--again'],
  ])('%s with AWS out of reach changes nothing, and says what runs and what to do', async (command, flag) => {
    const plan = await defaultPlan();
    practice.account().setWeather(FULL_A);
    await launch(plan, '--yes');
    await practice.stop();

    const refused = await keyport([command, 'web', flag, '--json']);

    expect(refused.code).toBe(3);
    expect(documentOf(refused)).toMatchObject({
      ok: false,
      problem: { code: 'unreachable' },
      result: { state: 'partly' },
    });
    expect(refused.stderr).toMatch(
      /AWS cannot be reached.*Nothing of web was changed\..*4 machines of it were there.*type the same command again/u,
    );
    expect(refused.stderr).not.toContain('answers');
    practice = await startPractice();
  });

  test('with --key-pair the pair in AWS goes too; the private key stays', async () => {
    await launchDefault();
    const kept = [...keychain.items.keys()];

    expect(await keyport(['undo', 'web', '--key-pair', '--yes'])).toMatchObject({ code: 0 });

    expect(counts()).toEqual({ instances: 0, securityGroups: 0, keyPairs: 0 });
    expect([...keychain.items.keys()]).toEqual(kept);
  });

  test('goes on as it was begun: whoever removes the rest need not say again what they wanted', async () => {
    await launchDefault();
    const stuck: Weather = [...AT_ONCE, { action: 'TerminateInstances', nth: 1, kind: 'unauthorized' }];
    practice.account().setWeather(stuck);
    const first = await keyport(['undo', 'web', '--key-pair', '--snapshots'], { typed: ['web'] });
    expect(first.code).toBe(3);
    expect(first.stderr).toContain('The key pair “web” in AWS goes, too. The private key stays with you.');
    expect(first.stderr).toContain('Each disk is copied first');

    practice.account().setWeather(AT_ONCE);
    const said = await keyport(['undo', 'web'], { typed: ['no'] });
    expect(said.stderr).toContain('The key pair “web” in AWS goes, too.');
    expect(said.stderr).toContain('Each disk is copied first');
    const other = await keyport(['undo', 'web', '--no-key-pair', '--no-snapshots'], { typed: ['no'] });
    expect(other.stderr).toContain('The key pair “web” in AWS stays.');
    expect(other.stderr).not.toContain('copied');

    expect(await keyport(['undo', 'web', '--yes'])).toMatchObject({ code: 0 });
    expect(counts()).toEqual({ instances: 0, securityGroups: 0, keyPairs: 0 });
  });

  test('3: a machine that cannot be ended goes on running, and the document says which', async () => {
    const launchId = await launchDefault();
    const before = counts().instances;
    practice
      .account()
      .setWeather([...AT_ONCE, { action: 'TerminateInstances', nth: 1, kind: 'unauthorized' }]);

    const undone = await keyport(['undo', launchId, '--yes', '--json']);

    expect(undone.code).toBe(3);
    expect(documentOf(undone)).toMatchObject({ ok: false, result: { launchId, state: 'not-removed' } });
    expect(counts()).toMatchObject({ instances: 1, securityGroups: 1 });
    expect(before).toBeGreaterThan(1);

    expect(await keyport(['resume', launchId])).toMatchObject({ code: 0 });
    expect(counts()).toMatchObject({ instances: 0, securityGroups: 0 });
  });
});

describe.skipIf(process.platform === 'win32')('a program of its own', () => {
  test(
    'interrupted twice it leaves at once with 130, and "resume" makes one machine for each zone',
    { timeout: SLOW_MS },
    async () => {
      const plan = await defaultPlan();
      const file = write('plan.json', JSON.stringify(plan));
      const words = write('words', 'four words of no relation\n');
      const open = ['--store-passphrase-file', words];
      expect(await started(['keys', 'store', 'file', '--passphrase-file', words]).said).toMatchObject({
        code: 0,
      });

      const { child, said, heard } = started(['launch', file, '--yes', ...open]);
      await heard('Launch ');
      practice.account().setWeather([{ action: 'DescribeInstances', kind: 'latency', value: 600_000 }]);
      await heard('pending');
      child.kill('SIGINT');
      await heard('goes on to its end');
      child.kill('SIGINT');
      const left = await said;
      expect(left).toMatchObject({ code: 130, stdout: '' });
      expect(left.stderr).toContain('keyport resume');

      practice.account().setWeather(AT_ONCE);
      const [name = ''] = launchFiles();
      expect((await keyport(['launches'])).stderr).toMatch(
        /Finish it: keyport resume .*Or remove .*keyport undo /u,
      );
      const early = await keyport(['answer', 'web', '--again']);
      expect(early).toMatchObject({ code: 4, stdout: '' });
      expect(early.stderr).toContain(`web was left half done`);
      expect(early.stderr).toContain(`keyport resume ${name.slice(0, 8)}`);
      expect(early.stderr).not.toContain('this zone');
      const resumed = await started(['resume', name.slice(0, 8), '--json', ...open]).said;
      expect(resumed.code).toBe(0);
      expect(documentOf(resumed).result).toMatchObject({ state: 'running' });
      expect(counts()).toEqual({ instances: plan.placements.length, securityGroups: 1, keyPairs: 1 });

      // Without the passphrase of the private keys: to remove a launch, none is needed.
      expect(await started(['undo', 'web', '--yes']).said).toMatchObject({ code: 0 });
      expect(counts().instances).toBe(0);
    },
  );
});

type Result = {
  readonly launchId: string;
  readonly state: string;
  readonly instances: readonly { readonly state: string; readonly publicAddress: string | null }[];
  readonly findings: readonly unknown[];
  readonly namesTakenBy: string | null;
};

function keyport(args: readonly string[], captured: Captured = {}): Promise<Said> {
  return runCaptured(env, args, {
    openKeychain: () => keychain,
    probe: async () => 'not-tried',
    ...captured,
  });
}

function launch(plan: unknown, ...rest: readonly (string | Captured)[]): Promise<Said> {
  const args = rest.filter((each) => typeof each === 'string');
  const [captured] = rest.filter((each) => typeof each !== 'string');
  return keyport(['launch', write('plan.json', JSON.stringify(plan)), ...args], captured);
}

function tagsCommand(...said: readonly string[]): Promise<Said> {
  return keyport(['tags', ...said]);
}

function defaultPlan(): Promise<LaunchPlan> {
  return defaultPlanOf('web');
}

async function defaultPlanOf(name: string): Promise<LaunchPlan> {
  const written = await keyport(['plan', '--default', '--name', name, '--my-address', '203.0.113.7']);
  return JSON.parse(written.stdout) as LaunchPlan;
}

/** A machine in each of five zones. */
async function ofFive(): Promise<LaunchPlan> {
  const plan = await defaultPlanOf('next');
  expect(plan.placements).toHaveLength(5);
  return plan;
}

async function launchDefault(): Promise<string> {
  const launched = await launch(await defaultPlan(), '--json', '--yes');
  return documentOf(launched).result.launchId;
}

/** Of the one document that there is. */
function documentOf({ stdout }: Said) {
  return JSON.parse(stdout) as { ok: boolean; result: Result; problem: { code: string } };
}

function counts() {
  const { instances, securityGroups, keyPairs } = practice.account().counts();
  return { instances, securityGroups, keyPairs };
}

function launchFiles(): readonly string[] {
  const launches = path.join(folder, 'home/launches');
  return fs.existsSync(launches) ? fs.readdirSync(launches) : [];
}

function write(name: string, text: string): string {
  const file = path.join(folder, name);
  fs.writeFileSync(file, text);
  return file;
}

/** `heard` resolves when this was said on standard error. */
function started(args: readonly string[]) {
  const child = spawn(process.execPath, [CLI, ...args], {
    env,
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const texts = { stdout: '', stderr: '' };
  const listeners = new Set<() => void>();
  child.stdout.setEncoding('utf8').on('data', (text: string) => (texts.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    texts.stderr += text;
    for (const listener of listeners) listener();
  });
  const said = once(child, 'close').then((ended): Said => ({ code: ended[0] as number | null, ...texts }));
  const heard = (part: string) =>
    new Promise<void>((resolve) => {
      const listener = () => texts.stderr.includes(part) && resolve();
      listeners.add(listener);
      listener();
    });
  return { child, said, heard };
}
