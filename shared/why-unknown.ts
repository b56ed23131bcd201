import type { PermissionCheck } from './permissions.ts';
import { words } from './words/en.ts';

const said = words.permissions;

/** Why nobody knows whether an action is allowed, in words. */
export function whyUnknown({ because, problem }: Extract<PermissionCheck, { state: 'unknown' }>): string {
  if (problem === null) return said.because[because];
  if (because === 'no-clear-answer') return said.unclear(problem.title);
  return `${said.because[because]} ${problem.title}.`;
}
