import { existsSync } from 'node:fs';
import { costOf } from '../../shared/cost.ts';
import { launchReport } from '../../shared/launch-report.ts';
import type { Launch } from '../../shared/launch.ts';
import type { LaunchesApi, RecordFormat } from '../../shared/launches-api.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import { failed, succeeded, type Outcome } from '../../shared/outcome.ts';
import { words } from '../../shared/words/en.ts';
import { findLaunch } from './find-launch.ts';
import type { Session } from './session.ts';
import type { Shown } from './shown.ts';

type RecordFlags = { readonly format: RecordFormat; readonly to?: string };

/** All that there is to know of a launch, as the window saves it: the result, wherever that goes; or a new file of its own. */
export async function writeRecord(
  session: Session,
  named: string,
  { format, to }: RecordFlags,
): Promise<Outcome<Shown>> {
  const launches = await session.launches.open();
  const found = await findLaunch(launches, named);
  if (!found.ok) return found;
  return to === undefined
    ? succeeded(shownRecord(found.value, format))
    : saveRecord(session, launches, found.value, { format, to });
}

function shownRecord(launch: Launch, format: RecordFormat): Shown {
  const now = Date.now();
  const record = launchReport(launch, now, costOf(launch, now));
  return { lines: record[format].trimEnd().split('\n'), json: JSON.parse(record.json) as unknown };
}

async function saveRecord(
  session: Session,
  launches: LaunchesApi,
  { launchId }: Launch,
  { format, to }: Required<RecordFlags>,
): Promise<Outcome<Shown>> {
  // Nobody has confirmed here that a file may be replaced.
  if (existsSync(session.pathFrom(to))) return failed(makeProblem('file-exists'));
  session.chooses(to);
  const file = await launches.saveLaunchRecord({ launchId, format });
  if (!file.ok) return file;
  if (file.value === null) return failed(makeProblem('cancelled'));
  return succeeded({ lines: [words.cli.done.exported(file.value)], json: { launchId, file: file.value } });
}
