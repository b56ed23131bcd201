import { expect, test } from 'vitest';
import { shownLaunch } from '../../../electron/cli/launch-lines.ts';
import type { Launch } from '../../../shared/launch.ts';
import { sketchLaunch } from '../../renderer/launch-fixtures.ts';

const LINUX = sketchLaunch({ name: 'my-fleet' });
const WINDOWS: Launch = {
  ...LINUX,
  plan: { ...LINUX.plan, image: { ...LINUX.plan.image, platform: 'windows' } },
  connect: { ...LINUX.connect, loginUser: 'Administrator', port: 3389 },
};

test.each([
  ['Linux', LINUX, (address: string) => `Log in: ssh ec2-user@${address}`],
  ['Windows', WINDOWS, (address: string) => `Log in: Remote Desktop (RDP) to ${address}`],
] as const)('machines with %s are logged in to by its own way', (_, launch, said) => {
  const { lines } = shownLaunch(launch, 'running');
  const addresses = launch.instances.flatMap(({ publicAddress }) => publicAddress ?? []);
  expect(addresses).not.toEqual([]);
  for (const address of addresses) expect(lines.join('\n')).toContain(said(address));
});

test('the pages of open web ports are named, with what to expect of them', () => {
  const saidOf = (kind: 'none' | 'first-page') => {
    const { lines } = shownLaunch({ ...LINUX, plan: { ...LINUX.plan, script: { kind } } }, 'running');
    return lines.join('\n');
  };
  const [address] = LINUX.instances.flatMap(({ publicAddress }) => publicAddress ?? []);

  for (const said of [saidOf('none'), saidOf('first-page')])
    expect(said).toContain(`Web page: https://${address}/`);
  expect(saidOf('none')).toContain('install a web server');
  expect(saidOf('first-page')).toContain('browser will warn you');
});

test('a machine that runs and does not answer is told with the checks of EC2', () => {
  const { lines } = shownLaunch(
    sketchLaunch({ name: 'my-fleet', zoneStates: ['started', 'silent'] }),
    'running',
  );

  expect(lines.join('\n')).toMatch(/us-east-1b .*running \(checks: not passed\)/u);
});

test('only machines of AWS are said to cost money', () => {
  const saidOf = (endpoint: string | null) =>
    shownLaunch({ ...LINUX, account: { ...LINUX.account, endpoint } }, 'running').lines.join('\n');

  expect(saidOf(null)).toContain('It costs money until you remove it: keyport undo');
  expect(saidOf('http://127.0.0.1:5000')).toContain('To remove it: keyport undo');
});
