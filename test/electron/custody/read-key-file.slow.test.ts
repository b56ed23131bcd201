import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { isPrivateHalfOf, newPrivateKey, publicKeyOf } from '../../../electron/custody/key-format.ts';
import { readKeyFile, type ReadKey } from '../../../electron/custody/read-key-file.ts';
import { MAX_STORED_BYTES, storedForm } from '../../../electron/keychain/stored-form.ts';
import { words } from '../../../shared/words/en.ts';
import { valueOf } from '../../support/aws-clients.ts';
import { withDamagedFactor, withoutSense } from '../../support/damaged-key.ts';
import {
  fixture,
  madeKeyFiles,
  openssl,
  opensslCheck,
  PASSPHRASE,
  puttyKeyFiles,
  sshKeygenOn,
} from '../../support/key-files.ts';
import { missing, needs } from '../../support/parts.ts';

const made = missing('ssh-keygen') === undefined ? madeKeyFiles() : [];
const locked = [...made, ...puttyKeyFiles()].filter(({ passphrase }) => passphrase !== null);

needs('ssh-keygen')('of what OpenSSH and OpenSSL write', () => {
  test.each(made.map((file) => [file.title, file] as const))('the key is read right: %s', async (_, file) => {
    const key = valueOf(await readKeyFile(file.bytes, file.passphrase));

    expect(key.publicKey).toBe(file.publicKey);
    expectWhole(key);
  });
});

describe('of what PuTTYgen writes', () => {
  test.each(puttyKeyFiles().map((file) => [file.title, file] as const))(
    'the key is read right: %s',
    async (_, file) => {
      const key = valueOf(await readKeyFile(file.bytes, file.passphrase));

      expect(key.publicKey).toBe(file.publicKey);
      expectWhole(key);
    },
  );
});

describe('a file with a passphrase', () => {
  test.each(locked.map((file) => [file.title, file] as const))(
    'is opened with no other: %s',
    async (_, file) => {
      expect(await codeOf(file.bytes, null)).toBe('passphrase-needed');
      expect(await codeOf(file.bytes, '')).toBe('passphrase-needed');
      expect(await codeOf(file.bytes, `${PASSPHRASE}.`)).toBe('passphrase-wrong');
    },
  );
});

test.each(['ed25519', 'rsa'] as const)(
  'a passphrase for a file that has none is left alone: %s',
  async (type) => {
    const privateKey = await newPrivateKey(type);

    expect(valueOf(await readKeyFile(privateKey, 'not needed')).publicKey).toBe(publicKeyOf(privateKey));
  },
);

const rewrites: Record<string, (text: string) => Uint8Array> = {
  CRLF: (text) => Buffer.from(text.replaceAll('\n', '\r\n')),
  'no newline at the end': (text) => Buffer.from(text.trimEnd()),
  'words before and after it': (text) =>
    Buffer.from(`Bag Attributes\n    friendlyName: web\n${text}\nthe end\n`),
  'a certificate before it': (text) =>
    Buffer.from(`-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n${text}`),
  'spaces before each line': (text) => Buffer.from(text.replaceAll(/^/gm, '  ')),
  'all of it in one line': (text) => Buffer.from(text.replaceAll('\n', '')),
  "Notepad's mark of UTF-8": (text) => Buffer.from(`\uFEFF${text}`),
  'as PowerShell writes it': (text) => Buffer.from(`\uFEFF${text}`, 'utf16le'),
};

test.each(Object.entries(rewrites))(
  'a key that a mail or an editor has touched is read: %s',
  async (_, rewrite) => {
    for (const type of ['ed25519', 'rsa'] as const) {
      const privateKey = await newPrivateKey(type);
      const key = valueOf(await readKeyFile(rewrite(Buffer.from(privateKey).toString()), null));

      expect(key.publicKey).toBe(publicKeyOf(privateKey));
      expectWhole(key);
    }
  },
);

test.each(['CRLF', 'no newline at the end', "Notepad's mark of UTF-8", 'as PowerShell writes it'])(
  'a PuTTY file that an editor has touched is read: %s',
  async (how) => {
    const name = 'throwaway-ed25519-v3-argon2id.ppk';
    const file = puttyKeyFiles().find(({ title }) => title === name);
    const touched = rewrites[how]?.(fixture(name).toString()) ?? Buffer.alloc(0);

    expect(valueOf(await readKeyFile(touched, PASSPHRASE)).publicKey).toBe(file?.publicKey);
  },
);

describe('what holds no private key is told of as such', () => {
  test.each([
    ['nothing', '', null],
    ['words', 'Dear Ada,\nthe key follows.\n', null],
    ["AWS's own password file", 'User name,Password,Console login URL\nada,hunter2,https://…\n', null],
    ['a public key', 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAA web\n', words.keyFiles.publicKey],
    ['a public key as PEM', pem('PUBLIC KEY'), words.keyFiles.publicKey],
    ["a public key in PuTTY's form", '---- BEGIN SSH2 PUBLIC KEY ----\nAAAA\n', words.keyFiles.publicKey],
    ['a certificate', pem('CERTIFICATE'), words.keyFiles.certificate],
    ['binary', Buffer.from([0, 1, 2, 3, 255]), null],
    ['a key as DER', rsaDer(), null],
    ['several keys', `${rsaPem()}${rsaPem()}`, words.keyFiles.several],
    ['an OpenSSH file with two keys', twoInOne(), words.keyFiles.several],
    [
      'far too much',
      Buffer.concat([Buffer.from(rsaPem()), Buffer.alloc(64 * 1024)]),
      words.keyFiles.tooLarge,
    ],
  ])('%s', async (_, content, explanation) => {
    expect(await readKeyFile(Buffer.from(content), null)).toMatchObject({
      ok: false,
      problem: {
        code: 'not-a-private-key',
        explanation: explanation ?? words.problems['not-a-private-key'].explanation,
        raw: null,
      },
    });
  });
});

describe('a kind that EC2 does not take is told of as such', () => {
  test.each([
    ['ECDSA', pemOf(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey)],
    ['ECDSA as OpenSSL writes it', ecPem()],
    ['ed448', pemOf(generateKeyPairSync('ed448').privateKey)],
    ['x25519', pemOf(generateKeyPairSync('x25519').privateKey)],
    ['DSA', pemOf(generateKeyPairSync('dsa', { modulusLength: 1024, divisorLength: 160 }).privateKey)],
    ['DSA of old', pem('DSA PRIVATE KEY')],
    ['RSA-PSS', pemOf(generateKeyPairSync('rsa-pss', { modulusLength: 2048 }).privateKey)],
    ['RSA of 1024 bits', pemOf(generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey)],
    ['RSA of 2056 bits', pemOf(generateKeyPairSync('rsa', { modulusLength: 2056 }).privateKey)],
    ['ECDSA of PuTTY', fixture('throwaway-ecdsa-v3.ppk').toString()],
    ['RSA of 1024 bits of PuTTY', fixture('throwaway-rsa-1024-v3.ppk').toString()],
  ])('%s', async (_, text) => {
    expect(await codeOf(Buffer.from(text), null)).toBe('key-kind-unsupported');
  });

  test('behind a passphrase too', async () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const file = privateKey.export({
      format: 'pem',
      type: 'pkcs8',
      cipher: 'aes-256-cbc',
      passphrase: PASSPHRASE,
    });

    expect(await codeOf(Buffer.from(file), PASSPHRASE)).toBe('key-kind-unsupported');
    expect(await codeOf(Buffer.from(file), 'another')).toBe('passphrase-wrong');
  });
});

test('RSA of 3072 bits still fits the keychain, of 4096 it does not', async () => {
  const key = valueOf(await readKeyFile(Buffer.from(rsaPem(3072)), null));

  expect(key.bits).toBe(3072);
  expect(storedForm(key.privateKey).length).toBeLessThanOrEqual(MAX_STORED_BYTES);
  expect(await codeOf(Buffer.from(rsaPem(4096)), null)).toBe('key-too-long');
});

describe('a key that is not whole is not taken', () => {
  test('an RSA key that signs with one wrong number', async () => {
    const privateKey = withDamagedFactor(await newPrivateKey('rsa'));

    expect(isPrivateHalfOf(privateKey, publicKeyOf(privateKey) ?? '')).toBe(true);
    expect(await codeOf(privateKey, null)).toBe('key-damaged');
  });

  test('an RSA key that cannot sign', async () => {
    expect(await codeOf(withoutSense(await newPrivateKey('rsa')), null)).toBe('key-damaged');
  });

  test.each([[0.2], [0.5], [0.9]])('a file that was cut off: %d of it', async (part) => {
    for (const type of ['ed25519', 'rsa'] as const) {
      const privateKey = await newPrivateKey(type);

      expect(await codeOf(privateKey.subarray(0, privateKey.length * part), null)).toBe('key-damaged');
    }
  });

  test('an ed25519 key with the public half of another, wherever it stands', async () => {
    const [mine, theirs] = await Promise.all([newPrivateKey('ed25519'), newPrivateKey('ed25519')]).then(
      (keys) => keys.map((key) => bodyOf(key)),
    );
    if (!mine || !theirs) throw new Error('two keys');
    // In front; beside the secret; behind it.
    for (const [from, to] of [
      [62, 94],
      [125, 157],
      [193, 225],
    ] as const) {
      const forged = Buffer.concat([mine.subarray(0, from), theirs.subarray(from, to), mine.subarray(to)]);

      expect(await codeOf(openSshPem(forged), null)).toBe('key-damaged');
    }
    expect(await codeOf(openSshPem(mine), null)).toBeNull();
  });

  const others: Record<string, (numbers: Numbers) => Partial<Numbers>> = {
    n: ({ n }) => ({ n: n + 2n }),
    e: ({ e }) => ({ e: e + 2n }),
    d: ({ d }) => ({ d: d + 2n }),
    p: ({ p }) => ({ p: p + 2n }),
    q: ({ q }) => ({ q: q + 2n }),
    dp: ({ dp }) => ({ dp: dp + 2n }),
    dq: ({ dq }) => ({ dq: dq + 2n }),
    qi: ({ qi }) => ({ qi: qi + 2n }),
    'qi, larger than need be': ({ qi, p }) => ({ qi: qi + p }),
    'd, larger than need be': ({ d, p, q }) => ({ d: d + (p - 1n) * (q - 1n) }),
    'd, with its parts': ({ d, p, q }) => ({ d: d + 2n, dp: (d + 2n) % (p - 1n), dq: (d + 2n) % (q - 1n) }),
    'p and q: 1 and n': ({ n }) => ({ p: 1n, q: n }),
    'p and q: n and 1': ({ n, d }) => ({ p: n, q: 1n, qi: 1n, dp: d % (n - 1n) }),
    'pair of factors': ({ d }) => {
      const { p, q, qi } = rsaNumbers();
      return { p, q, qi, dp: d % (p - 1n), dq: d % (q - 1n) };
    },
    'e, d and all: 1': () => ({ e: 1n, d: 1n, dp: 1n, dq: 1n }),
  };

  test.each(Object.entries(others))('an RSA key with another %s', async (_, other) => {
    const numbers = rsaNumbers();
    // Else the file itself would be at fault.
    expect(await codeOf(pkcs1Of(numbers), null)).toBeNull();

    expect(await codeOf(pkcs1Of({ ...numbers, ...other(numbers) }), null)).toBe('key-damaged');
  });

  test.each([
    ['a letter that is none', (body: string) => body.replace(/(.{50})./, '$1\\')],
    ['a letter of another alphabet', (body: string) => body.replace(/(.{50})./, '$1-')],
    ['a letter too many', (body: string) => body.replace(/(.{50})/, '$1A')],
    ['an end in the middle', (body: string) => body.replace(/(.{50})../, '$1==')],
  ])('PKCS#8 with %s, which would be read as another key', async (_, damage) => {
    const der = generateKeyPairSync('ed25519').privateKey.export({ format: 'der', type: 'pkcs8' });
    const text = (body: string) => `-----BEGIN PRIVATE KEY-----\n${body}\n-----END PRIVATE KEY-----\n`;
    const body = der.toString('base64');
    expect(damage(body)).not.toBe(body);

    expect(await codeOf(Buffer.from(text(body)), null)).toBeNull();
    expect(await codeOf(Buffer.from(text(damage(body))), null)).toBe('key-damaged');
  });

  test('a file whose last line is missing', async () => {
    const text = Buffer.from(await newPrivateKey('ed25519')).toString();
    const cut = Buffer.from(text.slice(0, text.indexOf('-----END')));

    expect(await readKeyFile(cut, null)).toMatchObject({
      problem: { code: 'key-damaged', explanation: words.keyFiles.cutOff },
    });
  });

  test('an encrypted PuTTY file that lacks a few letters', async () => {
    const text = fixture('throwaway-ed25519-v2-passphrase.ppk').toString();
    const short = text.replace(/(Private-Lines: 1\n.{60})(.{4})/, '$1');
    expect(short).toHaveLength(text.length - 4);

    expect(await codeOf(Buffer.from(short), PASSPHRASE)).toBe('key-damaged');
  });

  needs('ssh-keygen')('an encrypted OpenSSH key that lacks a byte', () => {
    test('whatever its passphrase', async () => {
      const body = bodyOf(
        made.find(({ title }) => title === 'OpenSSH, ed25519, aes256-cbc')?.bytes ?? Buffer.alloc(0),
      );
      // Magic, cipher, kdf and its settings, count, public half.
      const at = 15 + 14 + 10 + 28 + 4 + 55;
      expect(body.readUInt32BE(at)).toBe(body.length - at - 4);
      body.writeUInt32BE(body.length - at - 5, at);

      expect(await codeOf(openSshPem(body.subarray(0, -1)), PASSPHRASE)).toBe('key-damaged');
    });
  });

  test('PKCS#8 with too short a start for its cipher', async () => {
    const algorithm = sequence(
      oid('2a864886f70d01050d'),
      sequence(
        sequence(oid('2a864886f70d01050c'), sequence(octets(8), Buffer.from('020101', 'hex'))),
        sequence(oid('60864801650304012a'), octets(15)),
      ),
    );

    expect(await codeOf(armored('ENCRYPTED PRIVATE KEY', sequence(algorithm, octets(64))), PASSPHRASE)).toBe(
      'key-damaged',
    );
  });

  test('an OpenSSH key with something behind its end', async () => {
    const body = bodyOf(await newPrivateKey('ed25519'));

    expect(await codeOf(openSshPem(Buffer.concat([body, Buffer.alloc(1)])), null)).toBe('key-damaged');
  });

  test('an OpenSSH key with something else in its padding', async () => {
    const body = bodyOf(await newPrivateKey('ed25519'));
    body[body.length - 1] = 0;

    expect(await codeOf(openSshPem(body), null)).toBe('key-damaged');
  });

  needs('ssh-keygen')('an encrypted file with a seal, of which one bit was changed', () => {
    const sealed = made.filter(({ title }) => /gcm|poly1305/.test(title));

    test.each(sealed.map((file) => [file.title, file] as const))('%s', async (_, { bytes }) => {
      const body = bodyOf(bytes);
      // Before the seal.
      const at = body.length - 16 - 20;
      body[at] = (body[at] ?? 0) ^ 1;

      expect(await codeOf(openSshPem(body), PASSPHRASE)).toBe('passphrase-wrong');
    });
  });

  test('a PuTTY file of which one letter was changed', async () => {
    const text = fixture('throwaway-ed25519-v3.ppk').toString();

    expect(await codeOf(Buffer.from(text.replace('throwaway ed', 'throwaway Ed')), null)).toBe('key-damaged');
  });
});

describe('settings that would take minutes or gigabytes are refused before any work', () => {
  const id = (title: string) => made.find((file) => file.title === title)?.bytes ?? Buffer.alloc(0);

  needs('ssh-keygen')('of OpenSSH', () => {
    test.each([[1001], [0x7fffffff], [0xffffffff]])('%d rounds', async (rounds) => {
      const body = bodyOf(id('OpenSSH, ed25519, aes256-ctr'));
      // Behind the salt: magic 15, cipher 14, kdf 10, and 4 + 4 + 16.
      body.writeUInt32BE(rounds, 63);

      expect(await codeOf(openSshPem(body), PASSPHRASE)).toBe('key-format-unsupported');
    });

    test('but a careful person’s hundred are not', async () => {
      const body = bodyOf(id('OpenSSH, ed25519, aes256-ctr'));
      body.writeUInt32BE(100, 63);

      // Another number of rounds is another key.
      expect(await codeOf(openSshPem(body), PASSPHRASE)).toBe('passphrase-wrong');
    });
  });

  needs('ssh-keygen')('of PKCS#8', () => {
    test.each([
      ['thousands of millions of rounds', '02047fffffff'],
      ['more than any number', '0209ffffffffffffffffff'],
    ])('%s', async (_, iterations) => {
      const algorithm = sequence(
        oid('2a864886f70d01050d'),
        sequence(
          sequence(oid('2a864886f70d01050c'), sequence(octets(8), Buffer.from(iterations, 'hex'))),
          sequence(oid('60864801650304012a'), octets(16)),
        ),
      );
      const file = armored('ENCRYPTED PRIVATE KEY', sequence(algorithm, octets(64)));

      expect(await codeOf(file, PASSPHRASE)).toBe('key-format-unsupported');
    });

    test('scrypt over four gigabytes', async () => {
      const algorithm = sequence(
        oid('2a864886f70d01050d'),
        sequence(
          sequence(
            oid('2b06010401da47040b'),
            sequence(octets(8), Buffer.from('020400400000', 'hex'), Buffer.from('020108020101', 'hex')),
          ),
          sequence(oid('60864801650304012a'), octets(16)),
        ),
      );
      const file = armored('ENCRYPTED PRIVATE KEY', sequence(algorithm, octets(64)));

      expect(await codeOf(file, PASSPHRASE)).toBe('key-format-unsupported');
    });
  });

  test.each([
    ['Argon2-Memory: 64', 'Argon2-Memory: 4194304'],
    ['Argon2-Memory: 64\nArgon2-Passes: 2', 'Argon2-Memory: 307200\nArgon2-Passes: 1'],
    ['Argon2-Passes: 2', 'Argon2-Passes: 4000000000'],
    ['Argon2-Parallelism: 2', 'Argon2-Parallelism: 17\nArgon2-Memory: 1024'],
  ])('of PuTTY: %s', async (from, to) => {
    const text = fixture('throwaway-ed25519-v3-argon2id.ppk').toString();
    expect(text).toContain(from);

    expect(await codeOf(Buffer.from(text.replace(from, to)), PASSPHRASE)).toBe('key-format-unsupported');
  });
});

describe('what is written in a way that Keyport does not open is told of as such', () => {
  const rsa = Buffer.from(rsaPem());

  test.each([
    [
      'PKCS#8 as it was encrypted of old',
      () => openssl(['pkcs8', '-topk8', '-v1', 'PBE-SHA1-3DES', '-passout', 'pass:x'], rsa),
    ],
    [
      'PEM with a rare cipher',
      () => openssl(['rsa', '-traditional', '-camellia128', '-passout', 'pass:x'], rsa),
    ],
    ['a PuTTY of 2001', () => Buffer.from('PuTTY-User-Key-File-1: ssh-rsa\nEncryption: none\n')],
    ['a PuTTY of tomorrow', () => Buffer.from('PuTTY-User-Key-File-4: ssh-rsa\nEncryption: none\n')],
    ['ssh.com', () => Buffer.from('---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----\nAAAA\n')],
  ])('%s', async (_, write) => {
    expect(await codeOf(write(), PASSPHRASE)).toBe('key-format-unsupported');
  });
});

/** By others' judgement, and by what the keychain takes. */
function expectWhole({ privateKey, publicKey, type, bits }: ReadKey): void {
  expect(sshKeygenOn(privateKey)).toBe(publicKey);
  expect(isPrivateHalfOf(privateKey, publicKey)).toBe(true);
  expect(storedForm(privateKey).length).toBeLessThanOrEqual(MAX_STORED_BYTES);
  expect(Buffer.from(privateKey).toString()).toMatch(
    type === 'rsa' ? /^-----BEGIN RSA PRIVATE KEY-----\n/ : /^-----BEGIN OPENSSH PRIVATE KEY-----\n/,
  );
  expect(bits).toBe(type === 'rsa' ? 2048 : 256);
  if (type === 'rsa') expect(opensslCheck(privateKey)).toBe('RSA key ok');
}

async function codeOf(bytes: Uint8Array, passphrase: string | null): Promise<string | null> {
  const outcome = await readKeyFile(bytes, passphrase);
  return outcome.ok ? null : outcome.problem.code;
}

type PrivateKey = ReturnType<typeof generateKeyPairSync>['privateKey'];

function pemOf(privateKey: PrivateKey): string {
  return privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
}

function rsaPem(modulusLength = 2048): string {
  return pemOf(generateKeyPairSync('rsa', { modulusLength }).privateKey);
}

function rsaDer(): Buffer {
  return generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({
    format: 'der',
    type: 'pkcs8',
  });
}

type Numbers = Record<'n' | 'e' | 'd' | 'p' | 'q' | 'dp' | 'dq' | 'qi', bigint>;

function rsaNumbers(): Numbers {
  const jwk = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' });
  const number = (name: keyof Numbers) =>
    BigInt(`0x${Buffer.from(jwk[name] ?? '', 'base64url').toString('hex')}`);
  return {
    n: number('n'),
    e: number('e'),
    d: number('d'),
    p: number('p'),
    q: number('q'),
    dp: number('dp'),
    dq: number('dq'),
    qi: number('qi'),
  };
}

function pkcs1Of({ n, e, d, p, q, dp, dq, qi }: Numbers): Buffer {
  return armored('RSA PRIVATE KEY', sequence(...[0n, n, e, d, p, q, dp, dq, qi].map(integer)));
}

function integer(number: bigint): Buffer {
  const hex = number.toString(16);
  // With a zero in front, it is never read as negative.
  return tagged(
    0x02,
    Buffer.from(`00${hex.length % 2 === 0 ? hex : `0${hex}`}`.replace(/^00(?=[0-7]\w)/, ''), 'hex'),
  );
}

function ecPem(): string {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return privateKey.export({ format: 'pem', type: 'sec1' }).toString();
}

function pem(label: string): string {
  return armored(label, Buffer.alloc(30)).toString();
}

function armored(label: string, bytes: Uint8Array): Buffer {
  const body = Buffer.from(bytes)
    .toString('base64')
    .replaceAll(/.{1,64}/g, '$&\n');
  return Buffer.from(`-----BEGIN ${label}-----\n${body}-----END ${label}-----\n`);
}

function openSshPem(bytes: Uint8Array): Buffer {
  return armored('OPENSSH PRIVATE KEY', bytes);
}

function twoInOne(): Buffer {
  const text = (value: string) => Buffer.concat([Buffer.from([0, 0, 0, value.length]), Buffer.from(value)]);
  const start = [Buffer.from('openssh-key-v1\0'), text('none'), text('none'), text('')];
  return openSshPem(
    Buffer.concat([...start, Buffer.from([0, 0, 0, 2]), text('one'), text('two'), text('both')]),
  );
}

function bodyOf(privateKey: Uint8Array): Buffer {
  return Buffer.from(
    Buffer.from(privateKey)
      .toString()
      .replaceAll(/-----.*-----|\s/g, ''),
    'base64',
  );
}

function sequence(...parts: readonly Uint8Array[]): Buffer {
  return tagged(0x30, Buffer.concat(parts));
}

function oid(hex: string): Buffer {
  return tagged(0x06, Buffer.from(hex, 'hex'));
}

function octets(count: number): Buffer {
  return tagged(0x04, Buffer.alloc(count));
}

function tagged(tag: number, content: Uint8Array): Buffer {
  const length = Buffer.from([tag, 0x82, content.length >> 8, content.length & 0xff]);
  return Buffer.concat([length, content]);
}
