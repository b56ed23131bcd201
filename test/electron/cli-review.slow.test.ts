import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createHomeLock } from '../../electron/journal/home-lock.ts';
import { project } from '../../scripts/tool.ts';
import { runCaptured, type Said } from '../support/captured-cli.ts';
import type { FakeAnswer } from '../support/fake-aws.ts';
import { startMoto, type Moto } from '../support/moto.ts';
import { needs } from '../support/parts.ts';
import { startProxy, type Call, type Fate, type Proxy } from '../support/proxy.ts';
import { HOSTILE_NAMES } from './review/report/report-fixture.ts';

// As a pipeline has it, without a home, a keychain or a network: what is printed, and how it ends. A program is started for each way
// to end, and for each way in and out of it; what else is asked stays in this process.

type Case = {
  readonly id: string;
  readonly group: { readonly GroupId: string };
  readonly prefixLists?: Readonly<Record<string, unknown>>;
  readonly expect: readonly {
    readonly protocol: string;
    readonly port: number | 'all';
    readonly family: string;
  }[];
};

const SLOW_MS = 120_000;
const FORBIDDEN: FakeAnswer = {
  status: 403,
  body: '<Response><Errors><Error><Code>UnauthorizedOperation</Code><Message>no</Message></Error></Errors></Response>',
};
const THREE_REGIONS: FakeAnswer = {
  body: `<DescribeRegionsResponse><regionInfo>${['us-east-1', 'eu-west-3', 'ap-south-1'].map((name) => `<item><regionName>${name}</regionName></item>`).join('')}</regionInfo></DescribeRegionsResponse>`,
};
const CLI = path.join(project, 'electron/cli.ts');
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'keyport-review-'));
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

const cases = JSON.parse(
  fs.readFileSync(path.join(project, 'test/shared/security-group/cases.json'), 'utf8'),
) as readonly Case[];
const allGroups = saved('all.json', { SecurityGroups: cases.map(({ group }) => group) });
const webOnly = saved('web.json', { SecurityGroups: [groupOf('dev-01')] });
const sshToAll = saved('ssh.json', { SecurityGroups: [groupOf('dev-01'), groupOf('dev-04')] });
const GRADES = 'tcp:22:ipv4,tcp:all:ipv6,udp:53:ipv4,-1:all:ipv4,icmp:8:ipv4,50:all:ipv4';

describe('grades', () => {
  test('every group is asked every question, in order, and nothing else is said', async () => {
    const { code, stdout, stderr } = await review('--from', allGroups, '--grade', GRADES, '--format', 'json');

    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const answers = JSON.parse(stdout) as readonly Record<string, unknown>[];
    expect(answers.map(({ groupId, protocol, port, family }) => [groupId, protocol, port, family])).toEqual(
      cases.flatMap(({ group: { GroupId } }) =>
        GRADES.split(',').map((query) => {
          const [protocol = '', port = '', family = ''] = query.split(':');
          return [GroupId, protocol, port === 'all' ? port : Number(port), family];
        }),
      ),
    );
    for (const answer of answers) {
      expect(Object.keys(answer)).toEqual(['groupId', 'protocol', 'port', 'family', 'exposure']);
    }
  });

  test('the answers are those of all cases', { timeout: SLOW_MS }, async () => {
    const expected = cases.flatMap(({ group, expect: answers }) =>
      answers.map((answer) => ({ groupId: group.GroupId, ...answer })),
    );
    const queries = new Set(expected.map(({ protocol, port, family }) => `${protocol}:${port}:${family}`));
    const lists = saved('lists.json', Object.assign({}, ...cases.map(({ prefixLists }) => prefixLists)));

    const { stdout } = await review(
      '--from',
      allGroups,
      '--prefix-lists',
      lists,
      '--grade',
      [...queries].join(','),
    );

    const answers = JSON.parse(stdout) as readonly unknown[];
    expect(expected.length).toBe(93);
    for (const answer of expected) expect(answers).toContainEqual(expect.objectContaining(answer));
  });
});

describe('what cannot be asked', () => {
  test('is usage, with nothing on standard output', async () => {
    const { code, stdout, stderr } = await program(
      '--from',
      webOnly,
      '--grade',
      'tcp:22:v4',
      '--format',
      'json',
    );

    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('“v4”');
  });

  test('where a program reads it is one document', async () => {
    const { code, stdout } = await review('--from', 'no-such.json', '--json');

    expect(code).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({ ok: false, problem: { code: 'saved-answer-unreadable' } });
  });
});

describe('a saved answer', () => {
  test.each([
    ['nothing to find', webOnly, 'note', 0],
    ['a danger', sshToAll, 'danger', 1],
    ['a danger, and one looks for less', sshToAll, 'note', 1],
    ['a danger, and nobody minds', sshToAll, 'never', 0],
    ['a note, and one looks for dangers', saved('ping.json', [groupOf('dev-19')]), 'danger', 0],
    ['a note, and one looks for cautions', saved('ping.json', [groupOf('dev-19')]), 'caution', 0],
    ['a note, and one looks for it', saved('ping.json', [groupOf('dev-19')]), 'note', 1],
    ['pages that were not saved', saved('cut.json', cutOff([groupOf('dev-01')])), 'danger', 5],
    [
      'pages that were not saved, and a danger',
      saved('cut-2.json', cutOff([groupOf('dev-04')])),
      'danger',
      1,
    ],
  ])('exit code for %s', async (_, file, failOn, code) => {
    const said = await review('--from', file, '--fail-on', failOn);

    expect(said.code).toBe(code);
    expect(said.stderr.includes('NextToken')).toBe(file.includes('cut'));
  });

  test('as JSON it is the report itself, whichever way it is asked for', async () => {
    const one = await review('--from', sshToAll, '--format', 'json');
    const other = await review('--from', sshToAll, '--json');

    const report = JSON.parse(one.stdout) as Record<string, unknown>;
    expect(report).toMatchObject({ format: 'keyport-review', summary: { groups: 2 }, savedFrom: sshToAll });
    expect({ ...(JSON.parse(other.stdout) as object), madeAt: '', regions: [] }).toEqual({
      ...report,
      madeAt: '',
      regions: [],
    });
    expect([one.code, other.code]).toEqual([1, 1]);
  });

  test('it comes from standard input, also as Windows PowerShell writes it', async () => {
    const text = fs.readFileSync(sshToAll, 'utf8');
    for (const bytes of [
      Buffer.from(text),
      Buffer.from(`\uFEFF${text}`),
      Buffer.from(`\uFEFF${text}`, 'utf16le'),
    ]) {
      const { child, said } = start({}, '--from', '-', '--grade', 'tcp:22:ipv4');
      child.stdin.end(bytes);

      const { code, stdout } = await said;
      expect({ code, grades: JSON.parse(stdout) as unknown }).toEqual({
        code: 0,
        grades: [
          expect.objectContaining({ exposure: 'none' }),
          {
            groupId: 'sg-00000000000000004',
            protocol: 'tcp',
            port: 22,
            family: 'ipv4',
            exposure: 'internet',
          },
        ],
      });
    }
  });

  test('a list that is not in the file is unknown: never nobody, and named', async () => {
    const group = {
      ...groupOf('dev-01'),
      IpPermissions: [
        {
          IpProtocol: 'tcp',
          FromPort: 22,
          ToPort: 22,
          PrefixListIds: [{ PrefixListId: 'pl-0123456789abcdef0' }],
        },
      ],
    };
    const file = saved('listed.json', { SecurityGroups: [group] });
    const entries = (cidr: string) =>
      saved(`list-${cidr.slice(0, 2)}.json`, {
        'pl-0123456789abcdef0': { PrefixListName: 'all', Entries: [{ Cidr: cidr }] },
      });
    const grade = ['--from', file, '--grade', 'tcp:22:ipv4'];
    const gradeOf = async (...args: readonly string[]) =>
      (JSON.parse((await review(...grade, ...args)).stdout) as readonly { exposure: string }[])[0]?.exposure;

    expect(await gradeOf()).toBe('restricted');
    expect(await gradeOf('--prefix-lists', entries('0.0.0.0/0'))).toBe('internet');
    expect(await gradeOf('--prefix-lists', entries('203.0.113.0/24'))).not.toBe('internet');
    expect((await review('--from', file, '--format', 'json')).stdout).toContain(
      '"raw": "pl-0123456789abcdef0"',
    );
  });

  test('a protocol that begins with a hyphen is no option', async () => {
    const { code, stdout } = await review('--from', sshToAll, '--grade', '-1:all:ipv4');

    expect({ code, answers: (JSON.parse(stdout) as unknown[]).length }).toEqual({ code: 0, answers: 2 });
  });

  test('twenty megabytes of it', { timeout: SLOW_MS }, async () => {
    const group = groupOf('dev-16');
    const groups = Array.from({ length: 20_000 }, (_, at) => ({
      ...group,
      GroupId: `sg-${String(at).padStart(17, '0')}`,
      Tags: [{ Key: 'padding', Value: 'x'.repeat(600) }],
    }));
    const file = saved('large.json', { SecurityGroups: groups });
    expect(fs.statSync(file).size).toBeGreaterThan(20_000_000);

    const { code, stdout } = await review('--from', file, '--grade', 'tcp:22:ipv4,tcp:all:ipv6');

    expect(code).toBe(0);
    expect((JSON.parse(stdout) as unknown[]).length).toBe(40_000);
  });

  test.each(['table', 'json', 'csv', 'sarif', 'html'])('no name steers the terminal: %s', async (format) => {
    const named = HOSTILE_NAMES.map((name) => ({ ...groupOf('dev-04'), GroupName: name, Description: name }));
    const file = saved('hostile.json', { SecurityGroups: named });

    const { code, stdout } = await review('--from', file, '--format', format);

    expect(code).toBe(1);
    expect(stdout).toMatch(/^[\P{C}\n\r]*$/u);
    if (format !== 'csv') expect(stdout).not.toContain('\r');
  });

  test('a report that cannot be written, or that nobody reads, is a failure', async () => {
    const unwritten = await program(
      '--from',
      sshToAll,
      '--format',
      'html',
      '--out',
      'no/such/folder/report.html',
    );
    expect(unwritten).toMatchObject({ code: 5, stdout: '' });
    expect(unwritten.stderr).toContain('no/such/folder/report.html');

    const { child, said } = start({}, '--from', allGroups, '--format', 'json');
    child.stdout.destroy();
    expect(await said).toMatchObject({ code: 5, stderr: expect.stringContaining('nobody reads') });
  });

  test('with --out, standard output stays empty, and only this person can read the file', async () => {
    const said = await program('--from', sshToAll, '--format', 'sarif', '--out', 'report.sarif');

    expect(said).toEqual({ code: 1, stdout: '', stderr: '' });
    const file = path.join(folder, 'report.sarif');
    expect(JSON.parse(fs.readFileSync(file, 'utf8'))).toMatchObject({ version: '2.1.0' });
    expect(fs.statSync(file).mode & 0o777).toBe(0o600);
  });

  test('neither a home nor a keychain is touched: the window may have both', async () => {
    const home = path.join(folder, 'home');
    const lock = createHomeLock(home, 'Keyport');
    await lock.take();
    const before = fs.readdirSync(home);

    expect(await program('--from', webOnly, '--home', home)).toMatchObject({ code: 0, stderr: '' });
    expect(fs.readdirSync(home)).toEqual(before);
    lock.release();
  });
});

needs('moto', 'aws')('an account', () => {
  let moto: Moto;
  let proxy: Proxy;
  let fateOf: (call: Call) => Fate = () => 'pass';
  let env: Env = {};
  beforeAll(async () => {
    moto = await startMoto();
    proxy = await startProxy(moto.endpoint, (call) =>
      call.action === 'DescribeRegions' ? THREE_REGIONS : fateOf(call),
    );
    env = { ...moto.env, AWS_ENDPOINT_URL: proxy.endpoint, KEYPORT_PATIENCE: '0.01' };
    await makeGroup('us-east-1', 'open to all', '0.0.0.0/0');
    await makeGroup('eu-west-3', 'elsewhere', '::/0');
  }, SLOW_MS);
  afterAll(async () => {
    await proxy.stop();
    await moto.stop();
  });
  afterEach(() => {
    fateOf = () => 'pass';
  });

  const reviewed = async (...args: readonly string[]): Promise<Said & { readonly report: Report }> => {
    const said = await runCaptured({ ...NOTHING, ...env }, ['review', '--format', 'json', ...args]);
    return { ...said, report: JSON.parse(said.stdout === '' ? '{}' : said.stdout) as Report };
  };

  /** By the AWS CLI, which knows nothing of Keyport. SSH from there. */
  async function makeGroup(region: string, name: string, cidr: string): Promise<void> {
    const at = [
      '--region',
      region,
      '--endpoint-url',
      moto.endpoint,
      '--output',
      'text',
      '--query',
      'GroupId',
    ];
    const made = await ec2(['create-security-group', '--group-name', name, '--description', 'test', ...at]);
    const range = cidr.includes(':') ? `Ipv6Ranges=[{CidrIpv6=${cidr}}]` : `IpRanges=[{CidrIp=${cidr}}]`;
    const permission = `IpProtocol=tcp,FromPort=22,ToPort=22,${range}`;
    await ec2([
      'authorize-security-group-ingress',
      '--group-id',
      made,
      '--ip-permissions',
      permission,
      ...at,
    ]);
  }

  async function ec2(args: readonly string[]): Promise<string> {
    const { stdout } = await promisify(execFile)('aws', ['ec2', ...args], {
      env: { ...process.env, ...moto.env },
    });
    return stdout.trim();
  }

  test(
    'one region: a group that the AWS CLI made is found, and its finding decides',
    { timeout: SLOW_MS },
    async () => {
      const { code, report, stderr } = await reviewed('--region', 'us-east-1', '--fail-on', 'note');

      expect(code).toBe(1);
      expect(report.regions.map(({ region }) => region)).toEqual(['us-east-1']);
      const group = report.groups.find(({ name }) => name === 'open to all');
      expect(group?.findings.map(({ id }) => id)).toContain('SG-ADMIN');
      expect(stderr).toContain('us-east-1: reading');
      expect(proxy.calls.every(({ action }) => /^(Describe|Get)/u.test(action))).toBe(true);
    },
  );

  test(
    'all regions: one that fails is named everywhere, and nothing is called clean',
    { timeout: SLOW_MS },
    async () => {
      fateOf = ({ action, region }) =>
        region === 'eu-west-3' && action === 'DescribeSecurityGroups' ? FORBIDDEN : 'pass';

      const quiet = await reviewed('--region', 'all', '--quiet');
      const found = await reviewed('--region', 'all', '--fail-on', 'note');
      const all = await runCaptured({ ...NOTHING, ...env }, ['review', '--region', 'all']);

      expect(quiet.code).toBe(5);
      expect(quiet.stderr).toMatch(/^eu-west-3: could not be read/u);
      expect(quiet.report.unreadRegions.map(({ region }) => region)).toEqual(['eu-west-3']);
      expect(quiet.report.regions.map(({ region }) => region)).toEqual(['ap-south-1', 'us-east-1']);
      expect(found.code).toBe(1);
      expect(all.stdout).toContain('eu-west-3: no group of this region was reviewed');
    },
  );

  test('all regions, without a region to begin with', { timeout: SLOW_MS }, async () => {
    env = { ...env, AWS_REGION: undefined };

    const { code, report } = await reviewed('--region', 'all');

    expect(code).toBe(0);
    expect(report.groups.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['open to all', 'elsewhere']),
    );
  });

  test('grades of what is there now', { timeout: SLOW_MS }, async () => {
    const { code, stdout } = await start(env, '--region', 'eu-west-3', '--grade', 'tcp:22:ipv6').said;

    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toContainEqual(expect.objectContaining({ exposure: 'internet' }));
  });

  test('what may not be read is said, and is not taken for safe', { timeout: SLOW_MS }, async () => {
    fateOf = ({ action }) => (action === 'DescribeNetworkInterfaces' ? FORBIDDEN : 'pass');

    const { code, report, stderr } = await reviewed('--region', 'us-east-1');

    expect(code).toBe(1);
    expect(report.regions[0]?.unread).toContainEqual(
      expect.objectContaining({ part: 'interfaces', isForbidden: true }),
    );
    expect(stderr).toContain('network interfaces');
  });

  test('where nothing can be read it has failed, and there is no report', { timeout: SLOW_MS }, async () => {
    fateOf = ({ action }) => (action === 'DescribeSecurityGroups' ? FORBIDDEN : 'pass');
    const one = await start(env, '--region', 'us-east-1', '--out', 'nothing.json', '--format', 'json').said;
    const nowhere = await start(
      { ...env, AWS_ENDPOINT_URL: 'http://127.0.0.1:1' },
      '--region',
      'us-east-1',
      '--format',
      'json',
    ).said;

    expect([one.code, nowhere.code]).toEqual([5, 5]);
    expect([one.stdout, nowhere.stdout]).toEqual(['', '']);
    expect(fs.existsSync(path.join(folder, 'nothing.json'))).toBe(false);
  });

  test('interrupted, it ends at once and leaves no file', { timeout: SLOW_MS }, async () => {
    fateOf = ({ action }) => (action === 'DescribeSecurityGroups' ? 'hang' : 'pass');
    const before = proxy.count('DescribeSecurityGroups');
    const { child, said } = start(env, '--region', 'us-east-1', '--out', 'cut.html', '--format', 'html');
    await expect
      .poll(() => proxy.count('DescribeSecurityGroups'), { timeout: SLOW_MS })
      .toBeGreaterThan(before);
    child.kill('SIGINT');

    expect(await said).toMatchObject({ code: 130, stdout: '' });
    expect(fs.existsSync(path.join(folder, 'cut.html'))).toBe(false);
  });
});

type Env = Readonly<Record<string, string | undefined>>;
type Report = {
  readonly regions: readonly { readonly region: string; readonly unread: readonly unknown[] }[];
  readonly unreadRegions: readonly { readonly region: string }[];
  readonly groups: readonly {
    readonly name: string;
    readonly findings: readonly { readonly id: string }[];
  }[];
};

function groupOf(id: string): object {
  const found = cases.find((each) => each.id === id);
  if (found === undefined) throw new Error(`no case: ${id}`);
  return found.group;
}

function cutOff(SecurityGroups: readonly unknown[]) {
  return { SecurityGroups, NextToken: 'eyJOZXh0VG9rZW4iOiBudWxsfQ==' };
}

function saved(name: string, json: unknown): string {
  return write(name, JSON.stringify(json, null, 4));
}

function write(name: string, text: string): string {
  const file = path.join(folder, name);
  fs.writeFileSync(file, text);
  return file;
}

const NOTHING = {
  HOME: folder,
  AWS_CONFIG_FILE: '/nonexistent',
  AWS_SHARED_CREDENTIALS_FILE: '/nonexistent',
};

async function review(...args: readonly string[]): Promise<Said> {
  return runCaptured(NOTHING, ['review', ...args]);
}

async function program(...args: readonly string[]): Promise<Said> {
  const { child, said } = start({}, ...args);
  child.stdin.end();
  return said;
}

function start(env: Env, ...args: readonly string[]) {
  const child = spawn(process.execPath, [CLI, 'review', ...args], {
    env: { ...NOTHING, ...env },
    cwd: folder,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const texts = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (texts.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (texts.stderr += text));
  const said = once(child, 'close').then((ended): Said => ({ code: ended[0] as number | null, ...texts }));
  return { child, said };
}
