import type { HostKeys } from '../../shared/connect/host-keys.ts';
import type { LogInApi } from '../../shared/connect/log-in-api.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import { failed, succeeded } from '../../shared/outcome.ts';
import { words } from '../../shared/words/en.ts';
import type { Answer } from './fake-keys.ts';
import type { Scenario } from './fake-keyport.ts';

/** What goes otherwise in the dialog of a machine; else its host keys are known and a terminal opens. */
export const LOG_IN_SCENARIOS = [
  'log-in-first-contact',
  'log-in-seen',
  'log-in-other-keys',
  'log-in-unread',
  'log-in-no-terminal',
] as const;

const KEPT = [
  { type: 'ssh-ed25519', fingerprint: 'SHA256:9v1dYz5cQ2x0K7mHn3uPw8sRtLbEaFgJ4iXoUyVqBk0' },
  { type: 'ecdsa-sha2-nistp256', fingerprint: 'SHA256:Qm2ZkT0aWc4LhYx7Jp9RfVnUe3sDgBi6oMy1KtXrPq8' },
] as const;
const OTHERS = [
  { type: 'ssh-ed25519', fingerprint: 'SHA256:t6Hc0pXn4QwVz8JrLk2YbMd9SfGaEu3Ki7oTy1RxCv5' },
] as const;

const PINNED: HostKeys = { state: 'pinned', kept: KEPT, shown: KEPT, problem: null };

const NOT_PERMITTED = makeProblem('not-permitted', {
  raw: 'UnauthorizedOperation: You are not authorized to perform this operation: ec2:GetConsoleOutput',
});

const HOST_KEYS: Partial<Record<Scenario, HostKeys>> = {
  'log-in-first-contact': { state: 'first-contact', kept: [], shown: [], problem: null },
  'log-in-seen': { state: 'first-contact', kept: KEPT.slice(0, 1), shown: [], problem: null },
  'log-in-other-keys': { state: 'console-shows-others', kept: KEPT, shown: OTHERS, problem: null },
  'log-in-unread': { state: 'unknown', kept: [], shown: [], problem: NOT_PERMITTED },
};

export function createFakeLogIn(scenario: Scenario, answer: Answer): LogInApi {
  let hostKeys = HOST_KEYS[scenario] ?? PINNED;
  const isFirst = () => hostKeys.kept.length === 0;
  return {
    readHostKeys: (input) => answer('readHostKeys', input, () => succeeded(hostKeys)),
    pinHostKeys: (input) =>
      answer('pinHostKeys', input, () => {
        hostKeys = { state: 'pinned', kept: hostKeys.shown, shown: hostKeys.shown, problem: null };
        return succeeded(hostKeys);
      }),
    openTerminal: (input) =>
      answer('openTerminal', input, () => {
        if (scenario === 'log-in-no-terminal') {
          const explanation = words.connectLogIn.noTerminal('ssh ec2-user@198.51.100.20');
          return failed(makeProblem('no-terminal', { explanation }));
        }
        return succeeded({
          terminal: 'gnome-terminal',
          hostKeys: isFirst() ? 'first-contact' : 'pinned',
        });
      }),
  };
}
