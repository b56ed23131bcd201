import { rm, rmdir } from 'node:fs/promises';
import path from 'node:path';
import { removeDurably, writeDurably } from '../../journal/durable-file.ts';
import { readAtMost } from '../../journal/read-at-most.ts';

/** What was not there before our lines, so that it goes with them: the person's settings of ssh, or their folder too. */
export type MadeHere = 'nothing' | 'file' | 'folder-and-file';

/** One word, and the file that it is about. */
const fileIn = (home: string) => path.join(home, 'ssh', 'made-settings');
const MOST_BYTES = 16 * 1024;

export async function noteMade(home: string, file: string, made: MadeHere): Promise<void> {
  await writeDurably(fileIn(home), `${made} ${file}\n`);
}

/** Removes what was made here, as far as nobody else has put anything into it. A file with anything in it stays. */
export async function removeMade(home: string, file: string, isEmpty: boolean): Promise<void> {
  const text = await readAtMost(fileIn(home), MOST_BYTES).then(String, () => '');
  const made = (['file', 'folder-and-file'] as const).find((word) => text === `${word} ${file}\n`);
  if (made !== undefined && isEmpty) await rm(file, { force: true });
  if (made === 'folder-and-file') {
    await rmdir(path.dirname(file)).catch(() => {
      // Something is in it: it is in use.
    });
  }
  await removeDurably(fileIn(home));
}
