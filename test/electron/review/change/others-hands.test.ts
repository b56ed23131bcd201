import fs from 'node:fs';
import path from 'node:path';
import { DescribeNetworkInterfacesCommand, RevokeSecurityGroupIngressCommand } from '@aws-sdk/client-ec2';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { GroupChange } from '../../../../shared/security-group/group-change.ts';
import { PRACTICE_ACCOUNT_ID } from '../../../../shared/practice/practice-user.ts';
import { valueOf } from '../../../support/aws-clients.ts';
import {
  MY_IPV4,
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
  type ChangeWorld,
  type TestMachine,
} from '../../../support/change-world.ts';
import { ec2Error } from '../../../support/fake-aws.ts';
import { startPractice, type ServedPractice } from '../../../support/practice.ts';

const AUTHORIZE = 'AuthorizeSecurityGroupIngress';
const REVOKE = 'RevokeSecurityGroupIngress';
const MINE = `tcp 22 ${MY_IPV4}/32 (SSH from my address only)`;
const EVERYONE = 'tcp 22 0.0.0.0/0 (temporary)';
const OLD = '198.51.100.1/32';
const NOBODY_SAYS = { ipv4: null, ipv6: null };

describe('what others did, what nobody says, and what only a file says', () => {
  let practice: ServedPractice;
  let world: ChangeWorld;
  let groupId: string;
  let machine: TestMachine;
  beforeAll(async () => {
    practice = await startPractice();
  });
  beforeEach(async () => {
    await practice.reset();
    world = await openChangeWorld(practice, PRACTICE_ACCOUNT_ID);
    groupId = await makeGroupIn(world.ec2, 'web', [WORLD]);
    machine = await runMachine(world.ec2, groupId);
  });
  afterEach(() => world.stop());
  afterAll(() => practice.stop());

  async function somebodyCloses(): Promise<void> {
    const ids = (await inboundOf(world.ec2, groupId))
      .filter(({ CidrIpv4 }) => CidrIpv4 === '0.0.0.0/0')
      .flatMap(({ SecurityGroupRuleId }) => SecurityGroupRuleId ?? []);
    await world.ec2.send(
      new RevokeSecurityGroupIngressCommand({ GroupId: groupId, SecurityGroupRuleIds: ids }),
    );
  }

  async function carriedOn(
    { changeId }: GroupChange,
    by: 'undoChange' | 'finishChange',
  ): Promise<GroupChange> {
    const changes = world.restart();
    valueOf(await changes[by]({ changeId }));
    await world.ended();
    return changeById(changes, changeId);
  }

  test('a world that the change could not remove, and somebody else did, is not opened again by an undo', async () => {
    world.fateOf = (call) => (isReal(call, REVOKE) ? ec2Error('UnauthorizedOperation', 'no', 403) : 'pass');
    const change = await carryThrough(world, await narrowAsk(world.ec2, groupId));
    expect(change).toMatchObject({ state: 'added-only', removed: [] });
    world.fateOf = () => 'pass';
    await somebodyCloses();

    expect(await carriedOn(change, 'undoChange')).toMatchObject({ state: 'undone' });
    expect(await rulesInText(world.ec2, groupId)).toEqual([MINE]);
  });

  test('a world that was put back, and that somebody else removed later, is not opened again by an undo', async () => {
    world.probe = async () =>
      (await inboundOf(world.ec2, groupId)).some(({ CidrIpv4 }) => CidrIpv4 === '0.0.0.0/0')
        ? 'answers'
        : 'no-answer';
    const change = await carryThrough(world, await narrowAsk(world.ec2, groupId));
    expect(change).toMatchObject({ state: 'put-back', may: ['undo', 'forget'] });
    expect(await rulesInText(world.ec2, groupId)).toEqual([EVERYONE, MINE]);
    await somebodyCloses();

    expect(await carriedOn(change, 'undoChange')).toMatchObject({ state: 'undone' });
    expect(await rulesInText(world.ec2, groupId)).toEqual([MINE]);
  });

  test('where nobody says the address any more, what was previewed is not started', async () => {
    const { previewId } = await previewOf(world.changes, await narrowAsk(world.ec2, groupId));
    world.my = NOBODY_SAYS;

    expect(await world.changes.startChange({ previewId })).toMatchObject({
      ok: false,
      problem: { code: 'change-refused' },
    });
    expect(changingCalls(world)).toEqual([]);
  });

  test.each(['this-group', 'copy'] as const)(
    'where nobody says the address in the middle, nothing goes (%s)',
    async (kind) => {
      world.carriedOut = (call) => {
        if (isReal(call, AUTHORIZE)) world.my = NOBODY_SAYS;
      };
      const ask = await narrowAsk(world.ec2, groupId);
      const copy = { kind: 'copy', name: 'web-fixed', interfaceIds: [machine.interfaceId] } as const;
      const change = await carryThrough(world, kind === 'copy' ? { ...ask, target: copy } : ask);

      expect(change).toMatchObject({ state: 'added-only', problem: { code: 'change-refused' } });
      expect(await rulesInText(world.ec2, groupId)).toContain(EVERYONE);
      expect(await groupsOf(machine)).toEqual([groupId]);
    },
  );

  test('while nobody says the address, an undo leaves the rule that it may be let in by alone', async () => {
    const other = await makeGroupIn(world.ec2, 'other', [
      { IpProtocol: 'tcp', FromPort: 22, ToPort: 22, IpRanges: [{ CidrIp: OLD }] },
    ]);
    const change = await carryThrough(world, {
      groupId: other,
      findingKey: null,
      kind: 'my-address',
      add: [mine()],
      removeRuleIds: [await ruleIdOf(world.ec2, other, OLD)],
      target: { kind: 'this-group' },
    });
    world.my = NOBODY_SAYS;
    const undone = await carriedOn(change, 'undoChange');

    expect(undone).toMatchObject({ state: 'undone' });
    expect(undone.lines.find(({ id }) => id === 'undo-remove')?.note).toContain('could not find out');
    expect(await rulesInText(world.ec2, other)).toEqual([`tcp 22 ${OLD}`, MINE]);
  });

  test.each(['undoChange', 'finishChange'] as const)(
    'a record that names another group as its copy has it neither filled nor deleted (%s)',
    async (by) => {
      const other = await makeGroupIn(world.ec2, 'other', [
        { IpProtocol: 'tcp', FromPort: 5432, ToPort: 5432, IpRanges: [{ CidrIp: '10.0.0.0/16' }] },
      ]);
      const change = await carryThrough(world, {
        ...(await narrowAsk(world.ec2, groupId)),
        target: { kind: 'copy', name: 'web-fixed', interfaceIds: [machine.interfaceId] },
      });
      expect(change.state).toBe('done');
      rewrite(change, { groupId: other, interfaces: [] });

      const { problem } = await carriedOn(change, by);
      expect(problem?.explanation).toContain('does not carry the mark');
      expect(await rulesInText(world.ec2, other)).toEqual(['tcp 5432 10.0.0.0/16']);
    },
  );

  function rewrite({ changeId }: GroupChange, copy: object): void {
    const file = path.join(world.home, 'changes', `${changeId}.json`);
    const record: { copy: object } = JSON.parse(fs.readFileSync(file, 'utf8'));
    const text = { ...record, copy: { ...record.copy, ...copy }, ended: null, phase: 'ADDING' };
    fs.writeFileSync(file, JSON.stringify(text));
  }

  async function groupsOf({ interfaceId }: TestMachine): Promise<readonly string[]> {
    const { NetworkInterfaces = [] } = await world.ec2.send(
      new DescribeNetworkInterfacesCommand({ NetworkInterfaceIds: [interfaceId] }),
    );
    return (NetworkInterfaces[0]?.Groups ?? []).flatMap(({ GroupId }) => GroupId ?? []);
  }
});
