import { namedMachines, aliasOf } from '../../shared/connect/ssh-aliases.ts';
import type { SshConfigApi, SshConfig } from '../../shared/connect/ssh-config-api.ts';
import type { Launch } from '../../shared/launch.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import { failed, succeeded } from '../../shared/outcome.ts';
import { words } from '../../shared/words/en.ts';
import type { Answer } from './fake-keys.ts';
import type { Scenario } from './fake-keyport.ts';

/** The person's own ssh settings in the preview; else they are there, and Keyport's lines are not. */
export const SSH_CONFIG_SCENARIOS = [
  'ssh-config-on',
  'ssh-config-new',
  'ssh-config-refused',
  'ssh-config-changed',
] as const;

const FILE = '/home/maria/.ssh/config';
const OWN_FILE = '/home/maria/.config/Keyport/ssh/config';

export function createFakeSshConfig(
  scenario: Scenario,
  answer: Answer,
  isPractice: () => boolean,
  launches: readonly Launch[],
): SshConfigApi {
  let isOn = scenario === 'ssh-config-on';
  const halfMarked = makeProblem('ssh-config-refused', {
    explanation: words.sshConfig.because.halfMarked(FILE),
  });
  const now = (): SshConfig => ({
    isOn,
    file: FILE,
    isFileThere: scenario !== 'ssh-config-new' || isOn,
    lines: ['# >>> Keyport', `Include "${OWN_FILE}"`, '# <<< Keyport'],
    ownFile: OWN_FILE,
    hosts: namedMachines(launches).map(aliasOf),
    problem: scenario === 'ssh-config-refused' ? halfMarked : null,
  });
  const read = () => (isPractice() ? failed(makeProblem('ssh-config-practice')) : succeeded(now()));
  let tries = 0;
  return {
    readSshConfig: () => answer('readSshConfig', null, read),
    setSshConfig: (input) =>
      answer('setSshConfig', input, () => {
        tries += 1;
        if (scenario === 'ssh-config-changed' && tries === 1) {
          return failed(makeProblem('ssh-config-changed', { retryable: true, actions: ['retry'] }));
        }
        isOn = input.isOn;
        return read();
      }),
    copySshAlias: (input) => answer('copySshAlias', input, () => succeeded(null)),
  };
}
