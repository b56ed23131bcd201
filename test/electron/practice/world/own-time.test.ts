import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { DescribeInstancesCommand, RunInstancesCommand } from '@aws-sdk/client-ec2';
import * as fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { loadCatalog } from '../../../../electron/practice/catalog.ts';
import { ownTime } from '../../../../electron/practice/world/own-time.ts';
import { DAY_MS } from '../../../../shared/day.ts';
import { openPractice } from '../../../support/practice-account.ts';

const START = Date.UTC(2026, 10, 23, 10);

test('the account’s own time never goes back, and goes on as fast as the computer’s wherever that goes on', () => {
  const jumps = fc.array(fc.integer({ min: -400 * DAY_MS, max: 400 * DAY_MS }), { maxLength: 20 });
  fc.assert(
    fc.property(jumps, fc.nat(400 * DAY_MS), (steps, earlier) => {
      const state = { at: START - 200 * DAY_MS + earlier };
      let computer = START;
      const time = ownTime(() => computer, state);
      let last = time();
      expect(last).toBe(Math.max(START, START - 200 * DAY_MS + earlier));
      for (const step of steps) {
        computer += step;
        const next = time();
        expect(next - last).toBe(Math.max(0, step));
        expect(state.at).toBe(next);
        last = next;
      }
    }),
  );
});

test.each([
  ['while the account is open', false],
  ['between two runs', true],
])(
  'a machine that starts runs in time, although the clock was set back by days %s',
  async (_, isReopened) => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'keyport-practice-'));
    onTestFinished(() => fs.rmSync(folder, { recursive: true, force: true }));
    const clock = { now: START };
    const options = {
      stateFile: path.join(folder, 'account.json'),
      now: () => clock.now,
      weather: [{ action: '*', kind: 'pace', value: 1 }] as const,
    };
    const catalog = await loadCatalog();
    const image = catalog.images('us-east-1').find(({ architecture }) => architecture === 'x86_64');
    const first = await openPractice(options);
    const input = { ImageId: image?.imageId, InstanceType: 't3.micro', MinCount: 1, MaxCount: 1 } as const;
    await first.ec2().send(new RunInstancesCommand(input));

    clock.now -= 3 * DAY_MS;
    const practice = isReopened ? await openPractice(options) : first;
    const states = async () => {
      const { Reservations = [] } = await practice.ec2().send(new DescribeInstancesCommand({}));
      return Reservations.flatMap(({ Instances = [] }) => Instances.map(({ State }) => State?.Name));
    };
    expect(await states()).toEqual(['pending']);
    clock.now += 60_000;

    expect(await states()).toEqual(['running']);
  },
);
