import { execFileSync } from 'node:child_process';
import { createPublicKey, randomBytes } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { keyPairsActions } from '../../../../electron/practice/actions/key-pairs.ts';
import { practiceRegion, type PracticeRegion } from '../../../support/practice-context.ts';
import { needs, part } from '../../../support/parts.ts';
import { judgedPublicKeyOf } from '../../../support/ssh-keygen.ts';

let region: PracticeRegion;
let folder: string;

beforeEach(async () => {
  region = await practiceRegion();
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'keyport-practice-keys-'));
});
afterEach(() => fs.rmSync(folder, { recursive: true }));

type Parameters = Readonly<Record<string, string>>;
/** Of the answer, the texts. */
const texts = (answer: Readonly<Record<string, unknown>>) => {
  const text = (name: string) => (typeof answer[name] === 'string' ? answer[name] : '');
  return {
    keyPairId: text('keyPairId'),
    keyFingerprint: text('keyFingerprint'),
    keyMaterial: text('keyMaterial'),
  };
};
const create = (params: Parameters) => texts(region.call(keyPairsActions, 'CreateKeyPair', params));
const importKey = (name: string, material: string) =>
  texts(
    region.call(keyPairsActions, 'ImportKeyPair', {
      KeyName: name,
      PublicKeyMaterial: Buffer.from(material).toString('base64'),
    }),
  );
const list = (params: Parameters = {}) =>
  region.call(keyPairsActions, 'DescribeKeyPairs', params)['keySet'] as readonly Record<string, unknown>[];
const names = (params: Parameters = {}) => list(params).map((pair) => pair['keyName']);
const remove = (params: Parameters) => region.call(keyPairsActions, 'DeleteKeyPair', params);

/** What a program says, trimmed. */
const said = (program: string, ...args: readonly string[]): string =>
  execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
const file = (name: string) => path.join(folder, name);
const write = (name: string, text: string): string => {
  fs.writeFileSync(file(name), text, { mode: 0o600 });
  return file(name);
};

needs('ssh-keygen')('a key pair that EC2 makes', () => {
  test('is RSA of 2048 bits in a file that openssl finds right, unless asked otherwise', () => {
    const key = write('web', create({ KeyName: 'web' }).keyMaterial);

    expect(fs.readFileSync(key, 'utf8')).toMatch(/^-----BEGIN RSA PRIVATE KEY-----\n/);
    expect(said('openssl', 'rsa', '-in', key, '-check', '-noout')).toContain('RSA key ok');
    expect(said('openssl', 'rsa', '-in', key, '-text', '-noout')).toContain('2048 bit');
  });

  test('has, for RSA, the SHA-1 of its private PKCS#8 for a fingerprint', () => {
    const { keyMaterial, keyFingerprint } = create({ KeyName: 'web', KeyType: 'rsa' });
    const key = write('web', keyMaterial);
    said('openssl', 'pkcs8', '-in', key, '-topk8', '-nocrypt', '-outform', 'DER', '-out', file('der'));

    expect(said('openssl', 'sha1', '-c', file('der'))).toMatch(new RegExp(`= ${keyFingerprint}$`));
    expect(list()[0]).toMatchObject({ keyFingerprint, keyType: 'rsa' });
  });

  test('is, for ed25519, a file that ssh-keygen reads, with its hash for a fingerprint', () => {
    const { keyMaterial, keyFingerprint } = create({ KeyName: 'web', KeyType: 'ed25519' });
    const key = write('web', keyMaterial);

    expect(keyMaterial).toMatch(/^-----BEGIN OPENSSH PRIVATE KEY-----\n[^]*-----\n$/);
    expect(keyFingerprint).toMatch(/^[A-Za-z0-9+/]{43}=$/);
    expect(said('ssh-keygen', '-l', '-f', key)).toContain(`256 SHA256:${keyFingerprint.slice(0, -1)} `);
    expect(list()[0]).toMatchObject({ keyFingerprint, keyType: 'ed25519' });
  });

  test.each(['rsa', 'ed25519'])('signs with its %s key what the shown public half proves', (KeyType) => {
    const key = write('web', `${create({ KeyName: 'web', KeyType }).keyMaterial}\n`);
    const [pair] = list({ IncludePublicKey: 'true' });
    const signers = write(
      'signers',
      `me ${typeof pair?.['publicKey'] === 'string' ? pair['publicKey'] : ''}`,
    );
    const message = write('message', 'a message');
    // Beside a PEM, ssh-keygen wants to see the public half.
    write('web.pub', said('ssh-keygen', '-y', '-f', key));

    said('ssh-keygen', '-Y', 'sign', '-f', key, '-n', 'file', message);

    const check = ['-Y', 'verify', '-f', signers, '-I', 'me', '-n', 'file', '-s', `${message}.sig`];
    const verify = (input: string) => () => execFileSync('ssh-keygen', check, { input, stdio: 'pipe' });
    expect(verify('a message')).not.toThrow();
    expect(verify('another message')).toThrow();
  });

  test.each(['rsa', 'ed25519'])('shows the public half of its %s key, named after itself', (KeyType) => {
    const { keyMaterial } = create({ KeyName: 'my web', KeyType });

    const [pair] = list({ IncludePublicKey: 'true' });

    expect(pair?.['publicKey']).toBe(`${judgedPublicKeyOf(Buffer.from(keyMaterial))} my web\n`);
    expect(list()[0]).toMatchObject({ publicKey: null });
  });

  test('leaves nothing of its private half behind', () => {
    for (const KeyType of ['rsa', 'ed25519']) {
      const material = create({ KeyName: KeyType, KeyType }).keyMaterial;
      const secret = material.split('\n').at(-4) ?? '';

      expect(secret).toMatch(/^[A-Za-z0-9+/]{64,70}$/);
      expect(JSON.stringify([...region.tables().keyPairs])).not.toContain(secret);
      expect(JSON.stringify([...region.tables().keyPairs])).not.toContain('PRIVATE');
    }
  });

  test('carries its tags and the time of its making', () => {
    const tags = {
      'TagSpecification.1.ResourceType': 'key-pair',
      'TagSpecification.1.Tag.1.Key': 'keyport:custody-id',
      'TagSpecification.1.Tag.1.Value': 'c1',
    };
    const answer = region.call(keyPairsActions, 'CreateKeyPair', { KeyName: 'web', ...tags });

    expect(answer['tagSet']).toEqual([{ key: 'keyport:custody-id', value: 'c1' }]);
    expect(list({ 'Filter.1.Name': 'tag:keyport:custody-id', 'Filter.1.Value.1': 'c1' })).toMatchObject([
      { keyPairId: answer['keyPairId'], createTime: new Date(region.weather.now) },
    ]);
    expect(answer['keyPairId']).toMatch(/^key-0[0-9a-f]{16}$/);
  });
});

/** PuTTY's program answers what it reads in a file of its own format. */
needs('puttygen', 'ssh-keygen')('a private key for PuTTY', () => {
  const putty = (...args: readonly string[]) => said(part('puttygen') ?? '', ...args);

  test.each(['rsa', 'ed25519'])('of %s is read by PuTTY, and is the key that EC2 shows', (KeyType) => {
    for (let at = 0; at < 10; at += 1) {
      const KeyName = `my web ${String(at)}`;
      const ppk = write('ppk', create({ KeyName, KeyType, KeyFormat: 'ppk' }).keyMaterial);
      const [pair] = list({ 'KeyName.1': KeyName, IncludePublicKey: 'true' });

      putty(ppk, '-O', 'private-openssh', '-o', file('openssh'));

      expect(`${putty(ppk, '-L')}\n`).toBe(pair?.['publicKey']);
      expect(`${judgedPublicKeyOf(fs.readFileSync(file('openssh')))} ${KeyName}\n`).toBe(pair?.['publicKey']);
      fs.rmSync(file('openssh'));
    }
  });

  test('that was changed is refused by PuTTY', () => {
    const { keyMaterial } = create({ KeyName: 'web', KeyFormat: 'ppk' });
    const ppk = write('ppk', keyMaterial.replace('Comment: web', 'Comment: wet'));

    expect(() => putty(ppk, '-O', 'private-openssh', '-o', file('openssh'))).toThrow();
  });
});

const ED25519 = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAILB/AzLBWspA4DIn/9KtQ3klwH6TM5Xs7mPGl4SpYm4S me@here';

describe('a name', () => {
  test.each([['x'.repeat(255)], ['!"#$ %&/()=?{}~']])('may be %s', (KeyName) => {
    create({ KeyName, KeyType: 'ed25519' });

    expect(names()).toEqual([KeyName]);
  });

  test.each([
    ['', 'MissingParameter'],
    [' web', 'InvalidParameterValue'],
    ['web ', 'InvalidParameterValue'],
    ['x'.repeat(256), 'InvalidParameterValue'],
    ['wéb', 'InvalidParameterValue'],
    ['we\nb', 'InvalidParameterValue'],
    ['we\u007fb', 'InvalidParameterValue'],
  ])('may not be %j', (KeyName, code) => {
    expect(() => create({ KeyName })).toThrow(expect.objectContaining({ code }));
    expect(() => importKey(KeyName, ED25519)).toThrow(expect.objectContaining({ code }));
    expect(names()).toEqual([]);
  });

  test('belongs to one key pair, and case counts', () => {
    create({ KeyName: 'web', KeyType: 'ed25519' });
    const duplicate = expect.objectContaining({
      code: 'InvalidKeyPair.Duplicate',
      message: "The keypair 'web' already exists.",
    });

    expect(() => create({ KeyName: 'web' })).toThrow(duplicate);
    expect(() => importKey('web', ED25519)).toThrow(duplicate);
    importKey('Web', ED25519);
    expect(names()).toEqual(['web', 'Web']);
  });
});

test.each([
  [{ KeyType: 'ecdsa' }, 'InvalidParameterValue'],
  [{ KeyType: 'RSA' }, 'InvalidParameterValue'],
  [{ KeyFormat: 'der' }, 'InvalidParameterValue'],
  [{ KeySize: '4096' }, 'UnknownParameter'],
  [{ 'TagSpecification.1.ResourceType': 'instance' }, 'InvalidParameterValue'],
])('nothing is made with %j', (params, code) => {
  expect(() => create({ KeyName: 'web', ...params })).toThrow(expect.objectContaining({ code }));
  expect(names()).toEqual([]);
});

test('a region holds 5,000 key pairs', () => {
  create({ KeyName: 'web', KeyType: 'ed25519' });
  const [pair] = region.tables().keyPairs.values();
  if (!pair) throw new Error('no key pair');
  for (let at = 1; at < 5_000; at += 1) {
    const keyPairId = `key-${String(at)}`;
    region.tables().keyPairs.set(keyPairId, { ...pair, keyPairId, name: keyPairId });
  }

  expect(() => create({ KeyName: 'one more' })).toThrow(
    expect.objectContaining({ code: 'KeyPairLimitExceeded' }),
  );
  remove({ KeyName: 'web' });
  create({ KeyName: 'one more', KeyType: 'ed25519' });
});

/** A public key of ssh-keygen's. */
function sshKey(type: string, ...more: readonly string[]): string {
  const key = path.join(folder, `${type}-${String(fs.readdirSync(folder).length)}`);
  said('ssh-keygen', '-q', '-t', type, '-N', '', '-C', 'me@here', '-f', key, ...more);
  return fs.readFileSync(`${key}.pub`, 'utf8');
}

/** The same key, and after it a field that no such key has. */
function withEmptyField(line: string): string {
  const [type = '', base64 = ''] = line.split(' ');
  return `${type} ${Buffer.concat([Buffer.from(base64, 'base64'), Buffer.alloc(4)]).toString('base64')}`;
}

/** A public key of this length, made at once: nobody has the other half. */
function rsaLine(bits: number): string {
  const modulus = randomBytes(bits / 8);
  modulus[0] = (modulus[0] ?? 0) | 0x80;
  modulus[modulus.length - 1] = (modulus.at(-1) ?? 0) | 1;
  const key = createPublicKey({
    format: 'jwk',
    key: { kty: 'RSA', e: 'AQAB', n: modulus.toString('base64url') },
  });
  const spki = write('spki', key.export({ format: 'pem', type: 'spki' }).toString());
  return `${said('ssh-keygen', '-i', '-m', 'PKCS8', '-f', spki)} me@here\n`;
}

needs('ssh-keygen')('a key that somebody imports', () => {
  test.each([1024, 2048, 3072, 4096, 8192])(
    'of RSA with %i bits has the MD5 of its public DER for a fingerprint',
    (bits) => {
      const line = rsaLine(bits);
      const pem = write('pem', said('ssh-keygen', '-e', '-m', 'PKCS8', '-f', write('pub', line)));
      said('openssl', 'rsa', '-pubin', '-in', pem, '-outform', 'DER', '-out', file('der'));

      const { keyFingerprint, keyPairId } = importKey('mine', line);

      expect(said('openssl', 'md5', '-c', file('der'))).toMatch(new RegExp(`= ${keyFingerprint}$`));
      expect(list({ IncludePublicKey: 'true' })).toMatchObject([
        { keyPairId, keyType: 'rsa', publicKey: line.replace('me@here', 'mine') },
      ]);
    },
  );

  test('of ed25519 has the hash that ssh-keygen prints', () => {
    const line = sshKey('ed25519');

    const { keyFingerprint } = importKey('mine', line);

    const judged = said('ssh-keygen', '-l', '-f', write('pub', line));
    expect(`SHA256:${keyFingerprint}`).toBe(`${judged.split(' ')[1] ?? ''}=`);
    expect(list({ IncludePublicKey: 'true' })[0]?.['publicKey']).toBe(line.replace('me@here', 'mine'));
  });

  test('may be of RSA in the format of RFC 4716, or a DER in base64', () => {
    const line = rsaLine(2048);
    const pub = write('pub', line);
    const pem = said('ssh-keygen', '-e', '-m', 'PKCS8', '-f', pub);
    const rfc4716 = said('ssh-keygen', '-e', '-m', 'RFC4716', '-f', pub);
    const longHeader = rfc4716.replace('Comment: ', 'Comment: far \\\ntoo long: \\\n');

    importKey('line', line);
    importKey('rfc4716', rfc4716.replaceAll('\n', '\r\n'));
    importKey('header', longHeader);
    importKey('der', pem.replaceAll(/-----.*-----\n?/g, ''));

    const all = list({ IncludePublicKey: 'true' });
    expect(all.map((pair) => pair['keyFingerprint'])).toEqual(
      Array.from({ length: 4 }, () => all[0]?.['keyFingerprint']),
    );
    expect(all.map((pair) => String(pair['publicKey']).split(' ')[1])).toEqual(
      Array.from({ length: 4 }, () => line.split(' ')[1]),
    );
  });

  test('is refused where it is no key of the two kinds', () => {
    const [rsa, ed25519] = [rsaLine(2048), sshKey('ed25519')];
    const [, base64 = ''] = ed25519.split(' ');
    const wrong = [
      sshKey('ecdsa'),
      said('ssh-keygen', '-e', '-m', 'RFC4716', '-f', write('pub', ed25519)),
      said('ssh-keygen', '-e', '-m', 'PKCS8', '-f', write('pub', rsa)),
      said('openssl', 'genrsa', '512').replaceAll(/-----.*-----\n?/g, ''),
      'garbage',
      'ssh-rsa',
      `ssh-rsa ${base64}`,
      `ssh-ed25519 ${base64.slice(0, -8)}`,
      `ssh-ed25519 ${base64}AAAA`,
      `ssh-ed25519 ${base64.slice(0, 30)}!${base64.slice(31)}`,
      `command="sh" ${ed25519}`,
      `${ed25519}${ed25519}`,
      'ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAAA==',
      withEmptyField(rsa),
      withEmptyField(ed25519),
      said('ssh-keygen', '-e', '-m', 'RFC4716', '-f', write('pub', rsa)).replace('END SSH2', 'END SSH'),
      '---- BEGIN SSH2 PUBLIC KEY ----',
      '---- BEGIN SSH2 PUBLIC KEY ----\n---- END SSH2 PUBLIC KEY ----',
    ];
    const format = expect.objectContaining({
      code: 'InvalidKey.Format',
      message: 'Key is not in valid OpenSSH public key format',
    });

    for (const material of wrong) expect(() => importKey('mine', material), material).toThrow(format);
    for (const raw of ['=', 'ü', ed25519.trim()]) {
      const params = { KeyName: 'mine', PublicKeyMaterial: raw };
      expect(() => region.call(keyPairsActions, 'ImportKeyPair', params), raw).toThrow(format);
    }
    expect(names()).toEqual([]);
  });

  test('is refused where it is a private key, or longer than any key', () => {
    const privateKey = said('openssl', 'genrsa', '-traditional', '2048');
    const tooLong = expect.objectContaining({ code: 'InvalidParameterValue' });

    expect(() => importKey('mine', privateKey)).toThrow(tooLong);
    expect(() => importKey('mine', 'x'.repeat(100_000))).toThrow(tooLong);
    expect(() => region.call(keyPairsActions, 'ImportKeyPair', { KeyName: 'mine' })).toThrow(
      expect.objectContaining({ code: 'MissingParameter' }),
    );
    expect(() => importKey('mine', 'x'.repeat(100_000))).toThrow(/^.{0,250}$/);
  });
});

describe('key pairs are found', () => {
  beforeEach(() => {
    for (const KeyName of ['web', 'db', 'web-2']) create({ KeyName, KeyType: 'ed25519' });
  });

  test('all at once, in no pages', () => {
    expect(names()).toEqual(['web', 'db', 'web-2']);
    expect(list()[0]).toMatchObject({ tagSet: [] });
    expect(() => list({ MaxResults: '5' })).toThrow(expect.objectContaining({ code: 'UnknownParameter' }));
  });

  test('by name, by id, and by filter', () => {
    const id = String(list()[1]?.['keyPairId']);
    const fingerprint = String(list()[2]?.['keyFingerprint']);

    expect(names({ 'KeyName.1': 'web-2', 'KeyName.2': 'web' })).toEqual(['web', 'web-2']);
    expect(names({ 'KeyPairId.1': id })).toEqual(['db']);
    expect(names({ 'Filter.1.Name': 'key-pair-id', 'Filter.1.Value.1': id })).toEqual(['db']);
    expect(names({ 'Filter.1.Name': 'key-name', 'Filter.1.Value.1': 'web*' })).toEqual(['web', 'web-2']);
    expect(names({ 'Filter.1.Name': 'fingerprint', 'Filter.1.Value.1': fingerprint })).toEqual(['web-2']);
    expect(names({ 'Filter.1.Name': 'key-name', 'Filter.1.Value.1': 'nobody' })).toEqual([]);
    expect(() => list({ 'Filter.1.Name': 'key-type', 'Filter.1.Value.1': 'rsa' })).toThrow(
      expect.objectContaining({ code: 'InvalidParameterValue' }),
    );
  });

  test.each([
    [{ 'KeyName.1': 'web', 'KeyName.2': 'nobody' }, "The key pair 'nobody' does not exist"],
    [{ 'KeyPairId.1': 'key-0123456789abcdef0' }, "The key pair ID 'key-0123456789abcdef0' does not exist"],
    [{ 'KeyPairId.1': 'web' }, "The key pair ID 'web' does not exist"],
  ])('or not at all: %j', (params, message) => {
    expect(() => list(params)).toThrow(
      expect.objectContaining({ code: 'InvalidKeyPair.NotFound', status: 400, message }),
    );
  });

  test('not before they are visible, but their name is taken at once', () => {
    const id = String(list()[0]?.['keyPairId']);
    expect(region.weather.made).toContain(id);
    region.weather.hidden.add(id);

    expect(names()).toEqual(['db', 'web-2']);
    expect(() => list({ 'KeyName.1': 'web' })).toThrow(
      expect.objectContaining({ code: 'InvalidKeyPair.NotFound' }),
    );
    expect(() => list({ 'KeyPairId.1': id })).toThrow(
      expect.objectContaining({ code: 'InvalidKeyPair.NotFound' }),
    );
    expect(() => create({ KeyName: 'web' })).toThrow(
      expect.objectContaining({ code: 'InvalidKeyPair.Duplicate' }),
    );
  });
});

describe('a key pair is deleted', () => {
  beforeEach(() => {
    for (const KeyName of ['web', 'db']) create({ KeyName, KeyType: 'ed25519' });
  });

  test('by name or by id, and then its name is free', () => {
    const id = String(list()[1]?.['keyPairId']);

    expect(remove({ KeyName: 'web' })).toMatchObject({ return: true });
    expect(remove({ KeyPairId: id })).toEqual({ return: true, keyPairId: id });
    expect(names()).toEqual([]);
    create({ KeyName: 'web', KeyType: 'ed25519' });
  });

  test('with success where there is none', () => {
    expect(remove({ KeyName: 'nobody' })).toEqual({ return: true });
    expect(remove({ KeyPairId: 'key-0123456789abcdef0' })).toEqual({ return: true });
    expect(names()).toEqual(['web', 'db']);
  });

  test('never by half a request', () => {
    expect(() => remove({})).toThrow(expect.objectContaining({ code: 'MissingParameter' }));
    expect(() => remove({ KeyName: '' })).toThrow(expect.objectContaining({ code: 'MissingParameter' }));
    expect(() => remove({ KeyName: 'web', KeyPairId: String(list()[1]?.['keyPairId']) })).toThrow(
      expect.objectContaining({ code: 'InvalidParameterCombination' }),
    );
    expect(names()).toEqual(['web', 'db']);
  });
});
