import { monitorEventLoopDelay } from 'node:perf_hooks';
import { accountsOf } from '../../electron/aws/accounts.ts';
import { createConnections } from '../../electron/aws/connections.ts';
import { createReviewThread } from '../../electron/review/review-thread.ts';
import { startReviewWorker } from '../support/start-review-worker.ts';

// As the window does it: review-in-app.ts, with the endpoint in AWS_ENDPOINT_URL. Prints one line of JSON.
const choice = { sourceId: 'environment', region: 'us-east-1' };
const connections = createConnections(accountsOf(process.env));
const thread = createReviewThread(startReviewWorker, process.env);
const watch = {
  signal: new AbortController().signal,
  onProgress: () => {},
  myAddresses: async () => ({ ipv4: '203.0.113.7', ipv6: null }),
};
/** Milliseconds between two looks at the loop: what is shorter is not seen. */
const RESOLUTION_MS = 1;

const connected = await connections.connect(choice);
if (!connected.ok) throw new Error(connected.problem.title);
const { accountId } = connected.value.account;
const account = { ...connections.resolvedIn(connected.value, choice.region), accountId };
const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
delay.enable();
const startedAt = performance.now();
const review = await thread.review(account, null, watch);
const wallMs = performance.now() - startedAt;
delay.disable();
if (!review.ok) throw new Error(review.problem.title);
const { rows } = review.value;
const groups = rows.length;
const rules = rows.reduce((sum, row) => sum + row.ruleCount, 0);
console.log(JSON.stringify({ groups, rules, wallMs, longestBlockMs: delay.max / 1e6 - RESOLUTION_MS }));
process.exit();
