import { execFile } from 'node:child_process';
import { constants, createPrivateKey, privateDecrypt } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import {
  CreateKeyPairCommand,
  DescribeImagesCommand,
  DescribeKeyPairsCommand,
  GetConsoleOutputCommand,
  GetPasswordDataCommand,
  ImportKeyPairCommand,
  RunInstancesCommand,
} from '@aws-sdk/client-ec2';
import { DecodeAuthorizationMessageCommand, GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  createKeyPair,
  deleteKeyPair,
  describeKeyPair,
  importKeyPair,
  listKeyPairs,
} from '../../electron/aws/key-pairs.ts';
import type { AwsClients } from '../../electron/aws/clients.ts';
import { createKey } from '../../electron/custody/create-key.ts';
import { fingerprintsOf } from '../../electron/custody/fingerprints.ts';
import { newPrivateKey, publicKeyOf } from '../../electron/custody/key-format.ts';
import { recoverKeys } from '../../electron/custody/recover.ts';
import { secureKey } from '../../electron/custody/secure-key.ts';
import { openPracticeAccount, type PracticeAccount } from '../../electron/practice/practice-account.ts';
import type { Weather } from '../../shared/practice/weather.ts';
import { valueOf } from '../support/aws-clients.ts';
import { fakeKeychain, type FakeKeychain } from '../support/fake-keychain.ts';
import { needs, part } from '../support/parts.ts';
import { startPractice, type ServedPractice } from '../support/practice.ts';
import { practiceClients } from '../support/practice-clients.ts';
import { judgedPublicKeyOf } from '../support/ssh-keygen.ts';
import { ACCOUNT, KEY_REQUEST, openTestVault } from '../support/vault.ts';

// Keyport's own calls and its custody of keys, unchanged, with the practice account in place of AWS. The two reckon fingerprints
// and write key files each for itself, so that each judges the other.

const AT_ONCE: Weather = [{ action: '*', kind: 'pace', value: 0 }];
const TYPES = ['rsa', 'ed25519'] as const;
const WAYS = ['aws-makes-it', 'made-here'] as const;
const pause = async () => {};

let account: PracticeAccount;
let aws: AwsClients;
let folder: string;
let keychain: FakeKeychain;

beforeEach(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'keyport-practice-'));
  ({ account } = await openPracticeAccount({ stateFile: path.join(folder, 'state.json'), weather: AT_ONCE }));
  aws = practiceClients(account, ACCOUNT.region);
  keychain = fakeKeychain();
});
afterEach(() => fs.rmSync(folder, { recursive: true }));

const vault = () => openTestVault({ keychain, clients: aws, home: path.join(folder, 'home') });

describe("Keyport's own calls", () => {
  test.each(TYPES)('make a key pair of %s whose halves and fingerprint belong together', async (keyType) => {
    const made = await createKeyPair(aws.ec2Once, { name: 'web', keyType, tags: { purpose: 'a & b <c>' } });

    const shown = await describeKeyPair(aws.ec2, { name: 'web' });

    expect(shown).toMatchObject({ keyPairId: made.keyPairId, type: keyType, tags: { purpose: 'a & b <c>' } });
    expect(shown?.publicKey).toBe(`${publicKeyOf(made.privateKey) ?? ''} web`);
    expect(made.fingerprint).toBe(fingerprintsOf(made.privateKey, 'aws-made')?.aws);
    expect(shown?.fingerprint).toBe(made.fingerprint);
  });

  test.each(TYPES)(
    'import the public half of a key of %s, with the fingerprint of an import',
    async (type) => {
      const privateKey = await newPrivateKey(type);
      const publicKey = publicKeyOf(privateKey) ?? '';

      const imported = await importKeyPair(aws.ec2, { name: 'web', publicKey, tags: {} });

      expect(imported.fingerprint).toBe(fingerprintsOf(privateKey, 'made-here')?.aws);
      expect(await describeKeyPair(aws.ec2, imported)).toMatchObject({
        type,
        publicKey: `${publicKey} web`,
        fingerprint: imported.fingerprint,
      });
    },
  );

  test('list them all, and delete one by its id', async () => {
    const pairs = [];
    for (const name of ['web', 'db']) {
      pairs.push(await createKeyPair(aws.ec2Once, { name, keyType: 'ed25519', tags: {} }));
    }
    const [web] = pairs;
    if (!web) throw new Error('no key pair');

    await deleteKeyPair(aws.ec2, web, pause);

    expect((await listKeyPairs(aws.ec2)).map(({ name }) => name)).toEqual(['db']);
    expect(await describeKeyPair(aws.ec2, web)).toBeNull();
    expect(await describeKeyPair(aws.ec2, { name: 'web' })).toBeNull();
    expect(account.counts().keyPairs).toBe(1);
  });

  test('are refused by the names of AWS', async () => {
    await createKeyPair(aws.ec2Once, { name: 'web', keyType: 'ed25519', tags: {} });

    const again = createKeyPair(aws.ec2Once, { name: 'web', keyType: 'ed25519', tags: {} });
    await expect(again).rejects.toMatchObject({ name: 'InvalidKeyPair.Duplicate' });
    const junk = importKeyPair(aws.ec2, { name: 'db', publicKey: 'junk', tags: {} });
    await expect(junk).rejects.toMatchObject({ name: 'InvalidKey.Format' });
    const nobody = aws.ec2.send(new DescribeKeyPairsCommand({ KeyNames: ['web', 'nobody'] }));
    await expect(nobody).rejects.toMatchObject({ name: 'InvalidKeyPair.NotFound' });
  });

  test('make nothing in a dry run', async () => {
    const publicKey = Buffer.from(publicKeyOf(await newPrivateKey('ed25519')) ?? '');
    const dryRun = { KeyName: 'web', DryRun: true };
    const made = { name: 'DryRunOperation', $metadata: { httpStatusCode: 412 } };

    await expect(aws.ec2.send(new CreateKeyPairCommand(dryRun))).rejects.toMatchObject(made);
    const imported = aws.ec2.send(new ImportKeyPairCommand({ ...dryRun, PublicKeyMaterial: publicKey }));
    await expect(imported).rejects.toMatchObject(made);

    expect(await listKeyPairs(aws.ec2)).toEqual([]);
  });
});

describe('the custody of keys', () => {
  test.each(WAYS.flatMap((kind) => TYPES.map((type) => [kind, type] as const)))(
    'has both halves in order: %s, %s',
    async (kind, type) => {
      const secured = valueOf(
        await createKey(vault(), {
          sourceId: ACCOUNT.sourceId,
          region: ACCOUNT.region,
          name: 'web',
          type,
          kind,
        }),
      );

      expect(secured).toMatchObject({ name: 'web', type, standing: 'safe', trouble: null });
      const [pair] = await listKeyPairs(aws.ec2);
      const [kept = Buffer.of()] = [...keychain.items.values()].filter((item) =>
        publicKeyOf(Buffer.from(item)),
      );
      expect(pair?.publicKey).toBe(`${publicKeyOf(Buffer.from(kept)) ?? ''} web`);
      expect(pair?.fingerprint).toBe(
        fingerprintsOf(Buffer.from(kept), kind === 'made-here' ? 'made-here' : 'aws-made')?.aws,
      );
    },
  );

  needs('ssh-keygen')('is judged by ssh-keygen', () => {
    test.each(TYPES)('what is kept of %s is the private half of what EC2 shows', async (type) => {
      const secured = valueOf(await secureKey({ ...vault(), ...aws }, { ...KEY_REQUEST, type }, () => {}));

      const kept = keychain.items.get(secured.keychainAccount);
      expect(judgedPublicKeyOf(Buffer.from(kept ?? []))).toBe(secured.publicKey);
    });
  });

  test.each(WAYS)('has patience while EC2 does not show the new key pair: %s', async (kind) => {
    const value = { calls: 2 };
    account.setWeather([
      { action: 'CreateKeyPair', kind: 'not-found', value },
      { action: 'ImportKeyPair', kind: 'not-found', value },
    ]);

    const secured = valueOf(await secureKey({ ...vault(), ...aws }, { ...KEY_REQUEST, kind }, () => {}));

    expect(await describeKeyPair(aws.ec2, { name: 'web' })).toMatchObject({ keyPairId: secured.keyPairId });
  });

  test('takes back what it made where the answer was lost: nobody has its private half', async () => {
    account.setWeather([{ action: 'CreateKeyPair', nth: 1, kind: 'lose-answer' }]);

    const outcome = await secureKey({ ...vault(), ...aws }, KEY_REQUEST, () => {});
    expect(outcome.ok).toBe(false);
    await recoverKeys(vault());

    expect([...keychain.items.values()].filter((item) => publicKeyOf(Buffer.from(item)))).toEqual([]);
    expect(await listKeyPairs(aws.ec2)).toEqual([]);
  });
});

test('no private key that the practice account made is in its state', async () => {
  const materials = await Promise.all(
    TYPES.flatMap((keyType) =>
      (['pem', 'ppk'] as const).map(async (KeyFormat) => {
        const command = new CreateKeyPairCommand({
          KeyName: keyType + KeyFormat,
          KeyType: keyType,
          KeyFormat,
        });
        return (await aws.ec2.send(command)).KeyMaterial ?? '';
      }),
    ),
  );
  await account.saved();

  const state = fs.readFileSync(path.join(folder, 'state.json'), 'utf8');
  expect(state).toContain('rsappk');
  for (const material of materials) {
    const secret =
      material
        .split(/\r?\n/)
        .filter((line) => /^[\w+/=]{48,}$/.test(line))
        .at(-1) ?? '';
    expect(secret).not.toBe('');
    expect(state).not.toContain(secret);
  }
});

describe('a Windows machine', () => {
  const start = async () => {
    const { Images = [] } = await aws.ec2.send(
      new DescribeImagesCommand({ Owners: ['amazon'], Filters: [{ Name: 'platform', Values: ['windows'] }] }),
    );
    const { Instances: [machine] = [] } = await aws.ec2.send(
      new RunInstancesCommand({
        ImageId: Images[0]?.ImageId,
        InstanceType: 't3.medium',
        KeyName: 'win',
        MinCount: 1,
        MaxCount: 1,
      }),
    );
    return machine?.InstanceId ?? '';
  };

  test('has a password that only the private key of its key pair opens', async () => {
    const { privateKey } = await createKeyPair(aws.ec2Once, { name: 'win', keyType: 'rsa', tags: {} });
    const InstanceId = await start();

    const { PasswordData = '' } = await aws.ec2.send(new GetPasswordDataCommand({ InstanceId }));
    const { Output = '' } = await aws.ec2.send(new GetConsoleOutputCommand({ InstanceId }));

    const key = createPrivateKey(Buffer.from(privateKey));
    const block = privateDecrypt(
      { key, padding: constants.RSA_NO_PADDING },
      Buffer.from(PasswordData, 'base64'),
    );
    // PKCS#1 v1.5: 00 02, random bytes without a 0, a 0, and then the text.
    expect([...block.subarray(0, 2)]).toEqual([0, 2]);
    expect(block.subarray(block.indexOf(0, 2) + 1).toString()).toMatch(/^[!-~]{32}$/);
    expect(Buffer.from(Output, 'base64').toString()).toContain(PasswordData);
  });

  test('is not started with a key that cannot encrypt', async () => {
    await createKeyPair(aws.ec2Once, { name: 'win', keyType: 'ed25519', tags: {} });

    await expect(start()).rejects.toMatchObject({ $metadata: { httpStatusCode: 400 } });
    expect(account.counts().instances).toBe(0);
  });
});

test('STS says who one is, and why one may not', async () => {
  expect(await aws.sts.send(new GetCallerIdentityCommand({}))).toMatchObject({
    Account: '111122223333',
    Arn: 'arn:aws:iam::111122223333:user/practice',
  });
  account.setWeather([{ action: 'CreateKeyPair', kind: 'unauthorized' }]);
  const refusal: unknown = await createKeyPair(aws.ec2Once, { name: 'web', keyType: 'rsa', tags: {} }).catch(
    (error: unknown) => error,
  );
  const message = refusal instanceof Error ? refusal.message : '';

  const { DecodedMessage = '' } = await aws.sts.send(
    new DecodeAuthorizationMessageCommand({ EncodedMessage: message.split('failure message: ')[1] }),
  );

  expect(JSON.parse(DecodedMessage)).toMatchObject({
    allowed: false,
    context: { action: 'ec2:CreateKeyPair' },
  });
});

needs('aws', 'ssh-keygen')('the AWS CLI', () => {
  let served: ServedPractice;
  beforeEach(async () => {
    served = await startPractice();
  });
  afterEach(() => served.stop());

  const cli = async (...words: readonly string[]): Promise<string> => {
    const env = { PATH: process.env['PATH'], HOME: folder, ...served.env };
    const { stdout } = await promisify(execFile)(part('aws') ?? '', [...words, '--output', 'text'], { env });
    return stdout.trim();
  };

  test('writes a key pair into a file, and opens with it the password of a Windows machine', async () => {
    const key = path.join(folder, 'win.pem');
    const create = ['ec2', 'create-key-pair', '--key-name', 'win', '--query', 'KeyMaterial'];
    fs.writeFileSync(key, `${await cli(...create)}\n`, { mode: 0o600 });
    const image = '/aws/service/ami-windows-latest/Windows_Server-2022-English-Full-Base';
    const [imageId, shown] = await Promise.all([
      cli('ssm', 'get-parameters', '--names', image, '--query', 'Parameters[0].Value'),
      cli('ec2', 'describe-key-pairs', '--include-public-key', '--query', 'KeyPairs[0].PublicKey'),
    ]);
    expect(shown.trim()).toBe(`${judgedPublicKeyOf(fs.readFileSync(key))} win`);

    const run = ['ec2', 'run-instances', '--image-id', imageId, '--instance-type', 't3.medium'];
    const id = await cli(...run, '--key-name', 'win', '--query', 'Instances[0].InstanceId');

    const password = ['ec2', 'get-password-data', '--instance-id', id, '--query', 'PasswordData'];
    const [opened, text] = await Promise.all([
      cli(...password, '--priv-launch-key', key),
      cli('ec2', 'get-console-output', '--instance-id', id, '--query', 'Output'),
    ]);
    expect(opened).toMatch(/^[!-~]{32}$/);
    expect(text).toContain('Message: Windows is Ready to use');
  });
});
