import path from 'node:path';
import { z } from 'zod';
import { problemOfDisk } from './journal/disk-problem.ts';
import { writeDurably } from './journal/durable-file.ts';
import { readAtMost } from './journal/read-at-most.ts';
import { makeProblem } from '../shared/make-problem.ts';
import { failed, succeeded, type Outcome } from '../shared/outcome.ts';
import { requiredTagsSchema } from '../shared/required-tags-schema.ts';
import { refusalOfRequired, type RequiredTag } from '../shared/required-tags.ts';
import { words } from '../shared/words/en.ts';

const MOST_BYTES = 1024 * 1024;

const fileSchema = z.strictObject({ version: z.literal(1), required: requiredTagsSchema });

/** The window and the command line read the same file. */
function fileIn(home: string): string {
  return path.join(home, 'tags.json');
}

/** The tags that every launch from this home needs; none where nobody has said so. `tags-unreadable` where the file is damaged. */
export async function readRequiredTags(home: string): Promise<Outcome<readonly RequiredTag[]>> {
  const file = fileIn(home);
  try {
    const bytes = await readAtMost(file, MOST_BYTES);
    if (bytes.length > MOST_BYTES) return unreadable(file, 'too long');
    return succeeded(fileSchema.parse(JSON.parse(bytes.toString('utf8'))).required);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return succeeded([]);
    return unreadable(file, error instanceof Error ? error.name : '');
  }
}

/** In the place of those that were required before. What AWS would refuse is, and a damaged file stays as it is. */
export async function keepRequiredTags(
  home: string,
  tags: readonly RequiredTag[],
): Promise<Outcome<readonly RequiredTag[]>> {
  const bad = refusalOfRequired(tags);
  if (bad !== null) {
    const explanation = words.tags.required.refused(bad.key, words.tags.refused[bad.refusal]);
    return failed(makeProblem('tags-refused', { explanation }));
  }
  const before = await readRequiredTags(home);
  if (!before.ok) return before;
  try {
    await writeDurably(fileIn(home), `${JSON.stringify({ version: 1, required: tags }, null, 2)}\n`);
    return succeeded(tags);
  } catch (error) {
    return failed(problemOfDisk(error));
  }
}

function unreadable(file: string, raw: string): Outcome<never> {
  return failed(
    makeProblem('tags-unreadable', {
      explanation: words.tags.required.unreadable(file),
      raw,
      retryable: true,
      actions: ['retry'],
    }),
  );
}
