import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { DeleteKeyPairCommand, DescribeKeyPairsCommand, EC2Client } from '@aws-sdk/client-ec2';
import { journalFolder, recordsIn } from './journal-watch.ts';

const exec = promisify(execFile);

/**
 * What two recoveries made of it. Each fault is a sentence; none is as it should be. `end`: a key that is whole, nothing at all,
 * or nothing but the note that something was asked for.
 */
export type Verdict = {
  readonly end: 'whole' | 'nothing' | 'tombstone' | 'wrong';
  readonly faults: readonly string[];
};

export type Suspect = {
  readonly home: string;
  readonly name: string;
  readonly endpoint: string;
  /** Of the keyring that this Keyport has for itself. */
  readonly env: NodeJS.ProcessEnv;
  /** A recovery in a new process. */
  readonly recover: () => Promise<string>;
  /** The journal had said that the private key is safe. */
  readonly isPromised: boolean;
};

/** By AWS's own answers, libsecret's own program and OpenSSH's own, not by what Keyport says. Clears up after itself. */
export async function judge(suspect: Suspect): Promise<Verdict> {
  const { recover, isPromised } = suspect;
  const said = [await recover()];
  const first = await look(suspect);
  said.push(await recover());
  const second = await look(suspect);
  const faults = [
    ...faultsOf(first, isPromised),
    ...differences(first, second),
    ...secretsIn(suspect.home, said),
  ];
  await clearUp(suspect, second);
  return { end: faults.length > 0 ? 'wrong' : endOf(second), faults };
}

type Sight = {
  readonly pairs: readonly { readonly id: string; readonly name: string; readonly publicKey: string }[];
  /** Public keys of the private keys in the keychain, by account. */
  readonly kept: ReadonlyMap<string, string>;
  readonly records: readonly { readonly state: string; readonly account: string }[];
  /** Every file of the journal, byte by byte. */
  readonly files: Readonly<Record<string, string>>;
};

async function look({ home, name, endpoint, env }: Suspect): Promise<Sight> {
  const files = fs.readdirSync(journalFolder(home)).toSorted();
  return {
    pairs: await pairsCalled(name, endpoint),
    kept: await privateKeysIn(env),
    records: recordsIn(home).map(({ state, keychainAccount: account }) => ({ state, account })),
    files: Object.fromEntries(
      files.map((file) => [file, fs.readFileSync(path.join(journalFolder(home), file), 'base64')]),
    ),
  };
}

function faultsOf({ pairs, kept, records }: Sight, isPromised: boolean): string[] {
  const faults: string[] = [];
  const publicKeys = [...kept.values()];
  if (isPromised && publicKeys.length === 0)
    faults.push('LOST: the journal had promised a private key that is gone');
  for (const { id, publicKey } of pairs) {
    if (publicKeys.includes(publicKey)) continue;
    const isReady = records.some(({ state }) => state === 'READY');
    faults.push(isReady ? `LOST: the private key of ${id}` : `ORPHAN in AWS: ${id}`);
  }
  for (const [account, publicKey] of kept) {
    if (!records.some((record) => record.account === account))
      faults.push(`STRAY in the keychain: ${account}`);
    if (!pairs.some((pair) => pair.publicKey === publicKey)) faults.push(`HALF: ${account} is not in AWS`);
  }
  const states = records.map(({ state }) => state);
  if (pairs.length > 0 !== states.includes('READY') || states.some((state) => !ENDS.includes(state)))
    faults.push(`UNFINISHED: ${states.join(', ') || 'no record'} with ${String(pairs.length)} key pairs`);
  return faults;
}

const ENDS = ['READY', 'ABSENT'];

function differences(first: Sight, second: Sight): string[] {
  const texts = [first, second].map(({ pairs, kept, files }) => ({
    AWS: JSON.stringify(pairs),
    'the keychain': JSON.stringify([...kept]),
    'the journal': JSON.stringify(files),
  }));
  const [one, other] = texts;
  return Object.entries(one ?? {}).flatMap(([what, text]) =>
    Object.entries(other ?? {}).some((entry) => entry[0] === what && entry[1] === text)
      ? []
      : [`TWICE: the second recovery changed ${what}`],
  );
}

function secretsIn(home: string, said: readonly string[]): string[] {
  const files = fs
    .readdirSync(home, { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile());
  const texts = files.map((file) => fs.readFileSync(path.join(file.parentPath, file.name), 'utf8'));
  return [...texts, ...said].some((text) => text.includes('PRIVATE KEY'))
    ? ['SECRET outside the keychain']
    : [];
}

function endOf({ pairs, records }: Sight): Verdict['end'] {
  if (pairs.length > 0) return 'whole';
  return records.length > 0 ? 'tombstone' : 'nothing';
}

async function clearUp({ name, endpoint, env }: Suspect, { pairs }: Sight): Promise<void> {
  for (const pair of pairs)
    await withEc2(endpoint, (ec2) => ec2.send(new DeleteKeyPairCommand({ KeyName: pair.name })));
  await exec('secret-tool', ['clear', 'service', 'keyport'], { env });
  if ((await pairsCalled(name, endpoint)).length > 0) throw new Error('the emulator deletes nothing');
}

/** The names of all that there are. */
export async function allPairs(endpoint: string): Promise<string[]> {
  return (await keyPairsAt(endpoint)).map(({ name }) => name);
}

/** Every one whose name begins so: a recovery must not make others either. */
async function pairsCalled(name: string, endpoint: string): Promise<Sight['pairs']> {
  const all = await keyPairsAt(endpoint);
  return all.filter((pair) => pair.name === name || pair.name.startsWith(`${name}-`));
}

async function keyPairsAt(endpoint: string): Promise<Sight['pairs']> {
  const { KeyPairs = [] } = await withEc2(endpoint, (ec2) =>
    ec2.send(new DescribeKeyPairsCommand({ IncludePublicKey: true })),
  );
  return KeyPairs.map(({ KeyPairId, KeyName, PublicKey }) => ({
    id: KeyPairId ?? '',
    name: KeyName ?? '',
    publicKey: withoutComment(PublicKey ?? ''),
  }));
}

async function withEc2<Value>(endpoint: string, ask: (ec2: EC2Client) => Promise<Value>): Promise<Value> {
  const credentials = { accessKeyId: 'judge', secretAccessKey: 'judge' };
  const ec2 = new EC2Client({ endpoint, region: 'us-east-1', credentials });
  try {
    return await ask(ec2);
  } finally {
    ec2.destroy();
  }
}

/** What libsecret's program finds of Keyport's, and OpenSSH's makes of it. The sentinel and the probe are no keys. */
async function privateKeysIn(env: NodeJS.ProcessEnv): Promise<ReadonlyMap<string, string>> {
  const { stdout } = await exec('secret-tool', ['search', '--all', 'service', 'keyport'], { env });
  const items = [...stdout.matchAll(/^label = keyring:(.*)@keyport\nsecret = ([\s\S]*?)\n(?=created = )/gm)];
  const kept = new Map<string, string>();
  for (const [, account = '', secret = ''] of items) {
    if (account === 'probe' || account.startsWith('sentinel|')) continue;
    kept.set(account, await publicKeyOf(secret));
  }
  return kept;
}

async function publicKeyOf(privateKey: string): Promise<string> {
  const file = path.join(os.tmpdir(), `keyport-judge-${randomUUID()}`);
  fs.writeFileSync(file, `${privateKey.trimEnd()}\n`, { mode: 0o600 });
  try {
    const { stdout } = await exec('ssh-keygen', ['-y', '-f', file]);
    return withoutComment(stdout);
  } finally {
    fs.rmSync(file);
  }
}

function withoutComment(publicKey: string): string {
  return publicKey.trim().split(' ').slice(0, 2).join(' ');
}
