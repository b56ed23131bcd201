export type { LongResult, LongRun, LongTest } from '../../scripts/long-test.ts';
