import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const PASSPHRASE = 'correct horse Ünïcode';

/** A file as another program wrote it, with what that program says of the key. */
export type KeyFile = {
  readonly title: string;
  readonly bytes: Uint8Array;
  readonly passphrase: string | null;
  /** `ssh-… base64` */
  readonly publicKey: string;
};

type Type = 'ed25519' | 'rsa';
const TYPES: readonly Type[] = ['ed25519', 'rsa'];

const SSH_CIPHERS = [
  ...['aes128', 'aes192', 'aes256'].flatMap((aes) => [`${aes}-ctr`, `${aes}-cbc`]),
  'aes128-gcm@openssh.com',
  'aes256-gcm@openssh.com',
  'chacha20-poly1305@openssh.com',
  '3des-cbc',
];
const PEM_CIPHERS = ['des3', 'aes128', 'aes192', 'aes256'];
const PKCS8_OPTIONS = [
  ...['des3', 'aes-128-cbc', 'aes-192-cbc', 'aes-256-cbc'].map((cipher) => ['-v2', cipher, '-iter', '7']),
  ...['SHA1', 'SHA224', 'SHA384', 'SHA512'].map((hash) => ['-v2prf', `hmacWith${hash}`]),
  ['-scrypt'],
  ['-scrypt', '-scrypt_N', '1024', '-scrypt_r', '1', '-scrypt_p', '2'],
];

/** One key of each type in every form that ssh-keygen and OpenSSL write. Made anew in each process, and cheap to open. */
export function madeKeyFiles(): readonly KeyFile[] {
  made ??= makeKeyFiles();
  return made;
}

let made: readonly KeyFile[] | undefined;

function makeKeyFiles(): readonly KeyFile[] {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'keyport-key-files-'));
  try {
    return TYPES.flatMap((type) => {
      const file = path.join(folder, type);
      run('ssh-keygen', '-q', '-t', type, ...bitsOf(type), '-N', '', '-C', 'web', '-f', file);
      return [
        ...openSshFiles(type, file),
        ...pkcs8Files(type, file),
        ...(type === 'rsa' ? pkcs1Files(file) : []),
      ];
    });
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

function bitsOf(type: Type): readonly string[] {
  return type === 'rsa' ? ['-b', '2048'] : [];
}

function openSshFiles(type: Type, file: string): readonly KeyFile[] {
  const rewritten = (title: string, ...options: readonly string[]) => {
    const copy = `${file}-copy`;
    fs.copyFileSync(file, copy);
    run('ssh-keygen', '-q', '-p', '-f', copy, '-P', '', '-N', PASSPHRASE, ...options);
    return keyFile(`OpenSSH, ${type}, ${title}`, file, fs.readFileSync(copy), PASSPHRASE);
  };
  return [
    keyFile(`OpenSSH, ${type}`, file, fs.readFileSync(file), null),
    rewritten('as it is protected when nothing is said'),
    ...SSH_CIPHERS.map((cipher) => rewritten(cipher, '-Z', cipher, '-a', '1')),
  ];
}

function pkcs8Files(type: Type, file: string): readonly KeyFile[] {
  const pkcs8 = plainPkcs8(type, file);
  const locked = (options: readonly string[]) => {
    const bytes = openssl(['pkcs8', '-topk8', ...options, '-passout', `pass:${PASSPHRASE}`], pkcs8);
    return keyFile(`PKCS#8, ${type}, ${options.join(' ')}`, file, bytes, PASSPHRASE);
  };
  const bySshKeygen = () => {
    const copy = `${file}-copy`;
    fs.copyFileSync(file, copy);
    run('ssh-keygen', '-q', '-p', '-f', copy, '-P', '', '-N', PASSPHRASE, '-m', 'PKCS8');
    return keyFile(`PKCS#8 by ssh-keygen, ${type}`, file, fs.readFileSync(copy), PASSPHRASE);
  };
  return [
    keyFile(`PKCS#8, ${type}`, file, pkcs8, null),
    ...PKCS8_OPTIONS.map(locked),
    ...(type === 'rsa' ? [bySshKeygen()] : []),
  ];
}

/** OpenSSL does not read OpenSSH's form: an ed25519 key goes over by its 32 bytes, behind what PKCS#8 puts before them. */
function plainPkcs8(type: Type, file: string): Buffer {
  if (type === 'rsa') return openssl(['pkcs8', '-topk8', '-nocrypt'], plainPkcs1(file));
  const body = fs.readFileSync(file, 'utf8').replaceAll(/-----.*-----|\s/g, '');
  const seed = Buffer.from(body, 'base64').subarray(161, 193);
  const der = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]);
  return openssl(['pkey', '-inform', 'DER'], der);
}

function plainPkcs1(file: string): Buffer {
  const copy = `${file}-copy`;
  fs.copyFileSync(file, copy);
  run('ssh-keygen', '-q', '-p', '-f', copy, '-P', '', '-N', '', '-m', 'PEM');
  return fs.readFileSync(copy);
}

function pkcs1Files(file: string): readonly KeyFile[] {
  const plain = plainPkcs1(file);
  const locked = (cipher: string) =>
    openssl(['rsa', '-traditional', `-${cipher}`, '-passout', `pass:${PASSPHRASE}`], plain);
  return [
    keyFile('PKCS#1, rsa', file, plain, null),
    ...PEM_CIPHERS.map((cipher) => keyFile(`PKCS#1, rsa, ${cipher}`, file, locked(cipher), PASSPHRASE)),
  ];
}

function keyFile(title: string, file: string, bytes: Uint8Array, passphrase: string | null): KeyFile {
  return { title, bytes, passphrase, publicKey: firstWords(fs.readFileSync(`${file}.pub`, 'utf8')) };
}

/** Files of PuTTYgen 0.78, with keys that are used nowhere. Those whose kind EC2 does not take are left out. */
export function puttyKeyFiles(): readonly KeyFile[] {
  return TYPES.flatMap((type) => {
    const publicKey = firstWords(fixture(`throwaway-${type}.pub`).toString());
    return fixtureNames(`throwaway-${type}-v`).map((name) => ({
      title: name,
      bytes: fixture(name),
      passphrase: /Encryption: none/.test(fixture(name).toString()) ? null : PASSPHRASE,
      publicKey,
    }));
  });
}

export function fixture(name: string): Buffer {
  return fs.readFileSync(path.join(fixtures, name));
}

const fixtures = fileURLToPath(new URL('../electron/custody/fixture', import.meta.url));

function fixtureNames(start: string): readonly string[] {
  return fs.readdirSync(fixtures).filter((name) => name.startsWith(start));
}

/** What ssh-keygen says that this private key's public half is, with the comment if asked; what it says instead where it cannot tell. */
export function sshKeygenOn(privateKey: Uint8Array, passphrase = '', wordCount = 2): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'keyport-judge-'));
  try {
    const file = path.join(folder, 'key');
    fs.writeFileSync(file, privateKey, { mode: 0o600 });
    const { stdout, stderr } = spawnSync('ssh-keygen', ['-y', '-P', passphrase, '-f', file], {
      encoding: 'utf8',
    });
    return stdout === '' ? stderr : firstWords(stdout, wordCount);
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

/** OpenSSL's own judgement of the numbers of an RSA key. */
export function opensslCheck(privateKey: Uint8Array): string {
  return spawnSync('openssl', ['rsa', '-check', '-noout'], {
    input: privateKey,
    encoding: 'utf8',
  }).stdout.trim();
}

/**
 * The ed25519 key that OpenSSL finds in this PKCS#8 file: `ssh-… base64`, or null. OpenSSL is shown the bytes that the letters
 * stand for: where the lines of a PEM file are broken it sees more strictly than Keyport, and it is not what the key depends on.
 */
export function opensslReads(file: Uint8Array, passphrase: string): string | null {
  const letters = /-----BEGIN (ENCRYPTED )?PRIVATE KEY-----([^-]*)-----END /.exec(
    Buffer.from(file).toString('latin1'),
  );
  const input = Buffer.from(letters?.[2] ?? '', 'base64');
  const args = ['pkey', '-inform', 'DER', '-passin', `pass:${passphrase}`, '-pubout', '-outform', 'DER'];
  const { status, stdout } = spawnSync('openssl', args, { input });
  if (status !== 0 || stdout.length !== 44) return null;
  const blob = Buffer.concat([
    Buffer.from('0000000b7373682d6564323535313900000020', 'hex'),
    stdout.subarray(12),
  ]);
  return `ssh-ed25519 ${blob.toString('base64')}`;
}

export function openssl(args: readonly string[], input: Uint8Array): Buffer {
  const { status, stdout, stderr } = spawnSync('openssl', args, { input });
  if (status !== 0) throw new Error(`openssl ${args[0]}: ${stderr.toString()}`);
  return stdout;
}

function run(command: string, ...args: readonly string[]): void {
  const { status, stderr, error } = spawnSync(command, args, { encoding: 'utf8' });
  if (status !== 0) throw error ?? new Error(`${command} ${args.join(' ')}: ${stderr}`);
}

function firstWords(line: string, count = 2): string {
  return line.trim().split(' ').slice(0, count).join(' ');
}
