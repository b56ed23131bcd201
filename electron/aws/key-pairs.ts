import { setTimeout } from 'node:timers/promises';
import {
  CreateKeyPairCommand,
  DeleteKeyPairCommand,
  DescribeKeyPairsCommand,
  ImportKeyPairCommand,
  type CreateKeyPairCommandInput,
  type DescribeKeyPairsCommandInput,
  type EC2Client,
  type ImportKeyPairCommandInput,
  type KeyPairInfo,
} from '@aws-sdk/client-ec2';
import { TAGS } from '../../shared/launch-plan.ts';
import type { KeyType } from '../../shared/platform.ts';
import { present, presentText } from './answer.ts';
import { problemFrom } from './problem.ts';
import { tagsFrom, tagSpecifications, type Tags } from './tags.ts';

/** `ec2Once` sends a request once: a second CreateKeyPair after a lost answer would only say "exists already". */
export type KeyPairClients = { readonly ec2: EC2Client; readonly ec2Once: EC2Client };

/** A key pair as EC2 shows it. `publicKey` is `ssh-… base64 comment`, or null where EC2 does not show it. */
export type KeyPair = {
  readonly keyPairId: string;
  readonly name: string;
  /** Null for a kind that Keyport does not know. */
  readonly type: KeyType | null;
  readonly fingerprint: string;
  readonly publicKey: string | null;
  /** ISO 8601. */
  readonly createdAt: string | null;
  readonly tags: Tags;
};

/** The private key as EC2 hands it over, once. The caller owns the bytes and fills them with 0 after use. */
export type CreatedKeyPair = {
  readonly keyPairId: string;
  readonly name: string;
  readonly fingerprint: string;
  readonly privateKey: Uint8Array;
};

/** Give it the client that sends once: there is no token that would make this call safe to repeat. */
export async function createKeyPair(ec2Once: EC2Client, request: KeyPairToCreate): Promise<CreatedKeyPair> {
  const answer = await ec2Once.send(new CreateKeyPairCommand(createKeyPairInput(request)));
  return {
    keyPairId: presentText(answer.KeyPairId, 'KeyPairId'),
    name: request.name,
    fingerprint: answer.KeyFingerprint ?? '',
    privateKey: Buffer.from(presentText(answer.KeyMaterial, 'KeyMaterial'), 'utf8'),
  };
}

type KeyPairToCreate = { readonly name: string; readonly keyType: KeyType; readonly tags: Tags };

export function createKeyPairInput({ name, keyType, tags }: KeyPairToCreate): CreateKeyPairCommandInput {
  return {
    KeyName: name,
    KeyType: keyType,
    KeyFormat: 'pem',
    TagSpecifications: tagSpecifications(tags, 'key-pair'),
  };
}

/** May be repeated: a second import of the same name is refused, and then `describeKeyPair` says whose it is. */
export async function importKeyPair(
  ec2: EC2Client,
  request: KeyPairToImport,
): Promise<{ readonly keyPairId: string; readonly name: string; readonly fingerprint: string }> {
  const answer = await ec2.send(new ImportKeyPairCommand(importKeyPairInput(request)));
  return {
    keyPairId: presentText(answer.KeyPairId, 'KeyPairId'),
    name: request.name,
    fingerprint: answer.KeyFingerprint ?? '',
  };
}

type KeyPairToImport = { readonly name: string; readonly publicKey: string; readonly tags: Tags };

export function importKeyPairInput({ name, publicKey, tags }: KeyPairToImport): ImportKeyPairCommandInput {
  return {
    KeyName: name,
    PublicKeyMaterial: Buffer.from(publicKey, 'utf8'),
    TagSpecifications: tagSpecifications(tags, 'key-pair'),
  };
}

/** Which key pair: its name, its id, or the tag that Keyport gave it. */
export type WhichKeyPair =
  { readonly name: string } | { readonly keyPairId: string } | { readonly custodyId: string };

/** The key pair, or null where EC2 shows none. Right after its creation that may be too early to tell. */
export async function describeKeyPair(ec2: EC2Client, which: WhichKeyPair): Promise<KeyPair | null> {
  try {
    const answer = await ec2.send(new DescribeKeyPairsCommand({ ...asInput(which), IncludePublicKey: true }));
    const [info] = answer.KeyPairs ?? [];
    return info ? keyPairFrom(info) : null;
  } catch (error) {
    if (problemFrom(error).code === 'key-pair-gone') return null;
    throw error;
  }
}

/** Every key pair of the client's region. EC2 gives them all at once: this list has no pages. */
export async function listKeyPairs(ec2: EC2Client): Promise<readonly KeyPair[]> {
  const { KeyPairs } = await ec2.send(new DescribeKeyPairsCommand({ IncludePublicKey: true }));
  return present(KeyPairs, 'KeyPairs').map(keyPairFrom);
}

/**
 * Deletes one key pair and looks until it is gone. An emulator may accept a deletion by id and do nothing, so what is
 * still shown under its id is deleted by name: only under our tag, unless a person has named this very one
 * (`whose: 'anyones'`). Throws where it is still shown after that.
 */
export async function deleteKeyPair(
  ec2: EC2Client,
  { keyPairId, name }: { readonly keyPairId: string; readonly name: string },
  pause: Pause = setTimeout,
  whose: 'ours' | 'anyones' = 'ours',
): Promise<void> {
  await ec2.send(new DeleteKeyPairCommand({ KeyPairId: keyPairId }));
  const left = await lastShown(ec2, keyPairId, pause);
  if (!left) return;
  const isMeant = whose === 'anyones' || left.tags[TAGS.custodyId] !== undefined;
  if (isMeant && (await hasName(ec2, keyPairId, name))) {
    await ec2.send(new DeleteKeyPairCommand({ KeyName: name }));
    if (!(await lastShown(ec2, keyPairId, pause))) return;
  }
  throw new Error(`the key pair is still there after deleting it: ${keyPairId}`);
}

/** Waits so many milliseconds. */
export type Pause = (ms: number) => Promise<unknown>;

/** EC2 may show a key pair for a moment after its deletion. */
async function lastShown(ec2: EC2Client, keyPairId: string, pause: Pause): Promise<KeyPair | null> {
  for (const ms of [200, 500]) {
    if (!(await describeKeyPair(ec2, { keyPairId }))) return null;
    await pause(ms);
  }
  return describeKeyPair(ec2, { keyPairId });
}

/** Asked from the other side too: meanwhile the name may have been given to another pair. */
async function hasName(ec2: EC2Client, keyPairId: string, name: string): Promise<boolean> {
  return (await describeKeyPair(ec2, { name }))?.keyPairId === keyPairId;
}

function asInput(which: WhichKeyPair): DescribeKeyPairsCommandInput {
  if ('name' in which) return { KeyNames: [which.name] };
  if ('keyPairId' in which) return { Filters: [{ Name: 'key-pair-id', Values: [which.keyPairId] }] };
  return { Filters: [{ Name: `tag:${TAGS.custodyId}`, Values: [which.custodyId] }] };
}

const KEY_TYPES: readonly KeyType[] = ['ed25519', 'rsa'];

function keyPairFrom(info: KeyPairInfo): KeyPair {
  return {
    keyPairId: presentText(info.KeyPairId, 'KeyPairId'),
    name: presentText(info.KeyName, 'KeyName'),
    type: KEY_TYPES.find((type) => type === info.KeyType) ?? null,
    fingerprint: info.KeyFingerprint ?? '',
    publicKey: info.PublicKey?.trim() || null,
    createdAt: info.CreateTime?.toISOString() ?? null,
    tags: tagsFrom(info.Tags),
  };
}
