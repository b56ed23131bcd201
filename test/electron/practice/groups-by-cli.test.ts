import { execFile } from 'node:child_process';
import os from 'node:os';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { needs, part } from '../../support/parts.ts';
import { startPractice, type ServedPractice } from '../../support/practice.ts';

/** Milliseconds: the CLI takes seconds to start where others compute, too. */
const SLOW = 180_000;

needs('aws')('the AWS CLI', () => {
  let practice: ServedPractice;
  beforeAll(async () => {
    practice = await startPractice();
  });
  afterAll(() => practice.stop());

  async function aws(...words: readonly string[]): Promise<string> {
    const env = { PATH: process.env['PATH'], HOME: os.tmpdir(), ...practice.env };
    const { stdout } = await promisify(execFile)(part('aws') ?? '', ['ec2', ...words, '--output', 'text'], {
      env,
    });
    return stdout.trim();
  }
  const refused = async (...words: readonly string[]): Promise<string> =>
    aws(...words).then(
      () => 'not refused',
      (error: unknown) => String(error).replaceAll(/\s+/g, ' '),
    );

  test(
    'makes a group, opens and shuts doors in it, tags it, and deletes it',
    async () => {
      const ofWeb = ['--group-name', 'web'];
      const id = await aws(
        'create-security-group',
        ...ofWeb,
        '--description',
        'for the web',
        '--query',
        'GroupId',
      );
      const ofId = ['--group-id', id];
      const ssh = ['--protocol', 'tcp', '--port', '22', '--cidr', '203.0.113.9/24'];

      await aws('authorize-security-group-ingress', ...ofId, ...ssh);
      await aws(
        'authorize-security-group-ingress',
        ...ofId,
        '--protocol',
        'icmp',
        '--port',
        '-1',
        '--cidr',
        '0.0.0.0/0',
      );
      await aws('authorize-security-group-ingress', ...ofId, '--protocol', 'all', '--source-group', id);
      await aws('create-tags', '--resources', id, '--tags', 'Key=Name,Value=front');
      const [rules, tags, again] = await Promise.all([
        aws(
          'describe-security-group-rules',
          '--filters',
          `Name=group-id,Values=${id}`,
          '--query',
          'SecurityGroupRules[?!IsEgress].[IpProtocol,FromPort,ToPort,CidrIpv4,ReferencedGroupInfo.GroupId]',
        ),
        aws('describe-tags', '--filters', `Name=resource-id,Values=${id}`),
        refused('authorize-security-group-ingress', ...ofWeb, ...ssh),
      ]);

      expect(rules.split('\n').map((line) => line.split('\t'))).toEqual([
        ['tcp', '22', '22', '203.0.113.0/24', 'None'],
        ['icmp', '-1', '-1', '0.0.0.0/0', 'None'],
        ['-1', '-1', '-1', 'None', id],
      ]);
      expect(tags.split('\t')).toEqual(['TAGS', 'Name', id, 'security-group', 'front']);
      expect(again).toContain(
        'An error occurred (InvalidPermission.Duplicate) when calling the AuthorizeSecurityGroupIngress operation: the specified rule "peer: 203.0.113.0/24, TCP, from port: 22, to port: 22, ALLOW" already exists',
      );

      await aws('revoke-security-group-ingress', ...ofWeb, ...ssh);
      await aws('delete-tags', '--resources', id, '--tags', 'Key=Name');
      await aws('delete-security-group', ...ofWeb);
      expect(await refused('describe-security-groups', '--group-ids', id)).toContain(
        '(InvalidGroup.NotFound)',
      );
    },
    SLOW,
  );

  test(
    'reads page by page on its own',
    async () => {
      const id = await aws(
        'create-security-group',
        '--group-name',
        'many',
        '--description',
        'x',
        '--query',
        'GroupId',
      );
      const ports = Array.from({ length: 12 }, (_, index) => ({
        IpProtocol: 'tcp',
        FromPort: index,
        ToPort: index,
        IpRanges: [{ CidrIp: '0.0.0.0/0', Description: `door ${String(index)}` }],
      }));
      await aws(
        'authorize-security-group-ingress',
        '--group-id',
        id,
        '--ip-permissions',
        JSON.stringify(ports),
      );

      const rules = await aws(
        'describe-security-group-rules',
        '--filters',
        `Name=group-id,Values=${id}`,
        '--page-size',
        '5',
        '--query',
        'SecurityGroupRules[].SecurityGroupRuleId',
      );
      expect(rules.split(/\s+/)).toHaveLength(13);
    },
    SLOW,
  );
});
