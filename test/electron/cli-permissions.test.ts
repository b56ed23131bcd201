import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCaptured } from '../support/captured-cli.ts';
import { startPractice, type ServedPractice } from '../support/practice.ts';

let practice: ServedPractice;
beforeAll(async () => {
  practice = await startPractice();
});
afterAll(() => practice.stop());

const run = (...args: readonly string[]) =>
  runCaptured({ KEYPORT_PATIENCE: '0.001', ...practice.env }, ['permissions', ...args]);

const FINE = [{ action: '*', kind: 'pace', value: 0 }] as const;

test('an account that nothing is refused to ends well, each action in one line of its purpose', async () => {
  practice.account().setWeather(FINE);
  const { code, stdout, stderr } = await run();
  expect(code).toBe(0);
  expect(stdout).toMatch(/^Keep keys: All 7 allowed\n/mu);
  expect(stdout).toMatch(/^ {2}Allowed +ec2:RunInstances$/mu);
  expect(stdout).toMatch(
    /^ {2}Unknown +ec2:TerminateInstances +Keyport has no machine here to try it on\./mu,
  );
  expect(stderr).toContain('nothing is made');
});

test('a refusal of what is needed is a finding, of what is optional it is none', async () => {
  practice.account().setWeather([...FINE, { action: 'GetProducts', kind: 'unauthorized' }]);
  expect((await run()).code).toBe(0);

  practice.account().setWeather([...FINE, { action: 'RunInstances', kind: 'unauthorized' }]);
  const { code, stdout } = await run();
  expect(code).toBe(1);
  expect(stdout).toMatch(/^ {2}Not allowed +ec2:RunInstances +No machine can be started\.$/mu);
});

test('a program gets all of it, with the policies', async () => {
  practice.account().setWeather([...FINE, { action: 'RunInstances', kind: 'unauthorized' }]);
  const { code, stdout } = await run('--json');
  expect(code).toBe(1);
  const { ok, result } = JSON.parse(stdout);
  expect(ok).toBe(true);
  expect(result.checks).toContainEqual(
    expect.objectContaining({ action: 'ec2:RunInstances', state: 'may-not', purposes: ['launch'] }),
  );
  expect(Object.keys(result.policies)).toEqual(['launch', 'keys', 'look-after', 'review', 'fix', 'optional']);
});

test('a policy alone is one document that can be handed to AWS', async () => {
  const { code, stdout } = await run('--policy', 'keys');
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ Version: '2012-10-17', Statement: expect.any(Array) });
  expect(stdout).toContain(':us-east-1:');
  expect((await run('--policy', 'everything')).code).toBe(2);
});
