import { describeKeyPair } from '../aws/key-pairs.ts';
import { problemFrom } from '../aws/problem.ts';
import type { SecureKeyStep } from '../custody/custody.ts';
import { problemOfDisk } from '../journal/disk-problem.ts';
import type { KeyRecord } from '../custody/key-record.ts';
import { proveVaultKey } from '../custody/prove-vault-key.ts';
import { recoverKeys } from '../custody/recover.ts';
import { secureKey } from '../custody/secure-key.ts';
import { showKeys } from '../custody/vault-key.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import { failed, succeeded, type Outcome } from '../../shared/outcome.ts';
import { loadKeyCommand } from '../../shared/ssh-command.ts';
import { tagsOfPlan, type LaunchServices } from './launch-services.ts';

/**
 * The launch's key pair, with its private key read back from the keychain in this run: the one that an earlier run has made for it,
 * or a new one. Its lines say how it went. Answers whether anything may be launched with it.
 */
export async function ensureKey(services: LaunchServices): Promise<boolean> {
  const { vault, board, unfinished } = services;
  const secured = await unfinished.track(secureOrProve(services), 'private-key');
  // The Keys screen shows it; that it could not be shown is no reason to stop.
  await showKeys(vault).catch(() => undefined);
  if (secured.ok) {
    const { keychainAccount, custodyId } = secured.value;
    const command = hasCommandToRead(services) ? loadKeyCommand(keychainAccount) : null;
    board.setConnect({ keychainAccount, custodyId, loadKeyCommand: command });
    board.finish('key-pair', 'done');
    board.finish('keychain', 'done');
    return true;
  }
  board.fail(secured.problem);
  for (const { id, state } of board.launch().lines) {
    if (id !== 'key-pair' && id !== 'keychain') continue;
    if (state === 'working') board.finish(id, 'failed');
    if (state === 'waiting') board.finish(id, 'skipped');
  }
  return false;
}

type Ready = { readonly keychainAccount: string; readonly custodyId: string };

async function secureOrProve(services: LaunchServices): Promise<Outcome<Ready>> {
  const first = await keyOfLaunch(services);
  if (!first.ok) return first;
  if (first.value === null) return secure(services, null);
  if (first.value.state === 'READY') return prove(services, first.value);
  // An earlier run has ended in the middle of it: recovery finds out how far it had come.
  await recoverKeys(services.vault);
  const second = await keyOfLaunch(services);
  if (!second.ok) return second;
  const key = second.value;
  if (key === null || key.state === 'ABSENT') return secure(services, null);
  if (key.state === 'READY') return prove(services, key);
  return isRepeatable(key) ? secure(services, key) : failed(makeProblem('key-not-finished'));
}

/** What the journal of keys knows of this launch; what is finished first. */
async function keyOfLaunch({ vault, record }: LaunchServices): Promise<Outcome<KeyRecord | null>> {
  const { launchId, plan } = record.current();
  try {
    const { records } = await vault.journal.list();
    const own = records.filter(
      (key) =>
        key.launchId === launchId && key.place?.region === plan.account.region && key.state !== 'TRASHED',
    );
    return succeeded(own.find(({ state }) => state === 'READY') ?? own[0] ?? null);
  } catch (error) {
    return failed(problemOfDisk(error));
  }
}

function isRepeatable({ origin, state }: KeyRecord): boolean {
  return origin === 'made-here' && (state === 'PLANNED' || state === 'SECURED');
}

async function secure(services: LaunchServices, earlier: KeyRecord | null): Promise<Outcome<Ready>> {
  const { clients, vault, patience, record } = services;
  const { launchId, plan, endpoint } = record.current();
  const { sourceId, accountId, region } = plan.account;
  const secured = await secureKey(
    { ...vault, ec2: clients.ec2, ec2Once: clients.ec2Once, patience },
    {
      ...plan.key,
      name: plan.name,
      sourceId,
      accountId,
      region,
      endpoint,
      launchId,
      ...(plan.tags.length === 0 ? {} : { tags: tagsOfPlan(plan) }),
      ...(earlier === null ? {} : { custodyId: earlier.custodyId }),
    },
    (step) => showKeyStep(services, step),
  );
  if (secured.ok) {
    const { keyPairId, name, fingerprint } = secured.value;
    await record.change((current) => ({ ...current, keyPair: { keyPairId, name, fingerprint } }));
  }
  return secured;
}

/** The private key is here, and is the private half of what EC2 shows: by their public halves. */
async function prove(services: LaunchServices, key: KeyRecord): Promise<Outcome<Ready>> {
  const { board, vault, clients, record } = services;
  const { custodyId, keychainAccount, keyPairId, name } = key;
  board.begin('key-pair');
  board.begin('keychain');
  const proved = await proveVaultKey(vault, custodyId);
  if (!proved.ok) return proved;
  if (keyPairId === null) return failed(makeProblem('key-pair-gone', { actions: ['undo'] }));
  try {
    const shown = await describeKeyPair(clients.ec2, { keyPairId });
    if (shown === null) return failed(makeProblem('key-pair-gone', { actions: ['undo'] }));
    if (!isSame(shown.publicKey, proved.value.publicKey)) {
      return failed(makeProblem('key-not-proved', { actions: ['undo'] }));
    }
    const keyPair = { keyPairId, name, fingerprint: shown.fingerprint };
    board.note('key-pair', { resourceId: keyPairId });
    await record.change((current) => ({ ...current, keyPair }));
    return succeeded({ keychainAccount, custodyId });
  } catch (error) {
    return failed(problemFrom(error));
  }
}

/** Their kind and their bytes; a comment may follow. */
function isSame(one: string | null, other: string | null): boolean {
  return one !== null && withoutComment(one) === withoutComment(other);
}

function withoutComment(key: string | null): string | undefined {
  return key?.split(' ').slice(0, 2).join(' ');
}

/** Of the keychain, not of the encrypted file that a person may have chosen instead. */
function hasCommandToRead({ hasKeyCommand, vault }: LaunchServices): boolean {
  return hasKeyCommand && vault.board.vault().store.kind === 'keychain';
}

/** The pair is in the record as soon as it is known to be in AWS: only then can its removal be offered. */
async function showKeyStep({ board, record }: LaunchServices, step: SecureKeyStep): Promise<void> {
  if ('made' in step) {
    const { keyPairId, name } = step.made;
    board.note('key-pair', { resourceId: keyPairId });
    board.finish('key-pair', 'done');
    await record.change((current) => ({ ...current, keyPair: { keyPairId, name, fingerprint: null } }));
    return;
  }
  switch (step.step) {
    case 'probing':
    case 'creating':
    case 'importing':
      return board.begin('key-pair');
    case 'storing':
      return board.begin('keychain');
    case 'proving':
      return;
    case 'secured':
      return board.finish('keychain', 'done');
  }
}
