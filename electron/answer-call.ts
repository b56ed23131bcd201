import type { KeyportApi } from '../shared/api.ts';
import { inputs } from '../shared/api-input.ts';
import { makeProblem } from '../shared/make-problem.ts';
import { failed, type Outcome } from '../shared/outcome.ts';

/**
 * Reads the arguments of one call from unknown and answers it. Never throws: a refused call and a bug are answers
 * too, since only the message of a throw would cross the bridge.
 */
export async function answerCall(
  api: KeyportApi,
  name: keyof KeyportApi,
  args: readonly unknown[],
  report: (error: unknown) => void,
): Promise<Outcome<unknown>> {
  const read = inputs[name].safeParse(args);
  if (!read.success) return failed(makeProblem('bad-request', { raw: `${name}: ${reasonsOf(read.error)}` }));
  // `inputs` holds, for every name, the schema of exactly this method's arguments: its `satisfies` says so.
  const method = api[name] as (...input: readonly unknown[]) => Promise<Outcome<unknown>>;
  try {
    return await method(...read.data);
  } catch (error) {
    report(error);
    return failed(makeProblem('unexpected', { raw: error instanceof Error ? error.name : typeof error }));
  }
}

/** Which fields were refused, never what was in them. */
function reasonsOf(error: {
  readonly issues: readonly { readonly path: readonly PropertyKey[]; readonly code?: string }[];
}): string {
  return error.issues
    .slice(0, 5)
    .map(({ path, code }) => `${path.map(String).join('.')} ${code ?? 'refused'}`)
    .join('; ');
}
