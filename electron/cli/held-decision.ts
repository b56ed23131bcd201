import type { HeldAnswer } from '../../shared/keys/keys-api.ts';
import type { HeldKey, StoreKind } from '../../shared/keys/vault.ts';
import { words } from '../../shared/words/en.ts';
import { inStore } from '../../shared/words/en/store-names.ts';
import type { Terminal } from './terminal.ts';

/** How long a keychain that did not take a key is left alone, before it is asked again with nobody there. */
const RETRY_AFTER_MS = [2000, 5000, 15_000];
/** The same, of an AWS that does not answer. */
const DELETE_AFTER_MS = [0, 5000, 15_000, 30_000];

type Decide = (held: HeldKey) => Promise<HeldAnswer | 'give-up'>;

/**
 * What becomes of a private key that AWS has handed out and the keychain did not take: a person at the terminal decides.
 * Where there is none, the keychain gets a few more tries; then the pair goes, since nothing was launched with it.
 */
export function createHeldDecision(
  terminal: Terminal,
  pause: (ms: number) => Promise<void>,
  store: () => StoreKind,
): Decide {
  const asked = new Map<string, number>();
  const { progress } = words.cli;
  const say = (sentence: string) => inStore(store(), sentence);
  return async (held) => {
    terminal.note(`${say(held.problem.title)}. ${say(held.problem.explanation)}`);
    const answer = await askPerson(terminal, say(words.cli.ask.held));
    if (answer !== null) return answer;
    const nth = asked.get(held.custodyId) ?? 0;
    asked.set(held.custodyId, nth + 1);
    const retryAfterMs = RETRY_AFTER_MS[nth];
    if (retryAfterMs !== undefined) {
      await pause(retryAfterMs);
      terminal.note(say(progress.tryingAgain));
      return 'retry';
    }
    const deleteAfterMs = DELETE_AFTER_MS[nth - RETRY_AFTER_MS.length];
    if (deleteAfterMs === undefined) return 'give-up';
    await pause(deleteAfterMs);
    terminal.note(progress.deletingPair);
    return 'delete-pair';
  };
}

/** Null where nobody answers, also where the terminal has gone away. */
async function askPerson(terminal: Terminal, question: string): Promise<HeldAnswer | null> {
  for (;;) {
    const letter = await terminal.ask(question);
    if (letter === null) return null;
    const answer = ANSWERS.get(letter.trim().toLowerCase());
    if (answer !== undefined) return answer;
  }
}

const ANSWERS: ReadonlyMap<string, HeldAnswer> = new Map([
  ['r', 'retry'],
  ['s', 'save-to-file'],
  ['d', 'delete-pair'],
]);
