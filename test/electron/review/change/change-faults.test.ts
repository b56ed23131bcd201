import fs from 'node:fs';
import net from 'node:net';
import { once } from 'node:events';
import path from 'node:path';
import {
  AuthorizeSecurityGroupIngressCommand,
  ModifySecurityGroupRulesCommand,
  RevokeSecurityGroupIngressCommand,
} from '@aws-sdk/client-ec2';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { PRACTICE_ACCOUNT_ID } from '../../../../shared/practice/practice-user.ts';
import { probeDoor } from '../../../../electron/connect/probe.ts';
import { valueOf } from '../../../support/aws-clients.ts';
import {
  CHOICE,
  MY_IPV4,
  OFFICE,
  WORLD,
  carryThrough,
  changeById,
  changingCalls,
  inboundOf,
  isReal,
  makeGroupIn,
  mine,
  narrowAsk,
  openChangeWorld,
  previewOf,
  ruleIdOf,
  rulesInText,
  runMachine,
  watchAddress,
  type ChangeWorld,
} from '../../../support/change-world.ts';
import { ec2Error } from '../../../support/fake-aws.ts';
import { startPractice, type ServedPractice } from '../../../support/practice.ts';
import type { Call, Fate } from '../../../support/proxy.ts';

const AUTHORIZE = 'AuthorizeSecurityGroupIngress';
const REVOKE = 'RevokeSecurityGroupIngress';
const MINE = `tcp 22 ${MY_IPV4}/32 (SSH from my address only)`;
const EVERYONE = 'tcp 22 0.0.0.0/0 (temporary)';
const SSH_OFFICE = {
  IpProtocol: 'tcp',
  FromPort: 22,
  ToPort: 22,
  IpRanges: [{ CidrIp: OFFICE, Description: 'the office' }],
};

describe('a change that meets trouble', () => {
  let practice: ServedPractice;
  let world: ChangeWorld;
  let groupId: string;
  let watch: ReturnType<typeof watchAddress>;
  beforeAll(async () => {
    practice = await startPractice();
  });
  beforeEach(async () => {
    await practice.reset();
    world = await openChangeWorld(practice, PRACTICE_ACCOUNT_ID);
    groupId = await makeGroupIn(world.ec2, 'web', [WORLD]);
    const machine = await runMachine(world.ec2, groupId);
    watch = watchAddress(world, machine.interfaceId, MY_IPV4);
    world.watch = watch.look;
  });
  afterEach(async () => {
    await watch.look();
    await world.stop();
    expect(watch.seen, 'my address was let in at every moment').not.toContain(false);
  });
  afterAll(() => practice.stop());

  /** What EC2 showed before the rule was added is shown for so many more looks. */
  function showsLate(looks: number): void {
    let stale: string | null = null;
    let left = looks;
    let asked: URLSearchParams | null = null;
    world.fateOf = async (call) => {
      if (call.action === 'DescribeSecurityGroupRules') {
        asked = call.params;
        if (stale === null || left === 0) return 'pass';
        left -= 1;
        return { body: stale };
      }
      if (isReal(call, AUTHORIZE)) {
        const answer = await fetch(practice.endpoint, { method: 'POST', body: asked, headers: SIGNED });
        stale = await answer.text();
      }
      return 'pass';
    };
  }

  const refuse =
    (action: string, code: string, status = 400) =>
    (call: Call) =>
      isReal(call, action) ? ec2Error(code, 'no', status) : 'pass';

  test.each([
    ['may not add rules', 'UnauthorizedOperation', 'not-permitted'],
    ['has no room for a rule', 'RulesPerSecurityGroupLimitExceeded', 'too-many-rules'],
  ])('where the account %s, nothing is changed', async (_, code, problem) => {
    world.fateOf = refuse(AUTHORIZE, code);
    const change = await carryThrough(world, await narrowAsk(world.ec2, groupId));

    expect(change).toMatchObject({
      state: 'failed',
      problem: { code: problem },
      added: [],
      removed: [],
      may: [],
    });
    expect(await rulesInText(world.ec2, groupId)).toEqual([EVERYONE]);
    expect(changingCalls(world)).not.toContain(REVOKE);
  });

  test('where one of two rules is there by somebody else, the other is added all the same, and theirs stays at an undo', async () => {
    const ask = await narrowAsk(world.ec2, groupId);
    const office = { ...mine(), source: { kind: 'ipv4', cidr: OFFICE } as const, description: 'office' };
    let isFirst = true;
    world.fateOf = async (call) => {
      if (!isReal(call, AUTHORIZE) || !isFirst) return 'pass';
      isFirst = false;
      await world.ec2.send(
        new AuthorizeSecurityGroupIngressCommand({ GroupId: groupId, IpPermissions: [SSH_OFFICE] }),
      );
      // EC2 takes all or none.
      return ec2Error('InvalidPermission.Duplicate', 'already exists');
    };
    const change = await carryThrough(world, { ...ask, add: [mine(), office] });

    expect(change).toMatchObject({ state: 'done', problem: null });
    expect(change.added.map(({ description }) => description)).toEqual(['SSH from my address only']);
    expect(await rulesInText(world.ec2, groupId)).toEqual([MINE, `tcp 22 ${OFFICE} (the office)`]);

    valueOf(await world.changes.undoChange({ changeId: change.changeId }));
    await world.ended();
    expect(await rulesInText(world.ec2, groupId)).toEqual([EVERYONE, `tcp 22 ${OFFICE} (the office)`]);
  });

  test('a rule that EC2 shows late is waited for', async () => {
    showsLate(3);
    expect(await carryThrough(world, await narrowAsk(world.ec2, groupId))).toMatchObject({ state: 'done' });
    expect(await rulesInText(world.ec2, groupId)).toEqual([MINE]);
  });

  test('a rule that EC2 does not show at all lets nothing go', async () => {
    showsLate(Number.POSITIVE_INFINITY);
    const change = await carryThrough(world, await narrowAsk(world.ec2, groupId));

    expect(change).toMatchObject({ state: 'added-only', problem: { code: 'timed-out' } });
    expect(changingCalls(world)).not.toContain(REVOKE);
    expect(await rulesInText(world.ec2, groupId)).toEqual([EVERYONE, MINE]);

    world.fateOf = () => 'pass';
    expect(change.may).toContain('finish');
    valueOf(await world.changes.finishChange({ changeId: change.changeId }));
    await world.ended();
    expect(await changeById(world.changes, change.changeId)).toMatchObject({ state: 'done', problem: null });
    expect(await rulesInText(world.ec2, groupId)).toEqual([MINE]);
  });

  test.each([
    ['carried out', 'lose-answer', 1],
    ['not carried out', 'refuse-connection', 2],
  ] as const)('after a lost answer it is looked first: each call that was %s', async (_, fate, calls) => {
    const lost = new Set<string>();
    world.fateOf = (call) => {
      if ((!isReal(call, AUTHORIZE) && !isReal(call, REVOKE)) || lost.has(call.action)) return 'pass';
      lost.add(call.action);
      return fate;
    };
    const change = await carryThrough(world, await narrowAsk(world.ec2, groupId));

    expect(change).toMatchObject({ state: 'done' });
    expect(changingCalls(world).filter((action) => action === AUTHORIZE)).toHaveLength(calls);
    expect(changingCalls(world).filter((action) => action === REVOKE)).toHaveLength(calls);
    expect(await rulesInText(world.ec2, groupId)).toEqual([MINE]);
  });

  test('where the old rule may not be removed, nobody is locked out, and it can be finished later', async () => {
    world.fateOf = refuse(REVOKE, 'UnauthorizedOperation', 403);
    const change = await carryThrough(world, await narrowAsk(world.ec2, groupId));

    expect(change).toMatchObject({
      state: 'added-only',
      problem: { code: 'not-permitted' },
      may: ['finish', 'undo', 'forget'],
      removed: [],
    });
    expect(await rulesInText(world.ec2, groupId)).toEqual([EVERYONE, MINE]);
  });

  test('a machine that answered before and does not after gets the old rules back, as they were', async () => {
    const server = net.createServer((socket) => socket.on('error', () => {}).end('SSH-2.0-test\r\n'));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    world.probe = (_, timeoutMs) => probeDoor({ address: '127.0.0.1', port, kind: 'ssh', timeoutMs });
    world.carriedOut = (call) => {
      if (isReal(call, REVOKE)) server.close();
    };
    const change = await carryThrough(world, await narrowAsk(world.ec2, groupId));

    expect(change).toMatchObject({
      state: 'put-back',
      problem: { code: 'change-put-back' },
      removed: [],
      probesBefore: [{ result: 'answers' }],
      probesAfter: [{ result: 'refused' }],
      may: ['undo', 'forget'],
    });
    expect(change.problem?.explanation).toContain('VPN');
    expect(await rulesInText(world.ec2, groupId)).toEqual([EVERYONE, MINE]);
    expect(changingCalls(world).slice(-2)).toEqual([REVOKE, AUTHORIZE]);
  });

  test('a first knock that goes astray puts nothing back', async () => {
    const results = ['answers', 'no-answer', 'answers', 'answers'] as const;
    let knocks = 0;
    world.probe = async () => results[knocks++] ?? 'no-answer';
    expect(await carryThrough(world, await narrowAsk(world.ec2, groupId))).toMatchObject({ state: 'done' });
    expect(knocks).toBe(4);
  });

  test('a firewall that closes only after a moment is noticed too', async () => {
    const results = ['answers', 'answers', 'no-answer', 'no-answer'] as const;
    let knocks = 0;
    world.probe = async () => results[knocks++] ?? 'no-answer';
    expect(await carryThrough(world, await narrowAsk(world.ec2, groupId))).toMatchObject({
      state: 'put-back',
    });
    expect(await rulesInText(world.ec2, groupId)).toEqual([EVERYONE, MINE]);
  });

  test('old rules that EC2 does not take back at once are asked for again', async () => {
    world.probe = async () => (changingCalls(world).includes(REVOKE) ? 'no-answer' : 'answers');
    const isAgain = () => changingCalls(world).includes(REVOKE);
    let refusals = 2;
    world.fateOf = (call) =>
      isReal(call, AUTHORIZE) && isAgain() && refusals-- > 0
        ? ec2Error('RequestLimitExceeded', 'slow', 503)
        : 'pass';
    expect(await carryThrough(world, await narrowAsk(world.ec2, groupId))).toMatchObject({
      state: 'put-back',
    });
    expect(await rulesInText(world.ec2, groupId)).toEqual([EVERYONE, MINE]);
  });

  test('a group that somebody else has changed since it was shown is left alone', async () => {
    const { previewId } = await previewOf(world.changes, await narrowAsk(world.ec2, groupId));
    await world.ec2.send(
      new AuthorizeSecurityGroupIngressCommand({ GroupId: groupId, IpPermissions: [SSH_OFFICE] }),
    );
    expect(await world.changes.startChange({ previewId })).toMatchObject({
      ok: false,
      problem: { code: 'group-changed' },
    });
    expect(changingCalls(world)).toEqual([]);
    expect(valueOf(await world.changes.listChanges())).toEqual([]);
  });

  test('a rule that somebody else rewrites in the middle keeps its place: its id is the same, but it is another', async () => {
    const ask = await narrowAsk(world.ec2, groupId);
    world.fateOf = async (call): Promise<Fate> => {
      if (isReal(call, AUTHORIZE)) {
        await world.ec2.send(
          new ModifySecurityGroupRulesCommand({
            GroupId: groupId,
            SecurityGroupRules: [
              {
                SecurityGroupRuleId: ask.removeRuleIds[0],
                SecurityGroupRule: {
                  IpProtocol: 'tcp',
                  FromPort: 22,
                  ToPort: 22,
                  CidrIpv4: '198.51.100.0/24',
                },
              },
            ],
          }),
        );
      }
      return 'pass';
    };
    const change = await carryThrough(world, ask);

    expect(change).toMatchObject({ state: 'added-only', problem: { code: 'group-changed' }, removed: [] });
    expect(changingCalls(world)).not.toContain(REVOKE);
    world.fateOf = () => 'pass';
    world.watch = null;
    valueOf(await world.changes.undoChange({ changeId: change.changeId }));
    await world.ended();
    // What the other has made of the rule is not undone.
    expect(await rulesInText(world.ec2, groupId)).toEqual(['tcp 22 198.51.100.0/24 (temporary)']);
  });

  test('a new rule that somebody else takes away in the middle lets nothing go', async () => {
    let reads = 0;
    world.fateOf = async (call): Promise<Fate> => {
      if (call.action === 'DescribeSecurityGroupRules' && changingCalls(world).includes(AUTHORIZE)) {
        reads += 1;
        // It has been read back; the next look is the one before the old rule goes.
        const ruleId = reads === 3 ? await ruleIdOf(world.ec2, groupId, `${MY_IPV4}/32`) : '';
        if (ruleId !== '') {
          await world.ec2.send(
            new RevokeSecurityGroupIngressCommand({ GroupId: groupId, SecurityGroupRuleIds: [ruleId] }),
          );
        }
      }
      return 'pass';
    };
    const change = await carryThrough(world, await narrowAsk(world.ec2, groupId));

    expect(change).toMatchObject({ problem: { code: 'change-refused' } });
    expect(changingCalls(world)).not.toContain(REVOKE);
    expect(await rulesInText(world.ec2, groupId)).toEqual([EVERYONE]);
  });

  test('a new rule for others that is taken away in the middle lets nothing go either', async () => {
    const database = { ...WORLD, FromPort: 5432, ToPort: 5432 };
    await world.ec2.send(
      new AuthorizeSecurityGroupIngressCommand({ GroupId: groupId, IpPermissions: [database] }),
    );
    const old = (await inboundOf(world.ec2, groupId)).find(({ FromPort }) => FromPort === 5432);
    let reads = 0;
    world.fateOf = async (call): Promise<Fate> => {
      if (call.action !== 'DescribeSecurityGroupRules' || !changingCalls(world).includes(AUTHORIZE))
        return 'pass';
      reads += 1;
      const ruleId = reads === 3 ? await ruleIdOf(world.ec2, groupId, OFFICE) : '';
      if (ruleId !== '') {
        await world.ec2.send(
          new RevokeSecurityGroupIngressCommand({ GroupId: groupId, SecurityGroupRuleIds: [ruleId] }),
        );
      }
      return 'pass';
    };
    const change = await carryThrough(world, {
      ...(await narrowAsk(world.ec2, groupId)),
      add: [{ ...mine(), fromPort: 5432, toPort: 5432, source: { kind: 'ipv4', cidr: OFFICE } }],
      removeRuleIds: [old?.SecurityGroupRuleId ?? ''],
    });

    expect(change).toMatchObject({ problem: { code: 'change-refused' } });
    expect(changingCalls(world)).not.toContain(REVOKE);
  });

  test('an address that is another one by now lets nothing go', async () => {
    const ask = await narrowAsk(world.ec2, groupId);
    world.carriedOut = (call) => {
      if (isReal(call, AUTHORIZE)) world.my = { ipv4: '198.51.100.99', ipv6: null };
    };
    const change = await carryThrough(world, ask);

    expect(change).toMatchObject({ state: 'added-only', problem: { code: 'change-refused' } });
    expect(await rulesInText(world.ec2, groupId)).toEqual([EVERYONE, MINE]);
  });

  test('a change that would lock out the address in use cannot be started', async () => {
    const ask = { ...(await narrowAsk(world.ec2, groupId)), add: [mine('198.51.100.99')] };
    const preview = await previewOf(world.changes, ask);

    expect(preview.obstacles.join()).toContain(MY_IPV4);
    expect(await world.changes.startChange({ previewId: preview.previewId })).toMatchObject({
      ok: false,
      problem: { code: 'change-refused' },
    });
    expect(changingCalls(world)).toEqual([]);
  });

  test('nothing that lets people log in goes while nobody knows the address in use', async () => {
    world.my = { ipv4: null, ipv6: null };
    const preview = await previewOf(world.changes, await narrowAsk(world.ec2, groupId));
    expect(preview.obstacles).toHaveLength(1);
    expect(await world.changes.startChange({ previewId: preview.previewId })).toMatchObject({ ok: false });
    world.my = { ipv4: MY_IPV4, ipv6: null };
  });

  test.each([
    [AUTHORIZE, 'add rules'],
    [REVOKE, 'remove rules'],
  ])('where %s is not permitted the preview says so, and nothing can be started', async (action, text) => {
    world.fateOf = (call) =>
      call.action === action ? ec2Error('UnauthorizedOperation', 'not authorized', 403) : 'pass';
    const preview = await previewOf(world.changes, await narrowAsk(world.ec2, groupId));

    expect(preview.obstacles).toHaveLength(1);
    expect(preview.obstacles.join()).toContain(text);
    expect(await world.changes.startChange({ previewId: preview.previewId })).toMatchObject({ ok: false });
    expect(changingCalls(world)).toEqual([]);
  });

  test('without a record nothing is changed', async () => {
    fs.writeFileSync(path.join(world.home, 'changes'), 'a file in its place');
    const { previewId } = await previewOf(world.changes, await narrowAsk(world.ec2, groupId));

    expect(await world.changes.startChange({ previewId })).toMatchObject({
      ok: false,
      problem: { code: 'disk-failed' },
    });
    expect(changingCalls(world)).toEqual([]);
  });

  test.each([
    ['once the new rule is there', 0, 'unfinished'],
    ['just before the old rule goes', 3, 'added-only'],
  ])('where the record cannot be written any more, %s, the old rules stay', async (_, looks, state) => {
    const folder = path.join(world.home, 'changes');
    let looked = 0;
    world.carriedOut = (call) => {
      const isAfter = changingCalls(world).includes(AUTHORIZE);
      if (isAfter && call.action === 'DescribeSecurityGroupRules') looked += 1;
      if (!isAfter || looked !== looks || fs.existsSync(`${folder}.away`)) return;
      fs.renameSync(folder, `${folder}.away`);
      fs.writeFileSync(folder, 'a file in its place');
    };
    const { previewId } = await previewOf(world.changes, await narrowAsk(world.ec2, groupId));
    valueOf(await world.changes.startChange({ previewId }));
    await world.ended();

    expect(world.told.at(-1)).toMatchObject({ state: 'added-only', problem: { code: 'disk-failed' } });
    expect(changingCalls(world)).not.toContain(REVOKE);
    expect(await rulesInText(world.ec2, groupId)).toEqual([EVERYONE, MINE]);

    fs.rmSync(folder);
    fs.renameSync(`${folder}.away`, folder);
    expect(valueOf(await world.restart().listChanges())[0]).toMatchObject({
      state,
      may: ['finish', 'undo', 'forget'],
    });
  });

  test('two changes of one group are one after the other, and two clicks are one change', async () => {
    const ask = await narrowAsk(world.ec2, groupId);
    const [one, other] = [await previewOf(world.changes, ask), await previewOf(world.changes, ask)];
    const [first, again, second] = await Promise.all([
      world.changes.startChange({ previewId: one.previewId }),
      world.changes.startChange({ previewId: one.previewId }),
      world.changes.startChange({ previewId: other.previewId }),
    ]);
    expect(valueOf(again).changeId).toBe(valueOf(first).changeId);
    expect(second).toMatchObject({ ok: false, problem: { code: 'change-busy' } });
    expect(world.unfinished.isEmpty()).toBe(false);
    await world.ended();

    expect(await world.changes.startChange({ previewId: other.previewId })).toMatchObject({
      ok: false,
      problem: { code: 'group-changed' },
    });
    expect(valueOf(await world.changes.listChanges())).toHaveLength(1);
  });

  test('what is not known is said, and nothing is asked of AWS', async () => {
    const changeId = '6a1f1f2e-3b0c-4b5e-9d57-0f1f9d0c1a11';
    for (const [call, code] of [
      [world.changes.startChange({ previewId: changeId }), 'preview-unknown'],
      [world.changes.undoChange({ changeId }), 'change-unknown'],
      [world.changes.finishChange({ changeId }), 'change-unknown'],
      [world.changes.forgetChange({ changeId }), 'change-unknown'],
    ] as const) {
      expect(await call).toMatchObject({ ok: false, problem: { code } });
    }
    expect(world.proxy.calls).toEqual([]);
  });

  test('a damaged record is named and kept; the others are listed', async () => {
    const change = await carryThrough(world, await narrowAsk(world.ec2, groupId));
    const file = path.join(world.home, 'changes', '6a1f1f2e-3b0c-4b5e-9d57-0f1f9d0c1a11.json');
    fs.writeFileSync(file, '{"version":1,');

    const all = valueOf(await world.changes.listChanges());
    expect(all.map(({ changeId }) => changeId)).toEqual([
      change.changeId,
      '6a1f1f2e-3b0c-4b5e-9d57-0f1f9d0c1a11',
    ]);
    expect(all[1]).toMatchObject({ state: 'failed', may: [], problem: { code: 'record-unreadable' } });
    expect(all[1]?.problem?.raw).toContain(file);
    expect(fs.readFileSync(file, 'utf8')).toBe('{"version":1,');
    expect(CHOICE.sourceId).toBe('environment');
  });

  const SIGNED = {
    'content-type': 'application/x-www-form-urlencoded',
    authorization:
      'AWS4-HMAC-SHA256 Credential=ASIAIOSFODNN7EXAMPLE/20260101/us-east-1/ec2/aws4_request, SignedHeaders=host, Signature=0',
  };
});
