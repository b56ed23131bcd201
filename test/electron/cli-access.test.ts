import { once } from 'node:events';
import fs from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import {
  DescribeSecurityGroupRulesCommand,
  type EC2Client,
  RevokeSecurityGroupIngressCommand,
  StopInstancesCommand,
} from '@aws-sdk/client-ec2';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { AccessTest } from '../../shared/connect/access-test.ts';
import { clientsAt } from '../support/aws-clients.ts';
import { runCaptured, type Said } from '../support/captured-cli.ts';
import { fakeKeychain, type FakeKeychain } from '../support/fake-keychain.ts';
import { startPractice, type ServedPractice } from '../support/practice.ts';

// `test-access` and `fix-access`, on an account that says what EC2 says.

const HOME_ADDRESS = '203.0.113.7';
const TRAIN_ADDRESS = '198.51.100.9';

let folder: string;
let practice: ServedPractice;
let keychain: FakeKeychain;
let service: http.Server;
let myAddress: string;
let ec2: EC2Client;
let asked: number;

beforeEach(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'keyport-cli-access-'));
  practice = await startPractice();
  keychain = fakeKeychain();
  myAddress = HOME_ADDRESS;
  asked = 0;
  service = http.createServer((_, response) => {
    asked += 1;
    response.end(myAddress);
  });
  service.listen(0, '127.0.0.1');
  await once(service, 'listening');
  ec2 = clientsAt(practice.endpoint).ec2;
});
afterEach(async () => {
  service.close();
  await practice.stop();
  fs.rmSync(folder, { recursive: true, force: true });
});

describe('without a launch', () => {
  test('nothing has to be changed, and nobody is asked for an address', async () => {
    expect(await keyport(['fix-access'])).toMatchObject({
      code: 0,
      stdout: 'No launch lets in another address than the one in use here, as far as anybody can say.\n',
    });
    expect(asked).toBe(0);
  });

  test('there is none to walk to', async () => {
    expect(await keyport(['test-access', 'my-fleet'])).toMatchObject({ code: 2, stdout: '' });
    expect(await keyport(['fix-access', 'my-fleet'])).toMatchObject({ code: 2, stdout: '' });
  });
});

describe('a launch of two machines', () => {
  let ids: readonly string[];

  beforeEach(async () => {
    ids = await launch();
  });

  test('is walked to, machine by machine, and all is well by the rules', async () => {
    const said = await keyport(['test-access', 'my-fleet']);

    expect(said.code).toBe(0);
    expect(said.stdout).toContain(`From ${HOME_ADDRESS} to port 22`);
    for (const id of ids) expect(said.stdout).toContain(id);
    expect(said.stdout.match(/By AWS’s rules you would be let in/g)).toHaveLength(2);
    // Each step is told as it goes.
    expect(said.stderr).toContain('us-east-1a: A public address');
    expect((await keyport(['test-access', 'my-fleet', '--quiet'])).stderr).toBe('');
  });

  test('from another address the walk ends at the group, with the command that mends it', async () => {
    myAddress = TRAIN_ADDRESS;
    const said = await keyport(['test-access', 'my-fleet', ids[0]?.slice(0, 6) ?? '', '--json']);
    const text = await keyport(['test-access', 'my-fleet', ids[0] ?? '']);

    expect(said.code).toBe(1);
    const { tests } = resultOf(said) as { readonly tests: readonly AccessTest[] };
    expect(tests[0]).toMatchObject({
      verdict: 'stopped',
      from: TRAIN_ADDRESS,
      fixes: [{ kind: 'fix-access', before: HOME_ADDRESS, now: TRAIN_ADDRESS }],
    });
    expect(text.stdout).toContain('  WRONG  The firewall lets you in (security group). ');
    expect(text.stdout).toContain('Let yourself in with: keyport fix-access my-fleet');
  });

  test('a machine that is stopped is said to be; the other one is well', async () => {
    await ec2.send(new StopInstancesCommand({ InstanceIds: [ids[0] ?? ''] }));
    const said = await keyport(['test-access', 'my-fleet']);

    expect(said.code).toBe(1);
    expect(said.stdout).toMatch(/It is stopped|It is being stopped/);
    expect(said.stdout).toContain('By AWS’s rules you would be let in');
  });

  test.each([['i-999'], ['']])('no machine of it is called %j', async (typed) => {
    const said = await keyport(['test-access', 'my-fleet', typed]);
    expect(said).toMatchObject({ code: 2, stdout: '' });
    for (const id of ids) expect(said.stderr).toContain(id);
  });

  test('lets in the address of now instead of the one of before, and is well again', async () => {
    myAddress = TRAIN_ADDRESS;
    const shown = await keyport(['fix-access', '--show']);
    expect(shown).toMatchObject({
      code: 0,
      stdout: `my-fleet: port 22 lets in ${HOME_ADDRESS}. It would let in ${TRAIN_ADDRESS} instead.\n`,
    });
    expect(await whoLogsIn()).toEqual([`${HOME_ADDRESS}/32`]);

    expect(await keyport(['fix-access'])).toMatchObject({
      code: 0,
      stdout: `my-fleet: port 22 lets in ${TRAIN_ADDRESS} now.\n`,
    });
    expect(await whoLogsIn()).toEqual([`${TRAIN_ADDRESS}/32`]);
    // The launch knows it: nothing is left to be changed, and the walk ends well.
    expect((await keyport(['fix-access', '--show'])).stdout).toContain('No launch lets in another address');
    expect((await keyport(['fix-access', 'my-fleet'])).stdout).toBe(
      'my-fleet: this address is let in already.\n',
    );
    expect((await keyport(['test-access', 'my-fleet', ids[1] ?? ''])).code).toBe(0);
  });

  test('that lets nobody in lets in this computer when it is named', async () => {
    const [rule] = await logInRules();
    await ec2.send(
      new RevokeSecurityGroupIngressCommand({
        GroupId: rule?.GroupId,
        SecurityGroupRuleIds: [rule?.SecurityGroupRuleId ?? ''],
      }),
    );

    expect(await keyport(['fix-access', 'my-fleet'])).toMatchObject({
      code: 0,
      stdout: `my-fleet: port 22 lets in ${HOME_ADDRESS} now.\n`,
    });
    expect(await whoLogsIn()).toEqual([`${HOME_ADDRESS}/32`]);
  });

  test('where nobody says the address, nothing is changed', async () => {
    myAddress = 'a log-in page of a hotel';
    const said = await keyport(['fix-access', 'my-fleet', '--json']);
    expect(said.code).toBe(5);
    expect(JSON.parse(said.stdout)).toMatchObject({ ok: false, problem: { code: 'address-unreachable' } });
    expect(await whoLogsIn()).toEqual([`${HOME_ADDRESS}/32`]);
  });

  test('where nobody says the address, nobody is said to be let in either', async () => {
    myAddress = 'a log-in page of a hotel';
    const said = await keyport(['test-access', 'my-fleet', ids[0] ?? '']);
    expect(said.code).toBe(1);
    expect(said.stdout).toContain('Nobody can say whether you would be let in');
    expect(said.stdout).not.toContain('By AWS’s rules you would be let in');
  });
});

function keyport(args: readonly string[]): Promise<Said> {
  const { port } = service.address() as AddressInfo;
  const env = {
    ...practice.env,
    KEYPORT_PATIENCE: '0.01',
    KEYPORT_ADDRESS_URL: `http://127.0.0.1:${String(port)}/`,
  };
  return runCaptured(env, ['--home', path.join(folder, 'home'), ...args], { openKeychain: () => keychain });
}

/** Two machines in two zones, one address let in; answers their ids. */
async function launch(): Promise<readonly string[]> {
  const planned = await keyport(['plan', '--default', '--my-address', HOME_ADDRESS]);
  const plan = JSON.parse(planned.stdout) as { readonly placements: readonly unknown[] };
  const file = path.join(folder, 'plan.json');
  fs.writeFileSync(file, JSON.stringify({ ...plan, placements: plan.placements.slice(0, 2) }));
  const said = await keyport(['launch', file, '--yes', '--json']);
  expect(said.code, said.stderr).toBe(0);
  const { instances } = resultOf(said) as { readonly instances: readonly { readonly instanceId: string }[] };
  expect(instances).toHaveLength(2);
  return instances.map(({ instanceId }) => instanceId);
}

function resultOf({ stdout }: Said): unknown {
  return (JSON.parse(stdout) as { readonly result: unknown }).result;
}

async function logInRules() {
  const { SecurityGroupRules = [] } = await ec2.send(new DescribeSecurityGroupRulesCommand({}));
  return SecurityGroupRules.filter(({ IsEgress, FromPort }) => IsEgress !== true && FromPort === 22);
}

/** By EC2's own list of rules. */
async function whoLogsIn(): Promise<readonly (string | undefined)[]> {
  return (await logInRules()).map(({ CidrIpv4 }) => CidrIpv4);
}
