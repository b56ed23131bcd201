import { expect, test } from 'vitest';
import { problemOfStateReason } from '../../../electron/aws/state-reason.ts';
import type { ProblemAction } from '../../../shared/problem.ts';

test.each<[string, string, RegExp, readonly ProblemAction[]]>([
  [
    'Client.VolumeLimitExceeded',
    'Client.VolumeLimitExceeded: Volume limit exceeded',
    /limit for disks/,
    ['request-quota', 'choose-disk', 'retry'],
  ],
  [
    'Client.InternalError',
    'Client.InternalError: Client error on launch',
    /KMS key/,
    ['choose-disk', 'retry', 'copy-details'],
  ],
  [
    'Client.InvalidSnapshot.NotFound',
    'The specified snapshot was not found.',
    /another image/,
    ['choose-image'],
  ],
  [
    'Client.InstanceInitiatedShutdown',
    'Client.InstanceInitiatedShutdown: Instance initiated shutdown',
    /own system/,
    ['retry', 'copy-details'],
  ],
  ['Client.UserInitiatedShutdown', 'Client.UserInitiatedShutdown', /Somebody/, ['retry']],
  ['Client.InstanceTerminated', 'Client.InstanceTerminated', /Somebody/, ['retry']],
  [
    'Server.InsufficientInstanceCapacity',
    'Server.InsufficientInstanceCapacity: Insufficient capacity available to satisfy instance request',
    /ran out of this size/,
    ['choose-zones', 'choose-size', 'retry'],
  ],
  ['Server.InternalError', 'Server.InternalError: Internal error on launch', /fault/, ['retry']],
  ['Server.ScheduledStop', 'Stopped due to a scheduled retirement', /had to stop/, ['retry']],
  ['Server.SpotInstanceTermination', 'x', /ran out/, ['retry', 'choose-zones']],
  ['Server.OfNextYear', 'Something new', /details/, ['retry', 'copy-details']],
])('%s is told in plain words, and costs nothing', (code, message, says, actions) => {
  const problem = problemOfStateReason({ code, message }, null);
  expect(problem).toMatchObject({
    code: 'instance-died',
    actions,
    retryable: actions.includes('retry'),
    raw: `${code}: ${message}`,
  });
  expect(problem.explanation).toMatch(says);
  expect(problem.explanation).toMatch(/costs? nothing/);
  expect(problem.title.length + problem.explanation.length).toBeLessThan(300);
});

test('a limit has the page on which a higher one is asked for', () => {
  const { link } = problemOfStateReason({ code: 'Client.VolumeLimitExceeded', message: '' }, null);
  expect(link).toBe('https://console.aws.amazon.com/servicequotas/home/services/ebs/quotas');
});

test('the end of the console stands below the reason, without secrets', () => {
  const secret = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
  const said = `[  1.0] Kernel panic - not syncing\nexport SECRET=${secret}`;
  const { raw } = problemOfStateReason({ code: 'Server.InternalError', message: 'Internal error' }, said);
  expect(raw).toMatch(/^Server\.InternalError: Internal error\n\[ {2}1\.0\] Kernel panic/);
  expect(raw).not.toContain(secret);
});

test.each([
  [{ code: null, message: null }, null],
  [{ code: '', message: '' }, ''],
])('EC2 need not say why', (reason, said) => {
  expect(problemOfStateReason(reason, said)).toMatchObject({ code: 'instance-died', raw: null });
});
