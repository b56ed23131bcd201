import fs from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  CHOICE,
  MY_IPV4,
  OFFICE,
  WORLD,
  carryThrough,
  makeGroupIn,
  narrowAsk,
  openChangeWorld,
  previewOf,
  rulesInText,
  runMachine,
  watchAddress,
  type ChangeWorld,
} from '../../../support/change-world.ts';
import { startMoto, type Moto } from '../../../support/moto.ts';
import { needs } from '../../../support/parts.ts';

const SSH_OFFICE = {
  IpProtocol: 'tcp',
  FromPort: 22,
  ToPort: 22,
  IpRanges: [{ CidrIp: OFFICE, Description: 'the office' }],
};

needs('moto')('changing a group in moto', () => {
  let moto: Moto;
  let world: ChangeWorld;
  beforeAll(async () => {
    moto = await startMoto();
  });
  beforeEach(async () => {
    await moto.reset();
    await moto.seedPublicNetwork();
    world = await openChangeWorld(moto);
  });
  afterEach(() => world.stop());
  afterAll(() => moto.stop());

  test('the world goes, my address comes first, and the office stays', async () => {
    const groupId = await makeGroupIn(world.ec2, 'web', [WORLD, SSH_OFFICE]);
    const machine = await runMachine(world.ec2, groupId);
    const watch = watchAddress(world, machine.interfaceId, MY_IPV4);
    world.watch = watch.look;

    const change = await carryThrough(world, await narrowAsk(world.ec2, groupId));
    await watch.look();

    expect(change).toMatchObject({ state: 'done', problem: null, may: ['undo'], groupName: 'web' });
    expect(await rulesInText(world.ec2, groupId)).toEqual([
      `tcp 22 ${MY_IPV4}/32 (SSH from my address only)`,
      `tcp 22 ${OFFICE} (the office)`,
    ]);
    expect(watch.seen.length).toBeGreaterThan(5);
    expect(watch.seen).not.toContain(false);
    const actions = world.proxy.calls.map(({ action }) => action);
    expect(actions).not.toContain('ModifySecurityGroupRules');
    const [authorize, revoke] = ['AuthorizeSecurityGroupIngress', 'RevokeSecurityGroupIngress'].map(
      (action) => actions.lastIndexOf(action),
    );
    expect(authorize).toBeLessThan(revoke ?? -1);
    expect(actions.slice(authorize, revoke)).toContain('DescribeSecurityGroupRules');
    expect(fs.statSync(path.join(world.home, 'changes')).mode & 0o777).toBe(0o700);
  });

  test('a preview changes nothing, and says what would be', async () => {
    const groupId = await makeGroupIn(world.ec2, 'web', [WORLD, SSH_OFFICE]);
    const machine = await runMachine(world.ec2, groupId);

    const preview = await previewOf(world.changes, await narrowAsk(world.ec2, groupId));

    expect(preview).toMatchObject({
      obstacles: [],
      sharedWith: [],
      openSessions: 'cut',
      probes: [{ instanceId: machine.instanceId, address: machine.address, port: 22 }],
      myAddresses: [{ address: MY_IPV4, port: 22, isAdmittedBefore: true, isAdmittedAfter: true }],
    });
    expect(preview.findingsBefore.map(({ id }) => id)).toContain('SG-ADMIN');
    expect(preview.findingsAfter.map(({ id }) => id)).not.toContain('SG-ADMIN');
    expect(preview.dependants.map(({ kind }) => kind)).toContain('vpc');
    expect(await rulesInText(world.ec2, groupId)).toHaveLength(2);
    expect(CHOICE.region).toBe('us-east-1');
  });
});
