import {
  AddRoleToInstanceProfileCommand,
  AttachRolePolicyCommand,
  CreateInstanceProfileCommand,
  CreatePolicyCommand,
  CreateRoleCommand,
  ListAttachedRolePoliciesCommand,
  ListInstanceProfilesCommand,
} from '@aws-sdk/client-iam';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { closeClients, type AwsClients } from '../../../electron/aws/clients.ts';
import { readInstanceProfiles, readSessionRight } from '../../../electron/aws/instance-profiles.ts';
import { clientsAt, valueOf } from '../../support/aws-clients.ts';
import { startPractice, type ServedPractice } from '../../support/practice.ts';
import { startMoto, type Moto } from '../../support/moto.ts';
import { needs } from '../../support/parts.ts';

const signal = new AbortController().signal;
const POLICY = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 's3:ListBucket', Resource: '*' }],
});

needs('moto')('against moto', () => {
  let moto: Moto;
  let clients: AwsClients;
  beforeAll(async () => {
    moto = await startMoto({ MOTO_IAM_LOAD_MANAGED_POLICIES: 'true' });
    clients = clientsAt(moto.endpoint);
  });
  afterAll(async () => {
    closeClients(clients);
    await moto.stop();
  });

  /** With a role of the same name that has these policies. */
  async function make(name: string, policyArns: readonly string[]): Promise<void> {
    await clients.iam.send(new CreateInstanceProfileCommand({ InstanceProfileName: name }));
    await clients.iam.send(new CreateRoleCommand({ RoleName: name, AssumeRolePolicyDocument: POLICY }));
    await clients.iam.send(
      new AddRoleToInstanceProfileCommand({ InstanceProfileName: name, RoleName: name }),
    );
    for (const PolicyArn of policyArns) {
      await clients.iam.send(new AttachRolePolicyCommand({ RoleName: name, PolicyArn }));
    }
  }

  test('every profile is listed with its role and whether it allows Session Manager, those that do first', async () => {
    const ofAws = (name: string) => `arn:aws:iam::aws:policy/${name}`;
    const own = await clients.iam.send(
      new CreatePolicyCommand({ PolicyName: 'AmazonSSMManagedInstanceCore', PolicyDocument: POLICY }),
    );
    await make('backup', [ofAws('AmazonS3ReadOnlyAccess')]);
    await make('nothing', []);
    await make('own', [own.Policy?.Arn ?? '']);
    await make('session', [ofAws('AmazonS3ReadOnlyAccess'), ofAws('AmazonSSMManagedInstanceCore')]);
    await clients.iam.send(new CreateInstanceProfileCommand({ InstanceProfileName: 'without-role' }));

    expect(valueOf(await readInstanceProfiles(clients))).toEqual([
      { name: 'session', roleName: 'session', session: 'has' },
      { name: 'own', roleName: 'own', session: 'unknown' },
      { name: 'backup', roleName: 'backup', session: 'lacks' },
      { name: 'nothing', roleName: 'nothing', session: 'lacks' },
      { name: 'without-role', roleName: null, session: 'lacks' },
    ]);
    expect(await readSessionRight(clients, 'session', signal)).toBe('has');
    expect(await readSessionRight(clients, 'without-role', signal)).toBe('lacks');
    expect(await readSessionRight(clients, 'nobodys', signal)).toBe('unknown');
  });
});

describe('against the practice account', () => {
  let practice: ServedPractice;
  let clients: AwsClients;
  beforeAll(async () => {
    practice = await startPractice();
    clients = clientsAt(practice.endpoint);
  });
  afterAll(async () => {
    closeClients(clients);
    await practice.stop();
  });

  test('the SDK reads its profiles, page by page as well', async () => {
    expect(valueOf(await readInstanceProfiles(clients))).toEqual([
      { name: 'practice-session-manager', roleName: 'practice-session-manager', session: 'has' },
      { name: 'practice-backup', roleName: 'practice-backup', session: 'lacks' },
    ]);
    const first = await clients.iam.send(new ListInstanceProfilesCommand({ MaxItems: 1 }));
    expect(first).toMatchObject({ IsTruncated: true, InstanceProfiles: [{ Path: '/' }] });
    const second = await clients.iam.send(new ListInstanceProfilesCommand({ Marker: first.Marker }));
    expect(second).toMatchObject({
      IsTruncated: false,
      InstanceProfiles: [{ InstanceProfileName: 'practice-backup', CreateDate: expect.any(Date) }],
    });
  });

  test.each([
    [
      'of a role that is not there',
      new ListAttachedRolePoliciesCommand({ RoleName: 'no' }),
      'NoSuchEntityException',
    ],
    ['with a marker of nobody', new ListInstanceProfilesCommand({ Marker: 'x' }), 'ValidationError'],
    ['with a page of none', new ListInstanceProfilesCommand({ MaxItems: 0 }), 'ValidationError'],
  ] as const)('a question %s is refused in IAM’s words', async (_what, command, name) => {
    const asked =
      command instanceof ListInstanceProfilesCommand ? clients.iam.send(command) : clients.iam.send(command);
    await expect(asked).rejects.toMatchObject({ name });
  });

  test('who may not list them is told so; who may not look at roles learns their names, and no more', async () => {
    const { account } = practice;
    account().setWeather([{ action: 'ListAttachedRolePolicies', kind: 'unauthorized', value: null }]);
    const named = valueOf(await readInstanceProfiles(clients));
    expect(named.map(({ session }) => session)).toEqual(['unknown', 'unknown']);

    account().setWeather([{ action: 'ListInstanceProfiles', kind: 'unauthorized', value: null }]);
    expect(await readInstanceProfiles(clients)).toMatchObject({
      ok: false,
      problem: { code: 'not-permitted' },
    });
    expect(await readSessionRight(clients, 'practice-backup', signal)).toBe('unknown');
    account().setWeather([]);
  });
});
