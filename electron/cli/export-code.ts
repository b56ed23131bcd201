import { existsSync } from 'node:fs';
import path from 'node:path';
import type { CodeFormat } from '../../shared/as-code/code-files.ts';
import { codeOf } from '../../shared/as-code/code-of.ts';
import { planAsCode, type FleetAsCode } from '../../shared/as-code/fleet-as-code.ts';
import { succeeded, type Outcome } from '../../shared/outcome.ts';
import { words } from '../../shared/words/en.ts';
import { writeCode } from '../code-files.ts';
import { findLaunch } from './find-launch.ts';
import { readPlan } from './read-plan.ts';
import type { Session } from './session.ts';
import type { Shown } from './shown.ts';

type ExportFlags = { readonly format: CodeFormat; readonly to: string };

/** A plan, or a launch as it stands, as code for another tool: files in a folder, where none of them is there yet. */
export async function exportCode(
  session: Session,
  named: string,
  { format, to }: ExportFlags,
): Promise<Outcome<Shown>> {
  const fleet = await fleetOf(session, named);
  if (!fleet.ok) return fleet;
  const written = await writeCode(session.pathFrom(to), codeOf(fleet.value, format));
  if (!written.ok) return written;
  const { folder, files } = written.value;
  const paths = files.map((name) => path.join(folder, name));
  const { done } = words.asCode;
  return succeeded({
    lines: [...paths.map(done.written), done.next[format](fleet.value.there !== null)],
    json: { format, folder, files },
  });
}

/** What is a file is a plan; what is none, and does not look like one, is a launch. */
async function fleetOf(session: Session, named: string): Promise<Outcome<FleetAsCode>> {
  if (named === '-' || named.endsWith('.json') || existsSync(session.pathFrom(named))) {
    const plan = await readPlan(session, named);
    return plan.ok ? succeeded(planAsCode(plan.value)) : plan;
  }
  const launches = await session.launches.open();
  const found = await findLaunch(launches, named);
  return found.ok ? launches.readLaunchCode({ launchId: found.value.launchId }) : found;
}
