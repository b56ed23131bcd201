import { partNames, parts, type Part } from './parts.ts';
import { lastLine, requireAll, type Tally } from './tally.ts';

/** Ends a test run: what failed, what was skipped and how to change that, and the last line. Sets the exit code. */
export function report(counted: Tally): void {
  const tally = process.env['KEYPORT_REQUIRE_ALL'] === '1' ? requireAll(counted, mayBeMissing()) : counted;
  console.log('');
  for (const title of tally.failed) console.log(`failed: ${title}`);
  for (const { title, needs } of tally.skipped) {
    const reason = needs.length === 0 ? ' (gives no reason)' : ` [needs ${needs.join(', ')}]`;
    console.log(`skipped: ${title.endsWith(reason) ? title : title + reason}`);
  }
  for (const name of new Set(tally.skipped.flatMap(({ needs }) => needs))) {
    const known = partNames.find((other) => other === name);
    if (known) console.log(`missing: ${parts[known].what}: ${parts[known].install}`);
  }
  console.log(lastLine(tally));
  process.exitCode = tally.failed.length === 0 ? 0 : 1;
}

function mayBeMissing(): string[] {
  return partNames.filter((name) => (parts[name] satisfies Part as Part).optional);
}
