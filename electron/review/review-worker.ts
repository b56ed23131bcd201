import { parentPort, workerData } from 'node:worker_threads';
import { serveReviews } from './serve-reviews.ts';
import type { ThreadStart } from './thread-messages.ts';

// The thread that reads and judges security groups: the file that it starts with. `review-thread.ts` is the other end.
if (parentPort === null) throw new Error('this is to be run as a thread');
serveReviews(parentPort, (workerData as ThreadStart).env);
