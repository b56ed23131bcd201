import type { Catalog } from './catalog.ts';
import type { Params } from './protocol/params.ts';
import type { Answer } from './protocol/write-xml.ts';
import type { RegionTables } from './world/state.ts';

/** One action of EC2's, or of STS's, which is asked in the same way. */
export type Action = {
  /**
   * Whether it changes anything. Then it works on a draft of the region: a refusal anywhere leaves all as it was, and a dry run
   * goes through all of it and is thrown away (`DryRunOperation`).
   */
  readonly changes: boolean;
  /** Throws `AwsError` to refuse. */
  readonly run: (context: ActionContext, params: Params) => Answer;
};

/** An action of a service that speaks JSON. Its input is whatever JSON the client sent. */
export type JsonAction = (context: ActionContext, input: Readonly<Record<string, unknown>>) => unknown;

export type ActionContext = {
  /** The region that is called, as the action may change it: `set` on its tables. */
  readonly region: RegionTables;
  readonly account: PracticePrincipal;
  /** The dated facts of AWS: types, zones, images, prices. */
  readonly catalog: Catalog;
  /** Milliseconds since the epoch, the same throughout one call. */
  readonly now: number;
  /** `i` → `i-0` and 16 more hexadecimal digits. Never the same twice. */
  readonly newId: (prefix: string) => string;
  readonly random: (count: number) => Uint8Array;
  /** Limits and capacity are not looked at by a dry run: EC2's does not look at them either. */
  readonly isDryRun: boolean;
  /** False while eventual consistency hides what has just been made. Ask it of each id or name that the caller names. */
  readonly isVisible: (id: string) => boolean;
  /** Tells that this action has made this: the weather may hide it for a while. */
  readonly made: (id: string) => void;
  /** False where the weather has no machines left in this zone. */
  readonly hasCapacity: (zone: string) => boolean;
  /** A zone that has failed as a whole: nothing starts in it, and nothing in it answers. */
  readonly isLost: (zone: string) => boolean;
  /** How long things take. */
  readonly pace: Pace;
};

export type PracticePrincipal = {
  readonly accountId: string;
  readonly arn: string;
  readonly userId: string;
};

/** Milliseconds, already scaled by the weather. */
export type Pace = {
  readonly pendingMs: number;
  readonly initializingMs: number;
  readonly stoppingMs: number;
  readonly shuttingDownMs: number;
  readonly passwordMs: number;
  readonly consoleMs: number;
};

/** A family of actions, by AWS's names. */
export type Actions = Readonly<Record<string, Action>>;
export type JsonActions = Readonly<Record<string, JsonAction>>;

export function reads(run: Action['run']): Action {
  return { changes: false, run };
}

export function changes(run: Action['run']): Action {
  return { changes: true, run };
}
