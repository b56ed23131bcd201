import { expect, test } from 'vitest';
import { groupFrom, readPrefixListsFile } from '../../../shared/security-group/described-group.ts';
import { gradeOf } from '../../../shared/security-group/grade.ts';
import { compareGrades } from '../../support/compare-grades.ts';

test('2,000 random groups are graded as the brute-force oracle grades them', () => {
  const compared = compareGrades({ groupFrom, readPrefixListsFile, gradeOf }, { seed: 4, groups: 2000 });

  expect(compared.counterExample).toBeNull();
  expect(compared.groups).toBe(2000);
  for (const grade of ['internet', 'wide', 'restricted', 'none']) {
    expect(compared.answers[grade]).toBeGreaterThan(500);
  }
});
