import { rawOf } from '../aws/raw-of.ts';
import type { FileDialogs } from '../custody/vault-services.ts';
import { fileNamePart } from '../file-name-part.ts';
import { writeDurably } from '../journal/durable-file.ts';
import { problemOfPlace } from '../journal/within-home.ts';
import { costOf } from '../../shared/cost.ts';
import { launchReport } from '../../shared/launch-report.ts';
import type { RecordFormat } from '../../shared/launches-api.ts';
import type { Launch } from '../../shared/launch.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import { failed, succeeded, type Outcome } from '../../shared/outcome.ts';
import { words } from '../../shared/words/en.ts';

/**
 * Asks where to, and writes all that a person needs to know of a launch, readable by nobody else: it tells where doors are open. A
 * file of that name was confirmed in the dialog, and is replaced as a whole or not at all. Null where they chose nowhere; else the path.
 */
export async function saveLaunchRecord(
  files: FileDialogs,
  launch: Launch,
  format: RecordFormat,
  now: number = Date.now(),
): Promise<Outcome<string | null>> {
  const day = new Date(now).toISOString().slice(0, 10);
  const fileName = `${words.launchReport.fileName(fileNamePart(launch.name), day)}.${EXTENSIONS[format]}`;
  const file = await files.save({ ...words.launchReport.save, fileName, folder: 'documents' });
  if (file === null) return succeeded(null);
  const refused = await problemOfPlace(file);
  if (refused !== null) return failed(refused);
  try {
    await writeDurably(file, launchReport(launch, now, costOf(launch, now))[format]);
  } catch (error) {
    return failed(makeProblem('file-not-written', { raw: rawOf(error) }));
  }
  return succeeded(file);
}

const EXTENSIONS: Readonly<Record<RecordFormat, string>> = { markdown: 'md', json: 'json' };
