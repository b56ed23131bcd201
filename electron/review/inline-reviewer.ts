import type { AwsClients } from '../aws/clients.ts';
import type { Environment } from '../aws/environment.ts';
import { outcomeOf } from '../aws/problem.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import { failed, type Outcome } from '../../shared/outcome.ts';
import { canReach } from '../../shared/reachability.ts';
import type { RegionFacts } from '../../shared/security-group/region-facts.ts';
import { reviewRegion, reviewRows } from '../../shared/security-group/review-region.ts';
import { PLAIN_REVIEW, type ReviewOptions } from '../../shared/security-group/review-options.ts';
import type { GroupsReview } from '../../shared/security-group/reviewed-group.ts';
import { askingBy, withClients } from './ask-aws.ts';
import { factsOfGroup } from './facts-of-group.ts';
import { machinesIn } from './machines-in.ts';
import { readAnew } from './read-anew.ts';
import { readRegion } from './read-region.ts';
import { createReviewProgress } from './review-progress.ts';
import type { ReviewAccount, Reviewer, Watch } from './reviewer.ts';
import { writeReport } from './write-report.ts';

/** Reads and judges on the thread that it is asked on. The screen's has a thread of its own: see `review-thread.ts`. */
export function createInlineReviewer(env: Environment): Reviewer {
  const kept = new Map<string, RegionFacts>();
  const keep = (account: ReviewAccount, facts: RegionFacts): RegionFacts => {
    kept.set(keyOf(account), facts);
    return facts;
  };
  /** Only of the same account: a profile may have become somebody else's. */
  const lastOf = (account: ReviewAccount): RegionFacts | null => {
    const facts = kept.get(keyOf(account));
    return facts?.accountId === account.accountId ? facts : null;
  };
  const fromLast = async <Value>(
    account: ReviewAccount,
    answer: (facts: RegionFacts) => Value | Promise<Value>,
  ): Promise<Outcome<Value>> => {
    const facts = lastOf(account);
    return facts === null
      ? failed(makeProblem('review-unknown'))
      : outcomeOf<Value>(async () => answer(facts));
  };
  return {
    review: (account, _, watch) =>
      outcomeOf(async () => {
        const [facts, options] = await Promise.all([readOne(account, env, watch), optionsOf(watch)]);
        watch.signal.throwIfAborted();
        return reviewOf(keep(account, facts), options);
      }),
    group: (account, { groupId }, watch) =>
      fromLast(account, async (last) => {
        const read = (clients: AwsClients) => readAnew(askingBy(clients, env, watch.signal), last, groupId);
        const [facts, options] = await Promise.all([withClients(account, read), optionsOf(watch)]);
        keep(account, facts);
        const reviewed = reviewRegion(factsOfGroup(facts, groupId), options);
        const [group] = reviewed.filter((each) => each.group.groupId === groupId);
        if (group === undefined) throw new Error(`a group that was read was not judged: ${groupId}`);
        return group;
      }),
    reach: (account, ask) => fromLast(account, (facts) => canReach(ask, facts)),
    facts: (account, { groupId }) => fromLast(account, (facts) => factsOfGroup(facts, groupId)),
    report: (account, ask, watch) => writeReport({ account, ask, watch, env, last: lastOf(account) }),
  };
}

function keyOf({ choice }: ReviewAccount): string {
  return `${choice.sourceId}\n${choice.region}`;
}

async function optionsOf({ myAddresses }: Watch): Promise<ReviewOptions> {
  return { ...PLAIN_REVIEW, myAddresses: await myAddresses() };
}

async function readOne(account: ReviewAccount, env: Environment, watch: Watch): Promise<RegionFacts> {
  const { accountId, choice } = account;
  const progress = createReviewProgress(watch.onProgress, 1).of(choice.region);
  const facts = await withClients(account, (clients) =>
    readRegion(clients, {
      ...askingBy(clients, env, watch.signal),
      region: choice.region,
      accountId,
      onProgress: progress.read,
    }),
  );
  progress.analysis();
  return facts;
}

function reviewOf(facts: RegionFacts, options: ReviewOptions): GroupsReview {
  const { region, accountId, readAt, unread } = facts;
  const rows = reviewRows(facts, options);
  return { region, accountId, readAt, rows, machines: machinesIn(facts), unread };
}
