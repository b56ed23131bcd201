import {
  AuthorizeSecurityGroupEgressCommand,
  AuthorizeSecurityGroupIngressCommand,
  DescribeNetworkInterfacesCommand,
  DescribeSecurityGroupRulesCommand,
  DescribeSecurityGroupsCommand,
  ModifyNetworkInterfaceAttributeCommand,
  RevokeSecurityGroupEgressCommand,
} from '@aws-sdk/client-ec2';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { PRACTICE_ACCOUNT_ID } from '../../../../shared/practice/practice-user.ts';
import { valueOf } from '../../../support/aws-clients.ts';
import type { ChangeAsk } from '../../../../shared/security-group/group-change.ts';
import {
  MY_IPV4,
  OFFICE,
  WORLD,
  carryThrough,
  changeById,
  changingCalls,
  isReal,
  makeGroupIn,
  narrowAsk,
  openChangeWorld,
  previewOf,
  rulesInText,
  runMachine,
  textOfRule,
  watchAddress,
  type ChangeWorld,
  type TestMachine,
} from '../../../support/change-world.ts';
import { ec2Error } from '../../../support/fake-aws.ts';
import { startPractice, type ServedPractice } from '../../../support/practice.ts';

const MINE = `tcp 22 ${MY_IPV4}/32 (SSH from my address only)`;
const EVERYONE = 'tcp 22 0.0.0.0/0 (temporary)';
const SSH_OFFICE = {
  IpProtocol: 'tcp',
  FromPort: 22,
  ToPort: 22,
  IpRanges: [{ CidrIp: OFFICE, Description: 'the office' }],
};

describe('a corrected copy of a group', () => {
  let practice: ServedPractice;
  let world: ChangeWorld;
  let groupId: string;
  let meant: TestMachine;
  let other: TestMachine;
  let watches: readonly ReturnType<typeof watchAddress>[];
  beforeAll(async () => {
    practice = await startPractice();
  });
  beforeEach(async () => {
    await practice.reset();
    world = await openChangeWorld(practice, PRACTICE_ACCOUNT_ID);
    groupId = await makeGroupIn(world.ec2, 'web', [WORLD, SSH_OFFICE]);
    meant = await runMachine(world.ec2, groupId);
    other = await runMachine(world.ec2, groupId);
    watches = [meant, other].map(({ interfaceId }) => watchAddress(world, interfaceId, MY_IPV4));
    world.watch = async () => void (await Promise.all(watches.map(({ look }) => look())));
  });
  afterEach(async () => {
    await world.watch?.();
    await world.stop();
    for (const { seen } of watches) expect(seen).not.toContain(false);
  });
  afterAll(() => practice.stop());

  async function copyAsk(): Promise<ChangeAsk> {
    return {
      ...(await narrowAsk(world.ec2, groupId)),
      target: { kind: 'copy', name: 'web-fixed', interfaceIds: [meant.interfaceId] },
    };
  }

  async function groupsOf({ interfaceId }: TestMachine): Promise<readonly string[]> {
    const { NetworkInterfaces = [] } = await world.ec2.send(
      new DescribeNetworkInterfacesCommand({ NetworkInterfaceIds: [interfaceId] }),
    );
    return (NetworkInterfaces[0]?.Groups ?? []).map(({ GroupId = '' }) => GroupId);
  }

  async function outboundOf(id: string): Promise<readonly string[]> {
    const { SecurityGroupRules = [] } = await world.ec2.send(
      new DescribeSecurityGroupRulesCommand({ Filters: [{ Name: 'group-id', Values: [id] }] }),
    );
    return SecurityGroupRules.filter(({ IsEgress }) => IsEgress)
      .map(textOfRule)
      .toSorted();
  }

  async function groupsNamed(name: string) {
    const { SecurityGroups = [] } = await world.ec2.send(
      new DescribeSecurityGroupsCommand({ Filters: [{ Name: 'group-name', Values: [name] }] }),
    );
    return SecurityGroups;
  }

  test('the one machine gets the corrected rules, the other one and the group stay as they are, and all of it can be undone', async () => {
    const change = await carryThrough(world, await copyAsk());

    expect(change).toMatchObject({ state: 'done', problem: null, may: ['undo'] });
    const copyId = change.copyGroupId ?? '';
    expect(await rulesInText(world.ec2, copyId)).toEqual([MINE, `tcp 22 ${OFFICE} (the office)`]);
    expect(await outboundOf(copyId)).toEqual(await outboundOf(groupId));
    expect(await groupsOf(meant)).toEqual([copyId]);
    expect(await groupsOf(other)).toEqual([groupId]);
    expect(await rulesInText(world.ec2, groupId)).toEqual([EVERYONE, `tcp 22 ${OFFICE} (the office)`]);
    const [copy] = await groupsNamed('web-fixed');
    expect(copy?.Tags).toContainEqual({ Key: 'keyport:created-by', Value: 'keyport' });
    expect(copy?.VpcId).toBe((await groupsNamed('web'))[0]?.VpcId);

    valueOf(await world.changes.undoChange({ changeId: change.changeId }));
    await world.ended();
    expect(await changeById(world.changes, change.changeId)).toMatchObject({
      state: 'undone',
      problem: null,
    });
    expect(await groupsOf(meant)).toEqual([groupId]);
    expect(await groupsNamed('web-fixed')).toEqual([]);
  });

  test('what goes out is as narrow in the copy as in the group', async () => {
    const all = await outboundRuleIds(groupId);
    await world.ec2.send(
      new AuthorizeSecurityGroupEgressCommand({
        GroupId: groupId,
        IpPermissions: [
          { IpProtocol: 'tcp', FromPort: 443, ToPort: 443, IpRanges: [{ CidrIp: '0.0.0.0/0' }] },
        ],
      }),
    );
    await world.ec2.send(
      new RevokeSecurityGroupEgressCommand({ GroupId: groupId, SecurityGroupRuleIds: [...all] }),
    );
    const change = await carryThrough(world, await copyAsk());

    expect(change).toMatchObject({ state: 'done' });
    expect(await outboundOf(change.copyGroupId ?? '')).toEqual(['tcp 443 0.0.0.0/0']);
  });

  async function outboundRuleIds(id: string): Promise<readonly string[]> {
    const { SecurityGroupRules = [] } = await world.ec2.send(
      new DescribeSecurityGroupRulesCommand({ Filters: [{ Name: 'group-id', Values: [id] }] }),
    );
    return SecurityGroupRules.flatMap(({ IsEgress, SecurityGroupRuleId }) =>
      IsEgress === true && SecurityGroupRuleId !== undefined ? [SecurityGroupRuleId] : [],
    );
  }

  test('members of a group that lets in its own go on reaching one another', async () => {
    await world.ec2.send(
      new AuthorizeSecurityGroupIngressCommand({
        GroupId: groupId,
        IpPermissions: [
          {
            IpProtocol: 'tcp',
            FromPort: 9000,
            ToPort: 9000,
            UserIdGroupPairs: [{ GroupId: groupId }],
          },
        ],
      }),
    );
    const change = await carryThrough(world, await copyAsk());
    const copyId = change.copyGroupId ?? '';

    expect(change).toMatchObject({ state: 'done' });
    expect(await rulesInText(world.ec2, copyId)).toEqual(
      [MINE, `tcp 22 ${OFFICE} (the office)`, `tcp 9000 ${copyId}`, `tcp 9000 ${groupId}`].toSorted(),
    );
    expect(await rulesInText(world.ec2, groupId)).toContain(`tcp 9000 ${copyId}`);

    valueOf(await world.changes.undoChange({ changeId: change.changeId }));
    await world.ended();
    expect(await rulesInText(world.ec2, groupId)).toEqual(
      [EVERYONE, `tcp 22 ${OFFICE} (the office)`, `tcp 9000 ${groupId}`].toSorted(),
    );
    expect(await groupsNamed('web-fixed')).toEqual([]);
  });

  test('a machine that does not answer behind the copy gets its group back, and keeps its others all the while', async () => {
    const others = await makeGroupIn(world.ec2, 'monitoring', []);
    await world.ec2.send(
      new ModifyNetworkInterfaceAttributeCommand({
        NetworkInterfaceId: meant.interfaceId,
        Groups: [groupId, others],
      }),
    );
    world.probe = async () =>
      changingCalls(world).includes('ModifyNetworkInterfaceAttribute') ? 'no-answer' : 'answers';
    const change = await carryThrough(world, await copyAsk());

    expect(change).toMatchObject({
      state: 'put-back',
      may: ['undo', 'forget'],
      problem: { code: 'change-put-back' },
    });
    expect((await groupsOf(meant)).toSorted()).toEqual([groupId, others].toSorted());
    const moves = world.proxy.calls.filter((call) => isReal(call, 'ModifyNetworkInterfaceAttribute'));
    expect(moves.map(({ params }) => [...params.values()].includes(others))).toEqual([true, true]);

    valueOf(await world.changes.undoChange({ changeId: change.changeId }));
    await world.ended();
    expect(await groupsNamed('web-fixed')).toEqual([]);
  });

  test.each(['CreateSecurityGroup', 'ModifyNetworkInterfaceAttribute'])(
    'a lost answer to %s makes no second copy',
    async (action) => {
      let isLost = false;
      world.fateOf = (call) => {
        if (!isReal(call, action) || isLost) return 'pass';
        isLost = true;
        return 'lose-answer';
      };
      const change = await carryThrough(world, await copyAsk());

      expect(change).toMatchObject({ state: 'done' });
      expect(changingCalls(world).filter((each) => each === action)).toHaveLength(1);
      expect(await groupsOf(meant)).toEqual([change.copyGroupId]);
      expect(await groupsNamed('web-fixed')).toHaveLength(1);
    },
  );

  test('where the interface may not be changed the copy is there, nobody has it, and it can be undone', async () => {
    world.fateOf = (call) =>
      isReal(call, 'ModifyNetworkInterfaceAttribute') ? ec2Error('UnauthorizedOperation', 'no', 403) : 'pass';
    const change = await carryThrough(world, await copyAsk());

    expect(change).toMatchObject({ problem: { code: 'not-permitted' }, may: ['finish', 'undo', 'forget'] });
    expect(await groupsOf(meant)).toEqual([groupId]);
    valueOf(await world.changes.undoChange({ changeId: change.changeId }));
    await world.ended();
    expect(await groupsNamed('web-fixed')).toEqual([]);
    expect(await changeById(world.changes, change.changeId)).toMatchObject({ state: 'undone' });
  });

  test('a copy whose rules are refused is given to nobody, and can be finished', async () => {
    world.fateOf = (call) =>
      isReal(call, 'AuthorizeSecurityGroupIngress')
        ? ec2Error('RulesPerSecurityGroupLimitExceeded', 'full')
        : 'pass';
    const change = await carryThrough(world, await copyAsk());
    expect(change).toMatchObject({ state: 'added-only', problem: { code: 'too-many-rules' } });
    expect(changingCalls(world)).not.toContain('ModifyNetworkInterfaceAttribute');

    world.fateOf = () => 'pass';
    valueOf(await world.changes.finishChange({ changeId: change.changeId }));
    await world.ended();
    const after = await changeById(world.changes, change.changeId);
    expect(after).toMatchObject({ state: 'done', copyGroupId: change.copyGroupId });
    expect(await rulesInText(world.ec2, after.copyGroupId ?? '')).toEqual([
      MINE,
      `tcp 22 ${OFFICE} (the office)`,
    ]);
  });

  test('a new copy that EC2 does not know yet is waited for', async () => {
    let refusals = 2;
    world.fateOf = (call) =>
      isReal(call, 'AuthorizeSecurityGroupIngress') && refusals-- > 0
        ? ec2Error('InvalidGroup.NotFound', 'not there')
        : 'pass';
    const change = await carryThrough(world, await copyAsk());
    expect(change).toMatchObject({ state: 'done' });
    expect(await groupsOf(meant)).toEqual([change.copyGroupId]);
  });

  test('a name that EC2 would refuse stands in the way', async () => {
    const target = { kind: 'copy', name: 'sg-web', interfaceIds: [meant.interfaceId] } as const;
    const preview = await previewOf(world.changes, { ...(await copyAsk()), target });
    expect(preview.obstacles.join()).toContain('cannot have this name');
  });

  test('a rule of another group that names this one stands in the way: the moved machine would lose what it gives', async () => {
    const database = await makeGroupIn(world.ec2, 'database', []);
    await world.ec2.send(
      new AuthorizeSecurityGroupIngressCommand({
        GroupId: database,
        IpPermissions: [
          { IpProtocol: 'tcp', FromPort: 5432, ToPort: 5432, UserIdGroupPairs: [{ GroupId: groupId }] },
        ],
      }),
    );
    const preview = await previewOf(world.changes, await copyAsk());

    expect(preview.obstacles.join()).toContain(database);
    expect(await world.changes.startChange({ previewId: preview.previewId })).toMatchObject({
      problem: { code: 'change-refused' },
    });
    expect(changingCalls(world)).toEqual([]);
  });

  test('interfaces of AWS services and interfaces without the group stand in the way', async () => {
    world.fateOf = async (call) => {
      if (call.action !== 'DescribeNetworkInterfaces') return 'pass';
      const answer = await fetch(practice.endpoint, { method: 'POST', body: call.params, headers: SIGNED });
      const text = await answer.text();
      return { body: text.replaceAll(/<requesterManaged>false/gi, '<requesterManaged>true') };
    };
    expect((await previewOf(world.changes, await copyAsk())).obstacles.join()).toContain(meant.interfaceId);
    world.fateOf = () => 'pass';
    const elsewhere = await makeGroupIn(world.ec2, 'elsewhere', [WORLD]);
    const stranger = await runMachine(world.ec2, elsewhere);
    const target = { kind: 'copy', name: 'web-fixed', interfaceIds: [stranger.interfaceId] } as const;
    const preview = await previewOf(world.changes, { ...(await copyAsk()), target });
    expect(preview.obstacles.join()).toContain(stranger.interfaceId);
  });

  test('of two machines the preview names both, and a copy touches neither but the chosen one', async () => {
    const ask = await narrowAsk(world.ec2, groupId);
    const shared = (await previewOf(world.changes, ask)).sharedWith.map(({ instanceId }) => instanceId);
    expect(shared.toSorted()).toEqual([meant.instanceId, other.instanceId].toSorted());
    expect((await previewOf(world.changes, await copyAsk())).sharedWith).toEqual([]);
  });

  test('a machine that is gone by now needs nothing back, and the copy is deleted', async () => {
    const change = await carryThrough(world, await copyAsk());
    world.watch = null;
    world.fateOf = (call) =>
      call.action === 'DescribeNetworkInterfaces' &&
      call.params.get('NetworkInterfaceId.1') === meant.interfaceId
        ? ec2Error('InvalidNetworkInterfaceID.NotFound', 'gone')
        : 'pass';
    // The emulator keeps the interface of an ended machine: nothing has the copy any more, as in EC2.
    await world.ec2.send(
      new ModifyNetworkInterfaceAttributeCommand({
        NetworkInterfaceId: meant.interfaceId,
        Groups: [groupId],
      }),
    );
    valueOf(await world.changes.undoChange({ changeId: change.changeId }));
    await world.ended();

    expect(await changeById(world.changes, change.changeId)).toMatchObject({
      state: 'undone',
      problem: null,
    });
    expect(await groupsNamed('web-fixed')).toEqual([]);
  });

  test('a copy that a machine was given since is not deleted by an undo', async () => {
    const change = await carryThrough(world, await copyAsk());
    const copyId = change.copyGroupId ?? '';
    const late = await runMachine(world.ec2, copyId);
    valueOf(await world.changes.undoChange({ changeId: change.changeId }));
    await world.ended();

    expect(await changeById(world.changes, change.changeId)).toMatchObject({
      state: 'failed',
      problem: { code: 'still-in-use' },
    });
    expect(await groupsOf(late)).toEqual([copyId]);
    expect(await groupsOf(meant)).toEqual([groupId]);
  });

  const SIGNED = {
    'content-type': 'application/x-www-form-urlencoded',
    authorization:
      'AWS4-HMAC-SHA256 Credential=ASIAIOSFODNN7EXAMPLE/20260101/us-east-1/ec2/aws4_request, SignedHeaders=host, Signature=0',
  };
});
