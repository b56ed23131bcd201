import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { DescribeInstancesCommand, EC2Client, TerminateInstancesCommand } from '@aws-sdk/client-ec2';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { LaunchPlan } from '../../shared/launch-plan.ts';
import { runCaptured, type Said } from '../support/captured-cli.ts';
import { fakeKeychain, type FakeKeychain } from '../support/fake-keychain.ts';
import { needs } from '../support/parts.ts';
import { startPractice, type ServedPractice } from '../support/practice.ts';

// What `export` writes. That Terraform and the AWS CLI take it is seen in test/long/as-code.ts.

let folder: string;
let practice: ServedPractice;
let keychain: FakeKeychain;

beforeEach(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'keyport-export-'));
  practice = await startPractice();
  keychain = fakeKeychain();
});
afterEach(async () => {
  await practice.stop();
  fs.rmSync(folder, { recursive: true, force: true });
});

describe('a plan as code', () => {
  test.each([
    ['terraform', ['main.tf', 'user-data.txt']],
    ['cli', ['launch.sh', 'user-data.txt']],
  ])('for %s is files in a folder that may be new', async (format, names) => {
    const plan = await writePlan();
    const to = path.join(folder, 'a', 'b');

    const said = await keyport(['export', plan, '--format', format, '--to', to, '--json']);

    expect(said).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(said.stdout)).toMatchObject({ ok: true, result: { format, files: names } });
    expect(fs.readdirSync(to).toSorted((one, other) => (one < other ? -1 : 1))).toEqual(names);
  });

  test('says what has to be given, and names every zone, rule and setting of the plan', async () => {
    const plan = await writePlan({ name: 'club & co', tags: [{ key: 'owner', value: '${file("/x")}' }] });
    await keyport(['export', plan, '--format', 'terraform', '--to', folder]);

    const main = fs.readFileSync(path.join(folder, 'main.tf'), 'utf8');

    for (const zone of ['a', 'b', 'c', 'd', 'f']) expect(main).toContain(`"us-east-1${zone}" = {`);
    for (const part of [
      'variable "public_key"',
      '"https-ipv6" = {',
      'cidr_ipv4                    = "203.0.113.7/32"',
      'http_tokens                 = "required"',
      'encrypted             = true',
      'cpu_credits = "standard"',
      String.raw`owner = "\u0024{file(\"/x\")}"`,
      'allowed_account_ids = ["111122223333"]',
    ]) {
      expect(main).toContain(part);
    }
    expect(main).not.toContain('import {');
    expect(main).not.toContain('keyport:');
  });

  needs('shellcheck')('read by shellcheck', () => {
    test('has no finding, whatever the names and the user data are', async () => {
      const plan = await writePlan({
        name: 'we-b$(id){x}[1];#&!',
        tags: [{ key: "o'wner's", value: '${HOME} `id` "quoted"' }],
        script: { kind: 'own', text: '#!/bin/bash\necho "$HOME" `id` ${x}\nEOF\n' },
      });
      expect(await keyport(['export', plan, '--format', 'cli', '--to', folder])).toMatchObject({ code: 0 });

      expect(spawnSync('shellcheck', [path.join(folder, 'launch.sh')], { encoding: 'utf8' })).toMatchObject({
        status: 0,
        stdout: '',
      });
    });
  });

  test('is a script that bash can read, for the groups that are there', async () => {
    const plan = await writePlan({
      access: {
        kind: 'existing-group',
        vpcId: 'vpc-0123456789abcdef0',
        groups: [{ groupId: 'sg-0123456789abcdef0', name: '$(id)' }],
      },
    });
    expect(await keyport(['export', plan, '--format', 'cli', '--to', folder])).toMatchObject({ code: 0 });

    const file = path.join(folder, 'launch.sh');
    execFileSync('bash', ['-n', file]);
    const script = fs.readFileSync(file, 'utf8');
    expect(script).toContain('--security-group-ids sg-0123456789abcdef0');
    expect(script).not.toContain('create-security-group');
    expect(script).not.toContain('$(id)');
  });

  test('replaces no file', async () => {
    const plan = await writePlan();
    fs.writeFileSync(path.join(folder, 'user-data.txt'), 'mine');

    const said = await keyport(['export', plan, '--format', 'cli', '--to', folder]);

    expect(said.code).toBe(4);
    expect(said.stderr).toContain(path.join(folder, 'user-data.txt'));
    expect(fs.readFileSync(path.join(folder, 'user-data.txt'), 'utf8')).toBe('mine');
    expect(fs.existsSync(path.join(folder, 'launch.sh'))).toBe(false);
  });

  test('that cannot be read is said with its place', async () => {
    const file = path.join(folder, 'broken.json');
    fs.writeFileSync(file, '{"version": 1,');
    const said = await keyport(['export', file, '--format', 'cli', '--to', folder]);
    expect(said).toMatchObject({ code: 2, stdout: '' });
    expect(said.stderr).toContain('broken.json');
  });
});

describe('a launch as code', () => {
  test('takes over what is there, by the ids of AWS and the rules as they are now', async () => {
    const plan = await writePlan();
    const launched = await keyport(['launch', plan, '--json', '--yes']);
    const { launchId } = (JSON.parse(launched.stdout) as { result: { launchId: string } }).result;

    expect(await keyport(['export', 'web', '--format', 'terraform', '--to', folder])).toMatchObject({
      code: 0,
    });

    const main = fs.readFileSync(path.join(folder, 'main.tf'), 'utf8');
    const imported = [...main.matchAll(/^import \{\n {2}to = (.*)\n {2}id = "(.*)"\n\}$/gmu)].map(
      ([, to, id]) => [to, id],
    );
    const state = practice.account().counts();
    expect(imported.filter(([to]) => to?.startsWith('aws_instance.fleet["us-east-1'))).toHaveLength(
      state.instances,
    );
    expect(imported.filter(([, id]) => id?.startsWith('sgr-'))).toHaveLength(4);
    expect(main).toContain(`"keyport:launch-id"  = "${launchId}"`);
    expect(main).toMatch(/public_key = "ssh-ed25519 AAAA[^"]*"/u);
    expect(main).not.toContain('PRIVATE KEY');
  });

  test('is of the machines that are there', async () => {
    await keyport(['launch', await writePlan(), '--yes']);
    const ec2 = new EC2Client({
      endpoint: practice.endpoint,
      region: 'us-east-1',
      credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
    });
    const { Reservations = [] } = await ec2.send(new DescribeInstancesCommand({}));
    const ended = Reservations.flatMap(({ Instances = [] }) => Instances).find(
      ({ Placement }) => Placement?.AvailabilityZone === 'us-east-1b',
    );
    await ec2.send(new TerminateInstancesCommand({ InstanceIds: [ended?.InstanceId ?? ''] }));
    await keyport(['launches', '--look']);

    await keyport(['export', 'web', '--format', 'terraform', '--to', folder]);

    const main = fs.readFileSync(path.join(folder, 'main.tf'), 'utf8');
    expect(main).toContain('"us-east-1a" = {');
    expect(main).not.toContain('us-east-1b');
    expect(main).not.toContain(ended?.InstanceId);
  });

  test('that is removed is nothing any more', async () => {
    await keyport(['launch', await writePlan(), '--yes']);
    await keyport(['undo', 'web', '--yes', '--key-pair']);

    const said = await keyport(['export', 'web', '--format', 'terraform', '--to', path.join(folder, 'to')]);

    expect(said.code).toBe(4);
    expect(said.stderr).toContain('Nothing of this launch is left');
    expect(fs.existsSync(path.join(folder, 'to'))).toBe(false);
  });
});

async function writePlan(change: Partial<LaunchPlan> = {}): Promise<string> {
  const said = await keyport(['plan', '--default', '--name', 'web', '--my-address', '203.0.113.7']);
  const file = path.join(folder, 'plan.json');
  fs.writeFileSync(file, JSON.stringify({ ...(JSON.parse(said.stdout) as LaunchPlan), ...change }));
  return file;
}

function keyport(args: readonly string[]): Promise<Said> {
  const env = {
    ...practice.env,
    HOME: folder,
    KEYPORT_HOME: path.join(folder, 'home'),
    KEYPORT_PATIENCE: '0.01',
    KEYPORT_ADDRESS_URL: 'http://127.0.0.1:9/',
  };
  return runCaptured(env, args, { openKeychain: () => keychain });
}
