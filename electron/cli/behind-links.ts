import { readlink } from 'node:fs/promises';
import path from 'node:path';

/**
 * The file that a name stands for, where that is a link, also to a file that is yet to be made: what is locked and replaced
 * is the file, and the link stays one. A name that leads in circles stays as it is; who opens it hears of it.
 */
export async function behindLinks(name: string): Promise<string> {
  let file = name;
  for (let links = 0; links < MOST_LINKS; links++) {
    const target = await readlink(file).catch(() => null);
    if (target === null) return file;
    file = path.resolve(path.dirname(file), target);
  }
  return name;
}

/** As Linux has it. */
const MOST_LINKS = 40;
