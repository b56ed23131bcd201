import type { KeyKind, Work } from './steps.ts';
import type { Emulator } from './stage.ts';

/**
 * When Keyport is killed. `call`: as it asks, before anything has left it; or when the emulator has carried it out, and its answer has
 * not arrived. `moment`: so many milliseconds after so many entries of its journal and calls
 * were seen of it, from its first entry on; 0 is its start.
 */
export type Kill =
  | { readonly at: 'step'; readonly step: string }
  | {
      readonly at: 'call';
      readonly action: string;
      readonly nth: number;
      readonly when: 'asked' | 'carried out';
    }
  | { readonly at: 'moment'; readonly event: number; readonly afterMs: number };

/** What a person does after the restart. */
export type Decision = 'resume' | 'undo';

export type Attempt = {
  readonly emulator: Emulator;
  readonly work: Work;
  readonly key: KeyKind;
  readonly zones: number;
  /** Null: left alone. */
  readonly kill: Kill | null;
  readonly decision: Decision;
  /** The decision is killed as well, and made once more. */
  readonly killAgain: Kill | null;
  /** While somebody decides, a second program is told to do the same. */
  readonly hasRival: boolean;
  /** The decision is made once more when all is done. */
  readonly isRepeated: boolean;
};

export type Run = {
  readonly attempt: Attempt;
  /** Of the first process: whether the journal had its work begun, and its end. `not`: it came to its end by itself. */
  readonly died: 'before' | 'inside' | 'after' | 'not';
  /** Of the decision's, where that was to be killed. */
  readonly diedAgain: boolean;
  /** The last step that stood in the journal, in words. */
  readonly stood: string;
  /** How many entries of its journal and calls were seen of the first process, from the first entry on. */
  readonly events: number;
  /** `whole`: what was planned. `gone`: nothing is left. `nothing`: the launch had not begun, and nothing of it is there. */
  readonly end: 'whole' | 'gone' | 'nothing' | 'wrong';
  readonly faults: readonly string[];
  /** However often it was tried, it never died where it was meant to. */
  readonly isMissed?: true;
};

export function inWords({ emulator, work, key, zones, kill, decision, killAgain }: Attempt): string {
  const again = killAgain === null ? '' : `, and again ${killInWords(killAgain)}`;
  return `${work} on ${emulator}, ${key}, ${String(zones)} zones, ${killInWords(kill)}, then ${decision}${again}`;
}

function killInWords(kill: Kill | null): string {
  if (kill === null) return 'not killed';
  if (kill.at === 'step') return `killed at “${kill.step}”`;
  if (kill.at === 'call') return `killed when ${kill.action} ${String(kill.nth)} was ${kill.when}`;
  return `killed ${kill.afterMs.toFixed(0)} ms after event ${String(kill.event)}`;
}
