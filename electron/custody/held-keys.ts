import { MAX_STORED_BYTES } from '../keychain/stored-form.ts';
import { KeychainError, problemFromKeychain, type Keychain } from '../keychain/keychain.ts';
import { problemFrom } from '../aws/problem.ts';
import type { HeldAnswer, KeysApi } from '../../shared/keys/keys-api.ts';
import type { HeldKey, StoreKind } from '../../shared/keys/vault.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import { failed, succeeded } from '../../shared/outcome.ts';
import type { Problem } from '../../shared/problem.ts';
import { words } from '../../shared/words/en.ts';
import type { CustodyRecord } from './custody-record.ts';
import type { FileDialogs } from './vault-services.ts';
import { keepKey, type Kept } from './keep-key.ts';
import type { Sentinel } from './sentinel.ts';
import type { VaultBoard } from './vault-board.ts';
import { writePrivateFile } from './write-private-file.ts';

/**
 * The private keys that AWS has handed out and that are nowhere else yet. What the keychain does not take stays in memory
 * until a person has decided: try again, save it to a file, or delete the key pair.
 */
export type HeldKeys = {
  /**
   * Starts to save before it returns. Answers when the private key has found its place or is not wanted any more, and has
   * filled the bytes it was given with 0. Never rejects.
   */
  readonly hold: (key: KeyInHand) => Promise<KeyPlaced>;
  readonly answer: KeysApi['answerHeldKey'];
  /** True while a key waits for a person. */
  readonly hasHeld: () => boolean;
  /** True while any private key is in memory only, also where the keychain has not answered yet. */
  readonly hasOnlyCopy: () => boolean;
  /** Where the keys are to be kept. */
  readonly store: () => StoreKind;
};

export type KeyInHand = {
  readonly custodyId: string;
  readonly name: string;
  readonly region: string;
  readonly keyPairId: string;
  readonly privateKey: Uint8Array;
  readonly keychain: Keychain;
  readonly keychainAccount: string;
  readonly sentinel: Pick<Sentinel, 'look'>;
  readonly record: CustodyRecord;
  /** Deletes the pair in AWS and looks until it is gone; rejects where it may still be there. */
  readonly deletePair: () => Promise<void>;
};

/** `kept`: the keychain gave it back; the receiver fills those bytes with 0. */
export type KeyPlaced =
  | { readonly how: 'kept'; readonly privateKey: Uint8Array; readonly publicKey: string }
  | { readonly how: 'elsewhere'; readonly problem: Problem };

type HeldKeysOptions = {
  readonly board: VaultBoard;
  readonly files: Pick<FileDialogs, 'save'>;
  /**
   * Asked instead of the person at the screen, again for as long as the answer does not help. `give-up` leaves the pair in
   * AWS to the next recovery.
   */
  readonly decide?: (held: HeldKey) => Promise<HeldAnswer | 'give-up'>;
  /** After how long a keychain that does not answer is told to the person. */
  readonly patienceMs?: number;
};

export function createHeldKeys({ board, files, decide, patienceMs = 20_000 }: HeldKeysOptions): HeldKeys {
  const inHand = new Map<string, InHand>();

  function hold(key: KeyInHand): Promise<KeyPlaced> {
    const held: InHand = {
      key,
      placed: Promise.withResolvers(),
      noted: Promise.resolve(),
      problem: null,
      isTrying: false,
      isDeciding: false,
      isAsked: false,
    };
    inHand.set(key.custodyId, held);
    void tryToKeep(held);
    return held.placed.promise;
  }

  /** Answers when the keychain has, or when it takes too long; in that case the same call is still waited for. */
  async function tryToKeep(held: InHand): Promise<void> {
    const { keychain, keychainAccount, privateKey } = held.key;
    held.isTrying = true;
    const trying = keepKey(keychain, keychainAccount, privateKey).then((kept) => tried(held, kept));
    await within(patienceMs, trying, undefined);
    if (!held.isTrying) return;
    wait(held, makeProblem('keychain-failed', { explanation: words.held.noAnswer(held.key.name) }));
  }

  function tried(held: InHand, kept: Kept): void {
    held.isTrying = false;
    // Too late: the person has chosen something else, and that may not be undone half-way.
    if (held.isDeciding || !inHand.has(held.key.custodyId)) {
      if (kept.state === 'kept') kept.privateKey.fill(0);
      return;
    }
    if (kept.state === 'kept') place(held, { how: 'kept', ...kept });
    else wait(held, problemOf(held.key, kept));
  }

  function wait(held: InHand, problem: Problem): void {
    if (!inHand.has(held.key.custodyId)) return;
    held.problem = problem;
    show();
    held.noted = held.key.record.note({ trouble: { code: 'in-memory-only', raw: problem.raw } });
    if (decide && !held.isAsked) {
      held.isAsked = true;
      void askUntilPlaced(held, decide);
    }
  }

  async function askUntilPlaced(
    held: InHand,
    ask: (held: HeldKey) => Promise<HeldAnswer | 'give-up'>,
  ): Promise<void> {
    while (inHand.has(held.key.custodyId)) {
      const answer = await ask(shownFrom(held)).catch(() => 'give-up' as const);
      if (answer === 'give-up') {
        const { name } = held.key;
        place(held, { how: 'elsewhere', problem: withWords(held.problem, words.held.givenUp(name)) });
      } else await carryOut(held, answer);
    }
  }

  async function carryOut(held: InHand, answer: HeldAnswer): Promise<Problem | null> {
    if (held.isDeciding) return held.problem;
    if (answer === 'retry') {
      if (!held.isTrying) await tryToKeep(held);
      return inHand.has(held.key.custodyId) ? held.problem : null;
    }
    held.isDeciding = true;
    try {
      return await (answer === 'save-to-file' ? saveToFile(held) : deletePair(held));
    } finally {
      held.isDeciding = false;
    }
  }

  /** The journal knows the file before it is there: whatever happens next, nobody takes the pair for an orphan. */
  async function saveToFile(held: InHand): Promise<Problem | null> {
    const { name, privateKey, record } = held.key;
    const { dialog, savedToFile, savedToOpenFile } = words.held;
    const file = await files.save({
      title: dialog.title(name),
      button: dialog.button,
      fileName: `${fileNameOf(name)}.pem`,
      folder: 'ssh',
    });
    if (file === null) return null;
    const before = record.current();
    const at = new Date().toISOString();
    const notRecorded = await record.enter('HELD_IN_FILE', {
      copies: [...before.copies, { kind: 'file', where: file, at }],
    });
    if (notRecorded) return notRecorded;
    const written = await writePrivateFile(file, privateKey);
    if (!written.ok) {
      await record.restore(before);
      return written.problem;
    }
    const explanation = (written.value.isPrivate ? savedToFile : savedToOpenFile)(name, file);
    place(held, {
      how: 'elsewhere',
      problem: makeProblem('held-in-file', { explanation, actions: ['undo'] }),
    });
    return null;
  }

  async function deletePair(held: InHand): Promise<Problem | null> {
    try {
      await held.key.deletePair();
    } catch (error) {
      return problemFrom(error);
    }
    // Where the keychain may have it after all, the record stays: without it nobody would ever find that item.
    const isForNothing = !held.isTrying && (await within(patienceMs, isAbsent(held.key), false));
    if (isForNothing) await held.key.record.forget();
    place(held, {
      how: 'elsewhere',
      problem: withWords(held.problem, words.held.deleted(held.key.name)),
    });
    return null;
  }

  function place(held: InHand, placed: KeyPlaced): void {
    inHand.delete(held.key.custodyId);
    held.key.privateKey.fill(0);
    if (held.problem !== null) show();
    // Whoever takes the record over finds all of it written, and nothing is written behind them.
    void held.noted.then(() => held.placed.resolve(placed));
  }

  function show(): void {
    board.set({ held: [...inHand.values()].filter(isWaiting).map(shownFrom) });
  }

  return {
    hold,
    answer: async ({ custodyId, answer }) => {
      const held = inHand.get(custodyId);
      if (held === undefined || !isWaiting(held)) return failed(makeProblem('key-unknown'));
      const problem = await carryOut(held, answer);
      return problem === null ? succeeded(board.vault()) : failed(problem);
    },
    hasHeld: () => [...inHand.values()].some(isWaiting),
    hasOnlyCopy: () => inHand.size > 0,
    store: () => board.vault().store.kind,
  };
}

type InHand = {
  readonly key: KeyInHand;
  readonly placed: PromiseWithResolvers<KeyPlaced>;
  /** That it waits stands in its record, or could not be written there. */
  noted: Promise<void>;
  /** Why it waits for the person; null while it is simply on its way. */
  problem: Problem | null;
  /** A call to the keychain is under way: no second one is started behind it. */
  isTrying: boolean;
  isDeciding: boolean;
  isAsked: boolean;
};

function isWaiting({ problem }: InHand): boolean {
  return problem !== null;
}

function shownFrom({ key, problem }: InHand): HeldKey {
  const { custodyId, name, region, keyPairId } = key;
  return { custodyId, name, region, keyPairId, problem: problem ?? makeProblem('held-in-memory') };
}

function problemOf(key: KeyInHand, kept: Exclude<Kept, { state: 'kept' }>): Problem {
  const { name, privateKey } = key;
  if (kept.state === 'wrong') {
    return makeProblem('key-not-proved', { explanation: words.held.otherCameBack(name), retryable: true });
  }
  if (privateKey.length > MAX_STORED_BYTES) return makeProblem('key-too-long');
  // A bug elsewhere must not cost the key.
  if (!(kept.error instanceof KeychainError)) return problemFrom(kept.error);
  const { notKept, notReadBack } = words.held;
  const explanation = (kept.state === 'not-kept' ? notKept : notReadBack)(name);
  return problemFromKeychain(kept.error, { explanation, actions: [] });
}

/** The same problem, for somebody who has decided: there is nothing left to try. */
function withWords(problem: Problem | null, explanation: string): Problem {
  const { code, raw } = problem ?? makeProblem('held-in-memory');
  return makeProblem(code, { raw, explanation, actions: ['undo'] });
}

/** What no file system takes, or takes for a folder, becomes a dash. */
function fileNameOf(name: string): string {
  return name.replaceAll(/[^\p{L}\p{N}._ -]/gu, '-').replace(/^\.+/, '') || 'key';
}

/** A keychain that is locked may say "no such key" of every key. */
async function isAbsent({ keychain, keychainAccount, sentinel }: KeyInHand): Promise<boolean> {
  try {
    const present = await keychain.read(keychainAccount);
    present?.fill(0);
    return present === null && (await sentinel.look()).state === 'readable';
  } catch {
    return false;
  }
}

/** What takes longer goes on all the same. */
async function within<Value>(ms: number, work: Promise<Value>, otherwise: Value): Promise<Value> {
  const late = Promise.withResolvers<Value>();
  const timer = setTimeout(() => late.resolve(otherwise), ms);
  try {
    return await Promise.race([work, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
