import type { Outcome } from '../outcome.ts';
import type { Problem } from '../problem.ts';
import type { AtMachine } from './at-machine.ts';
import type { OtherWays } from './other-ways.ts';
import type { RescueChoice } from './rescue.ts';
import type { RescueText } from './rescue-text.ts';

/**
 * Getting in to a machine without the key that it was started with. Problems of all: those of `readLaunch`, and `instance-gone`.
 */
export type RescueApi = {
  /** Asks Session Manager and looks for programs here. What nobody tells is unknown, and no problem. */
  readonly readOtherWays: (input: AtMachine) => Promise<Outcome<OtherWays>>;
  /**
   * Has AWS lend the machine a key that was made for this one log-in, and opens a terminal with it. Nothing of it is kept. Problems
   * also what AWS says, and those of `openTerminal`.
   */
  readonly openByInstanceConnect: (input: AtMachine) => Promise<Outcome<{ readonly terminal: string }>>;
  /** Opens a terminal with AWS's own program. `aws-tools-missing`, `aws-tools-no-account`, and those of `openTerminal`. */
  readonly openSession: (input: AtMachine) => Promise<Outcome<{ readonly terminal: string }>>;
  /** Opens AWS's own page for the session in the person's browser. */
  readonly openSessionPage: (input: AtMachine) => Promise<Outcome<null>>;
  readonly readRescue: (input: AtMachine) => Promise<Outcome<RescueReport>>;
  /**
   * Lets a key of the vault in, by a key that AWS lends for it. How it goes is told by `onRescueChanged`; answers when it is over. A
   * failure of a step is no problem of the call: it stands in the answer, and all of it can be repeated.
   */
  readonly letNewKeyIn: (input: WithKey) => Promise<Outcome<Rescue>>;
  /** Somebody has let the key in by hand: tries it, and notes it where it works. */
  readonly proveNewKey: (input: WithKey) => Promise<Outcome<Rescue>>;
  /** Main builds the text and puts it on the clipboard. Only public halves of keys are ever in it. */
  readonly copyRescueText: (
    input: AtMachine & { readonly what: RescueText; readonly custodyId: string | null },
  ) => Promise<Outcome<null>>;
};

type WithKey = AtMachine & { readonly custodyId: string };

export type RescueReport = RescueChoice & {
  readonly ways: OtherWays;
  /** The last one of this machine in this run. */
  readonly last: Rescue | null;
};

/** A key on its way into a machine: a whole snapshot, sent again on every change. */
export type Rescue = AtMachine & {
  readonly custodyId: string;
  readonly keyName: string;
  /** `lend`: by a key that AWS lends. `by-hand`: somebody has let it in, and it is only tried. */
  readonly way: 'lend' | 'by-hand';
  readonly state: 'working' | 'done' | 'failed';
  readonly lines: readonly RescueLine[];
  /** Of the step that failed. */
  readonly problem: Problem | null;
  /** What is so now, whatever comes next. */
  readonly soFar: RescueSoFar;
};

export const RESCUE_STEPS = ['lend', 'log-in', 'append', 'prove', 'note'] as const;
export type RescueStep = (typeof RESCUE_STEPS)[number];

export type RescueLine = {
  readonly step: RescueStep;
  readonly state: 'waiting' | 'working' | 'done' | 'failed';
};

/**
 * `nothing`: the machine is as it was. `maybe-appended`: nobody heard how it went; the key may stand in its list. `appended`: it does.
 * `there-before`: it did before. `proved`: it lets in. `noted`: and Keyport uses it.
 */
export type RescueSoFar = 'nothing' | 'maybe-appended' | 'appended' | 'there-before' | 'proved' | 'noted';
