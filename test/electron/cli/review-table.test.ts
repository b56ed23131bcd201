import { expect, test } from 'vitest';
import { reviewTable } from '../../../electron/cli/review-table.ts';
import { noteFinding, reportInput, reviewedGroup, sshFinding } from '../review/report/report-fixture.ts';

const TOGETHER = 'No rule says “everyone”, but together 2 rules let in the whole internet.';

test('what is noted of a finding, and of a danger what to do, stand under its line', () => {
  const lines = linesOf(
    reviewTable(
      reportInput([
        [
          reviewedGroup({}, [
            sshFinding({ notes: [{ id: 'SG-SPLIT', sentence: TOGETHER }] }),
            noteFinding({ advice: 'Delete it one day.' }),
          ]),
        ],
      ]),
    ),
  );
  const danger = lines.findIndex((line) => line.startsWith('danger'));

  expect(lines.slice(danger + 1, danger + 3)).toEqual([
    `  ${TOGETHER}`,
    '  What to do: Let in your own address only.',
  ]);
  expect(lines[danger + 3]).toMatch(/^note /u);
  expect(lines.join('\n')).not.toContain('Delete it one day.');
});

test('the last line says where more is, when there is more', () => {
  const found = linesOf(reviewTable(reportInput([[reviewedGroup({}, [sshFinding()])]])));

  expect(found.at(-1)).toBe('Details: --format html --out review.html');
  expect(reviewTable(reportInput([[reviewedGroup({})]]))).not.toContain('Details');
});

function linesOf(text: string): readonly string[] {
  return text.trimEnd().split('\n');
}
