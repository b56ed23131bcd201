import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { runCaptured } from '../../support/captured-cli.ts';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'keyport-review-'));
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

const GROUP = {
  GroupId: 'sg-0123456789abcdef0',
  GroupName: 'web',
  OwnerId: '123456789012',
  IpPermissions: [],
};
const webOnly = write('web.json', JSON.stringify({ SecurityGroups: [GROUP] }));

describe('what cannot be asked', () => {
  test.each([
    ['too short', 'tcp:22', 'tcp:22'],
    ['too long', 'tcp:22:ipv4:x', 'tcp:22:ipv4:x'],
    ['nothing', '', 'PROTOCOL:PORT:FAMILY'],
    ['nothing between commas', 'tcp:22:ipv4,,udp:53:ipv4', 'PROTOCOL:PORT:FAMILY'],
    ['no protocol', 'http:80:ipv4', '“http”'],
    ['a protocol beyond all', '256:all:ipv4', '“256”'],
    ['no port', 'tcp:ssh:ipv4', '“ssh”'],
    ['a port beyond all', 'tcp:65536:ipv4', '“65536”'],
    ['a port below all', 'tcp:-1:ipv4', '“-1”'],
    ['a range', 'tcp:20-25:ipv4', '“20-25”'],
    ['a type beyond all', 'icmp:256:ipv4', '“256”'],
    ['a number in disguise', 'tcp:0x16:ipv4', '“0x16”'],
    ['no family', 'tcp:22:v4', '“v4”'],
  ])('%s: %s', async (_, query, named) => {
    const { code, stdout, stderr } = await review('--from', webOnly, '--grade', query, '--format', 'json');

    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(named);
  });

  test.each([
    ['a file that is not there', ['--from', 'no-such.json'], 'no-such.json'],
    ['a folder', ['--from', folder], folder],
    ['no JSON', ['--from', write('no.json', 'SECURITYGROUPS sg-1')], 'no.json'],
    ['half of it', ['--from', write('half.json', '{"SecurityGroups": [{"GroupId"')], 'half.json'],
    ['other JSON', ['--from', write('other.json', '{"Reservations": []}')], 'other.json'],
    ['one group that is none', ['--from', write('one.json', '{"SecurityGroups": [{}]}')], 'one.json'],
    ['lists that are none', ['--from', webOnly, '--prefix-lists', write('l.json', '[1]')], 'l.json'],
    ['lists without a file of groups', ['--prefix-lists', webOnly], '--from'],
    ['one standard input for two', ['--from', '-', '--prefix-lists', '-'], 'Standard input'],
    ['ranges that are none', ['--from', webOnly, '--ip-ranges', webOnly], 'web.json'],
    ['an address that is none', ['--from', webOnly, '--my-address', '300.1.1.1'], '300.1.1.1'],
    ['a range as an address', ['--from', webOnly, '--my-address', '203.0.113.0/24'], '203.0.113.0/24'],
    ['another format', ['--from', webOnly, '--format', 'xml'], 'xml'],
    ['another severity', ['--from', webOnly, '--fail-on', 'high'], 'high'],
    ['grades in another format', ['--from', webOnly, '--grade', 'tcp:22:ipv4', '--format', 'csv'], 'csv'],
    ['two formats', ['--from', webOnly, '--format', 'csv', '--json'], '--json'],
    ['no region', [], 'AWS'],
    ['a region that is none', ['--region', 'us-east-1.example.com/'], 'us-east-1.example.com/'],
  ])('%s', async (what, args, named) => {
    const { code, stdout, stderr } = await review(...args);

    expect(code).toBe(what === 'no region' ? 5 : 2);
    if (!args.includes('--json')) expect(stdout).toBe('');
    expect(stderr).toContain(named);
  });
});

describe('without --format', () => {
  test.each([
    ['a.html', /^<!doctype html>/u],
    ['a.CSV', /^line,region/u],
    ['a.json', /"keyport-review"/u],
    ['a.sarif', /"2\.1\.0"/u],
    ['a.txt', /^1 group/u],
    ['html', /^1 group/u],
  ])('the name of the file says it: %s', async (name, begins) => {
    const file = path.join(folder, name);
    const { code } = await review('--from', webOnly, '--out', file);

    expect(code).toBe(0);
    expect(fs.readFileSync(file, 'utf8')).toMatch(begins);
  });

  test('what was asked for by its name goes first', async () => {
    const file = path.join(folder, 'b.html');
    await review('--from', webOnly, '--out', file, '--format', 'csv');
    expect(fs.readFileSync(file, 'utf8')).toMatch(/^line,region/u);
    await review('--from', webOnly, '--out', file, '--json');
    expect(fs.readFileSync(file, 'utf8')).toContain('"keyport-review"');
    await review('--from', webOnly, '--out', file, '--grade', 'tcp:22:ipv4');
    expect(JSON.parse(fs.readFileSync(file, 'utf8'))).toHaveLength(1);
  });
});

test('a bug is a failure, told without what it met: a pipeline must not take it for findings', async () => {
  const { code, stdout, stderr } = await runCaptured(BROKEN, ['review', '--from', webOnly]);

  expect({ code, stdout }).toEqual({ code: 5, stdout: '' });
  expect(stderr).toContain('TypeError');
});

/** An environment that no system has. */
const BROKEN: NodeJS.ProcessEnv = Object.defineProperty({}, 'npm_lifecycle_event', {
  get: () => {
    throw new TypeError('broken');
  },
});

async function review(...args: readonly string[]) {
  const env = { HOME: folder, AWS_CONFIG_FILE: '/nonexistent', AWS_SHARED_CREDENTIALS_FILE: '/nonexistent' };
  return runCaptured(env, ['review', ...args]);
}

function write(name: string, text: string): string {
  const file = path.join(folder, name);
  fs.writeFileSync(file, text);
  return file;
}
