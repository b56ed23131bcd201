import { realpath } from 'node:fs/promises';
import path from 'node:path';
import { makeProblem } from '../../shared/make-problem.ts';
import type { Problem } from '../../shared/problem.ts';
import { words } from '../../shared/words/en.ts';
import { isLocked } from './home-lock.ts';

/**
 * Why a person's file may not be written here, or null: what Keyport keeps in a home that is in use, this program's or another's, is
 * nobody's to replace. Wherever links lead.
 */
export async function problemOfPlace(file: string): Promise<Problem | null> {
  for (const each of upwardFrom(path.dirname(await realPlace(path.resolve(file))))) {
    if (!(await isLocked(each))) continue;
    return makeProblem('file-not-written', { explanation: words.home.notInHere(each) });
  }
  return null;
}

/** Of what is not there yet, its place under the nearest folder that is. */
async function realPlace(place: string): Promise<string> {
  try {
    return await realpath(place);
  } catch {
    const above = path.dirname(place);
    return above === place ? place : path.join(await realPlace(above), path.basename(place));
  }
}

function upwardFrom(folder: string): readonly string[] {
  const above = path.dirname(folder);
  return above === folder ? [folder] : [folder, ...upwardFrom(above)];
}
