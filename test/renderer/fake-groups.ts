import type { KeyportEvents } from '../../shared/api.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import { failed, succeeded, type Outcome } from '../../shared/outcome.ts';
import { canReach } from '../../shared/reachability.ts';
import { rowOf } from '../../shared/security-group/group-row.ts';
import type { GroupsApi, ReviewProgress } from '../../shared/security-group/groups-api.ts';
import { REGION_PARTS, type RegionFacts } from '../../shared/security-group/region-facts.ts';
import { PLAIN_REVIEW } from '../../shared/security-group/review-options.ts';
import { reviewRegion } from '../../shared/security-group/review-region.ts';
import type {
  GroupsReview,
  ReviewedGroup,
  ReviewedMachine,
} from '../../shared/security-group/reviewed-group.ts';
import { fakeRegion, partlyRead } from './fake-region.ts';
import { createFakeChanges } from './fake-changes.ts';
import type { Answer } from './fake-keys.ts';
import type { Scenario } from './fake-keyport.ts';

type FakeGroups = GroupsApi & Pick<KeyportEvents, 'onReviewProgress' | 'onGroupChanged'>;

const MY_ADDRESSES = { ipv4: '203.0.113.7', ipv6: null };
/** Fourteen groups each: a little more than 5,000. */
const MANY = 358;

/** The security groups' part of the bridge, in memory: invented facts, and the product's own judgement of them. */
export function createFakeGroups(scenario: Scenario, answer: Answer): FakeGroups {
  const listeners = new Set<(progress: ReviewProgress) => void>();
  const progress = (told: ReviewProgress) => {
    for (const listener of listeners) listener(told);
  };
  let reviewed: { readonly facts: RegionFacts; readonly groups: readonly ReviewedGroup[] } | null = null;
  let readings = 0;
  let isCancelled = false;
  /** What is changed here stays changed when it is read again. */
  let changed: RegionFacts | null = null;
  const changes = createFakeChanges(scenario, answer, {
    facts: () => reviewed?.facts ?? null,
    setFacts: (facts) => {
      changed = facts;
      reviewed = judged(facts);
    },
    my: MY_ADDRESSES,
  });

  const pass = async (region: string, regionsDone: number, regionsTotal: number): Promise<boolean> => {
    const parts = [...REGION_PARTS, 'analysis'] as const;
    for (const [partsDone, part] of parts.entries()) {
      const groupsRead = part === 'groups' ? 0 : (scenario === 'groups-many' ? MANY : 1) * 14;
      progress({
        region,
        part,
        groupsRead,
        partsDone,
        partsTotal: parts.length,
        regionsDone,
        regionsTotal,
      });
      await new Promise((resolve) => setTimeout(resolve, scenario === 'groups-slow' ? 2500 : 25));
      if (isCancelled) return false;
    }
    return true;
  };
  const review = (region: string): Outcome<GroupsReview> => {
    const facts = changed?.region === region ? changed : factsOf(scenario, region);
    reviewed = judged(facts);
    return succeeded({
      region,
      accountId: facts.accountId,
      readAt: facts.readAt,
      rows: reviewed.groups.map(rowOf),
      machines: machinesOf(facts),
      unread: facts.unread,
    });
  };

  return {
    reviewGroups: async (choice) => {
      readings += 1;
      isCancelled = false;
      const isDone = await pass(choice.region, 0, 1);
      return answer('reviewGroups', choice, () => {
        if (!isDone) return failed(makeProblem('cancelled'));
        if (scenario === 'groups-fail') return failed(FORBIDDEN);
        if (scenario === 'groups-fail-again' && readings > 1) return failed(THROTTLED);
        return review(choice.region);
      });
    },
    cancelReview: () =>
      answer('cancelReview', null, () => {
        isCancelled = true;
        return succeeded(null);
      }),
    readGroup: (input) =>
      answer(
        'readGroup',
        input,
        () => {
          const group = reviewed?.groups.find(({ group: { groupId } }) => groupId === input.groupId);
          if (group === undefined) return failed(makeProblem('review-unknown'));
          return scenario === 'group-fails' ? failed(GONE) : succeeded(group);
        },
        300,
      ),
    askReach: (input) =>
      answer('askReach', input, () =>
        reviewed === null
          ? failed(makeProblem('review-unknown'))
          : succeeded(canReach(input.ask, reviewed.facts)),
      ),
    readMyAddresses: () =>
      answer('readMyAddresses', null, () =>
        succeeded(scenario === 'no-address' ? { ipv4: null, ipv6: null } : MY_ADDRESSES),
      ),
    saveReport: async (input) => {
      const regions = input.scope === 'region' ? [input.region] : ['eu-central-1', 'eu-west-1', input.region];
      isCancelled = false;
      for (const [index, region] of regions.entries()) {
        if (!(await pass(region, index, regions.length))) return failed(makeProblem('cancelled'));
      }
      return answer('saveReport', input, () =>
        succeeded({
          path: `/home/maria/keyport-groups.${input.format}`,
          groups: 14 * regions.length,
          findings: 19 * regions.length,
          unreadRegions: input.scope === 'region' ? [] : ['eu-west-1'],
        }),
      );
    },
    onReviewProgress: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    ...changes,
  };
}

function judged(facts: RegionFacts) {
  return { facts, groups: reviewRegion(facts, { ...PLAIN_REVIEW, myAddresses: MY_ADDRESSES }) };
}

function factsOf(scenario: Scenario, region: string): RegionFacts {
  if (scenario === 'groups-many') return fakeRegion(region, MANY);
  const facts = fakeRegion(region);
  if (scenario === 'groups-none') return { ...facts, groups: [], interfaces: [], instances: [] };
  return scenario === 'groups-partly' ? partlyRead(facts) : facts;
}

function machinesOf({ instances, interfaces }: RegionFacts): readonly ReviewedMachine[] | null {
  if (instances === null || interfaces === null) return null;
  const byInstance = new Map(interfaces.map((one) => [one.instanceId, one]));
  return instances.map(({ instanceId, name, state }) => {
    const { publicIpv4 = [], ipv6 = [] } = byInstance.get(instanceId) ?? {};
    return { instanceId, name, state, publicIpv4, ipv6 };
  });
}

const FORBIDDEN = makeProblem('not-permitted', {
  raw: 'UnauthorizedOperation: You are not authorized to perform: ec2:DescribeSecurityGroups',
  requestId: '7b1f2c9e-0000-4000-8000-1a2b3c4d5e6f',
});
const THROTTLED = makeProblem('throttled', {
  raw: 'RequestLimitExceeded: Request limit exceeded.',
  retryable: true,
});
const GONE = makeProblem('group-gone', { raw: 'InvalidGroup.NotFound: The security group does not exist' });
