import { groupFrom, readPrefixListsFile } from '../../shared/security-group/described-group.ts';
import { gradeOf } from '../../shared/security-group/grade.ts';
import { compareGrades } from '../support/compare-grades.ts';
import type { LongTest } from './long-test.ts';

const GROUPS = 100_000;
/** In pieces, so that a deadline is kept; each has a seed of its own. */
const PIECE = 5000;
const LEAST = 20_000;

export const longTest: LongTest = {
  title: 'random security groups, graded by brute force too',
  run: async ({ seed, deadline }) => {
    const grader = { groupFrom, readPrefixListsFile, gradeOf };
    const answers: Record<string, number> = {};
    const disagreements: string[] = [];
    let groups = 0;
    let queries = 0;
    for (let piece = 0; groups < GROUPS && (groups < LEAST || Date.now() < deadline); piece += 1) {
      const compared = compareGrades(grader, { seed: seed + piece, groups: PIECE });
      groups += PIECE;
      queries += compared.queries;
      for (const [grade, times] of Object.entries(compared.answers)) {
        answers[grade] = (answers[grade] ?? 0) + times;
      }
      if (compared.counterExample !== null) disagreements.push(compared.counterExample);
    }
    const seen = ['internet', 'wide', 'restricted', 'none'].filter((grade) => (answers[grade] ?? 0) > 1000);
    return Promise.resolve({
      lines: [
        `seed ${String(seed)}: ${String(groups)} groups, ${String(queries)} queries, ${String(disagreements.length)} disagreements`,
        Object.entries(answers)
          .map(([grade, times]) => `${grade} ${String(times)}`)
          .join(', '),
      ],
      passed: groups / PIECE - disagreements.length + Number(seen.length === 4),
      failed: [
        ...disagreements.map((found) => `to be kept in counter-examples.json: ${found}`),
        ...(seen.length === 4 ? [] : [`only these grades were among the answers: ${seen.join(', ')}`]),
      ],
    });
  },
};
