import { execFile } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { LaunchPlan } from '../../shared/launch-plan.ts';
import { openAwsCli, type AwsCli } from '../support/aws-cli.ts';
import { runCaptured, type Said } from '../support/captured-cli.ts';
import { fakeKeychain } from '../support/fake-keychain.ts';
import { startMoto, type Moto } from '../support/moto.ts';
import { startPractice } from '../support/practice.ts';
import { part } from '../support/parts.ts';
import { openTerraform } from '../support/terraform.ts';
import type { LongResult, LongTest } from './long-test.ts';

// What Keyport exports, carried out by the tools that it is written for, beside the launch that Keyport makes of the same plan.

type Plan = Partial<Pick<LaunchPlan, 'name' | 'tags' | 'script'>>;

const HOSTILE: Plan = {
  name: 'we-b$(id){x}[1];#&!',
  tags: [
    { key: 'expression', value: '${file("/etc/passwd")} %{ if true }' },
    { key: "o'wner's", value: '$(touch /tmp/keyport-was-here) `id` "quoted" \\ back' },
    { key: 'Grüße', value: '世界 -+=._:/@ end' },
  ],
  script: { kind: 'own', text: '#!/bin/bash\necho \'EOF\' "$HOME" `id` ${x}\nEOF\nJSON\n\\ é 👋' },
};

const PLANS: Readonly<Record<string, Plan>> = { plain: { name: 'web' }, hostile: HOSTILE };

export const longTest: LongTest = {
  title: 'exported code makes the fleet that Keyport makes, and takes over the one that it has made',
  needs: ['aws', 'moto', 'shellcheck', 'terraform', 'terraform-aws', 'ssh-keygen'],
  leastMinutes: 4,
  run: async () => {
    const results: LongResult[] = [];
    for (const [title, plan] of Object.entries(PLANS)) {
      results.push(await inFolder(title, (world) => scriptOnMoto(world, plan)));
      results.push(await inFolder(title, (world) => terraformOnMoto(world, plan)));
      results.push(await inFolder(title, (world) => terraformTakesOver(world, plan)));
    }
    return {
      lines: results.flatMap(({ lines }) => lines),
      passed: results.reduce((sum, { passed }) => sum + passed, 0),
      failed: results.flatMap(({ failed }) => failed),
    };
  },
};

type World = {
  readonly folder: string;
  readonly publicKeyFile: string;
  readonly check: (what: string, found: boolean | string) => void;
};

async function inFolder(title: string, work: (world: World) => Promise<string>): Promise<LongResult> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'keyport-as-code-'));
  const failed: string[] = [];
  let passed = 0;
  const check = (what: string, found: boolean | string) => {
    if (found === true) passed += 1;
    else failed.push(`${title}: ${what}: ${String(found).slice(-1500)}`);
  };
  const key = path.join(folder, 'key');
  await promisify(execFile)('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', key]);
  const line = await work({ folder, publicKeyFile: `${key}.pub`, check }).catch((error: unknown) => {
    failed.push(`${title}: ${String(error).slice(0, 1500)}`);
    return 'it could not be tried to the end';
  });
  fs.rmSync(folder, { recursive: true, force: true });
  return { lines: [`${title}: ${line}`], passed, failed };
}

/** The script of bash makes what Keyport makes, once; a second time nothing more; and removes all of it. */
async function scriptOnMoto({ folder, publicKeyFile, check }: World, change: Plan): Promise<string> {
  const moto = await startMoto();
  try {
    await moto.seedPublicNetwork();
    const { plan, keyport } = await planned(moto, folder, change);
    check('export', wentWell(await keyport(['export', plan, '--format', 'cli', '--to', folder])));
    check('launch', wentWell(await keyport(['launch', plan, '--yes'])));
    check('shellcheck', await checked(path.join(folder, 'launch.sh')));
    const aws = openAwsCli({ ...moto.env, AWS_DEFAULT_REGION: 'us-east-1' });
    const ours = await fleetOf(aws, folder);
    await moto.reset();
    await moto.seedPublicNetwork();

    const script = path.join(folder, 'launch.sh');
    const env = { ...withoutAws(), ...moto.env };
    const here = await fleetsNetwork(aws, script);
    if (here !== null) fs.writeFileSync(script, here(fs.readFileSync(script, 'utf8')));
    const run = (...args: readonly string[]) => promisify(execFile)('bash', [script, ...args], { env });
    await run(publicKeyFile);
    const theirs = await fleetOf(aws, folder);
    check('the same fleet', same(theirs, ours));
    await run(publicKeyFile);
    check('once more makes nothing', same(await fleetOf(aws, folder), theirs));
    check('nothing was carried out', !fs.existsSync('/tmp/keyport-was-here'));
    await run('--remove');
    check('nothing is left', same(await fleetOf(aws, folder), { machines: [], rules: [] }));
    return `bash makes the same ${String(theirs.machines.length)} machines as Keyport, and removes them`;
  } finally {
    await moto.stop();
  }
}

async function checked(script: string): Promise<boolean | string> {
  const run = promisify(execFile)(part('shellcheck') ?? 'shellcheck', [script]);
  return run.then(
    () => true,
    (error: unknown) => (error as { readonly stdout: string }).stdout,
  );
}

/** moto gives every start other ids: the network of now takes the place of the one that the plan was written for. */
async function fleetsNetwork(aws: AwsCli, script: string): Promise<((text: string) => string) | null> {
  const text = fs.readFileSync(script, 'utf8');
  const vpc = /vpc-[0-9a-f]+/u.exec(text)?.[0];
  if (vpc === undefined) return null;
  const now = (await aws.text('ec2', 'describe-vpcs', '--query', 'Vpcs[0].VpcId')) || vpc;
  const subnets = (await aws.json(
    'ec2',
    'describe-subnets',
    '--query',
    'Subnets[].[AvailabilityZone,SubnetId]',
  )) as [string, string][];
  const byZone = new Map(subnets);
  return (code) =>
    code
      .replaceAll(vpc, now)
      .replaceAll(
        /start_machine (us-east-1[a-z])(-\d+)? subnet-[0-9a-f]+/gu,
        (_, zone: string, number = '') => `start_machine ${zone}${String(number)} ${byZone.get(zone) ?? ''}`,
      );
}

async function terraformOnMoto({ folder, publicKeyFile, check }: World, change: Plan): Promise<string> {
  const moto = await startMoto();
  try {
    await moto.seedPublicNetwork();
    const { plan, keyport } = await planned(moto, folder, change);
    check('export', wentWell(await keyport(['export', plan, '--format', 'terraform', '--to', folder])));
    const key = `public_key=${fs.readFileSync(publicKeyFile, 'utf8').trim()}`;
    const terraform = openTerraform(folder, moto.env);
    check('fmt', ended(await terraform('fmt', '-check', '-diff')));
    check('init', ended(await terraform('init')));
    check('validate', ended(await terraform('validate')));
    const applied = await terraform('apply', '-auto-approve', '-var', key);
    check('apply', ended(applied));
    check('plan again', onlyGroupList(await terraform('plan', '-detailed-exitcode', '-var', key)));
    const aws = openAwsCli({ ...moto.env, AWS_DEFAULT_REGION: 'us-east-1' });
    const theirs = await fleetOf(aws, folder);
    check('destroy', ended(await terraform('destroy', '-auto-approve', '-var', key)));
    check('launch', wentWell(await keyport(['launch', plan, '--yes'])));
    check('the same fleet', same(theirs, await fleetOf(aws, folder)));
    return /Apply complete! .*/u.exec(applied.says)?.[0] ?? 'Terraform says nothing';
  } finally {
    await moto.stop();
  }
}

/** On the practice account, which says of a machine what EC2 says. */
async function terraformTakesOver({ folder, check }: World, change: Plan): Promise<string> {
  const practice = await startPractice();
  try {
    const { plan, keyport, launchId } = await planned(practice, folder, change);
    const launched = await keyport(['launch', plan, '--json', '--yes']);
    check('launch', wentWell(launched));
    check(
      'export',
      wentWell(await keyport(['export', launchId(launched), '--format', 'terraform', '--to', folder])),
    );
    const terraform = openTerraform(folder, practice.env);
    check('init', ended(await terraform('init')));
    const seen = await terraform('plan');
    const summary = /Plan: .*/u.exec(seen.says)?.[0] ?? seen.says;
    check('nothing changes', /0 to add, 0 to change, 0 to destroy/u.test(summary) || summary);
    check('it is taken over', ended(await terraform('apply', '-auto-approve')));
    check('plan again', ended(await terraform('plan', '-detailed-exitcode')));
    return `a launch of Keyport’s: ${summary}`;
  } finally {
    await practice.stop();
  }
}

async function planned({ env: surroundings }: Pick<Moto, 'env'>, folder: string, change: Plan) {
  const keychain = fakeKeychain();
  const env = {
    ...surroundings,
    HOME: folder,
    KEYPORT_HOME: path.join(folder, 'home'),
    KEYPORT_PATIENCE: '0.01',
    KEYPORT_ADDRESS_URL: 'http://127.0.0.1:9/',
  };
  const keyport = (args: readonly string[]): Promise<Said> =>
    runCaptured(env, args, { openKeychain: () => keychain });
  const said = await keyport(['plan', '--default', '--my-address', '203.0.113.7']);
  const plan = path.join(folder, 'plan.json');
  fs.writeFileSync(plan, JSON.stringify({ ...(JSON.parse(said.stdout) as LaunchPlan), ...change }));
  const launchId = ({ stdout }: Said) =>
    (JSON.parse(stdout) as { result: { launchId: string } }).result.launchId;
  return { plan, keyport, launchId };
}

type Fleet = { readonly machines: readonly unknown[]; readonly rules: readonly unknown[] };

/** What EC2 says of the machines and the rules, without what differs from one making to the next: ids, addresses, times. */
async function fleetOf(aws: AwsCli, folder: string): Promise<Fleet> {
  const machines = (await aws.json(
    'ec2',
    'describe-instances',
    '--filters',
    'Name=instance-state-name,Values=pending,running',
    '--query',
    'Reservations[].Instances[].{id: InstanceId, image: ImageId, type: InstanceType, key: KeyName, zone: Placement.AvailabilityZone, metadata: MetadataOptions.[HttpTokens, HttpEndpoint, HttpPutResponseHopLimit], tags: Tags, groups: SecurityGroups[].GroupName, public: PublicIpAddress != null, profile: IamInstanceProfile.Arn}',
  )) as readonly { readonly id: string; readonly zone: string; readonly tags: readonly Tag[] | null }[];
  const whole = await Promise.all(
    machines.map(async ({ id, tags, ...machine }) => ({
      ...machine,
      tags: own(tags),
      userData: await aws.text(
        'ec2',
        'describe-instance-attribute',
        '--instance-id',
        id,
        '--attribute',
        'userData',
        '--query',
        'UserData.Value',
      ),
      disks: await aws.json(
        'ec2',
        'describe-volumes',
        '--filters',
        `Name=attachment.instance-id,Values=${id}`,
        '--query',
        'Volumes[].[VolumeType, Size, Encrypted, Attachments[0].DeleteOnTermination]',
      ),
    })),
  );
  const rules = (await aws.json(
    'ec2',
    'describe-security-groups',
    '--query',
    "SecurityGroups[?GroupName != 'default'].IpPermissions[]",
  )) as readonly unknown[];
  const texts = rules.map((rule) => JSON.stringify(rule));
  fs.writeFileSync(path.join(folder, 'seen.json'), JSON.stringify(whole));
  return {
    machines: whole.toSorted((one, other) => (one.zone < other.zone ? -1 : 1)),
    rules: texts.toSorted((one, other) => (one < other ? -1 : 1)),
  };
}

type Tag = { readonly Key: string; readonly Value: string };

/** Keyport's own say which launch a thing is of. */
function own(tags: readonly Tag[] | null): readonly string[] {
  return (tags ?? [])
    .filter(({ Key }) => !Key.startsWith('keyport:'))
    .map(({ Key, Value }) => `${Key}=${Value}`)
    .toSorted((one, other) => (one < other ? -1 : 1));
}

function same(found: unknown, expected: unknown): boolean | string {
  const [one, other] = [found, expected].map((each) => JSON.stringify(each, null, 1));
  return one === other || `\n${String(one)}\nand not\n${String(other)}`;
}

/** moto does not show the groups of a machine that was given them beside its subnet: a difference of moto's, and no other. */
function onlyGroupList({ code, says }: { readonly code: number; readonly says: string }): boolean | string {
  const changed = [...says.matchAll(/^ {6}[~+-] (\w+)/gmu)].map(([, attribute]) => attribute);
  const isKnown = changed.every((attribute) => attribute === 'vpc_security_group_ids');
  return code === 0 || (code === 2 && isKnown && /0 to add, \d+ to change, 0 to destroy/u.test(says)) || says;
}

function wentWell({ code, stderr }: Said): boolean | string {
  return code === 0 || `${String(code)} ${stderr}`;
}

function ended({ code, says }: { readonly code: number; readonly says: string }): boolean | string {
  return code === 0 || `${String(code)} ${says}`;
}

function withoutAws(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('AWS_')));
}
