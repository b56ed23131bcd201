import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ImportKeyPairCommand, RunInstancesCommand } from '@aws-sdk/client-ec2';
import { accountsOf } from '../../../electron/aws/accounts.ts';
import { createConnections } from '../../../electron/aws/connections.ts';
import { readAccountKeys } from '../../../electron/custody/read-account-keys.ts';
import { clientsAt, valueOf } from '../../support/aws-clients.ts';
import { ec2Answer, ec2Error, startFakeAws, type FakeAnswer, type FakeAws } from '../../support/fake-aws.ts';
import { startMoto, type Moto } from '../../support/moto.ts';
import { needs } from '../../support/parts.ts';
import { openTestVault } from '../../support/vault.ts';

describe('an account of several regions', () => {
  let aws: FakeAws;
  /** Said instead of the usual, by action or by region and action. */
  let answers: Record<string, FakeAnswer>;
  beforeEach(async () => {
    answers = {};
    aws = await startFakeAws(({ action, headers }) => {
      const region = regionOf(headers.authorization);
      return answers[`${region} ${action}`] ?? answers[action] ?? usual(action, region);
    });
  });
  afterEach(() => aws.stop());

  const read = () => {
    const vault = openTestVault();
    const services = { ...vault, connections: createConnections(accountsOf(environmentFor(aws.endpoint))) };
    return readAccountKeys(services, CHOICE).finally(vault.remove);
  };

  test('is read whole: its key pairs, who may use them, and where', async () => {
    const keys = valueOf(await read());

    expect(keys).toMatchObject({ accountId: '123456789012', endpoint: aws.endpoint, areAllRegions: true });
    expect(keys.regions).toEqual(
      ['eu-central-1', 'eu-west-1', 'us-east-1'].map((region) => ({
        region,
        keyPairs: null,
        instances: null,
      })),
    );
    expect(keys.keyPairs).toContainEqual({
      region: 'eu-west-1',
      keyPairId: 'key-eu-west-1',
      name: 'web',
      type: 'ed25519',
      fingerprint: 'aa:bb',
      publicKey: 'ssh-ed25519 AAAA',
      createdAt: '2026-05-12T08:00:00.000Z',
      custodyId: 'custody-1',
    });
    expect(keys.keyPairs).toHaveLength(3);
    expect(keys.instances.map(({ instanceId, region }) => [instanceId, region])).toEqual([
      ['i-eu-central-1', 'eu-central-1'],
      ['i-eu-west-1', 'eu-west-1'],
      ['i-us-east-1', 'us-east-1'],
    ]);
    expect(aws.asked('GetCallerIdentity')).toHaveLength(1);
  });

  test('a region that may not be read is told, and the others are read', async () => {
    answers['us-east-1 DescribeKeyPairs'] = ec2Error('UnauthorizedOperation', 'denied by a policy', 403);
    answers['us-east-1 DescribeInstances'] = ec2Error('UnauthorizedOperation', 'denied by a policy', 403);

    const keys = valueOf(await read());

    const denied = expect.objectContaining({ code: 'not-permitted' });
    expect(keys.regions.find(({ region }) => region === 'us-east-1')).toEqual({
      region: 'us-east-1',
      keyPairs: denied,
      instances: denied,
    });
    expect(keys.keyPairs.map(({ region }) => region)).toEqual(['eu-central-1', 'eu-west-1']);
  });

  test('of one region the key pairs may be known, and not the instances', async () => {
    answers['us-east-1 DescribeInstances'] = ec2Error('UnauthorizedOperation', 'denied by a policy', 403);

    const keys = valueOf(await read());

    expect(keys.regions.find(({ region }) => region === 'us-east-1')).toMatchObject({
      keyPairs: null,
      instances: { code: 'not-permitted' },
    });
    expect(keys.keyPairs).toHaveLength(3);
  });

  test('whose regions cannot be listed is read where it was asked, and is not taken for whole', async () => {
    answers['DescribeRegions'] = ec2Error('UnauthorizedOperation', 'no', 403);

    const keys = valueOf(await read());

    expect(keys.areAllRegions).toBe(false);
    expect(keys.regions.map(({ region }) => region)).toEqual(['eu-west-1']);
  });

  test('that does not answer is a problem, and no empty account', async () => {
    answers['GetCallerIdentity'] = 'drop';

    expect(await read()).toMatchObject({ ok: false, problem: { code: 'answer-lost' } });
  });
});

test('at most six regions are read at once', async () => {
  const regions = Array.from({ length: 17 }, (_, at) => `us-test-${at}`);
  const open = new Set<string>();
  const most: number[] = [];
  const vault = openTestVault({ clients: {}, account: { regions } });
  const services = {
    ...vault,
    connections: {
      ...vault.connections,
      inRegion: async (_connection: unknown, region: string) => {
        open.add(region);
        most.push(open.size);
        await Promise.resolve();
        open.delete(region);
        return [
          { ok: true, value: [] },
          { ok: true, value: [] },
        ] as never;
      },
    },
  };

  const keys = valueOf(await readAccountKeys(services, { sourceId: 'environment', region: 'us-test-0' }));

  expect(keys.regions).toHaveLength(17);
  expect(Math.max(...most)).toBe(6);
  vault.remove();
});

needs('moto')('the emulator as an account', () => {
  let moto: Moto;
  beforeAll(async () => {
    moto = await startMoto();
  });
  afterAll(() => moto.stop());

  test('key pairs and instances of two regions are found among all that it has', async () => {
    for (const region of ['eu-west-1', 'us-east-1']) {
      const { ec2 } = clientsAt(moto.endpoint, region);
      const PublicKeyMaterial = Buffer.from(`${ED25519} mine`);
      await ec2.send(new ImportKeyPairCommand({ KeyName: `web-${region}`, PublicKeyMaterial }));
      const ImageId = 'ami-12c6146b';
      const launch = { ImageId, MinCount: 1, MaxCount: 1, KeyName: `web-${region}` };
      await ec2.send(new RunInstancesCommand({ ...launch, InstanceType: 't3.micro' }));
    }
    const vault = openTestVault();
    const services = { ...vault, connections: createConnections(accountsOf(moto.env)) };

    const keys = valueOf(await readAccountKeys(services, CHOICE));

    expect(keys.regions.length).toBeGreaterThan(10);
    expect(keys.regions.filter(({ keyPairs, instances }) => keyPairs ?? instances)).toEqual([]);
    const names = ['web-eu-west-1', 'web-us-east-1'];
    expect(keys.keyPairs.map(({ name, publicKey }) => [name, publicKey])).toEqual(
      names.map((name) => [name, ED25519]),
    );
    expect(keys.instances.map(({ keyName, state }) => [keyName, state])).toEqual(
      names.map((name) => [name, 'running']),
    );
    vault.remove();
  });
});

const CHOICE = { sourceId: 'environment', region: 'eu-west-1' };
const ED25519 = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIPwWzLYEnbDCyhlAObBBRRZ8RI3rMdhOIG3h66axo4jA';

function usual(action: string, region: string): FakeAnswer {
  switch (action) {
    case 'GetCallerIdentity':
      return {
        body: '<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult><Arn>arn:aws:iam::123456789012:user/me</Arn><Account>123456789012</Account></GetCallerIdentityResult></GetCallerIdentityResponse>',
      };
    case 'DescribeRegions':
      return ec2Answer(
        action,
        `<regionInfo>${['us-east-1', 'eu-west-1', 'eu-central-1'].map((name) => `<item><regionName>${name}</regionName></item>`).join('')}</regionInfo>`,
      );
    case 'DescribeKeyPairs':
      return ec2Answer(
        action,
        `<keySet><item><keyPairId>key-${region}</keyPairId><keyName>web</keyName><keyType>ed25519</keyType><keyFingerprint>aa:bb</keyFingerprint><publicKey>ssh-ed25519 AAAA web</publicKey><createTime>2026-05-12T08:00:00Z</createTime><tagSet><item><key>keyport:custody-id</key><value>custody-1</value></item></tagSet></item></keySet>`,
      );
    default:
      return ec2Answer(
        action,
        `<reservationSet><item><instancesSet><item><instanceId>i-${region}</instanceId><keyName>web</keyName><instanceState><name>running</name></instanceState></item></instancesSet></item></reservationSet>`,
      );
  }
}

function environmentFor(endpoint: string) {
  return {
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'secret',
    AWS_CONFIG_FILE: '/nonexistent/config',
    AWS_SHARED_CREDENTIALS_FILE: '/nonexistent/credentials',
  };
}

function regionOf(authorization: string | undefined): string {
  return /Credential=[^/]+\/\d+\/([^/]+)\//.exec(authorization ?? '')?.[1] ?? '';
}
