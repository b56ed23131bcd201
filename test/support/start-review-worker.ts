import { Worker } from 'node:worker_threads';
import type { StartReviewWorker } from '../../electron/review/review-thread.ts';

/** From the source, as it is: Node takes the types out by itself. */
export const startReviewWorker: StartReviewWorker = (options) =>
  new Worker(new URL('../../electron/review/review-worker.ts', import.meta.url), options);
