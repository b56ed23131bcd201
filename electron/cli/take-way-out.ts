import { takeWayOut } from '../aws/way-out.ts';
import { readAtMost } from '../journal/read-at-most.ts';
import { readWayOut } from '../way-out/kept-way-out.ts';
import { keptCertificates, readCertificates } from '../way-out/read-certificates.ts';
import { wayOutOf } from '../way-out/way-out-of.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import { failed, succeeded, type Outcome } from '../../shared/outcome.ts';
import { LONGEST_CA_FILE, type ProxyChoice } from '../../shared/way-out.ts';
import { words } from '../../shared/words/en.ts';
import type { Globals } from './globals.ts';
import { homeFolder, pathFrom } from './home.ts';

/** As `--proxy` and `--ca` say, else as it is kept in this home. What was said has to be usable. */
export async function takeCliWayOut(globals: Globals, env: NodeJS.ProcessEnv): Promise<Outcome<null>> {
  const kept = readWayOut(homeFolder(globals.home, { env }));
  const certificates = await certificatesBy(globals.ca, kept.caText, env);
  if (!certificates.ok) return certificates;
  const choice = globals.proxy === undefined ? kept.proxy : proxyChoiceOf(globals.proxy);
  const by = { env, askSystem: null };
  const wayOut = await wayOutOf(choice, certificates.value, by);
  if (!wayOut.ok && globals.proxy !== undefined) return wayOut;
  // An environment that names no proxy that could be one: as if it named none.
  const usable = wayOut.ok ? wayOut : await wayOutOf({ kind: 'none' }, certificates.value, by);
  if (usable.ok) takeWayOut(usable.value);
  return succeeded(null);
}

async function certificatesBy(
  said: string | undefined,
  kept: string,
  env: NodeJS.ProcessEnv,
): Promise<Outcome<readonly string[]>> {
  if (said === 'none') return succeeded([]);
  if (said === undefined) return succeeded(keptCertificates(kept).texts);
  const text = await readCaFile(pathFrom(said, env));
  if (!text.ok) return text;
  const read = readCertificates(text.value, Date.now());
  return read.ok ? succeeded(read.value.texts) : read;
}

/** What `--proxy` means: a word for where it is said, or an address. */
export function proxyChoiceOf(said: string): ProxyChoice {
  if (said === 'none' || said === 'environment' || said === 'system') return { kind: said };
  return { kind: 'typed', address: said };
}

/** The text that `--ca` names. */
export async function readCaFile(file: string): Promise<Outcome<string>> {
  try {
    return succeeded((await readAtMost(file, LONGEST_CA_FILE)).toString());
  } catch {
    return failed(makeProblem('ca-unusable', { explanation: words.wayOut.caRefused.unreadable }));
  }
}
