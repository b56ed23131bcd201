import {
  AuthorizeSecurityGroupIngressCommand,
  DeleteSecurityGroupCommand,
  DescribeSecurityGroupsCommand,
} from '@aws-sdk/client-ec2';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { PRACTICE_ACCOUNT_ID } from '../../../../shared/practice/practice-user.ts';
import { valueOf } from '../../../support/aws-clients.ts';
import {
  MY_IPV4,
  OFFICE,
  WORLD,
  carryThrough,
  changeById,
  makeGroupIn,
  narrowAsk,
  openChangeWorld,
  previewOf,
  rulesInText,
  runMachine,
  watchAddress,
  type ChangeWorld,
} from '../../../support/change-world.ts';
import { startPractice, type ServedPractice } from '../../../support/practice.ts';

const MINE = `tcp 22 ${MY_IPV4}/32 (SSH from my address only)`;
const EVERYONE = 'tcp 22 0.0.0.0/0 (temporary)';
const SSH_OFFICE = { ...WORLD, IpRanges: [{ CidrIp: OFFICE, Description: 'the office' }] };

describe('changing a group of the practice account, which is as strict as EC2', () => {
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
    groupId = await makeGroupIn(world.ec2, 'web', [WORLD, SSH_OFFICE]);
    const { interfaceId } = await runMachine(world.ec2, groupId);
    watch = watchAddress(world, interfaceId, MY_IPV4);
    world.watch = watch.look;
  });
  afterEach(async () => {
    await watch.look();
    await world.stop();
    expect(watch.seen).not.toContain(false);
  });
  afterAll(() => practice.stop());

  async function undone(changeId: string) {
    valueOf(await world.changes.undoChange({ changeId }));
    await world.ended();
    return changeById(world.changes, changeId);
  }

  test('the world goes after my address has come, and an undo brings it back', async () => {
    const change = await carryThrough(world, await narrowAsk(world.ec2, groupId));

    expect(change).toMatchObject({ state: 'done', problem: null });
    expect(await rulesInText(world.ec2, groupId)).toEqual([MINE, `tcp 22 ${OFFICE} (the office)`]);
    expect(await undone(change.changeId)).toMatchObject({ state: 'undone', problem: null });
    expect(await rulesInText(world.ec2, groupId)).toEqual([EVERYONE, `tcp 22 ${OFFICE} (the office)`]);
  });

  test('a corrected copy is made, given to the machine, taken back and deleted', async () => {
    const { interfaceId } = await runMachine(world.ec2, groupId);
    const ask = await narrowAsk(world.ec2, groupId);
    const change = await carryThrough(world, {
      ...ask,
      target: { kind: 'copy', name: 'web-fixed', interfaceIds: [interfaceId] },
    });

    expect(change).toMatchObject({ state: 'done', problem: null });
    const copyId = change.copyGroupId ?? '';
    expect(await rulesInText(world.ec2, copyId)).toEqual([MINE, `tcp 22 ${OFFICE} (the office)`]);
    await expect(world.ec2.send(new DeleteSecurityGroupCommand({ GroupId: copyId }))).rejects.toMatchObject({
      name: 'DependencyViolation',
    });
    expect(await undone(change.changeId)).toMatchObject({ state: 'undone', problem: null });
    await expect(
      world.ec2.send(new DescribeSecurityGroupsCommand({ GroupIds: [copyId] })),
    ).rejects.toMatchObject({ name: 'InvalidGroup.NotFound' });
  });

  test('a group without room for one more rule is left as it is', async () => {
    await world.ec2.send(
      new AuthorizeSecurityGroupIngressCommand({
        GroupId: groupId,
        IpPermissions: [
          {
            ...WORLD,
            IpRanges: Array.from({ length: 58 }, (_, index) => ({ CidrIp: `10.0.0.${String(index)}/32` })),
          },
        ],
      }),
    );
    const before = await rulesInText(world.ec2, groupId);
    const ask = await narrowAsk(world.ec2, groupId);

    expect((await previewOf(world.changes, ask)).obstacles).toEqual([
      expect.stringContaining('61 inbound rules for IPv4') as string,
    ]);
    expect(await rulesInText(world.ec2, groupId)).toEqual(before);
  });
});
