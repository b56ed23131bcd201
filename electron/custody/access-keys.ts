import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { problemOfDisk } from '../journal/disk-problem.ts';
import { KeychainError, problemFromKeychain, type Keychain } from '../keychain/keychain.ts';
import { oneAtATime } from '../keychain/one-at-a-time.ts';
import { accountNameFault, type AccessKey } from '../../shared/access-key.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import { failed, succeeded, type Outcome } from '../../shared/outcome.ts';
import { words } from '../../shared/words/en.ts';
import type { AccessKeyRecord, AccessKeyRecords } from './access-key-records.ts';

const said = words.accounts.problems;

/** Access keys that were typed into Keyport: the keychain has them, and a file each says what they are called. */
export type AccessKeys = {
  readonly list: () => Promise<readonly AccessKeyRecord[]>;
  /** Null where there is none of this id. */
  readonly find: (id: string) => Promise<AccessKeyRecord | null>;
  /** Given back by the keychain; it stays in this process. */
  readonly read: (id: string) => Promise<Outcome<AccessKey>>;
  /** Whether a key of this name could be kept: asked before AWS is. */
  readonly mayKeep: (name: string) => Promise<Outcome<null>>;
  /** Kept, and read back, when it succeeds; nowhere, or listed so that it can be removed, when it does not. */
  readonly keep: (
    key: AccessKey,
    what: { name: string; region: string },
  ) => Promise<Outcome<AccessKeyRecord>>;
  readonly rename: (id: string, name: string) => Promise<Outcome<null>>;
  /** Out of the keychain first: a run that dies in between leaves a name, and no secret. */
  readonly remove: (id: string) => Promise<Outcome<null>>;
};

export type AccessKeysDeps = {
  readonly records: AccessKeyRecords;
  /** The home is ours, and what keeps secrets is open, when this succeeds. */
  readonly openKeychain: () => Promise<Outcome<Keychain>>;
};

export function createAccessKeys({ records, openKeychain }: AccessKeysDeps): AccessKeys {
  const inTurn = oneAtATime();
  const find = async (id: string) => (await records.list()).find((record) => record.id === id) ?? null;
  const withKeychain = <Value>(use: (keychain: Keychain) => Promise<Outcome<Value>>) =>
    inTurn(async (): Promise<Outcome<Value>> => {
      const keychain = await openKeychain();
      if (!keychain.ok) return keychain;
      // In practice it is a plain file.
      if (keychain.value.kind === 'practice') return refused(said.practice);
      return orProblem(() => use(keychain.value));
    });
  /** Null where the name may be had. */
  const nameProblem = async (name: string, id: string | null) => {
    const others = (await records.list()).filter((record) => record.id !== id);
    const fault = accountNameFault(
      name,
      others.map((other) => other.name),
    );
    return fault === null ? null : refused(words.accounts.faults[fault]);
  };

  return {
    list: records.list,
    find,
    read: (id) =>
      withKeychain(async (keychain) => {
        const record = await find(id);
        if (record === null) return refused(said.notOurs);
        const key = await readKey(keychain, record);
        return key === null ? refused(said.notThere(record.name, keychain.backend)) : succeeded(key);
      }),
    mayKeep: (name) =>
      withKeychain(async (keychain) => {
        const wrong = await nameProblem(name, null);
        if (wrong !== null) return wrong;
        const { problem } = await keychain.probe();
        return problem === null ? succeeded(null) : failed(problem);
      }),
    keep: (key, { name, region }) =>
      withKeychain(async (keychain) => {
        const wrong = await nameProblem(name, null);
        if (wrong !== null) return wrong;
        const record = newRecord(key, name.trim(), region);
        await records.write(record);
        const kept = await orProblem(() => keepKey(keychain, record, key));
        // What the keychain may still hold has to stay in the list, so that it can be removed.
        if (!kept.ok && (await isGone(keychain, record))) await records.remove(record);
        return kept;
      }),
    rename: (id, name) =>
      withKeychain(async () => {
        const record = await find(id);
        if (record === null) return refused(said.notOurs);
        const wrong = await nameProblem(name, id);
        if (wrong !== null) return wrong;
        await records.write({ ...record, name: name.trim() });
        return succeeded(null);
      }),
    remove: (id) =>
      withKeychain(async (keychain) => {
        const record = await find(id);
        if (record === null) return refused(said.notOurs);
        await keychain.remove(itemOf(record));
        if ((await keychain.read(itemOf(record))) !== null) return refused(said.notRemoved);
        await records.remove(record);
        return succeeded(null);
      }),
  };
}

/** No part of it changes with the name. */
function itemOf({ id }: AccessKeyRecord): string {
  return `access-key|${id}`;
}

function newRecord({ accessKeyId }: AccessKey, name: string, region: string): AccessKeyRecord {
  const ending = accessKeyId.slice(-4);
  return { version: 1, id: randomUUID(), name, region, ending, createdAt: new Date().toISOString() };
}

async function keepKey(
  keychain: Keychain,
  record: AccessKeyRecord,
  { accessKeyId, secretAccessKey }: AccessKey,
): Promise<Outcome<AccessKeyRecord>> {
  const bytes = Buffer.from(JSON.stringify({ accessKeyId, secretAccessKey }));
  try {
    await keychain.save(itemOf(record), bytes);
  } finally {
    bytes.fill(0);
  }
  const back = await readKey(keychain, record);
  const isSame = back?.accessKeyId === accessKeyId && back.secretAccessKey === secretAccessKey;
  return isSame ? succeeded(record) : refused(said.notThere(record.name, keychain.backend));
}

const itemSchema = z.strictObject({ accessKeyId: z.string(), secretAccessKey: z.string() });

/** Null where it is not there, or is something else. */
async function readKey(keychain: Keychain, record: AccessKeyRecord): Promise<AccessKey | null> {
  const bytes = await keychain.read(itemOf(record));
  if (bytes === null) return null;
  try {
    return itemSchema.parse(JSON.parse(Buffer.from(bytes).toString('utf8')));
  } catch {
    // What a parser says of it could quote it.
    return null;
  } finally {
    bytes.fill(0);
  }
}

async function isGone(keychain: Keychain, record: AccessKeyRecord): Promise<boolean> {
  try {
    await keychain.remove(itemOf(record));
    return (await keychain.read(itemOf(record))) === null;
  } catch {
    return false;
  }
}

async function orProblem<Value>(work: () => Promise<Outcome<Value>>): Promise<Outcome<Value>> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof KeychainError) return failed(problemFromKeychain(error));
    if (!(error instanceof Error && 'code' in error)) throw error;
    return failed(problemOfDisk(error));
  }
}

function refused(explanation: string): Outcome<never> {
  return failed(makeProblem('account-refused', { explanation }));
}
