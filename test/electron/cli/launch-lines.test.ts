import { expect, test } from 'vitest';
import { shownLaunch } from '../../../electron/cli/launch-lines.ts';
import type { Launch } from '../../../shared/launch.ts';
import { sketchLaunch } from '../../renderer/launch-fixtures.ts';

const LINUX = sketchLaunch({ name: 'my-fleet' });
const WINDOWS: Launch = {
  ...LINUX,
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
