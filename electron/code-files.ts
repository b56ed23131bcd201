import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { FileDialogs } from './custody/vault-services.ts';
import { fileNamePart } from './file-name-part.ts';
import { problemOfDisk } from './journal/disk-problem.ts';
import { problemOfPlace } from './journal/within-home.ts';
import type { CodeApi, CodeSource, SavedCode } from '../shared/as-code/code-api.ts';
import type { CodeFiles } from '../shared/as-code/code-files.ts';
import { codeOf } from '../shared/as-code/code-of.ts';
import { planAsCode, type FleetAsCode } from '../shared/as-code/fleet-as-code.ts';
import type { LaunchesApi } from '../shared/launches-api.ts';
import { makeProblem } from '../shared/make-problem.ts';
import { failed, succeeded, type Outcome } from '../shared/outcome.ts';
import { words } from '../shared/words/en.ts';

type CodeServices = {
  readonly files: FileDialogs;
  readonly copyText: (text: string) => Promise<void>;
  readonly launches: Pick<LaunchesApi, 'readLaunchCode'>;
};

const said = words.asCode.view;

export function createCode({ files: dialogs, copyText, launches }: CodeServices): CodeApi {
  const fleetOf = async (of: CodeSource): Promise<Outcome<FleetAsCode>> =>
    of.kind === 'plan' ? succeeded(planAsCode(of.plan)) : launches.readLaunchCode({ launchId: of.launchId });
  return {
    saveCode: async ({ of, format }) => {
      const fleet = await fleetOf(of);
      if (!fleet.ok) return fleet;
      const parent = await dialogs.open({ ...said.saveDialog, what: 'folder', folder: 'documents' });
      if (parent === null) return succeeded(null);
      const folder = path.join(parent, said.folderName(fileNamePart(fleet.value.name), format));
      return writeCode(folder, codeOf(fleet.value, format));
    },
    copyCode: async ({ of, format, file }) => {
      const fleet = await fleetOf(of);
      if (!fleet.ok) return fleet;
      const text = Object.entries(codeOf(fleet.value, format)).find(([name]) => name === file)?.[1];
      if (text === undefined) return failed(makeProblem('bad-request', { raw: file }));
      await copyText(text);
      return succeeded(null);
    },
  };
}

/** Into a folder that may be new. Nobody has confirmed here that a file may be replaced. */
export async function writeCode(folder: string, files: CodeFiles): Promise<Outcome<SavedCode>> {
  const names = Object.keys(files);
  const there = names.find((name) => existsSync(path.join(folder, name)));
  if (there !== undefined) return failed(makeProblem('file-exists', { raw: path.join(folder, there) }));
  const refused = await problemOfPlace(path.join(folder, 'file'));
  if (refused !== null) return failed(refused);
  try {
    await mkdir(folder, { recursive: true });
    for (const [name, text] of Object.entries(files)) {
      await writeFile(path.join(folder, name), text, { flag: 'wx' });
    }
    return succeeded({ folder, files: names });
  } catch (error) {
    return failed(problemOfDisk(error));
  }
}
