import { execFile } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openAwsCli, type AwsCli } from '../../support/aws-cli.ts';
import { needs } from '../../support/parts.ts';
import { startPractice, type ServedPractice } from '../../support/practice.ts';

// The practice account judged by a program that knows nothing of it. What only reads is in the long tests.

const SLOW_MS = 240_000;
const AL2023 = '/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64';
const WINDOWS = '/aws/service/ami-windows-latest/Windows_Server-2025-English-Full-Base';
const ZONES = ['us-east-1a', 'us-east-1b', 'us-east-1c'];

needs('aws', 'ssh-keygen')('the AWS CLI', () => {
  let practice: ServedPractice;
  let aws: AwsCli;
  let folder: string;
  beforeAll(async () => {
    practice = await startPractice();
    aws = openAwsCli(practice.env);
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'keyport-aws-cli-'));
  });
  afterAll(async () => {
    await practice.stop();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  const ec2 = (words: string) => aws.json('ec2', ...words.split(' '));
  const ec2Text = (words: string) => aws.text('ec2', ...words.split(' '));
  const refused = async (words: string) => aws.refusal('ec2', ...words.split(' '));

  test('a fleet in three zones lives its whole life', { timeout: SLOW_MS }, async () => {
    const [image, keyMaterial, groupId] = await Promise.all([
      aws.text('ssm', 'get-parameter', '--name', AL2023, '--query', 'Parameter.Value'),
      ec2Text('create-key-pair --key-name fleet --key-type ed25519 --query KeyMaterial'),
      ec2Text('create-security-group --group-name fleet --description d --query GroupId'),
    ]);
    expect(image).toMatch(/^ami-[0-9a-f]{17}$/u);
    expect(await kindOfKey(keyMaterial)).toBe('ED25519');
    for (const [port, cidr] of [
      ['22', '203.0.113.9/24'],
      ['80', '0.0.0.0/0'],
      ['443', '0.0.0.0/0'],
    ]) {
      const rule = `--protocol tcp --port ${port} --cidr ${cidr}`;
      expect(await ec2(`authorize-security-group-ingress --group-id ${groupId} ${rule}`)).toMatchObject({
        Return: true,
        SecurityGroupRules: [{ GroupId: groupId, CidrIpv4: port === '22' ? '203.0.113.0/24' : cidr }],
      });
    }

    const ids = await Promise.all(
      ZONES.map((zone) =>
        aws.text(
          ...`ec2 run-instances --image-id ${image} --instance-type t3.micro --key-name fleet`.split(' '),
          ...`--security-group-ids ${groupId} --placement AvailabilityZone=${zone}`.split(' '),
          ...`--tag-specifications ResourceType=instance,Tags=[{Key=Name,Value=${zone}}]`.split(' '),
          ...`--metadata-options HttpTokens=required --query Instances[0].InstanceId`.split(' '),
        ),
      ),
    );
    const fleet = ids.join(' ');
    await Promise.all([
      ec2(`wait instance-running --instance-ids ${fleet}`),
      ec2(`wait instance-status-ok --instance-ids ${fleet}`),
    ]);
    const [statuses, seen, console_, duplicate, inUse] = await Promise.all([
      ec2(
        `describe-instance-status --instance-ids ${fleet} --query InstanceStatuses[].[InstanceState.Name,InstanceStatus.Status,SystemStatus.Status]`,
      ),
      ec2(
        `describe-instances --filters Name=tag:Name,Values=us-east-1* Name=instance-state-name,Values=running --query Reservations[].Instances[].[Placement.AvailabilityZone,Tags[0].Value,KeyName,SecurityGroups[0].GroupName,MetadataOptions.HttpTokens,State.Name]`,
      ),
      ec2(`get-console-output --instance-id ${ids[0] ?? ''}`),
      refused('create-security-group --group-name FLEET --description d'),
      refused(`delete-security-group --group-id ${groupId}`),
    ]);
    expect(statuses).toEqual(ZONES.map(() => ['running', 'ok', 'ok']));
    expect(new Set(seen as unknown[])).toEqual(
      new Set(ZONES.map((zone) => [zone, zone, 'fleet', 'fleet', 'required', 'running'])),
    );
    // The CLI itself decodes it.
    expect(console_).toMatchObject({ InstanceId: ids[0], Output: expect.stringContaining('SSH HOST KEY') });
    expect(duplicate.says).toMatch(
      /^An error occurred \(InvalidGroup\.Duplicate\) when calling the CreateSecurityGroup operation: The security group '.*' already exists for VPC 'vpc-[0-9a-f]+'$/u,
    );
    expect(inUse.says).toMatch(
      /^An error occurred \(DependencyViolation\) when calling the DeleteSecurityGroup operation: /u,
    );

    const [first = '', ...others] = ids;
    await ec2(`create-tags --resources ${fleet} --tags Key=Owner,Value=me`);
    const [stopping] = await Promise.all([
      ec2(`stop-instances --instance-ids ${first}`),
      ec2(`terminate-instances --instance-ids ${others.join(' ')}`),
    ]);
    expect(stopping).toMatchObject({ StoppingInstances: [{ CurrentState: { Name: 'stopping' } }] });
    await ec2(`wait instance-stopped --instance-ids ${first}`);
    const [stopped, started] = [
      await ec2(
        `describe-instances --instance-ids ${first} --query Reservations[0].Instances[0].[State.Name,PublicIpAddress]`,
      ),
      await ec2(`start-instances --instance-ids ${first}`),
    ];
    expect(stopped).toEqual(['stopped', null]);
    expect(started).toMatchObject({ StartingInstances: [{ CurrentState: { Name: 'pending' } }] });
    await ec2(`terminate-instances --instance-ids ${first}`);
    await ec2(`wait instance-terminated --instance-ids ${fleet}`);
    const [deleted] = await Promise.all([
      ec2(`delete-security-group --group-id ${groupId}`),
      ec2('delete-key-pair --key-name fleet'),
    ]);
    expect(deleted).toMatchObject({ Return: true });
    expect(practice.account().counts()).toMatchObject({ instances: 0, keyPairs: 0 });
  });

  test('the password of a Windows machine opens with its key', { timeout: SLOW_MS }, async () => {
    const keyFile = path.join(folder, 'windows.pem');
    const [image, privateKey] = await Promise.all([
      aws.text('ssm', 'get-parameter', '--name', WINDOWS, '--query', 'Parameter.Value'),
      ec2Text('create-key-pair --key-name windows --query KeyMaterial'),
    ]);
    fs.writeFileSync(keyFile, `${privateKey}\n`, { mode: 0o600 });
    const id = await ec2Text(
      `run-instances --image-id ${image} --instance-type t3.medium --key-name windows --query Instances[0].InstanceId`,
    );

    await ec2(`wait password-data-available --instance-id ${id}`);
    const password = await ec2Text(
      `get-password-data --instance-id ${id} --priv-launch-key ${keyFile} --query PasswordData`,
    );

    expect(password).toMatch(/^[!-~]{12,64}$/u);
  });

  test('a key of one’s own is imported, and its fingerprint is AWS’s', { timeout: SLOW_MS }, async () => {
    const keyFile = path.join(folder, 'own');
    await promisify(execFile)('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', keyFile]);
    const { stdout } = await promisify(execFile)('ssh-keygen', ['-lf', keyFile, '-E', 'sha256']);

    const imported = await ec2(`import-key-pair --key-name own --public-key-material fileb://${keyFile}.pub`);

    const [, fingerprint = ''] = /SHA256:(\S+)/u.exec(stdout) ?? [];
    expect(imported).toMatchObject({ KeyName: 'own', KeyFingerprint: `${fingerprint}=` });
  });

  test('the other services answer in their own words', { timeout: SLOW_MS }, async () => {
    const [me, parameters, byPath, products, profiles, policies, quota, noQuota] = await Promise.all([
      aws.json('sts', 'get-caller-identity'),
      aws.json('ssm', 'get-parameters', '--names', AL2023, '/aws/service/no/such'),
      aws.json(
        ...'ssm get-parameters-by-path --path /aws/service/ami-amazon-linux-latest --page-size 10'.split(' '),
      ),
      aws.json(
        ...'pricing get-products --service-code AmazonEC2 --region us-east-1 --max-items 1 --filters'.split(
          ' ',
        ),
        'Type=TERM_MATCH,Field=instanceType,Value=t3.micro',
        'Type=TERM_MATCH,Field=regionCode,Value=us-east-1',
        'Type=TERM_MATCH,Field=operatingSystem,Value=Linux',
      ),
      aws.json(...'iam list-instance-profiles --page-size 1'.split(' ')),
      aws.json(...'iam list-attached-role-policies --role-name practice-session-manager'.split(' ')),
      aws.json(...'service-quotas get-service-quota --service-code ec2 --quota-code L-1216C47A'.split(' ')),
      aws.refusal(
        ...'service-quotas get-service-quota --service-code ec2 --quota-code L-00000000'.split(' '),
      ),
    ]);

    expect(me).toMatchObject({
      Account: '111122223333',
      Arn: expect.stringMatching(/^arn:aws:iam::111122223333:/u),
    });
    expect(parameters).toMatchObject({
      Parameters: [{ Name: AL2023, Value: expect.stringMatching(/^ami-/u) }],
      InvalidParameters: ['/aws/service/no/such'],
    });
    const names = (byPath as { Parameters: { Name: string }[] }).Parameters.map(({ Name }) => Name);
    expect(names).toContain(AL2023);
    expect(new Set(names).size).toBe(names.length);
    const [product = ''] = (products as { PriceList: string[] }).PriceList;
    expect(JSON.parse(product)).toMatchObject({ product: { attributes: { instanceType: 't3.micro' } } });
    expect(profiles).toMatchObject({
      InstanceProfiles: [
        {
          InstanceProfileName: 'practice-session-manager',
          Roles: [{ RoleName: 'practice-session-manager' }],
        },
        { InstanceProfileName: 'practice-backup' },
      ],
    });
    expect(policies).toMatchObject({ AttachedPolicies: [{ PolicyName: 'AmazonSSMManagedInstanceCore' }] });
    expect(quota).toMatchObject({ Quota: { QuotaCode: 'L-1216C47A', Value: expect.any(Number) } });
    expect(noQuota.says).toMatch(
      /^An error occurred \(NoSuchResourceException\) when calling the GetServiceQuota operation/u,
    );
  });

  test('a refusal is printed with EC2’s code and message', { timeout: SLOW_MS }, async () => {
    const cases = [
      [
        'describe-instances --instance-ids i-00000000000000000',
        'InvalidInstanceID.NotFound',
        'DescribeInstances',
      ],
      ['describe-vpcs --filters Name=flavour,Values=sweet', 'InvalidParameterValue', 'DescribeVpcs'],
      ['describe-flow-logs', 'InvalidAction', 'DescribeFlowLogs'],
    ] as const;

    const all = await Promise.all(cases.map(([words]) => refused(words)));

    for (const [at, [, code, operation]] of cases.entries()) {
      expect(all[at]?.says).toMatch(
        new RegExp(
          `^An error occurred \\(${code.replace('.', '\\.')}\\) when calling the ${operation} operation: .`,
          'u',
        ),
      );
    }
  });

  async function kindOfKey(privateKey: string): Promise<string> {
    const file = path.join(folder, 'made.pem');
    fs.writeFileSync(file, `${privateKey}\n`, { mode: 0o600 });
    const { stdout } = await promisify(execFile)('ssh-keygen', ['-lf', file]);
    return /\((\w+)\)\s*$/u.exec(stdout)?.[1] ?? stdout;
  }
});
