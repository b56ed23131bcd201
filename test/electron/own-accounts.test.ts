import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { answerCall } from '../../electron/answer-call.ts';
import { KeychainError } from '../../electron/keychain/keychain.ts';
import type { AccountSource } from '../../shared/account.ts';
import type { Outcome } from '../../shared/outcome.ts';
import { valueOf } from '../support/aws-clients.ts';
import { runCaptured, type Captured } from '../support/captured-cli.ts';
import { ec2Answer, ec2Error, startFakeAws, type FakeAnswer, type FakeAws } from '../support/fake-aws.ts';
import { fakeKeychain, type FakeKeychain, type FakeKeychainOptions } from '../support/fake-keychain.ts';
import { openMachine, type TestMachine } from '../support/machine.ts';

const ID = 'AKIAIOSFODNN7EXAMPLE';
const SECRET = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
const TYPED = { name: 'work', accessKeyId: ID, secretAccessKey: SECRET, region: 'eu-west-1' };

let aws: FakeAws;
let user: string;
let home: string;
let env: NodeJS.ProcessEnv;
let machine: TestMachine | null;
beforeEach(async () => {
  user = 'user/maria';
  aws = await startFakeAws(({ action }) => {
    if (action === 'GetCallerIdentity') return identity(user);
    return action === 'DescribeRegions' ? regions() : ec2Error('UnauthorizedOperation', action, 403);
  });
  home = fs.mkdtempSync(path.join(os.tmpdir(), 'keyport-typed-'));
  const none = path.join(home, 'none');
  env = {
    HOME: home,
    KEYPORT_HOME: home,
    KEYPORT_PATIENCE: '0.001',
    AWS_ENDPOINT_URL: aws.endpoint,
    AWS_CONFIG_FILE: none,
    AWS_SHARED_CREDENTIALS_FILE: none,
  };
  machine = null;
});
afterEach(async () => {
  machine?.remove();
  await aws.stop();
  fs.rmSync(home, { recursive: true, force: true });
});

const open = (options: FakeKeychainOptions = {}, keychain: FakeKeychain = fakeKeychain(options)) => {
  machine = openMachine(env, keychain, { home });
  return { api: machine.api, keychain };
};
const items = ({ items: kept }: FakeKeychain) =>
  [...kept.keys()].filter((item) => item.startsWith('access-key'));
const records = () =>
  fs.existsSync(path.join(home, 'accounts')) ? fs.readdirSync(path.join(home, 'accounts')) : [];

describe('an access key that is typed once', () => {
  test('is kept after AWS has answered to it, is listed, and signs every later call', async () => {
    const { api, keychain } = open();
    const added = valueOf(await api.addAccessKey({ ...TYPED, accessKeyId: ` ${ID}\n` }));
    expect(added).toEqual({
      id: expect.stringMatching(/^key:/),
      name: 'work',
      kind: 'access-key',
      keyEnding: 'MPLE',
      region: 'eu-west-1',
      endpoint: aws.endpoint,
    });
    expect(items(keychain)).toHaveLength(1);
    const list = valueOf(await api.listAccounts());
    expect(list.sources).toEqual([added]);

    const account = valueOf(await api.connectAccount({ sourceId: added.id, region: 'eu-west-1' }));
    expect(account).toMatchObject({ sourceName: 'work', hasLongLivedKey: true, isRoot: false });
    expect(aws.asked('GetCallerIdentity').at(-1)?.headers.authorization).toContain(`Credential=${ID}/`);
  });

  test('is there for the next run, in the window and on the command line', async () => {
    const { api, keychain } = open();
    await api.addAccessKey(TYPED);
    machine?.close();
    const said = await runCaptured(env, ['accounts', 'list']);
    expect(said.stdout).toMatch(/^work +Access key in your keychain, ends in MPLE +eu-west-1/m);
    const used = await runCaptured(env, ['permissions', '--profile', 'work', '--policy', 'keys'], {
      openKeychain: () => keychain,
    });
    expect(used.stderr).toBe('');
    expect(used.code).toBe(0);
    const next = open({}, keychain);
    const [source] = valueOf(await next.api.listAccounts()).sources;
    valueOf(await next.api.connectAccount({ sourceId: source?.id ?? '', region: 'eu-west-1' }));
  });

  test('may be of the root user, which is said', async () => {
    user = 'root';
    const { api } = open();
    const { id: sourceId } = valueOf(await api.addAccessKey(TYPED));
    expect(await api.connectAccount({ sourceId, region: 'eu-west-1' })).toMatchObject({
      value: { isRoot: true },
    });
  });

  test('is nowhere but in the keychain: in no file, no answer, no picture of the vault', async () => {
    const { api, keychain } = open();
    const answers: unknown[] = [];
    const ask = async (name: 'addAccessKey' | 'connectAccount' | 'listAccounts', ...args: unknown[]) => {
      const answer = await answerCall(api, name, args, (error) => answers.push(String(error)));
      answers.push(answer);
      return answer;
    };
    const added = valueOf((await ask('addAccessKey', TYPED)) as Outcome<AccountSource>);
    await ask('addAccessKey', TYPED);
    await ask('addAccessKey', { ...TYPED, name: 1 });
    await ask('connectAccount', { sourceId: added.id, region: 'eu-west-1' });
    await ask('listAccounts');
    const kept = Buffer.from([...keychain.items.values()].at(-1) ?? []).toString();
    expect(kept).toContain(SECRET);
    const files = filesIn(home);
    expect(files.length).toBeGreaterThan(0);
    const told = JSON.stringify([files, answers, machine?.vaults, machine?.copied]);
    expect(told).toContain('MPLE');
    for (const secret of [SECRET, SECRET.slice(5, 25), ID]) expect(told).not.toContain(secret);
    expect(fs.statSync(path.join(home, 'accounts', records()[0] ?? '')).mode & 0o777).toBe(0o600);
  });

  test.each<[string, FakeAnswer | null, Partial<typeof TYPED>, string]>([
    ['AWS does not know', stsError('InvalidClientTokenId'), {}, 'credentials-refused'],
    ['has a wrong secret', stsError('SignatureDoesNotMatch'), {}, 'credentials-refused'],
    ['cannot be tried', 'drop', {}, 'answer-lost'],
    ['is of a session', null, { accessKeyId: 'ASIAIOSFODNN7EXAMPLE' }, 'account-refused'],
    ['stands in the wrong fields', null, { accessKeyId: SECRET, secretAccessKey: ID }, 'account-refused'],
    ['has no name', null, { name: '  ' }, 'account-refused'],
  ])('that %s is not kept', async (_, answer, typed, code) => {
    await aws.stop();
    aws = await startFakeAws(
      ({ action }) => answer ?? (action === 'GetCallerIdentity' ? identity(user) : regions()),
    );
    env = { ...env, AWS_ENDPOINT_URL: aws.endpoint };
    const { api, keychain } = open();
    const refused = await api.addAccessKey({ ...TYPED, ...typed });
    expect(refused).toMatchObject({ problem: { code } });
    if (answer === null) expect(aws.requests).toEqual([]);
    expect([items(keychain), records()]).toEqual([[], []]);
  });

  test('of a name that another has is refused before AWS is asked', async () => {
    const { api, keychain } = open();
    await api.addAccessKey(TYPED);
    const asked = aws.requests.length;
    expect(await api.addAccessKey({ ...TYPED, name: 'WORK' })).toMatchObject({
      problem: { code: 'account-refused', explanation: 'Another account that Keyport keeps has this name.' },
    });
    expect(aws.requests).toHaveLength(asked);
    expect(items(keychain)).toHaveLength(1);
  });

  test('is refused in practice, which keeps its keys in a plain file', async () => {
    const { api } = open();
    await api.startPractice();
    expect(await api.addAccessKey(TYPED)).toMatchObject({ problem: { code: 'account-refused' } });
    expect(aws.requests).toEqual([]);
  });
});

describe('a keychain that does not do what it should', () => {
  test.each<[string, FakeKeychainOptions, string]>([
    ['is not there', { probe: 'absent' }, 'keychain-absent'],
    ['is locked', { probe: 'locked' }, 'keychain-locked'],
    ['refuses the item', { save: ['throw-before'] }, 'keychain-failed'],
    ['reports a failure after it has kept it', { save: ['throw-after'] }, 'keychain-failed'],
    ['says yes and keeps nothing', { save: ['null'] }, 'account-refused'],
    ['gives something else back', { save: ['wrong-back'] }, 'account-refused'],
  ])('that %s leaves neither secret nor name', async (_, options, code) => {
    const { api, keychain } = open(options);
    expect(await api.addAccessKey(TYPED)).toMatchObject({ problem: { code } });
    expect([items(keychain), records()]).toEqual([[], []]);
  });

  test('that cannot say what it holds leaves the name, so that it can be removed', async () => {
    const keychain = { ...fakeKeychain({ save: ['throw-after'] }) };
    const remove = keychain.remove;
    let isDown = true;
    const { api } = open(
      {},
      {
        ...keychain,
        remove: async (item) => {
          if (isDown && item.startsWith('access-key')) throw new KeychainError('locked', 'IsLocked');
          return remove(item);
        },
      },
    );
    expect(await api.addAccessKey(TYPED)).toMatchObject({ ok: false });
    const [source] = valueOf(await api.listAccounts()).sources;
    expect(items(keychain)).toHaveLength(1);
    isDown = false;
    valueOf(await api.removeAccount({ sourceId: source?.id ?? '' }));
    expect([items(keychain), records()]).toEqual([[], []]);
  });
});

describe('what Keyport keeps, it can change', () => {
  test('another name leaves the key as it is', async () => {
    const { api } = open();
    const { id: sourceId } = valueOf(await api.addAccessKey(TYPED));
    valueOf(await api.renameAccount({ sourceId, name: ' home ' }));
    expect(valueOf(await api.listAccounts()).sources).toMatchObject([{ id: sourceId, name: 'home' }]);
    expect(await api.connectAccount({ sourceId, region: 'eu-west-1' })).toMatchObject({
      value: { sourceName: 'home' },
    });
  });

  test('removed, it is gone from the keychain and the list, and no earlier connection goes on', async () => {
    const { api, keychain } = open();
    const { id: sourceId } = valueOf(await api.addAccessKey(TYPED));
    const choice = { sourceId, region: 'eu-west-1' };
    valueOf(await api.connectAccount(choice));
    valueOf(await api.removeAccount({ sourceId }));
    expect([items(keychain), records()]).toEqual([[], []]);
    expect(await api.readTakenNames(choice)).toMatchObject({ problem: { code: 'no-credentials' } });
    expect(await api.removeAccount({ sourceId })).toMatchObject({ problem: { code: 'account-refused' } });
  });

  test('a key that was removed from the keychain by other means is told, and its name can go', async () => {
    const { api, keychain } = open();
    const { id: sourceId } = valueOf(await api.addAccessKey(TYPED));
    keychain.items.clear();
    expect(await api.connectAccount({ sourceId, region: 'eu-west-1' })).toMatchObject({
      problem: {
        code: 'account-refused',
        explanation: expect.stringContaining('remove the account here too'),
      },
    });
    valueOf(await api.removeAccount({ sourceId }));
    expect(valueOf(await api.listAccounts()).sources).toEqual([]);
  });

  test('profiles and the environment are not Keyport’s to change', async () => {
    const { api } = open();
    for (const sourceId of ['profile:work', 'environment', 'key:0b6ef9a4-0000-4000-8000-000000000000']) {
      expect(await api.removeAccount({ sourceId })).toMatchObject({
        problem: { code: 'account-refused', explanation: expect.stringContaining('AWS files') },
      });
      expect(await api.renameAccount({ sourceId, name: 'x' })).toMatchObject({ ok: false });
    }
  });

  test('where keys are kept cannot be changed while there is one', async () => {
    const { api } = open();
    const { id: sourceId } = valueOf(await api.addAccessKey(TYPED));
    const choice = { store: 'file', passphrase: 'correct horse battery staple' } as const;
    expect(await api.chooseStore(choice)).toMatchObject({ problem: { code: 'store-has-keys' } });
    valueOf(await api.removeAccount({ sourceId }));
    valueOf(await api.chooseStore(choice));
    valueOf(await api.addAccessKey(TYPED));
    expect(JSON.stringify(filesIn(home))).not.toContain(SECRET);
  });
});

describe('on the command line', () => {
  const run = (args: readonly string[], captured: Captured = {}) =>
    runCaptured(env, args, { openKeychain: () => keychain, ...captured });
  let keychain: FakeKeychain;
  beforeEach(() => {
    keychain = fakeKeychain();
  });

  test('a key is typed unseen, used, called otherwise, and removed', async () => {
    const added = await run(['accounts', 'add', '--name', 'work'], { typedHidden: [ID, SECRET] });
    expect(added.stderr).toContain('Secret access key:');
    expect(added.stdout).toContain('Say --profile work to use it.');
    const renamed = await run(['accounts', 'rename', 'work', 'home']);
    expect(renamed.stdout).toContain('“home”');
    const listed = await run(['--json', 'accounts', 'list']);
    expect(JSON.parse(listed.stdout)).toMatchObject({
      result: { sources: [{ name: 'home', keyEnding: 'MPLE' }] },
    });
    const kept = await run(['accounts', 'remove', 'home'], { typed: ['no'] });
    expect(kept.code).toBe(130);
    const removed = await run(['accounts', 'remove', 'home'], { typed: ['home'] });
    expect(removed.stderr).toContain('In AWS the key goes on to work.');
    expect(removed.stdout).toContain('ends in MPLE');
    expect(items(keychain)).toEqual([]);
    const told = JSON.stringify([added, renamed, listed, kept, removed]);
    for (const secret of [ID, SECRET]) expect(told).not.toContain(secret);
  });

  test('without a terminal it comes from standard input, and nowhere else', async () => {
    const lines = async () => Buffer.from(`${ID}\r\n${SECRET}\r\n`);
    expect(await run(['accounts', 'add', '--name', 'work'], { readInput: lines })).toMatchObject({ code: 0 });
    expect(await run(['accounts', 'add', '--name', 'two'])).toMatchObject({
      code: 4,
      stderr: expect.stringContaining('two lines of standard input'),
    });
    expect(await run(['accounts', 'add', ID])).toMatchObject({ code: 2 });
  });

  test('removing asks, or wants --yes, and knows its own accounts only', async () => {
    await run(['accounts', 'add', '--name', 'work'], { typedHidden: [ID, SECRET] });
    expect(await run(['accounts', 'remove', 'work'])).toMatchObject({ code: 4 });
    expect(await run(['accounts', 'remove', 'other'])).toMatchObject({
      code: 4,
      stderr: expect.stringContaining('no account of this name'),
    });
    expect(await run(['--yes', 'accounts', 'remove', 'work'])).toMatchObject({ code: 0 });
  });
});

function filesIn(folder: string): readonly string[] {
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => fs.readFileSync(path.join(entry.parentPath, entry.name), 'latin1'));
}

function sts(action: string, fields: string): FakeAnswer {
  return {
    body: `<${action}Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><${action}Result>${fields}</${action}Result></${action}Response>`,
  };
}

function stsError(code: string): FakeAnswer {
  const body = `<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type><Code>${code}</Code><Message>no</Message></Error><RequestId>r</RequestId></ErrorResponse>`;
  return { status: 403, body };
}

function identity(who: string): FakeAnswer {
  return sts(
    'GetCallerIdentity',
    `<Arn>arn:aws:iam::123456789012:${who}</Arn><UserId>AIDA</UserId><Account>123456789012</Account>`,
  );
}

function regions(): FakeAnswer {
  return ec2Answer(
    'DescribeRegions',
    '<regionInfo><item><regionName>eu-west-1</regionName></item></regionInfo>',
  );
}
