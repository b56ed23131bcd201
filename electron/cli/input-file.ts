import { readFile } from 'node:fs/promises';
import { makeProblem } from '../../shared/make-problem.ts';
import { failed, succeeded, type Outcome } from '../../shared/outcome.ts';
import { words } from '../../shared/words/en.ts';
import type { Plain } from './run-plain.ts';
import { textOf } from '../text-of.ts';

/** A file of JSON that a person named; `-` is standard input. A problem names the file. */
export async function readJsonFile(plain: Plain, typed: string): Promise<Outcome<unknown>> {
  const { usage } = words.cliReview;
  const name = nameOfFile(plain, typed);
  let text: string;
  try {
    text = textOf(typed === '-' ? await plain.readInput() : await readFile(name, { signal: plain.signal }));
  } catch (error) {
    return failed(unreadable(usage.noFile(name), error instanceof Error ? error.message : null));
  }
  try {
    return succeeded(JSON.parse(text) as unknown);
  } catch {
    // The parser's own message would show what stands in the file, whatever file it is.
    return failed(unreadable(usage.notJson(name)));
  }
}

export function nameOfFile({ pathFrom }: Plain, typed: string): string {
  return typed === '-' ? words.cliReview.stdin : pathFrom(typed);
}

export function unreadable(explanation: string, raw: string | null = null) {
  return makeProblem('saved-answer-unreadable', { explanation, raw });
}
