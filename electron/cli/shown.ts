import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { problemOfPlace } from '../journal/within-home.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import { failed, succeeded, type Outcome } from '../../shared/outcome.ts';
import type { Problem } from '../../shared/problem.ts';
import { words } from '../../shared/words/en.ts';
import type { ExitCode } from './exit-codes.ts';
import type { Terminal } from './terminal.ts';

/** What a command has to say: to a person, and to a program. No secret in either. */
export type Shown = {
  readonly lines: readonly string[];
  readonly json: unknown;
  /** Why it is not what was asked for: said on standard error, and beside the result where a program reads. */
  readonly problem?: Problem;
  /** Where it was done, and something is left to a person. */
  readonly exitCode?: ExitCode;
};

type Where = { readonly terminal: Terminal; readonly isJson: boolean; readonly file: string | null };

/** To standard output, or to the file that was named. */
export async function show(shown: Shown, { terminal, isJson, file }: Where): Promise<Outcome<null>> {
  const { json: result, problem } = shown;
  if (problem !== undefined) await showProblem(problem, { terminal, isJson: false });
  const whole = problem === undefined ? { ok: true, result } : { ok: false, problem, result };
  return deliver(isJson ? document(whole) : linesOf(shown.lines), { terminal, file });
}

/** The same, with a text that is whole already. */
export async function deliver(
  text: string,
  { terminal, file }: Pick<Where, 'terminal' | 'file'>,
): Promise<Outcome<null>> {
  if (file === null) {
    const explanation = words.cli.usage.notPrinted;
    return (await terminal.print(text))
      ? succeeded(null)
      : failed(makeProblem('file-not-written', { explanation }));
  } else {
    // Only what would be replaced: what was done is done, and its result is wanted.
    const refused = existsSync(file) ? await problemOfPlace(file) : null;
    if (refused !== null) return failed(refused);
    try {
      await writeFile(file, text, { mode: 0o600 });
    } catch (error) {
      const raw = error instanceof Error ? error.message : null;
      return failed(makeProblem('file-not-written', { explanation: words.cli.usage.notWritten(file), raw }));
    }
  }
  return succeeded(null);
}

/** In words on standard error; as a document also on standard output, where programs read. */
export async function showProblem(
  met: Problem,
  {
    terminal,
    isJson,
    detailOf = (raw) => raw,
  }: Pick<Where, 'terminal' | 'isJson'> & { readonly detailOf?: (raw: string | null) => string | null },
): Promise<void> {
  const problem = met.code === 'bad-request' ? usageProblem(met) : met;
  const { title } = problem;
  const raw = detailOf(problem.raw);
  const explanation = withoutAnswers(problem.explanation);
  terminal.note(printable([`${title}. ${explanation}`, ...(raw === null ? [] : [`  (${raw})`])].join('\n')));
  if (isJson) await terminal.print(document({ ok: false, problem }));
}

/** The catalogue says of the window's questions that what was answered is kept. Here nothing was asked. */
function withoutAnswers(explanation: string): string {
  return words.cli.ofTheWindow.reduce((text, part) => text.replace(part, '').trim(), explanation);
}

/** What the window would not ask for. Refused at the door, it comes with the field that was refused. */
function usageProblem(problem: Problem): Problem {
  const { title, refusedAtTheDoor } = words.cli.usage;
  return { ...problem, title, explanation: problem.raw === null ? problem.explanation : refusedAtTheDoor };
}

/** Columns as wide as what is in them. */
export function table(rows: readonly (readonly string[])[]): string[] {
  const clean = rows.map((row) => row.map((cell) => printable(cell).replaceAll('\n', ' ')));
  const widths = (clean[0] ?? []).map((_, at) => Math.max(...clean.map((row) => row[at]?.length ?? 0)));
  return clean.map((row) =>
    row
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

function document(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

export function linesOf(lines: readonly string[]): string {
  return lines.map((line) => `${printable(line)}\n`).join('');
}

/** A name comes from anywhere: it must not steer the terminal. */
export function printable(text: string): string {
  return text.replaceAll(/[^\P{Cc}\n]|[\p{Cf}\p{Zl}\p{Zp}]/gu, '?');
}
