import path from 'node:path';
import { rawOf } from './aws/raw-of.ts';
import type { FileDialogs } from './custody/vault-services.ts';
import { fileNamePart } from './file-name-part.ts';
import { writeDurably } from './journal/durable-file.ts';
import { readAtMost } from './journal/read-at-most.ts';
import { problemOfPlace } from './journal/within-home.ts';
import { textOf } from './text-of.ts';
import type { LaunchPlan } from '../shared/launch-plan.ts';
import { makeProblem } from '../shared/make-problem.ts';
import { failed, succeeded, type Outcome } from '../shared/outcome.ts';
import { MOST_PLAN_BYTES, noPlanText, planFromText, planText } from '../shared/plan-from-text.ts';
import type { OpenedPlan } from '../shared/plans-api.ts';
import { secretInPlan } from '../shared/secret-in-plan.ts';
import { words } from '../shared/words/en.ts';

const said = words.planFiles;

/**
 * Asks where to, and writes the plan, readable by nobody else: it may have the person's address in it, but never what looks like a
 * secret (`plan-has-secret`). Null where they chose nowhere; else the path.
 */
export async function savePlan(files: FileDialogs, plan: LaunchPlan): Promise<Outcome<string | null>> {
  const secret = secretInPlan(plan);
  if (secret !== null) return failed(makeProblem('plan-has-secret', { explanation: secret }));
  const fileName = `${said.fileName(fileNamePart(plan.name))}.json`;
  const file = await files.save({ ...said.saveDialog, fileName, folder: 'documents' });
  if (file === null) return succeeded(null);
  const refused = await problemOfPlace(file);
  if (refused !== null) return failed(refused);
  try {
    await writeDurably(file, planText(plan));
  } catch (error) {
    return failed(makeProblem('file-not-written', { raw: rawOf(error) }));
  }
  return succeeded(file);
}

/** Asks which file, and reads the plan in it as the command line does. Null where they chose none. */
export async function openPlan(files: FileDialogs): Promise<Outcome<OpenedPlan | null>> {
  const file = await files.open({ ...said.openDialog, folder: 'documents' });
  if (file === null) return succeeded(null);
  const fileName = path.basename(file);
  const bytes = await readAtMost(file, MOST_PLAN_BYTES).catch(() => null);
  if (bytes === null) return noPlanText(fileName, 'noFile');
  if (bytes.length > MOST_PLAN_BYTES) return noPlanText(fileName, 'tooLong');
  const plan = planFromText(textOf(bytes), fileName, said.hint);
  return plan.ok ? succeeded({ plan: plan.value, fileName }) : plan;
}
