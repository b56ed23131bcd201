import type { ReachAnswer, ReachStep } from '../../shared/reachability.ts';

/** The first step that stops the packet; else the first that nobody can tell; else the last, which lets it in. */
export function decidingStep({ verdict, steps }: ReachAnswer): ReachStep | null {
  if (verdict === 'yes') return steps.at(-1) ?? null;
  return steps.find((step) => step.verdict === verdict) ?? null;
}
