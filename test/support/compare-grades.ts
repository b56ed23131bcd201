import * as fc from 'fast-check';
import type { groupFrom, readPrefixListsFile } from '../../shared/security-group/described-group.ts';
import type { gradeOf } from '../../shared/security-group/grade.ts';
import { oracleGrade, type OracleQuery } from './group-oracle.ts';
import { groupCase, type GroupCase } from './random-groups.ts';

/** What is judged: Keyport's own functions, or a broken copy of them. */
export type Grader = {
  readonly groupFrom: typeof groupFrom;
  readonly readPrefixListsFile: typeof readPrefixListsFile;
  readonly gradeOf: typeof gradeOf;
};

export type Comparison = {
  readonly groups: number;
  readonly queries: number;
  /** How often each grade was the answer, so that a run that only ever saw `none` is seen. */
  readonly answers: Readonly<Record<string, number>>;
  /** The smallest group with another grade, as JSON to be kept as a case; null where there is none. */
  readonly counterExample: string | null;
};

export type CompareAsk = {
  readonly seed: number;
  readonly groups: number;
  /** False where it is enough to know that there is a disagreement. */
  readonly isShrunk?: boolean;
};

/** Random groups, each graded by the oracle and by the grader, up to the first disagreement. The same for the same seed. */
export function compareGrades(grader: Grader, { seed, groups, isShrunk = true }: CompareAsk): Comparison {
  const answers: Record<string, number> = {};
  let queries = 0;
  const property = fc.property(groupCase(), (one) => {
    for (const query of one.queries) {
      const expected = oracleGrade(one.group, query, one.prefixLists);
      queries += 1;
      answers[expected] = (answers[expected] ?? 0) + 1;
      const graded = gradeWith(grader, one, query);
      if (graded !== expected) return false;
    }
    return true;
  });
  const checked = fc.check(property, { seed, numRuns: groups, endOnFailure: !isShrunk });
  const [found] = checked.counterexample ?? [];
  return {
    groups: checked.numRuns,
    queries,
    answers,
    counterExample: found === undefined ? null : asCase(grader, found),
  };
}

function gradeWith(grader: Grader, { group, prefixLists }: GroupCase, query: OracleQuery): string {
  const lists = grader.readPrefixListsFile(prefixLists);
  if (lists === null) throw new Error('prefix lists could not be read');
  return grader.gradeOf(grader.groupFrom(group), query, lists);
}

function asCase(grader: Grader, one: GroupCase): string {
  const { group, prefixLists, queries } = one;
  const wrong = queries.filter(
    (query) => gradeWith(grader, one, query) !== oracleGrade(group, query, prefixLists),
  );
  const expect = wrong.map((query) => ({ ...query, exposure: oracleGrade(group, query, prefixLists) }));
  const got = wrong.map((query) => gradeWith(grader, one, query)).join(', ');
  return JSON.stringify({ title: `was graded ${got}`, group, prefixLists, expect });
}
