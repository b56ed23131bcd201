import { execFileSync } from 'node:child_process';
import { afterEach, expect, test } from 'vitest';
import {
  tryAuthorizeIngress,
  tryCreateKeyPair,
  tryImportKeyPair,
  type Tried,
} from '../../../electron/aws/dry-run.ts';
import type { Asking } from '../../../electron/aws/every-page.ts';
import { createPatience } from '../../../electron/aws/patience.ts';
import { clientsAt } from '../../support/aws-clients.ts';
import { ec2Answer, ec2Error, startFakeAws, type FakeAnswer, type FakeAws } from '../../support/fake-aws.ts';
import { needs } from '../../support/parts.ts';

let aws: FakeAws | undefined;
afterEach(async () => {
  await aws?.stop();
  aws = undefined;
});

const RULE = { protocol: 'tcp', port: 443, cidr: '0.0.0.0/0', family: 'ipv4', description: 'HTTPS' } as const;
const KEY = { name: 'web', keyType: 'ed25519', tags: {} } as const;

async function askingOf(answer: () => FakeAnswer, signal = new AbortController().signal): Promise<Asking> {
  aws = await startFakeAws(answer);
  const patience = createPatience({ KEYPORT_PATIENCE: '0.001' }, { signal });
  return { ec2: clientsAt(aws.endpoint).ec2, patience, signal };
}

const rulesWhere = async (answer: FakeAnswer): Promise<Tried> =>
  tryAuthorizeIngress(await askingOf(() => answer), 'sg-1', [RULE]);

test('an error of this name is the yes', async () => {
  expect(await rulesWhere(ec2Error('DryRunOperation', 'would have succeeded', 412))).toEqual({
    verdict: 'may',
    problem: null,
  });
  expect(aws?.requests[0]?.params.get('DryRun')).toBe('true');
});

test('a rule that the group standing in already has was permitted', async () => {
  expect(await rulesWhere(ec2Error('InvalidPermission.Duplicate', 'there', 400))).toEqual({
    verdict: 'may',
    problem: null,
  });
});

test('who says yes instead has not understood, and is not believed', async () => {
  expect(await rulesWhere(ec2Answer('AuthorizeSecurityGroupIngress', '<return>true</return>'))).toMatchObject(
    { verdict: 'unknown', problem: { code: 'not-an-aws-answer', raw: 'DryRun was ignored' } },
  );
});

test('what is not answered in time is nobody’s no, and nobody is said to have stopped it', async () => {
  const asking = await askingOf(() => 'hang', AbortSignal.timeout(50));

  expect(await tryCreateKeyPair(asking, KEY)).toMatchObject({
    verdict: 'unknown',
    problem: { code: 'unreachable', actions: ['retry'] },
  });
});

test('of all the time spent on waiting, what it was waited for is said', async () => {
  const { ec2 } = await askingOf(() => ec2Error('RequestLimitExceeded', 'slower', 503));
  const { signal } = new AbortController();
  const clock = {
    now: () => 0,
    random: () => 1,
    sleep: () => Promise.reject(new DOMException('time is over', 'AbortError')),
  };
  const asking = { ec2, patience: createPatience({}, { clock }), signal };

  expect(await tryCreateKeyPair(asking, KEY)).toMatchObject({
    verdict: 'unknown',
    problem: { code: 'throttled' },
  });
});

needs('ssh-keygen')('judged by ssh-keygen', () => {
  test.each([
    ['ed25519', '256', 'ED25519'],
    ['rsa', '2048', 'RSA'],
  ] as const)('the public key of an import is a real one: %s', async (keyType, bits, kind) => {
    const asking = await askingOf(() => ec2Error('DryRunOperation', 'yes', 412));
    await tryImportKeyPair(asking, { ...KEY, keyType });

    const sent = Buffer.from(aws?.requests[0]?.params.get('PublicKeyMaterial') ?? '', 'base64');
    const read = execFileSync('ssh-keygen', ['-l', '-f', '-'], { input: sent, encoding: 'utf8' });
    expect(read.trim()).toMatch(new RegExp(`^${bits} SHA256:.* \\(${kind}\\)$`, 'u'));
  });
});
