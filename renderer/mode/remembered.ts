import type { Mode } from '../../shared/practice/practice-api.ts';

const PRACTICE = 'keyport:practice:';

/** A key of sessionStorage: what is remembered of practice is never taken for real, nor the other way round. */
export function remembered(mode: Mode, name: string): string {
  return mode === 'practice' ? `${PRACTICE}${name}` : `keyport:${name}`;
}

/** What was remembered of practice is of nothing that is still there. */
export function forgetPractice(storage: Storage): void {
  const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index));
  for (const key of keys) if (key?.startsWith(PRACTICE) === true) storage.removeItem(key);
}
