import { accountsOf } from '../../electron/aws/accounts.ts';
import { createConnections } from '../../electron/aws/connections.ts';
import { createPatience } from '../../electron/aws/patience.ts';
import { createHomeLock } from '../../electron/journal/home-lock.ts';
import { createChanges } from '../../electron/review/change/create-changes.ts';
import { createUnfinished } from '../../electron/unfinished.ts';
import type { ChangeAsk } from '../../shared/security-group/group-change.ts';

// A Keyport that carries out one change, to be killed in the middle of it: `change-driver.ts HOME ADDRESS ASK`.
const [home = '', address = '', text = ''] = process.argv.slice(2);
// The ask is the test's own.
const ask = JSON.parse(text) as ChangeAsk;
const unfinished = createUnfinished();
const lock = createHomeLock(home, 'a change that is killed');
const changes = createChanges({
  home,
  lock,
  connections: createConnections(accountsOf(process.env)),
  patience: createPatience(process.env),
  unfinished,
  changed: () => {},
  factsFor: async () => null,
  myAddresses: async () => ({ ipv4: address, ipv6: null }),
  probe: async () => 'not-tried',
  now: Date.now,
});

const preview = await changes.previewChange({ sourceId: 'environment', region: 'us-east-1', ask });
if (!preview.ok) throw new Error(preview.problem.code);
const started = await changes.startChange({ previewId: preview.value.previewId });
if (!started.ok) throw new Error(started.problem.code);
await unfinished.ended();
lock.release();
