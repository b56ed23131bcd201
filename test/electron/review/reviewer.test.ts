import {
  AuthorizeSecurityGroupIngressCommand,
  CreateSecurityGroupCommand,
  DeleteSecurityGroupCommand,
  DescribeSecurityGroupRulesCommand,
  RevokeSecurityGroupIngressCommand,
} from '@aws-sdk/client-ec2';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createInlineReviewer } from '../../../electron/review/inline-reviewer.ts';
import { createReviewThread } from '../../../electron/review/review-thread.ts';
import type { Reviewer } from '../../../electron/review/reviewer.ts';
import { clientsAt, valueOf } from '../../support/aws-clients.ts';
import { ec2Error } from '../../support/fake-aws.ts';
import { startMoto, type Moto } from '../../support/moto.ts';
import { needs } from '../../support/parts.ts';
import { startProxy, type Call, type Fate } from '../../support/proxy.ts';
import { reviewAccount, unwatched } from '../../support/review-account.ts';
import { seedGroups, type SeededGroups } from '../../support/seed-groups.ts';
import { startReviewWorker } from '../../support/start-review-worker.ts';

const ENV = { KEYPORT_PATIENCE: '0.01' };
const forbidden = ec2Error('UnauthorizedOperation', 'You are not authorized to perform this operation.', 403);
const report = {
  regions: ['us-east-1'],
  areAllKnown: true,
  format: 'json',
  keyportVersion: '0.1.0',
} as const;

needs('moto')('a reviewer', () => {
  let moto: Moto;
  let seeded: SeededGroups;
  beforeAll(async () => {
    moto = await startMoto();
    seeded = await seedGroups(moto.endpoint, 3);
  }, 120_000);
  afterAll(() => moto.stop());

  describe.each(['inline', 'on its own thread'])('%s', (where) => {
    const thread = where === 'inline' ? null : createReviewThread(startReviewWorker, ENV);
    const reviewer: Reviewer = thread ?? createInlineReviewer(ENV);
    afterAll(() => thread?.close());

    /** By an account whose calls pass a proxy that does this to them. */
    const throughProxy = async <Value>(
      fateOf: (call: Call) => Fate | Promise<Fate>,
      use: (account: ReturnType<typeof reviewAccount>) => Promise<Value>,
    ): Promise<Value> => {
      const proxy = await startProxy(moto.endpoint, fateOf);
      try {
        return await use(reviewAccount(proxy.endpoint));
      } finally {
        await proxy.stop();
      }
    };

    test('answers with a row for every group, and the machines to ask about', async () => {
      const review = valueOf(await reviewer.review(reviewAccount(moto.endpoint), null, unwatched()));

      expect(review.rows).toHaveLength(9);
      expect(review.rows.find(({ groupId }) => groupId === seeded.webId)).toMatchObject({
        name: 'web',
        severity: 'danger',
        openPorts: '22',
        machines: 1,
        isDefault: false,
        isShared: false,
      });
      expect(review.machines).toEqual([
        expect.objectContaining({ instanceId: seeded.instanceId, name: 'web-1', state: 'running', ipv6: [] }),
      ]);
      expect(review.machines?.[0]?.publicIpv4).toHaveLength(1);
      expect(review).toMatchObject({ region: 'us-east-1', accountId: '123456789012' });
    });

    test('knows nothing of a region, or an account, that it has not read', async () => {
      const account = reviewAccount(moto.endpoint);
      const unknown = { ok: false, problem: { code: 'review-unknown' } };
      const ask = { from: '198.51.100.7', protocol: 'tcp', port: 22, instanceId: seeded.instanceId } as const;
      expect(await reviewer.group(account, { groupId: seeded.webId }, unwatched())).toMatchObject(unknown);
      expect(await reviewer.facts(account, { groupId: seeded.webId }, unwatched())).toMatchObject(unknown);
      expect(await reviewer.reach(account, ask, unwatched())).toMatchObject(unknown);

      valueOf(await reviewer.review(account, null, unwatched()));
      const elsewhere = { ...account, choice: { ...account.choice, region: 'eu-west-1' } };
      const somebodyElse = { ...account, accountId: '210987654321' };
      for (const other of [elsewhere, somebodyElse]) {
        expect(await reviewer.group(other, { groupId: seeded.webId }, unwatched())).toMatchObject(unknown);
      }
      expect(await reviewer.group(account, { groupId: seeded.webId }, unwatched())).toMatchObject({
        ok: true,
      });
    });

    test('reads one group as it is now, with the ids that EC2 gave its rules', async () => {
      const account = reviewAccount(moto.endpoint);
      valueOf(await reviewer.review(account, null, unwatched()));
      const { ec2 } = clientsAt(moto.endpoint);
      const rule = {
        IpProtocol: 'tcp',
        FromPort: 2222,
        ToPort: 2222,
        IpRanges: [{ CidrIp: '192.0.2.9/32' }],
      };
      const change = { GroupId: seeded.webId, IpPermissions: [rule] };
      await ec2.send(new AuthorizeSecurityGroupIngressCommand(change));

      const reviewed = valueOf(await reviewer.group(account, { groupId: seeded.webId }, unwatched()));
      const { SecurityGroupRules = [] } = await ec2.send(
        new DescribeSecurityGroupRulesCommand({ Filters: [{ Name: 'group-id', Values: [seeded.webId] }] }),
      );
      await ec2.send(new RevokeSecurityGroupIngressCommand(change));

      expect(reviewed.group.rules).toContainEqual(expect.objectContaining({ fromPort: 2222 }));
      expect(new Set(reviewed.group.rules.map(({ ruleId }) => ruleId))).toEqual(
        new Set(SecurityGroupRules.map(({ SecurityGroupRuleId }) => SecurityGroupRuleId)),
      );
      expect(reviewed.group.rules).toHaveLength(SecurityGroupRules.length);
      for (const { ruleId, isEgress, fromPort, protocol } of reviewed.group.rules) {
        const same = SecurityGroupRules.find(({ SecurityGroupRuleId }) => SecurityGroupRuleId === ruleId);
        const port = same?.FromPort === -1 ? null : same?.FromPort;
        expect([isEgress, fromPort, protocol]).toEqual([same?.IsEgress, port, same?.IpProtocol]);
      }
      expect(reviewed.attached.machines?.map(({ instanceId }) => instanceId)).toEqual([seeded.instanceId]);
      expect(reviewed.prefixLists.map(({ name }) => name)).toEqual(['office']);
    });

    test('says that a group is gone, and shows one that has come', async () => {
      const account = reviewAccount(moto.endpoint);
      valueOf(await reviewer.review(account, null, unwatched()));
      const { ec2 } = clientsAt(moto.endpoint);
      const late = { GroupName: 'late', Description: 'late', VpcId: seeded.vpcId };
      const { GroupId: groupId = '' } = await ec2.send(new CreateSecurityGroupCommand(late));

      const come = valueOf(await reviewer.group(account, { groupId }, unwatched()));
      await ec2.send(new DeleteSecurityGroupCommand({ GroupId: groupId }));
      const gone = await reviewer.group(account, { groupId }, unwatched());

      expect(come.group.name).toBe('late');
      expect(gone).toMatchObject({ ok: false, problem: { code: 'group-gone' } });
    });

    test('finds what is open with nothing but DescribeSecurityGroups, and marks the rest as unknown', async () => {
      const [review, group] = await throughProxy(
        ({ action }) => (action === 'DescribeSecurityGroups' ? 'pass' : forbidden),
        async (account) => [
          valueOf(await reviewer.review(account, null, unwatched())),
          valueOf(await reviewer.group(account, { groupId: seeded.webId }, unwatched())),
        ],
      );
      expect(review.machines).toBeNull();
      expect(review.rows.every(({ exposure }) => !exposure.isKnown)).toBe(true);
      expect(review.rows.every(({ machines, interfaces }) => machines === null && interfaces === null)).toBe(
        true,
      );
      expect(review.rows.find(({ groupId }) => groupId === seeded.webId)?.severity).toBe('danger');
      expect(group.group.rules.every(({ ruleId }) => ruleId === null)).toBe(true);
      expect(group.findings.map(({ id }) => id)).toContain('SG-ADMIN');
    });

    test('is a problem where a page of groups fails, and what was read before is still there', async () => {
      let isBroken = false;
      const [broken, group] = await throughProxy(
        ({ action }) => (isBroken && action === 'DescribeSecurityGroups' ? forbidden : 'pass'),
        async (account) => {
          valueOf(await reviewer.review(account, null, unwatched()));
          isBroken = true;
          const failed = await reviewer.review(account, null, unwatched());
          isBroken = false;
          return [failed, await reviewer.group(account, { groupId: seeded.webId }, unwatched())] as const;
        },
      );
      expect(broken).toMatchObject({ ok: false, problem: { code: 'not-permitted' } });
      expect(group.ok).toBe(true);
    });

    test('tells what of the region has to do with a group, and no other group', async () => {
      const account = reviewAccount(moto.endpoint);
      valueOf(await reviewer.review(account, null, unwatched()));
      const facts = valueOf(await reviewer.facts(account, { groupId: seeded.appId }, unwatched()));
      expect(facts.groups.map(({ name }) => name).toSorted()).toEqual(['app', 'web']);
      expect(facts.instances).toHaveLength(1);
      expect(facts.vpcs).toHaveLength(2);
    });

    test('writes a report of what was read, with the ids of the rules that are to be mended', async () => {
      const account = reviewAccount(moto.endpoint);
      valueOf(await reviewer.review(account, null, unwatched()));
      const { text, ...told } = valueOf(await reviewer.report(account, report, unwatched()));
      expect(told).toMatchObject({ groups: 9, unreadRegions: [] });
      expect(told.findings).toBeGreaterThan(5);
      expect(JSON.parse(text)).toBeTypeOf('object');
      expect(text).toMatch(/sgr-[0-9a-f]+/);
      expect(text).toContain(seeded.webId);
    });

    test('reports on three regions at once, and names the one that could not be read', async () => {
      const regions = ['us-east-1', 'us-west-2', 'eu-west-1', 'eu-central-1', 'ap-south-1'];
      let reading = 0;
      let most = 0;
      const progressed: number[] = [];
      const written = await throughProxy(
        async ({ action, nth }) => {
          if (action !== 'DescribeSecurityGroups') return 'pass';
          reading += 1;
          most = Math.max(most, reading);
          await new Promise((resolve) => setImmediate(resolve));
          reading -= 1;
          return nth === 2 ? forbidden : 'pass';
        },
        (account) =>
          reviewer.report(
            account,
            { ...report, regions, areAllKnown: false },
            unwatched({ onProgress: ({ regionsDone }) => progressed.push(regionsDone) }),
          ),
      );
      const { text, unreadRegions } = valueOf(written);
      expect(most).toBeLessThanOrEqual(3);
      expect(unreadRegions).toHaveLength(2);
      expect(unreadRegions.at(-1)).toBe('all other regions');
      for (const region of regions) expect(text).toContain(region);
      expect(progressed.at(-1)).toBe(4);
    });

    test('writes no report where no region can be read', async () => {
      const written = await throughProxy(
        ({ action }) => (action === 'DescribeSecurityGroups' ? forbidden : 'pass'),
        (account) => reviewer.report(account, report, unwatched()),
      );
      expect(written).toMatchObject({ ok: false, problem: { code: 'not-permitted' } });
    });

    test('is cancelled while it waits for an answer, and works again after that', async () => {
      let isHanging = true;
      const cancelled = new AbortController();
      const [first, second] = await throughProxy(
        ({ action }) => {
          if (action !== 'DescribeSecurityGroups' || !isHanging) return 'pass';
          cancelled.abort();
          return 'hang';
        },
        async (account) => {
          const stopped = await reviewer.review(account, null, unwatched({ signal: cancelled.signal }));
          isHanging = false;
          return [stopped, await reviewer.review(account, null, unwatched())] as const;
        },
      );
      expect(first).toMatchObject({ ok: false, problem: { code: 'cancelled' } });
      expect(second.ok).toBe(true);
    });
  });
});
