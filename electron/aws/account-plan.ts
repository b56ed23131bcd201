import type { Preflight } from '../../shared/preflight.ts';
import type { JsonService } from './json-service.ts';

/**
 * Whether the account is on AWS's Free plan, which refuses most sizes. Older accounts are on the paid one, or on none at all. Never
 * rejects.
 */
export async function readAccountPlan(
  freeTier: JsonService,
  abortSignal: AbortSignal,
): Promise<Preflight['accountPlan']> {
  try {
    return planIn(await freeTier.ask('GetAccountPlanState', {}, abortSignal));
  } catch {
    return 'unknown';
  }
}

function planIn(answer: unknown): Preflight['accountPlan'] {
  if (typeof answer !== 'object' || answer === null || !('accountPlanType' in answer)) return 'unknown';
  if (answer.accountPlanType === 'FREE') return 'free';
  return answer.accountPlanType === 'PAID' ? 'paid' : 'unknown';
}
