import { execFile } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { AuthorizeSecurityGroupIngressCommand, RevokeSecurityGroupIngressCommand } from '@aws-sdk/client-ec2';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { part as programOf } from '../../../../scripts/parts.ts';
import { valueOf } from '../../../support/aws-clients.ts';
import {
  CHOICE,
  MY_IPV4,
  MY_IPV6,
  OFFICE,
  WORLD,
  carryThrough,
  changeById,
  changingCalls,
  inboundOf,
  makeGroupIn,
  mine,
  narrowAsk,
  openChangeWorld,
  ruleIdOf,
  rulesInText,
  runMachine,
  watchAddress,
  type ChangeWorld,
} from '../../../support/change-world.ts';
import { startMoto, type Moto } from '../../../support/moto.ts';
import { needs } from '../../../support/parts.ts';

const MINE = `tcp 22 ${MY_IPV4}/32 (SSH from my address only)`;
const EVERYONE = 'tcp 22 0.0.0.0/0 (temporary)';
const OLD = '198.51.100.200/32';
const ssh = (cidr: string, Description: string) => ({
  IpProtocol: 'tcp',
  FromPort: 22,
  ToPort: 22,
  ...(cidr.includes(':')
    ? { Ipv6Ranges: [{ CidrIpv6: cidr, Description }] }
    : { IpRanges: [{ CidrIp: cidr, Description }] }),
});

needs('moto')('the recipes', () => {
  let moto: Moto;
  let world: ChangeWorld;
  beforeAll(async () => {
    moto = await startMoto();
  });
  beforeEach(async () => {
    await moto.reset();
    world = await openChangeWorld(moto);
  });
  afterEach(() => world.stop());
  afterAll(() => moto.stop());

  /** A group with a machine, and somebody who notes whether this address is let in at each call. */
  async function open(permissions: Parameters<typeof makeGroupIn>[2], address = MY_IPV4) {
    const groupId = await makeGroupIn(world.ec2, 'web', permissions);
    const { interfaceId } = await runMachine(world.ec2, groupId);
    const watch = watchAddress(world, interfaceId, address);
    world.watch = watch.look;
    const undo = async (changeId: string) => {
      valueOf(await world.changes.undoChange({ changeId }));
      await world.ended();
      await watch.look();
      return changeById(world.changes, changeId);
    };
    return { groupId, watch, undo };
  }

  test('an undo brings the old rule back with its description before the new one goes, and touches no other', async () => {
    const { groupId, watch, undo } = await open([WORLD]);
    const { changeId } = await carryThrough(world, await narrowAsk(world.ec2, groupId));
    await world.ec2.send(
      new AuthorizeSecurityGroupIngressCommand({ GroupId: groupId, IpPermissions: [ssh(OFFICE, 'later')] }),
    );

    expect(await undo(changeId)).toMatchObject({ state: 'undone', may: [], added: [], removed: [] });
    expect(await rulesInText(world.ec2, groupId)).toEqual([EVERYONE, `tcp 22 ${OFFICE} (later)`]);
    expect(changingCalls(world).slice(-2)).toEqual([
      'AuthorizeSecurityGroupIngress',
      'RevokeSecurityGroupIngress',
    ]);
    expect(watch.seen).not.toContain(false);
    expect(await world.changes.undoChange({ changeId })).toMatchObject({ ok: false });
  });

  test('the IPv6 door is closed only after the address in use has its own', async () => {
    world.my = { ipv4: MY_IPV4, ipv6: MY_IPV6 };
    const { groupId, watch } = await open([ssh(OFFICE, 'the office'), ssh('::/0', 'forgotten')], MY_IPV6);
    const change = await carryThrough(world, {
      groupId,
      findingKey: null,
      kind: 'narrow',
      add: [mine(MY_IPV6)],
      removeRuleIds: [await ruleIdOf(world.ec2, groupId, '::/0')],
      target: { kind: 'this-group' },
    });
    await watch.look();

    expect(change).toMatchObject({ state: 'done' });
    expect(await rulesInText(world.ec2, groupId)).toEqual(
      [`tcp 22 ${OFFICE} (the office)`, `tcp 22 ${MY_IPV6}/128 (SSH from my address only)`].toSorted(),
    );
    expect(watch.seen).not.toContain(false);
  });

  test('my access is mended when my address has changed; an undo leaves me in', async () => {
    const { groupId, watch, undo } = await open([ssh(OLD, 'my address')]);
    const tried: (readonly string[])[] = [];
    world.probe = async () => {
      tried.push(await rulesInText(world.ec2, groupId));
      return 'answers';
    };
    const change = await carryThrough(world, {
      groupId,
      findingKey: null,
      kind: 'my-address',
      add: [mine()],
      removeRuleIds: [await ruleIdOf(world.ec2, groupId, OLD)],
      target: { kind: 'this-group' },
    });
    await watch.look();
    expect(change).toMatchObject({ state: 'done' });
    expect(await rulesInText(world.ec2, groupId)).toEqual([MINE]);
    // Proved with both rules there, and again when the old one had gone.
    expect(tried[0]).toEqual([`tcp 22 ${OLD} (my address)`, MINE].toSorted());
    expect(tried.at(-1)).toEqual([MINE]);
    // Once let in, never out again.
    expect(watch.seen.indexOf(true)).toBeLessThan(watch.seen.length);
    expect(watch.seen.slice(watch.seen.indexOf(true))).not.toContain(false);

    const undone = await undo(change.changeId);
    expect(undone).toMatchObject({ state: 'undone' });
    expect(undone.lines.find(({ id }) => id === 'undo-remove')?.note).toContain('your own address');
    expect(await rulesInText(world.ec2, groupId)).toEqual([`tcp 22 ${OLD} (my address)`, MINE].toSorted());
  });

  test('while no machine answers at my new address, the old rule stays, until the person says otherwise', async () => {
    const { groupId } = await open([ssh(OLD, 'my address')]);
    const change = await carryThrough(world, {
      groupId,
      findingKey: null,
      kind: 'my-address',
      add: [mine()],
      removeRuleIds: [await ruleIdOf(world.ec2, groupId, OLD)],
      target: { kind: 'this-group' },
    });
    expect(change).toMatchObject({
      state: 'added-only',
      problem: { code: 'change-not-proved' },
      may: ['finish', 'undo', 'forget'],
    });
    expect(await rulesInText(world.ec2, groupId)).toEqual([`tcp 22 ${OLD} (my address)`, MINE].toSorted());

    valueOf(await world.changes.finishChange({ changeId: change.changeId }));
    await world.ended();
    expect(await changeById(world.changes, change.changeId)).toMatchObject({ state: 'done' });
    expect(await rulesInText(world.ec2, groupId)).toEqual([MINE]);
  });

  test('two neighbours become one range, and what stands beside them stays', async () => {
    const { groupId, watch } = await open([
      ssh('198.51.100.0/25', ''),
      ssh('198.51.100.128/25', ''),
      ssh(OFFICE, 'the office'),
    ]);
    const change = await carryThrough(world, {
      groupId,
      findingKey: null,
      kind: 'merge',
      add: [{ ...mine(), source: { kind: 'ipv4', cidr: '198.51.100.0/24' }, description: 'merged' }],
      removeRuleIds: [
        await ruleIdOf(world.ec2, groupId, '198.51.100.0/25'),
        await ruleIdOf(world.ec2, groupId, '198.51.100.128/25'),
      ],
      target: { kind: 'this-group' },
    });
    await watch.look();
    expect(change).toMatchObject({ state: 'done', may: ['undo'] });
    expect(await rulesInText(world.ec2, groupId)).toEqual([
      'tcp 22 198.51.100.0/24 (merged)',
      `tcp 22 ${OFFICE} (the office)`,
    ]);
    expect(watch.seen).not.toContain(false);
  });

  test('a rule is only added: nothing goes, and nothing is tried', async () => {
    const { groupId, undo } = await open([WORLD]);
    const https = {
      ...mine(),
      fromPort: 443,
      toPort: 443,
      source: { kind: 'ipv4', cidr: '0.0.0.0/0' },
    } as const;
    const change = await carryThrough(world, {
      groupId,
      findingKey: null,
      kind: 'add-https',
      add: [{ ...https, description: 'HTTPS from everyone' }],
      removeRuleIds: [],
      target: { kind: 'this-group' },
    });
    expect(change).toMatchObject({ state: 'done' });
    expect(changingCalls(world)).not.toContain('RevokeSecurityGroupIngress');
    await undo(change.changeId);
    expect(await rulesInText(world.ec2, groupId)).toEqual([EVERYONE]);
  });

  test('a group as the source of a rule is undone too', async () => {
    const application = await makeGroupIn(world.ec2, 'application', []);
    const { groupId, undo } = await open([
      WORLD,
      { ...ssh('0.0.0.0/0', 'db'), FromPort: 3306, ToPort: 3306 },
    ]);
    const change = await carryThrough(world, {
      groupId,
      findingKey: null,
      kind: 'narrow',
      add: [
        {
          protocol: 'tcp',
          fromPort: 3306,
          toPort: 3306,
          source: { kind: 'group', groupId: application },
          description: 'MySQL from another group',
        },
      ],
      removeRuleIds: (await inboundIds(groupId, 3306)).slice(0, 1),
      target: { kind: 'this-group' },
    });
    expect(change).toMatchObject({ state: 'done' });
    expect((await rulesInText(world.ec2, groupId)).join()).toContain(`tcp 3306 ${application}`);
    await undo(change.changeId);
    expect(await rulesInText(world.ec2, groupId)).toEqual([EVERYONE, 'tcp 3306 0.0.0.0/0 (db)']);
  });

  async function inboundIds(groupId: string, port: number): Promise<string[]> {
    return (await inboundOf(world.ec2, groupId)).flatMap(({ FromPort, SecurityGroupRuleId }) =>
      FromPort === port && SecurityGroupRuleId !== undefined ? [SecurityGroupRuleId] : [],
    );
  }

  test('the finding that was answered is looked for again', async () => {
    const { groupId } = await open([WORLD]);
    const ask = await narrowAsk(world.ec2, groupId);
    const preview = valueOf(await world.changes.previewChange({ ...CHOICE, ask }));
    const admin = preview.findingsBefore.find(({ id }) => id === 'SG-ADMIN');
    const change = await carryThrough(world, { ...ask, findingKey: admin?.key ?? '' });
    expect(change.lines.at(-1)).toMatchObject({ id: 'review', state: 'done' });
    expect(change.lines.at(-1)?.note).toContain('does not find it any more');
  });

  test('a group that a launch of this Keyport made is deleted, once nothing has or names it', async () => {
    const groupId = await makeGroupIn(world.ec2, 'fleet', []);
    const other = await makeGroupIn(world.ec2, 'other', []);
    const ask = { ...CHOICE, groupId, typedName: 'fleet' };
    expect(await world.changes.deleteGroup(ask)).toMatchObject({ problem: { code: 'group-not-ours' } });

    const folder = path.join(world.home, 'launches');
    fs.mkdirSync(folder, { recursive: true });
    const record = { version: 1, accountId: '123456789012', region: 'us-east-1', securityGroupId: groupId };
    const write = (part: object) =>
      fs.writeFileSync(path.join(folder, 'one.json'), JSON.stringify({ ...record, ...part }));
    fs.writeFileSync(path.join(folder, 'damaged.json'), '{');
    for (const elsewhere of [
      { region: 'eu-west-1' },
      { accountId: '999999999999' },
      { securityGroupId: other },
    ]) {
      write(elsewhere);
      expect(await world.changes.deleteGroup(ask)).toMatchObject({ problem: { code: 'group-not-ours' } });
    }
    write({});
    expect(await world.changes.deleteGroup({ ...ask, typedName: 'Fleet' })).toMatchObject({
      problem: { code: 'name-not-typed' },
    });
    const IpPermissions = [{ IpProtocol: '-1', UserIdGroupPairs: [{ GroupId: groupId }] }];
    await world.ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId: other, IpPermissions }));
    expect(await world.changes.deleteGroup(ask)).toMatchObject({ problem: { code: 'still-in-use' } });
    expect(changingCalls(world)).not.toContain('DeleteSecurityGroup');
    await world.ec2.send(new RevokeSecurityGroupIngressCommand({ GroupId: other, IpPermissions }));
    expect(await world.changes.deleteGroup(ask)).toMatchObject({ ok: true });
    expect(changingCalls(world).filter((action) => action === 'DeleteSecurityGroup')).toHaveLength(1);
  });

  test('a group that a machine has is not deleted', async () => {
    const { groupId } = await open([WORLD]);
    const folder = path.join(world.home, 'launches');
    fs.mkdirSync(folder, { recursive: true });
    const record = { accountId: '123456789012', region: 'us-east-1', securityGroupId: groupId };
    fs.writeFileSync(path.join(folder, 'one.json'), JSON.stringify(record));
    expect(await world.changes.deleteGroup({ ...CHOICE, groupId, typedName: 'web' })).toMatchObject({
      problem: { code: 'still-in-use' },
    });
    expect(changingCalls(world)).not.toContain('DeleteSecurityGroup');
  });

  needs('aws')('judged by the AWS CLI', () => {
    test('the office and the own address are left, the world is gone, descriptions are kept', async () => {
      const { groupId } = await open([WORLD, ssh(OFFICE, 'the office')]);
      await carryThrough(world, await narrowAsk(world.ec2, groupId));
      const args = ['ec2', 'describe-security-group-rules', '--output', 'json', '--region', 'us-east-1'];
      const { stdout } = await promisify(execFile)(
        programOf('aws') ?? 'aws',
        [...args, '--filters', `Name=group-id,Values=${groupId}`, '--endpoint-url', moto.endpoint],
        { env: { ...process.env, ...moto.env } },
      );
      const { SecurityGroupRules } = JSON.parse(stdout) as {
        SecurityGroupRules: { IsEgress: boolean; CidrIpv4: string; Description?: string }[];
      };
      expect(
        SecurityGroupRules.filter(({ IsEgress }) => !IsEgress)
          .map(({ CidrIpv4, Description }) => `${CidrIpv4} ${String(Description)}`)
          .toSorted(),
      ).toEqual([`${MY_IPV4}/32 SSH from my address only`, `${OFFICE} the office`]);
    });
  });
});
