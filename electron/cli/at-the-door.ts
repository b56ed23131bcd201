import { answerCall } from '../answer-call.ts';
import type { KeyportApi } from '../../shared/api.ts';

/** Each call's arguments are read as if they came from the window, and a bug is an answer. */
export function atTheDoor<Calls extends Partial<KeyportApi>>(
  calls: Calls,
  report: (error: unknown) => void,
): Calls {
  const names = Object.keys(calls) as (keyof KeyportApi)[];
  const guarded = names.map((name) => [
    name,
    // Only what is there is called: `names` are its own.
    (...input: readonly unknown[]) => answerCall(calls as KeyportApi, name, input, report),
  ]);
  return Object.fromEntries(guarded) as Calls;
}
