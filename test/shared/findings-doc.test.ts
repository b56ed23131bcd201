import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { CHECKS } from '../../shared/check-plan.ts';
import { FINDING_IDS } from '../../shared/finding.ts';
import { PLAN_CASES } from './plan-cases.ts';
import { ERROR_ROWS, PLAN_ROWS, QUESTION_ROWS, rowsOf } from './plan-rows.ts';

const TEXT = readFileSync(new URL('../../docs/findings.md', import.meta.url), 'utf8');

/** The rows of the tables whose first heading is this, as lists of cells without their quotes. */
function tablesOf(heading: string): readonly (readonly string[])[] {
  return TEXT.split(/\n\n/)
    .filter((block) => block.startsWith(`| ${heading} `))
    .flatMap((block) => block.trim().split('\n').slice(2))
    .map((line) =>
      line
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim().replaceAll('`', '')),
    );
}

const everySaid = Object.values(PLAN_CASES).flatMap((cases) => cases.flatMap(({ says }) => says));

describe('the table of findings', () => {
  const documented = tablesOf('finding');

  test('has every finding once, in the order of the questions', () => {
    expect(documented.map(([id]) => id)).toEqual(FINDING_IDS);
  });

  test.each(FINDING_IDS)('says how grave %s is, whose answer it belongs to, and what it is about', (id) => {
    const said = everySaid.filter(([each]) => each === id);
    const severities = [...new Set(said.map(([, severity]) => severity))];
    const answers = [...new Set(said.map(([, , answer]) => answer))];

    expect(severities).toHaveLength(1);
    expect(answers.length === 1 || id === 'unanswered').toBe(true);
    const answer = id === 'unanswered' ? 'the question itself' : answers.join(', ');
    expect(documented.find(([each]) => each === id)).toEqual([
      id,
      severities.join(', '),
      answer,
      rowsOf(id).join('; '),
    ]);
  });
});

describe('the table of what can go wrong', () => {
  const documented = tablesOf('row');

  test('has every row, with the findings that say so or the reason why none can', () => {
    expect(documented).toEqual(
      Object.entries(PLAN_ROWS).map(([key, row]) => [
        key,
        row.about,
        'says' in row ? row.says.join(', ') : row.not,
      ]),
    );
  });

  test('goes through all 45 questions without a gap, and through 30 kinds of errors', () => {
    expect(Object.keys(QUESTION_ROWS).map((key) => Number(key.slice(1)))).toEqual(
      Array.from({ length: 45 }, (_, at) => at + 1),
    );
    expect(Object.keys(ERROR_ROWS)).toHaveLength(30);
  });

  test.each(Object.entries(PLAN_ROWS))('%s is answered, or has a reason', (_key, row) => {
    if ('says' in row) expect(row.says.length).toBeGreaterThan(0);
    else expect(row.not).toMatch(/^[A-Z].*\.$/);
  });

  test.each(FINDING_IDS)('%s answers at least one row', (id) => {
    expect(rowsOf(id)).not.toEqual([]);
  });
});

test('the table of what depends on what is the one the judge goes by', () => {
  expect(tablesOf('check')).toEqual(
    CHECKS.map(({ answers, facts }, at) => [String(at + 1), answers.join(', '), facts.join(', ')]),
  );
});
