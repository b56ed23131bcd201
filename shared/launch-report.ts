import type { LaunchCost } from './cost.ts';
import { cleanUpOf } from './launch-clean-up.ts';
import { launchReportData } from './launch-report-data.ts';
import { launchReportText } from './launch-report-text.ts';
import type { Launch } from './launch.ts';

/**
 * All that a person needs to know of a launch, to keep: as text (Markdown) and as data (JSON). Pure; `now` in milliseconds since the
 * epoch. No secret is in it. Whatever AWS or an endpoint has given for a name stays plain text in both.
 */
export function launchReport(
  launch: Launch,
  now: number,
  cost: LaunchCost,
): { readonly markdown: string; readonly json: string } {
  const cleanUp = cleanUpOf(launch);
  return {
    markdown: launchReportText(launch, now, cost, cleanUp),
    json: launchReportData(launch, now, cost, cleanUp),
  };
}
