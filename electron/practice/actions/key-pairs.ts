import { changes, reads, type ActionContext, type Actions } from '../action.ts';
import { AwsError, invalidCombination, invalidValue, missingParameter } from '../aws-error.ts';
import { filtered, readFilters, type FilterFields } from '../filters.ts';
import { shortened } from '../protocol/param-tree.ts';
import type { Params } from '../protocol/params.ts';
import type { Answer } from '../protocol/write-xml.ts';
import { readTagSpecifications, tagSetOf } from '../tags.ts';
import { keyPairNamed, keyPairOfId } from '../world/find-key-pair.ts';
import { newPrivateKey } from '../world/new-private-key.ts';
import { readPublicKey } from '../world/read-public-key.ts';
import { fingerprintOf, fromBase64, lineOf, type SshPublicKey } from '../world/ssh-public-key.ts';
import type { KeyPair, Tag } from '../world/state.ts';

/** Key pairs. Of one that is made here only the public half stays: the private one is in the answer and nowhere else. */
export const keyPairsActions: Actions = {
  CreateKeyPair: changes(createKeyPair),
  ImportKeyPair: changes(importKeyPair),
  DescribeKeyPairs: reads(describeKeyPairs),
  DeleteKeyPair: changes(deleteKeyPair),
};

const MOST_KEY_PAIRS = 5_000;
const LONGEST_NAME = 255;
/** Of the base64 that is sent: an RSA key of 8192 bits fits. */
const LONGEST_MATERIAL = 2_048;

function createKeyPair(context: ActionContext, params: Params): Answer {
  const name = readName(params);
  const type = oneOf(params, 'KeyType', ['rsa', 'ed25519']);
  const format = oneOf(params, 'KeyFormat', ['pem', 'ppk']);
  const tags = readTagSpecifications(params, ['key-pair'])['key-pair'];
  checkRoom(context, name);
  const { publicKey, fingerprint, privateKey } = newPrivateKey(type, { format, comment: name });
  const pair = put(context, { name, publicKey, fingerprint, tags });
  return { ...answerOf(pair), keyMaterial: privateKey };
}

function importKeyPair(context: ActionContext, params: Params): Answer {
  const name = readName(params);
  const publicKey = readMaterial(params);
  const tags = readTagSpecifications(params, ['key-pair'])['key-pair'];
  checkRoom(context, name);
  return answerOf(put(context, { name, publicKey, fingerprint: fingerprintOf(publicKey), tags }));
}

function describeKeyPairs(context: ActionContext, params: Params): Answer {
  const names = params.texts('KeyName').map((name) => keyPairNamed(context, name));
  const ids = params.texts('KeyPairId').map((id) => keyPairOfId(context, id));
  const showsPublicKey = params.boolean('IncludePublicKey') === true;
  const visible = [...context.region.keyPairs.values()].filter(
    (pair) =>
      (names.length === 0 || names.includes(pair)) &&
      (ids.length === 0 || ids.includes(pair)) &&
      context.isVisible(pair.keyPairId),
  );
  const found = filtered(visible, readFilters(params), FIELDS);
  return { keySet: found.map((pair) => infoOf(pair, showsPublicKey)) };
}

const FIELDS: FilterFields<KeyPair> = {
  'key-pair-id': ({ keyPairId }) => keyPairId,
  'key-name': ({ name }) => name,
  fingerprint: ({ fingerprint }) => fingerprint,
};

/** One that does not exist, or is gone already, is deleted with success. */
function deleteKeyPair({ region }: ActionContext, params: Params): Answer {
  const [name, keyPairId] = [params.optionalText('KeyName'), params.optionalText('KeyPairId')];
  if (name !== null && keyPairId !== null) {
    throw invalidCombination('The parameter KeyName cannot be used with the parameter KeyPairId');
  }
  if (!name && !keyPairId) throw missingParameter('KeyName');
  const pair = [...region.keyPairs.values()].find(
    (each) => each.keyPairId === keyPairId || each.name === name,
  );
  if (pair === undefined) return { return: true };
  region.keyPairs.delete(pair.keyPairId);
  return { return: true, keyPairId: pair.keyPairId };
}

function readName(params: Params): string {
  const name = params.text('KeyName');
  const why = whyNoName(name);
  if (why !== null) throw invalidValue(`Value (${shortened(name)}) for parameter KeyName is invalid. ${why}`);
  return name;
}

/** EC2 User Guide: up to 255 ASCII characters, no spaces before or after them. */
function whyNoName(name: string): string | null {
  if (name.length > LONGEST_NAME) return `Length exceeds maximum of ${String(LONGEST_NAME)}.`;
  if (!/^[\x20-\x7e]*$/u.test(name)) return 'Character sets beyond ASCII are not supported.';
  return name.trim() === name ? null : 'It must not begin or end with a space.';
}

function oneOf<Value extends string>(
  params: Params,
  parameter: string,
  values: readonly [Value, ...Value[]],
): Value {
  const given = params.optionalText(parameter);
  const value = given === null ? values[0] : values.find((each) => each === given);
  if (value !== undefined) return value;
  throw invalidValue(`Value (${shortened(given ?? '')}) for parameter ${parameter} is invalid.`);
}

function readMaterial(params: Params): SshPublicKey {
  const encoded = params.text('PublicKeyMaterial');
  if (encoded.length > LONGEST_MATERIAL) {
    const why = `Length exceeds maximum of ${String(LONGEST_MATERIAL)}.`;
    throw invalidValue(`Value (${shortened(encoded)}) for parameter PublicKeyMaterial is invalid. ${why}`);
  }
  return readPublicKey(fromBase64(encoded.replaceAll(/\s/gu, ''))?.toString('latin1') ?? '');
}

function checkRoom({ region, isDryRun }: ActionContext, name: string): void {
  if ([...region.keyPairs.values()].some((pair) => pair.name === name)) {
    throw new AwsError('InvalidKeyPair.Duplicate', `The keypair '${name}' already exists.`);
  }
  if (region.keyPairs.size >= MOST_KEY_PAIRS && !isDryRun) {
    throw new AwsError('KeyPairLimitExceeded', `Maximum of ${String(MOST_KEY_PAIRS)} key pairs reached.`);
  }
}

type NewKeyPair = {
  readonly name: string;
  readonly publicKey: SshPublicKey;
  readonly fingerprint: string;
  readonly tags: readonly Tag[];
};

function put(
  { region, now, newId, made }: ActionContext,
  { name, publicKey, fingerprint, tags }: NewKeyPair,
): KeyPair {
  const keyPair: KeyPair = {
    keyPairId: newId('key'),
    name,
    type: publicKey.type,
    // Whatever comment came with it, EC2 shows the key pair's name.
    publicKey: `${lineOf(publicKey)} ${name}`,
    fingerprint,
    createdAt: now,
    tags: [...tags],
  };
  region.keyPairs.set(keyPair.keyPairId, keyPair);
  made(keyPair.keyPairId);
  return keyPair;
}

function answerOf({ keyPairId, name, fingerprint, tags }: KeyPair): Answer {
  return { keyName: name, keyFingerprint: fingerprint, keyPairId, tagSet: tagSetOf(tags) };
}

function infoOf(pair: KeyPair, showsPublicKey: boolean): Answer {
  return {
    ...answerOf(pair),
    keyType: pair.type,
    tagSet: tagSetOf(pair.tags) ?? [],
    publicKey: showsPublicKey ? `${pair.publicKey}\n` : null,
    createTime: new Date(pair.createdAt),
  };
}
