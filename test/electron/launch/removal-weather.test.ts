import { CreateTagsCommand } from '@aws-sdk/client-ec2';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { undoLaunch } from '../../../electron/launch/undo-launch.ts';
import type { WeatherRule } from '../../../shared/practice/weather.ts';
import { openRemovalWorld, TAGGED } from './removal-world.ts';

const FAIR: WeatherRule = { action: '*', kind: 'pace', value: 0.02 };

const fault = fc
  .record({
    action: fc.constantFrom(
      'TerminateInstances',
      'DescribeInstances',
      'DeleteSecurityGroup',
      'DescribeVolumes',
      'DeleteVolume',
      'CreateSnapshot',
      'DescribeSnapshots',
      '*',
    ),
    nth: fc.option(fc.integer({ min: 1, max: 8 }), { nil: undefined }),
    what: fc.constantFrom(
      'lose-answer',
      'lose-request',
      'unauthorized',
      'html-500',
      'slow-down',
      'fault',
      'in-use',
    ),
  })
  .map(({ action, nth, what }): WeatherRule => {
    const where = { action, ...(nth === undefined ? {} : { nth }) };
    const error = (code: string, status: number) =>
      ({ ...where, kind: 'error', value: { code, message: 'the weather', status } }) as const;
    switch (what) {
      case 'slow-down':
        return error('RequestLimitExceeded', 503);
      case 'fault':
        return error('InternalError', 500);
      case 'in-use':
        return error('DependencyViolation', 400);
      case 'lose-answer':
        return { ...where, kind: 'lose-answer' };
      case 'lose-request':
        return { ...where, kind: 'lose-request' };
      case 'unauthorized':
        return { ...where, kind: 'unauthorized' };
      case 'html-500':
        return { ...where, kind: 'html-500' };
    }
  });

test('whatever the weather, a removal says the truth, touches nothing of others, and ends once it is fair', async () => {
  const ends = { removed: 0, 'not-removed': 0 };
  await fc.assert(
    fc.asyncProperty(
      fc.array(fault, { minLength: 1, maxLength: 3 }),
      fc.boolean(),
      async (faults, copies) => {
        const world = await openRemovalWorld([], { machines: 2 });
        const foreign = await world.run({});
        await world.judge.send(new CreateTagsCommand({ Resources: [foreign], Tags: TAGGED }));
        world.clock.now += 60_000;
        world.practice.account.setWeather([FAIR, ...faults]);
        const record = { ...world.record, undo: { keyPairToo: false, snapshotsFirst: copies } };

        const first = world.open(record);
        await undoLaunch(first.services);
        const { ended, problem, group, machines, lines } = first.written();
        const there = await world.machines();
        // Said to be gone is gone; said to be removed is all of it.
        for (const { instanceId, goneAt } of machines) {
          if (goneAt !== null) expect(there[instanceId]).toBe('terminated');
        }
        if (group === null) expect(await world.groups()).not.toContain(world.groupId);
        expect(ended === 'removed').toBe(problem === null);
        if (ended === 'removed') {
          expect(world.instanceIds.map((id) => there[id])).toEqual(['terminated', 'terminated']);
          expect(group).toBeNull();
        } else {
          expect(problem?.whatIsRunning).not.toBeNull();
          expect(problem?.actions).not.toEqual([]);
        }
        expect(lines.map(({ state }) => state)).not.toContain('working');
        expect(lines.map(({ state }) => state)).not.toContain('waiting');
        expect(there[foreign]).toBe('running');
        if (ended !== null && ended in ends) ends[ended as keyof typeof ends] += 1;

        world.practice.account.setWeather([FAIR]);
        const second = world.open({ ...first.written(), ended: null, problem: null });
        if (ended === 'not-removed') await undoLaunch(second.services);
        const after = ended === 'not-removed' ? second.written() : first.written();
        expect(after).toMatchObject({ ended: 'removed', problem: null, group: null });
        expect((await world.machines())[foreign]).toBe('running');
        // One disk is the foreign machine's.
        expect(await world.volumes()).toHaveLength(1);
        const known = after.snapshots.map(({ snapshotId }) => snapshotId).toSorted();
        expect(known).toEqual([...(await world.snapshots())].toSorted());
        if (copies) expect(new Set(after.snapshots.map(({ volumeId }) => volumeId)).size).toBe(2);
      },
    ),
    { seed: 20_261_123, numRuns: 30 },
  );
  expect(Math.min(...Object.values(ends))).toBeGreaterThan(2);
}, 240_000);
