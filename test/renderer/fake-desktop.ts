import type { DesktopApi } from '../../shared/connect/desktop-api.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import { failed, succeeded } from '../../shared/outcome.ts';
import type { ProblemCode } from '../../shared/problem.ts';
import { words } from '../../shared/words/en.ts';
import type { Answer } from './fake-keys.ts';
import type { Scenario } from './fake-keyport.ts';

/** What goes otherwise with the password of a Windows machine; in `desktop` it is copied at once. */
export const DESKTOP_SCENARIOS = [
  'desktop',
  'desktop-ready',
  'desktop-waits',
  'desktop-late',
  'desktop-no-key',
  'desktop-other-key',
  'desktop-needs-rsa',
  'desktop-stopped',
  'desktop-no-program',
  'desktop-practice',
] as const;

const PROBLEMS: Partial<Record<Scenario, { readonly code: ProblemCode; readonly explanation?: string }>> = {
  'desktop-late': { code: 'password-not-ready' },
  'desktop-no-key': { code: 'machine-has-no-key', explanation: words.connectDesktop.noKey },
  'desktop-other-key': { code: 'password-other-key' },
  'desktop-needs-rsa': { code: 'password-needs-rsa' },
  'desktop-stopped': { code: 'machine-not-running', explanation: words.connectDesktop.stopped },
};

/** Passwords of Windows machines, in memory. */
export function createFakeDesktop(scenario: Scenario, answer: Answer): DesktopApi {
  let isCancelled = false;
  let isReady = false;
  let endWait = () => {};
  return {
    copyWindowsPassword: async (input) => {
      isCancelled = false;
      const asked = await answer('copyWindowsPassword', input, () => succeeded(null));
      if (!asked.ok) return asked;
      const problem = PROBLEMS[scenario];
      if (problem !== undefined) {
        const { code, explanation } = problem;
        return failed(
          makeProblem(code, { ...(explanation !== undefined && { explanation }), retryable: true }),
        );
      }
      if (scenario === 'desktop-waits') {
        await new Promise<void>((resolve) => {
          endWait = resolve;
        });
      }
      if (isCancelled) return failed(makeProblem('cancelled'));
      const isFirst = scenario === 'desktop-ready' && !isReady;
      isReady = true;
      return succeeded(isFirst ? 'ready' : 'copied');
    },
    saveDesktopFile: (input) =>
      answer('saveDesktopFile', input, () => succeeded('/home/ada/Documents/my-desktop-us-east-1a.rdp')),
    openDesktop: (input) =>
      answer('openDesktop', input, () =>
        scenario === 'desktop-no-program'
          ? failed(makeProblem('no-desktop-program'))
          : succeeded({ program: 'Remmina' }),
      ),
    cancelWindowsPassword: (input) =>
      answer('cancelWindowsPassword', input, () => {
        isCancelled = true;
        endWait();
        return succeeded(null);
      }),
  };
}
