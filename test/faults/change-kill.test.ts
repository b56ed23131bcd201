import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { project } from '../../scripts/tool.ts';
import type { ChangeAsk, GroupChange } from '../../shared/security-group/group-change.ts';
import { valueOf } from '../support/aws-clients.ts';
import {
  MY_IPV4,
  WORLD,
  changeById,
  isReal,
  makeGroupIn,
  narrowAsk,
  openChangeWorld,
  rulesInText,
  runMachine,
  watchAddress,
  type ChangeWorld,
} from '../support/change-world.ts';
import { startMoto, type Moto } from '../support/moto.ts';
import { needs } from '../support/parts.ts';
import type { Call } from '../support/proxy.ts';

const AUTHORIZE = 'AuthorizeSecurityGroupIngress';
const REVOKE = 'RevokeSecurityGroupIngress';
const LOOK = 'DescribeSecurityGroupRules';
const MINE = `tcp 22 ${MY_IPV4}/32 (SSH from my address only)`;
const EVERYONE = 'tcp 22 0.0.0.0/0 (temporary)';
const DRIVER = path.join(project, 'test/support/change-driver.ts');

/** `nth`: of the looks since the call named. */
type Moment = {
  readonly title: string;
  readonly action: string;
  readonly since: string | null;
  readonly nth: number;
  readonly when: 'asked' | 'carried out';
  readonly state: GroupChange['state'];
  readonly left: readonly string[];
};

const MOMENTS: readonly Moment[] = [
  ...both({ title: 'the new rule', action: AUTHORIZE, since: null, nth: 1 }, ['unfinished', 'unfinished']),
  ...both({ title: 'reading it back', action: LOOK, since: AUTHORIZE, nth: 1 }, ['unfinished', 'unfinished']),
  ...both({ title: 'the look before the old rule goes', action: LOOK, since: AUTHORIZE, nth: 3 }, [
    'added-only',
    'added-only',
  ]),
  ...both({ title: 'the old rule', action: REVOKE, since: AUTHORIZE, nth: 1 }, ['unfinished', 'unfinished']),
  ...both({ title: 'reading that back', action: LOOK, since: REVOKE, nth: 1 }, ['unfinished', 'unfinished']),
];

needs('moto')('a program that is killed while it changes a group', () => {
  let moto: Moto;
  let world: ChangeWorld;
  let groupId: string;
  let ask: ChangeAsk;
  let watch: ReturnType<typeof watchAddress>;
  beforeAll(async () => {
    moto = await startMoto();
  });
  beforeEach(async () => {
    await moto.reset();
    world = await openChangeWorld(moto);
    groupId = await makeGroupIn(world.ec2, 'web', [WORLD]);
    const machine = await runMachine(world.ec2, groupId);
    ask = await narrowAsk(world.ec2, groupId);
    watch = watchAddress(world, machine.interfaceId, MY_IPV4);
    world.watch = watch.look;
  });
  afterEach(() => world.stop());
  afterAll(() => moto.stop());

  /** Dead when it resolves, and all that had left it is carried out or dropped. */
  async function killAt(moment: Moment): Promise<void> {
    const child = spawn(process.execPath, [DRIVER, world.home, MY_IPV4, JSON.stringify(ask)], {
      env: { ...world.env, KEYPORT_PATIENCE: '0.01' },
      cwd: project,
      stdio: 'ignore',
    });
    let hasPassed = moment.since === null;
    let count = 0;
    const isIt = (call: Call) => {
      const isOne =
        hasPassed && (moment.action === LOOK ? call.action === LOOK : isReal(call, moment.action));
      if (isOne) count += 1;
      return isOne && count === moment.nth;
    };
    const at = new Set<Call>();
    world.fateOf = (call) => {
      if (child.killed) return 'refuse-connection';
      if (isIt(call)) at.add(call);
      if (moment.since !== null && isReal(call, moment.since)) hasPassed = true;
      if (!at.has(call) || moment.when !== 'asked') return 'pass';
      child.kill('SIGKILL');
      return 'refuse-connection';
    };
    world.carriedOut = (call) => {
      if (at.has(call) && moment.when === 'carried out') child.kill('SIGKILL');
    };
    const [exitCode, signal] = (await once(child, 'exit')) as [number | null, string | null];
    expect([exitCode, signal], 'it was killed, and did not end by itself').toEqual([null, 'SIGKILL']);
    await world.proxy.drained();
    world.fateOf = () => 'pass';
    world.carriedOut = () => {};
  }

  test.each(MOMENTS)(
    '$title, $when: access is left, the rest is offered, and it can be finished and undone',
    async (moment) => {
      await killAt(moment);
      await watch.look();
      expect(await rulesInText(world.ec2, groupId)).toEqual(moment.left);

      const changes = world.restart();
      const [change] = valueOf(await changes.listChanges());
      expect(change).toMatchObject({ state: moment.state, may: ['finish', 'undo', 'forget'], groupId });
      const changeId = change?.changeId ?? '';
      valueOf(await changes.finishChange({ changeId }));
      await world.ended();
      expect(await changeById(changes, changeId)).toMatchObject({
        state: 'done',
        problem: null,
        may: ['undo'],
      });
      expect(await rulesInText(world.ec2, groupId)).toEqual([MINE]);

      valueOf(await changes.undoChange({ changeId }));
      await world.ended();
      expect(await changeById(changes, changeId)).toMatchObject({ state: 'undone', may: [] });
      expect(await rulesInText(world.ec2, groupId)).toEqual([EVERYONE]);
      await watch.look();
      expect(watch.seen).not.toContain(false);
    },
  );

  test.each(MOMENTS.filter(({ action, when }) => action !== LOOK && when === 'carried out'))(
    '$title, $when: it can be undone at once',
    async (moment) => {
      await killAt(moment);
      const changes = world.restart();
      const [change] = valueOf(await changes.listChanges());
      valueOf(await changes.undoChange({ changeId: change?.changeId ?? '' }));
      await world.ended();

      expect(await changeById(changes, change?.changeId ?? '')).toMatchObject({
        state: 'undone',
        problem: null,
      });
      expect(await rulesInText(world.ec2, groupId)).toEqual([EVERYONE]);
      await watch.look();
      expect(watch.seen).not.toContain(false);
    },
  );

  test('what was left in the middle stands in the way of the next change of the group, until it is forgotten', async () => {
    const [moment] = MOMENTS.filter(({ action, when }) => action === REVOKE && when === 'asked');
    if (moment === undefined) throw new Error('no such moment');
    await killAt(moment);
    const changes = world.restart();
    const [change] = valueOf(await changes.listChanges());
    const next = { ...ask, add: [] };
    const { previewId } = valueOf(
      await changes.previewChange({ sourceId: 'environment', region: 'us-east-1', ask: next }),
    );
    expect(await changes.startChange({ previewId })).toMatchObject({ problem: { code: 'change-busy' } });

    const after = valueOf(await changes.forgetChange({ changeId: change?.changeId ?? '' }));
    expect(after).toMatchObject([{ changeId: change?.changeId, may: [] }]);
    valueOf(await changes.startChange({ previewId }));
    await world.ended();
    expect(await rulesInText(world.ec2, groupId)).toEqual([MINE]);
  });
});

function both(
  moment: Pick<Moment, 'title' | 'action' | 'since' | 'nth'>,
  [asked, done]: readonly [GroupChange['state'], GroupChange['state']],
): readonly Moment[] {
  const isAdded = moment.since !== null;
  const isGone = moment.since === REVOKE;
  const before = isGone ? [MINE] : isAdded ? [EVERYONE, MINE] : [EVERYONE];
  const after = moment.action === AUTHORIZE ? [EVERYONE, MINE] : moment.action === REVOKE ? [MINE] : before;
  const moments: readonly Moment[] = [
    { ...moment, when: 'asked', state: asked, left: before },
    { ...moment, when: 'carried out', state: done, left: after },
  ];
  // A look that was not made changes nothing: one of the two is enough.
  return moment.action === LOOK ? moments.slice(1) : moments;
}
