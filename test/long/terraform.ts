import { execFile } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { DescribeInstancesCommand, DescribeSecurityGroupsCommand, EC2Client } from '@aws-sdk/client-ec2';
import type { Weather } from '../../shared/practice/weather.ts';
import { startPractice, type ServedPractice } from '../support/practice.ts';
import { openTerraform } from '../support/terraform.ts';
import type { LongResult, LongTest } from './long-test.ts';

type Walk = {
  /** A folder beside this file, with its `main.tf`. */
  readonly name: string;
  readonly weather: Weather;
  /** What is changed in between. */
  readonly change: readonly string[];
  readonly made: string;
  readonly changed: string;
  readonly judge?: (practice: ServedPractice, isChanged: boolean) => Promise<Ran>;
};

const AT_ONCE = { action: '*', kind: 'pace', value: 0 } as const;

const WALKS: readonly Walk[] = [
  {
    name: 'fleet',
    weather: [AT_ONCE],
    // A tag of everything, and a rule.
    change: ['-var', 'owner=colleague', '-var', 'web_port=8080'],
    made: '5 added, 0 changed, 0 destroyed',
    changed: '0 added, 5 changed, 0 destroyed',
    judge: (practice, isChanged) =>
      fleetIs(
        practice,
        isChanged ? { owner: 'colleague', webPort: 8080 } : { owner: 'newcomer', webPort: 80 },
      ),
  },
  {
    name: 'many',
    weather: [
      AT_ONCE,
      { action: 'CreateSecurityGroup', kind: 'not-found', value: { calls: 2 } },
      { action: 'RunInstances', kind: 'not-found', value: { calls: 1 } },
      { action: 'AuthorizeSecurityGroupIngress', kind: 'throttle', value: { bucket: 1, perSecond: 1 } },
    ],
    change: ['-var', 'reason=site'],
    made: '18 added, 0 changed, 0 destroyed',
    changed: '0 added, 1 changed, 0 destroyed',
  },
];

export const longTest: LongTest = {
  title: "Terraform's AWS provider makes, reads, changes and destroys in the practice account",
  needs: ['terraform', 'terraform-aws', 'ssh-keygen'],
  run: async ({ deadline }) => {
    const results: LongResult[] = [];
    for (const each of WALKS) {
      if (results.length === 0 || Date.now() < deadline) results.push(await walk(each));
    }
    return {
      lines: results.flatMap(({ lines }) => lines),
      passed: results.reduce((sum, { passed }) => sum + passed, 0),
      failed: results.flatMap(({ failed }) => failed),
    };
  },
};

async function walk(asked: Walk): Promise<LongResult> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'keyport-terraform-'));
  const practice = await startPractice({ weather: asked.weather });
  try {
    const config = path.join(import.meta.dirname, asked.name, 'main.tf');
    fs.copyFileSync(config, path.join(folder, 'main.tf'));
    const key = path.join(folder, 'key');
    await promisify(execFile)('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', key]);
    return await takeSteps(asked.name, stepsOf(asked, practice, openTerraform(folder)));
  } finally {
    await practice.stop();
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

function stepsOf(
  { change, made, changed, judge }: Walk,
  practice: ServedPractice,
  terraform: ReturnType<typeof openTerraform>,
): readonly Step[] {
  const at = ['-var', `endpoint=${practice.endpoint}`];
  const before = practice.account().counts();
  const judged = (title: string, isChanged: boolean): readonly Step[] =>
    judge === undefined ? [] : [{ title, run: () => judge(practice, isChanged) }];
  return [
    { title: 'init', run: () => terraform('init') },
    { title: 'validate', run: () => terraform('validate') },
    { title: 'apply', run: () => terraform('apply', '-auto-approve', ...at), says: made },
    { title: 'a second plan is empty', run: () => terraform('plan', '-detailed-exitcode', ...at) },
    ...judged('EC2 has it', false),
    {
      title: 'apply a change',
      run: () => terraform('apply', '-auto-approve', ...at, ...change),
      says: changed,
    },
    {
      title: 'a plan after the change is empty',
      run: () => terraform('plan', '-detailed-exitcode', ...at, ...change),
    },
    ...judged('EC2 has the change', true),
    { title: 'destroy', run: () => terraform('destroy', '-auto-approve', ...at, ...change) },
    { title: 'nothing is left', run: async () => same(practice.account().counts(), before) },
  ];
}

type Ran = { readonly code: number; readonly says: string };
type Step = {
  readonly title: string;
  readonly run: () => Promise<Ran>;
  /** What has to stand in what it says. */
  readonly says?: string;
};

/** One after the other, until one fails: the next would only fail of it. */
async function takeSteps(name: string, steps: readonly Step[]): Promise<LongResult> {
  const lines: string[] = [];
  for (const { title, run, says = '' } of steps) {
    const ran = await run();
    const isGood = ran.code === 0 && ran.says.includes(says);
    lines.push(`${name}: ${isGood ? 'good' : `exit code ${String(ran.code)}`}: ${title}`);
    if (!isGood)
      return { lines, passed: lines.length - 1, failed: [`${name}, ${title}: ${ran.says.slice(-2_000)}`] };
  }
  return { lines, passed: lines.length, failed: [] };
}

/** Asked by AWS's own client: none of Terraform's state. */
async function fleetIs(
  { endpoint }: ServedPractice,
  { owner, webPort }: { readonly owner: string; readonly webPort: number },
): Promise<Ran> {
  const credentials = { accessKeyId: 'judge', secretAccessKey: 'judge' };
  const ec2 = new EC2Client({ endpoint, region: 'us-east-1', credentials });
  const running = [{ Name: 'instance-state-name', Values: ['running'] }];
  const { Reservations = [] } = await ec2.send(new DescribeInstancesCommand({ Filters: running }));
  const named = [{ Name: 'group-name', Values: ['fleet'] }];
  const { SecurityGroups = [] } = await ec2.send(new DescribeSecurityGroupsCommand({ Filters: named }));
  ec2.destroy();
  const instances = Reservations.flatMap(({ Instances = [] }) => Instances);
  const ports = SecurityGroups.flatMap(({ IpPermissions = [] }) =>
    IpPermissions.map((rule) => rule.FromPort),
  );
  return same(
    {
      zones: instances.map(({ Placement }) => Placement?.AvailabilityZone ?? '').toSorted(),
      owners: instances.map(({ Tags = [] }) => Tags.find(({ Key }) => Key === 'Owner')?.Value),
      ports: ports.toSorted((one = 0, other = 0) => one - other),
    },
    {
      zones: ['us-east-1a', 'us-east-1b', 'us-east-1c'],
      owners: [owner, owner, owner],
      ports: [22, webPort, 443].toSorted((one, other) => one - other),
    },
  );
}

function same(found: unknown, expected: unknown): Ran {
  const [one, other] = [JSON.stringify(found), JSON.stringify(expected)];
  return { code: one === other ? 0 : 1, says: `found ${one}, expected ${other}` };
}
