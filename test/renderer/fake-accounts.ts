import { accessKeyFault, accountNameFault } from '../../shared/access-key.ts';
import type { AccountList, AccountSource } from '../../shared/account.ts';
import type { AccountsApi } from '../../shared/api.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import { failed, succeeded, type Outcome } from '../../shared/outcome.ts';
import { words } from '../../shared/words/en.ts';
import { SOURCES } from './fake-facts.ts';
import type { Answer } from './fake-keys.ts';

type FakeAccounts = Pick<
  AccountsApi,
  | 'addAccessKey'
  | 'renameAccount'
  | 'removeAccount'
  | 'startSignIn'
  | 'finishSignIn'
  | 'cancelSignIn'
  | 'openSignInPage'
> & {
  /** Whether somebody has said yes in the browser. */
  readonly isSignedIn: () => boolean;
  readonly listed: () => AccountList;
};

const MANY: readonly AccountSource[] = Array.from({ length: 9 }, (_, index) => ({
  id: `profile:team-${index}`,
  name: `team-${index}`,
  kind: 'profile',
  region: 'eu-central-1',
  endpoint: null,
}));

/** The ways in of a computer, and the access keys that are typed into this one. */
export function createFakeAccounts(scenario: string, answer: Answer): FakeAccounts {
  const found =
    scenario === 'no-accounts' ? [] : scenario === 'many-accounts' ? [...MANY, ...SOURCES] : SOURCES;
  let typed: readonly AccountSource[] = [];
  let isSignedIn = scenario !== 'sso';
  let end: (outcome: Outcome<null>) => void = () => undefined;
  const act = (sourceId: string, change: () => void): Outcome<null> => {
    if (!typed.some(({ id }) => id === sourceId)) return refused(words.accounts.problems.notOurs);
    change();
    return succeeded(null);
  };
  return {
    isSignedIn: () => isSignedIn,
    startSignIn: ({ sourceId }) =>
      answer('startSignIn', { sourceId }, () =>
        succeeded({
          signInId: '0b6ef9a4-0000-4000-8000-000000000000',
          userCode: 'WDJB-MJHT',
          address: 'https://d-1234567890.awsapps.com/start/#/device',
        }),
      ),
    finishSignIn: ({ signInId }) => {
      const { promise, resolve } = Promise.withResolvers<Outcome<null>>();
      end = resolve;
      setTimeout(() => {
        isSignedIn = true;
        resolve(succeeded(null));
      }, 6000);
      return answer('finishSignIn', { signInId }, () => succeeded(null)).then(() => promise);
    },
    cancelSignIn: (input) =>
      answer('cancelSignIn', input, () => {
        end(failed(makeProblem('cancelled')));
        return succeeded(null);
      }),
    openSignInPage: (input) => answer('openSignInPage', input, () => succeeded(null)),
    listed: () => ({
      sources: [...found, ...typed],
      lastUsed: found === SOURCES ? { sourceId: 'profile:work', region: 'us-east-1' } : null,
    }),
    // What is recorded of the call has no secret in it: the test that looks for one looks there, too.
    addAccessKey: ({ name, region, ...key }) =>
      answer('addAccessKey', { name, region }, () => {
        const fault =
          accessKeyFault(key) ??
          accountNameFault(
            name,
            typed.map((source) => source.name),
          );
        if (fault !== null) return refused(words.accounts.faults[fault]);
        if (key.accessKeyId.endsWith('WRONG')) return failed(makeProblem('credentials-refused'));
        const source: AccountSource = {
          id: `key:${typed.length}`,
          name,
          kind: 'access-key',
          keyEnding: key.accessKeyId.slice(-4),
          region,
          endpoint: null,
        };
        typed = [...typed, source];
        return succeeded(source);
      }),
    renameAccount: ({ sourceId, name }) =>
      answer('renameAccount', { sourceId, name }, () =>
        act(sourceId, () => {
          typed = typed.map((source) => (source.id === sourceId ? { ...source, name } : source));
        }),
      ),
    removeAccount: ({ sourceId }) =>
      answer('removeAccount', { sourceId }, () =>
        act(sourceId, () => {
          typed = typed.filter(({ id }) => id !== sourceId);
        }),
      ),
  };
}

function refused(explanation: string): Outcome<never> {
  return failed(makeProblem('account-refused', { explanation }));
}
