import { PRACTICE_SOURCE } from '../../shared/account.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import { failed, succeeded } from '../../shared/outcome.ts';
import { words } from '../../shared/words/en.ts';
import type { Accounts } from './accounts.ts';
import type { AnswerRequest } from './answer-in-process.ts';
import { AWS_ITSELF } from './endpoints.ts';

const FIRST_REGION = 'us-east-1';

/** As those of a session begin: no key of theirs works for ever. */
const CREDENTIALS = {
  accessKeyId: 'ASIAPRACTICEPRACTICE',
  secretAccessKey: 'practice',
  sessionToken: 'practice',
};

/**
 * One account and no other, answered in this process. Its clients mean AWS's own hosts, which nobody looks up; its
 * credentials are no secret and open nothing.
 */
export function practiceAccounts(answer: AnswerRequest): Accounts {
  const name = words.practiceMode.account;
  return {
    list: async () =>
      succeeded([{ id: PRACTICE_SOURCE, name, kind: 'practice', region: FIRST_REGION, endpoint: null }]),
    resolve: async (choice) =>
      choice.sourceId === PRACTICE_SOURCE
        ? succeeded({
            choice,
            sourceName: name,
            credentials: async () => CREDENTIALS,
            endpoints: AWS_ITSELF,
            answer,
          })
        : failed(
            makeProblem('no-credentials', { actions: ['choose-account'], raw: `source: ${choice.sourceId}` }),
          ),
  };
}
