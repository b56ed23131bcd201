import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { accountsOf } from '../../../electron/aws/accounts.ts';
import { createConnections } from '../../../electron/aws/connections.ts';
import { listKeyPairs } from '../../../electron/aws/key-pairs.ts';
import { valueOf } from '../../support/aws-clients.ts';
import { ec2Answer, startFakeAws, type FakeAnswer, type FakeAws } from '../../support/fake-aws.ts';

let aws: FakeAws;
let folder: string;
beforeEach(async () => {
  aws = await startFakeAws(({ action }) => ANSWERS[action] ?? ec2Answer(action, ''));
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'keyport-connections-'));
});
afterEach(async () => {
  await aws.stop();
  fs.rmSync(folder, { recursive: true });
});

test('another region is asked without asking again who this is', async () => {
  const connections = createConnections(accountsOf(environment()));
  const connection = valueOf(await connections.connect(CHOICE));

  for (const region of ['eu-central-1', 'us-west-2', 'eu-west-1']) {
    await connections.inRegion(connection, region, ({ ec2 }) => listKeyPairs(ec2));
  }

  expect(aws.asked('DescribeKeyPairs').map(({ headers }) => regionOf(headers.authorization))).toEqual([
    'eu-central-1',
    'us-west-2',
    'eu-west-1',
  ]);
  expect(aws.asked('GetCallerIdentity')).toHaveLength(1);
});

test('a profile that has to sign in does so once for all regions', async () => {
  const signIns = path.join(folder, 'sign-ins');
  const connections = createConnections(accountsOf(profileThatSignsIn(signIns)));
  const connection = valueOf(await connections.connect({ sourceId: 'profile:web', region: 'eu-west-1' }));

  await Promise.all(
    ['eu-central-1', 'us-west-2'].map((region) =>
      connections.inRegion(connection, region, ({ ec2 }) => listKeyPairs(ec2)),
    ),
  );

  expect(aws.asked('DescribeKeyPairs')).toHaveLength(2);
  expect(fs.readFileSync(signIns, 'utf8')).toBe('signed in\n');
});

test('what fails in another region fails there only, and lets go of its clients', async () => {
  const connections = createConnections(accountsOf(environment()));
  const connection = valueOf(await connections.connect(CHOICE));
  const closed: unknown[] = [];

  const failing = connections.inRegion(connection, 'us-west-2', async ({ ec2 }) => {
    closed.push(vi.spyOn(ec2, 'destroy'));
    throw new Error('no');
  });

  await expect(failing).rejects.toThrow('no');
  expect(closed[0]).toHaveBeenCalledOnce();
  expect(await listKeyPairs(connection.clients.ec2)).toEqual([]);
});

const CHOICE = { sourceId: 'environment', region: 'eu-west-1' };

const ANSWERS: Record<string, FakeAnswer> = {
  GetCallerIdentity: {
    body: '<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult><Arn>arn:aws:iam::123456789012:user/me</Arn><Account>123456789012</Account></GetCallerIdentityResult></GetCallerIdentityResponse>',
  },
  DescribeRegions: ec2Answer(
    'DescribeRegions',
    '<regionInfo><item><regionName>eu-west-1</regionName></item></regionInfo>',
  ),
  DescribeKeyPairs: ec2Answer('DescribeKeyPairs', '<keySet></keySet>'),
};

function environment() {
  return {
    AWS_ENDPOINT_URL: aws.endpoint,
    AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'secret',
    AWS_CONFIG_FILE: path.join(folder, 'config'),
    AWS_SHARED_CREDENTIALS_FILE: path.join(folder, 'credentials'),
  };
}

/** Its credentials come from a program, which leaves a line in a file each time. */
function profileThatSignsIn(signIns: string) {
  const answer = { Version: 1, AccessKeyId: 'ASIAIOSFODNN7EXAMPLE', SecretAccessKey: 'secret' };
  const program = path.join(folder, 'sign-in.sh');
  fs.writeFileSync(
    program,
    `#!/bin/sh\necho signed in >> ${signIns}\necho '${JSON.stringify({ ...answer, SessionToken: 'token', Expiration: '2099-01-01T00:00:00Z' })}'\n`,
    { mode: 0o700 },
  );
  fs.writeFileSync(path.join(folder, 'config'), `[profile web]\ncredential_process = ${program}\n`);
  return {
    AWS_ENDPOINT_URL: aws.endpoint,
    AWS_CONFIG_FILE: path.join(folder, 'config'),
    AWS_SHARED_CREDENTIALS_FILE: path.join(folder, 'credentials'),
    PATH: process.env['PATH'],
  };
}

function regionOf(authorization: string | undefined): string | undefined {
  return /Credential=[^/]+\/\d+\/([^/]+)\//.exec(authorization ?? '')?.[1];
}
