import { existsSync } from 'node:fs';
import type { RecordFormat } from '../../shared/launches-api.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import { failed, succeeded, type Outcome } from '../../shared/outcome.ts';
import { words } from '../../shared/words/en.ts';
import { findLaunch } from './find-launch.ts';
import type { Session } from './session.ts';
import type { Shown } from './shown.ts';

/** Writes all that there is to know of a launch to a file, as the window does. */
export async function writeRecord(
  session: Session,
  named: string,
  { format, to }: { readonly format: RecordFormat; readonly to: string },
): Promise<Outcome<Shown>> {
  const launches = await session.launches.open();
  const found = await findLaunch(launches, named);
  if (!found.ok) return found;
  const { launchId } = found.value;
  // Nobody has confirmed here that a file may be replaced.
  if (existsSync(session.pathFrom(to))) return failed(makeProblem('file-exists'));
  session.chooses(to);
  const file = await launches.saveLaunchRecord({ launchId, format });
  if (!file.ok) return file;
  if (file.value === null) return failed(makeProblem('cancelled'));
  return succeeded({ lines: [words.cli.done.exported(file.value)], json: { launchId, file: file.value } });
}
