import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { project } from '../../scripts/tool.ts';

// As a pipeline has it: a program that is started, without a home, a keychain or a network, what it prints, and how it ends.

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
type Said = { readonly code: number | null; readonly stdout: string; readonly stderr: string };

const CLI = path.join(project, 'electron/cli.ts');
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'keyport-review-'));
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

const cases = JSON.parse(
  fs.readFileSync(path.join(project, 'test/shared/security-group/cases.json'), 'utf8'),
) as readonly Case[];
const allGroups = saved('all.json', { SecurityGroups: cases.map(({ group }) => group) });
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

  test('the answers are those of all cases', { timeout: 120_000 }, async () => {
    const expected = cases.flatMap(({ group, expect: answers }) =>
      answers.map((answer) => ({ groupId: group.GroupId, ...answer })),
    );
    const queries = new Set(expected.map(({ protocol, port, family }) => `${protocol}:${port}:${family}`));
    const lists = saved('lists.json', Object.assign({}, ...cases.map(({ prefixLists }) => prefixLists)));

    const { stdout } = await review(
      ...['--from', allGroups, '--prefix-lists', lists, '--grade', [...queries].join(',')],
    );

    const answers = JSON.parse(stdout) as readonly unknown[];
    expect(expected.length).toBe(93);
    for (const answer of expected) expect(answers).toContainEqual(expect.objectContaining(answer));
  });
});

function saved(name: string, json: unknown): string {
  const file = path.join(folder, name);
  fs.writeFileSync(file, JSON.stringify(json, null, 4));
  return file;
}

async function review(...args: readonly string[]): Promise<Said> {
  return start(...args).said;
}

function start(...args: readonly string[]) {
  const child = spawn(process.execPath, [CLI, 'review', ...args], {
    env: { HOME: folder, AWS_CONFIG_FILE: '/nonexistent', AWS_SHARED_CREDENTIALS_FILE: '/nonexistent' },
    cwd: folder,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const texts = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (texts.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (texts.stderr += text));
  const said = once(child, 'close').then((ended): Said => ({ code: ended[0] as number | null, ...texts }));
  return { child, said };
}
