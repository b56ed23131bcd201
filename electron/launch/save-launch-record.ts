import type { FileDialogs } from '../custody/vault-services.ts';
import type { RecordFormat } from '../../shared/launches-api.ts';
import type { Launch } from '../../shared/launch.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import { failed, type Outcome } from '../../shared/outcome.ts';

/** Asks where to, and writes all that a person needs to know of a launch. Null where they chose nowhere; else the path. */
export async function saveLaunchRecord(
  _files: FileDialogs,
  _launch: Launch,
  _format: RecordFormat,
): Promise<Outcome<string | null>> {
  return failed(makeProblem('unexpected'));
}
