import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fleetAsScript } from '../../shared/as-code/aws-cli.ts';
import type { CodeFiles, CodeFormat } from '../../shared/as-code/code-files.ts';
import { planAsCode, type FleetAsCode } from '../../shared/as-code/fleet-as-code.ts';
import { fleetAsTerraform } from '../../shared/as-code/terraform.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import { failed, succeeded, type Outcome } from '../../shared/outcome.ts';
import { words } from '../../shared/words/en.ts';
import { problemOfDisk } from '../journal/disk-problem.ts';
import { findLaunch } from './find-launch.ts';
import { readPlan } from './read-plan.ts';
import type { Session } from './session.ts';
import type { Shown } from './shown.ts';

type ExportFlags = { readonly format: CodeFormat; readonly to: string };

const WRITERS = { cli: fleetAsScript, terraform: fleetAsTerraform } as const;

/** A plan, or a launch as it stands, as code for another tool: files in a folder, where none of them is there yet. */
export async function exportCode(
  session: Session,
  named: string,
  { format, to }: ExportFlags,
): Promise<Outcome<Shown>> {
  const fleet = await fleetOf(session, named);
  if (!fleet.ok) return fleet;
  const files = WRITERS[format](fleet.value);
  const folder = session.pathFrom(to);
  const written = await writeAll(folder, files);
  if (!written.ok) return written;
  const paths = Object.keys(files).map((name) => path.join(folder, name));
  const { done } = words.asCode;
  return succeeded({
    lines: [...paths.map(done.written), done.next[format](fleet.value.there !== null)],
    json: { format, folder, files: Object.keys(files) },
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

/** Nobody has confirmed here that a file may be replaced. */
async function writeAll(folder: string, files: CodeFiles): Promise<Outcome<null>> {
  const there = Object.keys(files).find((name) => existsSync(path.join(folder, name)));
  if (there !== undefined) return failed(makeProblem('file-exists', { raw: path.join(folder, there) }));
  try {
    await mkdir(folder, { recursive: true });
    for (const [name, text] of Object.entries(files)) {
      await writeFile(path.join(folder, name), text, { flag: 'wx' });
    }
    return succeeded(null);
  } catch (error) {
    return failed(problemOfDisk(error));
  }
}
