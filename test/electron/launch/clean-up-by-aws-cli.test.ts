import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import {
  DescribeInstancesCommand,
  DescribeKeyPairsCommand,
  DescribeSecurityGroupsCommand,
  DescribeVolumesCommand,
  EC2Client,
} from '@aws-sdk/client-ec2';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { cleanUpOf } from '../../../shared/launch-clean-up.ts';
import { valueOf } from '../../support/aws-clients.ts';
import { fakeKeychain } from '../../support/fake-keychain.ts';
import { defaultPlan, openMachine, type TestMachine } from '../../support/machine.ts';
import { needs, part } from '../../support/parts.ts';
import { startPractice, type ServedPractice } from '../../support/practice.ts';

needs('aws')('the commands of a launch record, given to a shell as they stand', () => {
  let practice: ServedPractice;
  let judge: EC2Client;
  let machine: TestMachine;
  beforeAll(async () => {
    practice = await startPractice();
    judge = new EC2Client({
      endpoint: practice.endpoint,
      region: 'us-east-1',
      credentials: { accessKeyId: 'judge', secretAccessKey: 'judge' },
    });
  });
  beforeEach(() => {
    machine = openMachine(practice.env, fakeKeychain());
  });
  afterEach(() => machine.remove());
  afterAll(async () => {
    judge.destroy();
    await practice.stop();
  });

  test(
    'leave nothing of it in AWS, and the list by tag names what was there',
    { timeout: 120_000 },
    async () => {
      const plan = await defaultPlan(machine.api);
      const launchId = randomUUID();
      valueOf(
        await machine.api.startLaunch({
          launchId,
          plan: { ...plan, placements: plan.placements.slice(0, 2) },
          confirmed: [],
        }),
      );
      const launch = await machine.ended(launchId, 'running', 'partly', 'failed');
      expect(launch.state).toBe('running');
      const { commands, listCommand } = cleanUpOf(launch);

      const listed = await inShell(listCommand ?? '', practice.env);
      for (const { instanceId, volumes } of launch.instances) {
        expect(listed).toContain(instanceId);
        expect(listed).toContain(volumes[0]?.volumeId);
      }
      expect(listed).toContain(launch.made.securityGroup?.groupId);
      await inShell(commands.join('\n'), practice.env);

      const { Reservations = [] } = await judge.send(new DescribeInstancesCommand({}));
      const states = Reservations.flatMap(({ Instances = [] }) => Instances).map(({ State }) => State?.Name);
      expect(new Set(states)).toEqual(new Set(['terminated']));
      const { SecurityGroups = [] } = await judge.send(new DescribeSecurityGroupsCommand({}));
      expect(SecurityGroups.map(({ GroupName }) => GroupName)).toEqual(['default']);
      expect((await judge.send(new DescribeKeyPairsCommand({}))).KeyPairs ?? []).toEqual([]);
      expect((await judge.send(new DescribeVolumesCommand({}))).Volumes ?? []).toEqual([]);
    },
  );
});

/** What it prints. A disk that is gone with its machine is an error of its command, and stops nothing. */
async function inShell(script: string, env: Readonly<Record<string, string>>): Promise<string> {
  const aws = part('aws') ?? 'aws';
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith('AWS_'));
  const surroundings = { ...Object.fromEntries(own), ...env, AWS_PAGER: '' };
  const { stdout } = await promisify(execFile)(
    '/bin/sh',
    ['-c', `aws() { "${aws}" "$@"; }\n${script}\ntrue`],
    { env: surroundings },
  );
  return stdout;
}
