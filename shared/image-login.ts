import { LOGIN_USER } from './launch-plan.ts';
import type { Platform } from './platform.ts';

/**
 * The first user of an image by what it is called, or null where its name tells nothing. A guess: who makes an image may
 * have renamed the user.
 */
export function guessLoginUser({
  name,
  platform,
}: {
  readonly name: string;
  readonly platform: Platform;
}): string | null {
  if (platform === 'windows') return 'Administrator';
  return USERS.find(([pattern]) => pattern.test(name))?.[1] ?? null;
}

/** Whether this can be who logs in: of Linux it becomes a word of an ssh command, and is written as Linux writes its users. */
export function isLoginUser({
  loginUser,
  platform,
}: {
  readonly loginUser: string;
  readonly platform: Platform;
}): boolean {
  return (platform === 'windows' ? LOGIN_USER : LINUX_USER).test(loginUser);
}

const LINUX_USER = /^[a-z_][a-z0-9_-]{0,31}$/;

// By the makers' own words on how to log in to their images of EC2. The first that fits counts.
const USERS: readonly (readonly [RegExp, string])[] = [
  [/bitnami/i, 'bitnami'],
  [/ubuntu/i, 'ubuntu'],
  [/debian/i, 'admin'],
  [/\b(al2023|amzn2?|amazon[- ]?linux)/i, 'ec2-user'],
  [/rocky/i, 'rocky'],
  [/fedora/i, 'fedora'],
  [/centos[- ]?(linux[- ]?)?[67]/i, 'centos'],
  [/\b(rhel|red[- ]?hat|sles|suse|alma|centos|freebsd|oraclelinux|OL\d)/i, 'ec2-user'],
];
