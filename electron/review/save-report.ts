import { rawOf } from '../aws/raw-of.ts';
import type { FileDialogs } from '../custody/vault-services.ts';
import { writeDurably } from '../journal/durable-file.ts';
import { problemOfPlace } from '../journal/within-home.ts';
import type { Unfinished } from '../unfinished.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import { failed, succeeded, type Outcome } from '../../shared/outcome.ts';
import type { ReportFormat, SavedReport } from '../../shared/security-group/groups-api.ts';
import { words } from '../../shared/words/en.ts';
import type { WrittenReport } from './reviewer.ts';

type Machine = { readonly files: FileDialogs; readonly unfinished: Unfinished };

/**
 * A report in a file that the person chooses first, readable by nobody else: it tells where doors are open. A file of that name was
 * confirmed in the dialog, and is replaced as a whole or not at all. Null when no file was chosen: then nothing is read either.
 */
export async function saveReport(
  { files, unfinished }: Machine,
  format: ReportFormat,
  write: () => Promise<Outcome<WrittenReport>>,
): Promise<Outcome<SavedReport | null>> {
  const fileName = `security-groups-${new Date().toISOString().slice(0, 10)}.${format}`;
  const file = await files.save({ ...words.groupReview.save, fileName, folder: 'documents' });
  if (file === null) return succeeded(null);
  const refused = await problemOfPlace(file);
  if (refused !== null) return failed(refused);
  const report = await write();
  if (!report.ok) return report;
  const { text, ...told } = report.value;
  try {
    await unfinished.track(writeDurably(file, text));
  } catch (error) {
    return failed(makeProblem('file-not-written', { raw: rawOf(error) }));
  }
  return succeeded({ path: file, ...told });
}
