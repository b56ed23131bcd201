import { execFile } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { DescribeInstancesCommand, DescribeSecurityGroupsCommand, EC2Client } from '@aws-sdk/client-ec2';
import { startPractice, type ServedPractice } from '../support/practice.ts';
import { openTerraform } from '../support/terraform.ts';
import type { LongTest } from './long-test.ts';

/** What is changed of the fleet the second time: a tag of everything, and a rule. */
const CHANGED = ['-var', 'owner=colleague', '-var', 'web_port=8080'];

export const longTest: LongTest = {
  title: "Terraform's AWS provider makes, reads, changes and destroys a fleet in the practice account",
  needs: ['terraform', 'terraform-aws', 'ssh-keygen'],
  run: async () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'keyport-terraform-'));
    const practice = await startPractice();
    try {
      return await walk(practice, folder);
    } finally {
      await practice.stop();
      fs.rmSync(folder, { recursive: true, force: true });
    }
  },
};

async function walk(practice: ServedPractice, folder: string) {
  fs.copyFileSync(path.join(import.meta.dirname, 'fleet/main.tf'), path.join(folder, 'main.tf'));
  await promisify(execFile)('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', path.join(folder, 'key')]);
  const terraform = openTerraform(folder);
  const at = ['-var', `endpoint=${practice.endpoint}`];
  const before = practice.account().counts();
  const steps: readonly Step[] = [
    { title: 'init', run: () => terraform('init') },
    { title: 'validate', run: () => terraform('validate') },
    { title: 'apply', run: () => terraform('apply', '-auto-approve', ...at), says: '5 added, 0 changed' },
    { title: 'a second plan is empty', run: () => terraform('plan', '-detailed-exitcode', ...at) },
    { title: 'EC2 has the fleet', run: () => fleetIs(practice, { owner: 'newcomer', webPort: 80 }) },
    {
      title: 'apply with another tag and another rule',
      run: () => terraform('apply', '-auto-approve', ...at, ...CHANGED),
      says: '0 added, 5 changed, 0 destroyed',
    },
    {
      title: 'a plan after the change is empty',
      run: () => terraform('plan', '-detailed-exitcode', ...at, ...CHANGED),
    },
    { title: 'EC2 has the change', run: () => fleetIs(practice, { owner: 'colleague', webPort: 8080 }) },
    {
      title: 'destroy',
      run: () => terraform('destroy', '-auto-approve', ...at, ...CHANGED),
      says: '5 destroyed',
    },
    { title: 'nothing is left', run: async () => same(practice.account().counts(), before) },
  ];
  return takeSteps(steps);
}

type Ran = { readonly code: number; readonly says: string };
type Step = {
  readonly title: string;
  readonly run: () => Promise<Ran>;
  /** What has to stand in what it says. */
  readonly says?: string;
};

/** One after the other, until one fails: the next would only fail of it. */
async function takeSteps(steps: readonly Step[]) {
  const lines: string[] = [];
  for (const { title, run, says = '' } of steps) {
    const ran = await run();
    const isGood = ran.code === 0 && ran.says.includes(says);
    lines.push(`${isGood ? 'good' : `exit code ${String(ran.code)}`}: ${title}`);
    if (!isGood) return { lines, passed: lines.length - 1, failed: [`${title}: ${ran.says.slice(-2_000)}`] };
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
