import { expect, test } from 'vitest';
import { operatingSystemOf } from '../../shared/operating-system.ts';

test.each([
  ['al2023-x86_64', 'linux', 'Linux'],
  ['ubuntu-24.04-arm64', 'linux', 'Linux'],
  ['windows-2025', 'windows', 'Windows'],
  ['rhel-10-x86_64', 'linux', 'RHEL'],
  ['sles-16-x86_64', 'linux', 'SUSE'],
  ['suse-16', 'linux', 'SUSE'],
  ['debian-13-like-suse', 'linux', 'Linux'],
] as const)('%s (%s) is billed as %s', (catalogId, platform, system) => {
  expect(operatingSystemOf({ catalogId, platform })).toBe(system);
});
